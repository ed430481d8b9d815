"""What came of a run: the machine it ran on, the file that keeps it, the place it has in a page."""

import json
import platform
import re
import sqlite3
from collections.abc import Mapping
from os import cpu_count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
VAR = ROOT / "var"  # a real disk: a temporary folder may be in memory


def keep(found: Mapping[str, Any], folder: Path, name: str) -> Path:
    """Write it beside the others, in place of the last one of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    file.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return file


def kept(folder: Path, name: str) -> dict[str, Any] | None:
    """The last one of its name; None where there was none."""
    file = folder / f"{name}.json"
    found: dict[str, Any] | None = json.loads(file.read_text("utf-8")) if file.exists() else None
    return found


def block(mark: str) -> re.Pattern[str]:
    """What stands in a page between <!-- MARK --> and <!-- end -->."""
    return re.compile(rf"(<!-- {mark} -->\n).*?(<!-- end -->)", re.DOTALL)


def put(text: str, mark: str, made: str) -> str:
    """The page with this in place of what stands there."""
    return block(mark).sub(lambda m: f"{m[1]}{made}\n{m[2]}", text)


def machine() -> str:
    """What a run took place on, in one line."""
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    system = f"{platform.system()} {platform.machine()}"
    return f"{cpu_count()} processors ({_processor()}), {system}, {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:  # not Linux
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or "unknown"
