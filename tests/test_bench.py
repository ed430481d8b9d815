"""Everything that is measured can be, in a small run, and the page says what was found."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import page
from bench.__main__ import ALL, MEASUREMENTS, main
from bench.crowds import CROWDS
from bench.databases import HAS_POSTGRES
from bench.keeping import ROOT
from bench.living import YEARS
from bench.measurement import KEPT, Measurement, Row, at_least, at_most, keep, kept, measured, ratio
from tests.stores import NO_POSTGRES

pytestmark = pytest.mark.unmeasured
ROWS = (Row("odd", 1234.5, "s"), ratio("odd to even", 0.5), at_least("even", 3, 4, "events/s"))
ODD = Measurement("odd", "what is odd", {"rounds": 9}, {"rounds": 3}, lambda _: ROWS)
GOOD = Measurement("good", "what is good", {}, {}, lambda _: [at_most("bad", 0.25, 1.5)])
NEVER = Measurement("never", "much", {}, {}, lambda _: [])
ON_POSTGRES = {"replicas"}


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_a_small_run_finds_figures(name: str) -> None:
    if name in ON_POSTGRES and not HAS_POSTGRES:
        pytest.skip(NO_POSTGRES)
    rows = [*MEASUREMENTS[name].run(MEASUREMENTS[name].quick)]
    assert min(row.figure for row in rows) >= 0
    assert max(row.figure for row in rows) > 0
    assert all(row.aim for row in rows if row.met is not None)
    whats = [row.what for row in rows]
    assert len({*whats}) == len(whats)
    if name == CROWDS.name:
        assert [what for what in whats if "PostgreSQL" in what] or not HAS_POSTGRES
    if name == YEARS.name:
        assert rows[-1].met


def test_a_figure_that_is_not_as_it_should_be_says_so() -> None:
    assert [at_most("late", 2, 1.5).met, at_most("late", 1, 1.5).met] == [False, True]
    assert [at_least("fast", 2, 3).met, at_least("fast", 3, 3).met] == [False, True]


def test_the_page_says_what_was_found_and_on_what(tmp_path: Path) -> None:
    names = ("all", "odd", "good", "never")
    file = tmp_path / "page.md"
    file.write_text("".join(f"{n}\n<!-- bench {n} -->\nold\n<!-- end -->\n" for n in names))
    for one in (ODD, GOOD):
        keep(measured(one, one.full), tmp_path)
    page.write([ODD, GOOD, NEVER], tmp_path, file)
    text, found = file.read_text(), kept("odd", tmp_path)
    assert found
    assert found.rows == [*ROWS]
    assert f"On {found.machine}.\n\n1 of 2 aims are met.\n* not met: `odd`, even\n<!-- end" in text
    assert "| odd | 1,234 s |  |\n| odd to even | 0.50 times |  |\n" in text
    assert "| even | 3 events/s | at least 4: NOT met |\n\nMeasured " in text
    assert " s; rounds 9.\n<!-- end -->\ngood\n" in text
    assert "| bad | 0.25 times | at most 1.5: met |" in text
    assert "never\n<!-- bench never -->\nNot measured yet.\n<!-- end -->\n" in text


def test_the_page_tells_of_all_but_what_is_told_on_the_page_of_seats() -> None:
    text = page.PAGE.read_text("utf-8")
    assert [one.name for one in ALL if not page.has(text, one)] == ["seats"]


def test_what_is_small_is_printed_and_not_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(MEASUREMENTS, "decide", replace(ODD, name="decide"))
    before = set(KEPT.glob("*.json"))
    assert main(["decide", "--quick"]) == 0
    assert main(["decide", "--rounds", "8"]) == 0
    said = capsys.readouterr().out
    assert "decide: what is odd\n  python -m bench decide --rounds 3\n" in said
    assert "  python -m bench decide --rounds 8\n" in said
    assert "even" in said
    assert "3 events/s      at least 4: NOT met\n" in said
    assert {file for file in KEPT.glob("*.json") if file not in before} == set()


def test_what_breaks_stops_none_of_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Measurement("broken", "what is none", {}, {}, lambda _: [Row("odd", 1 / 0)])
    for name in [*MEASUREMENTS]:
        monkeypatch.delitem(MEASUREMENTS, name)
    for one in (broken, ODD):
        monkeypatch.setitem(MEASUREMENTS, one.name, one)
    assert main(["--quick"]) == 1
    assert "  python -m bench odd --rounds 3\n  odd " in capsys.readouterr().out


def test_the_bench_is_a_command() -> None:
    command = [sys.executable, "-m", "bench", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in MEASUREMENTS)
