"""Fixtures that every test may ask for, and how long Hypothesis looks for a counterexample."""

import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.stores import (
    postgres_server,
    postgres_store,
    postgres_template,
    postgres_url,
    sqlite_store,
    sqlite_template,
    sqlite_url,
    store,
    store_url,
)

__all__ = [
    "postgres_server",
    "postgres_store",
    "postgres_template",
    "postgres_url",
    "sqlite_store",
    "sqlite_template",
    "sqlite_url",
    "store",
    "store_url",
]

# Histories are large values, and a busy computer is no reason to fail.
settings.register_profile(
    "here",
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
# HYPOTHESIS_PROFILE=hunt looks much longer, for whoever changes the core.
settings.register_profile("hunt", settings.get_profile("here"), max_examples=2000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "here")
)


UNMEASURED = re.compile("_laws|_wire_|_browser")
MEASURES = ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START")  # ask a child to measure itself
MEMORY = Path("/dev/shm")  # Linux: a folder that is kept in memory
ENOUGH = 2 * 1024**3  # bytes that must be free there


def pytest_configure() -> None:
    """Databases of tests go to memory where there is room: a store syncs each commit to its disk,
    which no test can tell from none, as none of them cuts the power. TMPDIR is heeded.
    """
    room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    if room and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three for two processors: much of what is tested waits, for a process, a browser, an hour."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_itemcollected(item: pytest.Item) -> None:
    """Coverage is for the examples to show that play with the core: not for its laws, and not for
    what goes through a browser, or over a wire to a platform.
    """
    if is_hypothesis_test(getattr(item, "obj", None)) or UNMEASURED.search(item.path.stem):
        item.add_marker("unmeasured")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measures nothing while a test runs that is marked so: not in this process, not in those that
    it starts, and none of what measures above it."""
    if not item.get_closest_marker("unmeasured"):
        return (yield)
    here, in_threads = sys.gettrace(), threading.gettrace()
    in_children = {name: os.environ.pop(name) for name in MEASURES if name in os.environ}
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(here)
        threading.settrace(in_threads)
        os.environ.update(in_children)
