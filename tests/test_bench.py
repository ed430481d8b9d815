"""The bench runs, and its figures are figures; how large they are is nobody's promise here."""

import re
import subprocess
import sys
from pathlib import Path

from bench import crowds, seats

ROOT = Path(__file__).parents[1]


def test_the_bench_measures_a_small_load() -> None:
    command = [sys.executable, "-m", "bench", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures = re.findall(r"^  \S.*? {2,}([\d,.]+)(?:   target .*)?$", done.stdout, re.MULTILINE)
    databases = 2 if crowds.HAS_POSTGRES else 1
    assert len(figures) == 46 + len(seats.SIZES) * len(seats.WAYS) + 10 * databases
    assert all(float(figure.replace(",", "")) > 0 for figure in figures)
    assert done.stdout.count("met") == 9 + 2 * databases
    assert "groups as the calendar says                 2" in done.stdout
    assert not done.stderr
