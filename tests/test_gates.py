"""The gates find no violation in a small run, and what they find is what the page on it says."""

import subprocess
import sys
from collections import Counter
from math import inf
from pathlib import Path

import pytest

from adapters.clock import SystemClock
from adapters.store.outbox import Outbox
from bench.asking import Sizes
from bench.databases import HAS_POSTGRES
from bench.keeping import ROOT, block
from bot.parcels import Parcel
from gates import table, tenants
from gates.command import GATES, SEED, main
from gates.gate import KEPT, Findings, Gate, keep, kept, tried
from gates.load import looks
from gates.load.crowd import Crowd
from gates.load.far import Slack
from gates.load.metrics import quantile
from gates.load.run import AIMS, missed
from gates.load.sending import Sent
from tests.stores import NO_POSTGRES

pytestmark = pytest.mark.unmeasured
ODD = Gate("odd", "none is odd", {"numbers": 9}, {"numbers": 3}, lambda *_: Findings({"odd": 2.5}))
BAD = Gate("bad", "none", {}, {}, lambda *_: Findings({"odd": 1200}, ["1 is odd"]))


def broken(seed: int, sizes: Sizes) -> Findings:
    raise LookupError(f"{seed} {sizes}")


BROKEN = Gate("broken", "it ends", {}, {}, broken)


@pytest.mark.parametrize("name", GATES)
def test_a_small_run_of_a_gate_finds_no_violation(name: str) -> None:
    if name == "replicas" and not HAS_POSTGRES:
        pytest.skip(NO_POSTGRES)
    found = GATES[name].run(SEED, GATES[name].quick)
    assert found.violations == []
    assert sum(found.figures.values()) > 0


def test_workspaces_in_which_receipts_are_lost_are_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = Outbox.sent

    def forgetful(self: Outbox, parcel: Parcel, receipt: str) -> None:
        sent(self, parcel, "")

    monkeypatch.setattr(Outbox, "sent", forgetful)
    found = tenants.GATE.run(SEED, {"steps": 50})
    assert "was posted while it stood" in found.violations[0]


def test_the_table_has_a_row_for_each_gate_as_it_came_out(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- gates -->\nold\n<!-- end -->\nAfter\n")
    for gate in (ODD, BAD):
        keep(tried(gate, 7, gate.full), tmp_path)
    never = Gate("never", "much", {}, {}, lambda *_: Findings())
    table.write([ODD, BAD, never], tmp_path, page)
    text = page.read_text()
    found = kept("odd", tmp_path)
    assert found
    assert text.startswith("Before\n<!-- gates -->\n| gate |")
    assert "| `odd` | none is odd | odd 2.50; no violation | 7 |" in text
    assert "| `bad` | none | odd 1,200; **1 violations** | 7 |" in text
    assert "| `never` | much | not run |" in text
    assert text.endswith(f"On {found.machine}.\n<!-- end -->\nAfter\n")


def test_the_page_tells_of_every_gate() -> None:
    text = (ROOT / "docs/reliability.md").read_text("utf-8")
    assert [name for name in GATES if f"**{name}.**" not in text] == []
    assert block("gates").search(text)


def test_a_gate_that_finds_a_violation_ends_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(GATES, "bad", BAD)
    monkeypatch.setitem(GATES, "odd", ODD)
    before = set(KEPT.glob("*.json"))
    assert main(["bad", "--quick", "--seed", "3"]) == 1
    assert main(["odd", "--quick"]) == 0
    said = capsys.readouterr().out
    assert "bad: python -m gates bad --seed 3\n" in said
    assert "odd: python -m gates odd --numbers 3 --seed 7\n" in said
    assert "VIOLATION 1 is odd" in said
    assert set(KEPT.glob("*.json")) == before  # what is small is not kept


def test_a_gate_that_breaks_keeps_no_other_from_its_turn_and_has_a_row_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [*GATES]:
        monkeypatch.delitem(GATES, name)
    for gate in (BROKEN, ODD):
        monkeypatch.setitem(GATES, gate.name, gate)
        keep(tried(gate, 7, gate.full), tmp_path)
    page = tmp_path / "page.md"
    page.write_text("<!-- gates -->\n<!-- end -->\n")
    table.write([*GATES.values()], tmp_path, page)
    assert "| `broken` | it ends | **it broke: LookupError** | 7 |" in page.read_text()
    assert "| `odd` | none is odd | odd 2.50; no violation | 7 |" in page.read_text()
    assert main(["--quick"]) == 1
    said = capsys.readouterr().out
    assert "broke: LookupError" in said
    assert "odd: python -m gates odd --numbers 3 --seed 7\n" in said


def test_a_quantile_lies_within_its_bucket() -> None:
    name, steps = "lag", {"0.01": 90.0, "0.1": 98.0, "1.0": 100.0, "+Inf": 100.0}
    before = {(f"{name}_bucket", step): 10.0 for step in steps}
    after = {(f"{name}_bucket", step): 10.0 + count for step, count in steps.items()}
    assert quantile(0.45, name, before, after) == pytest.approx(0.005)
    assert quantile(0.94, name, before, after) == pytest.approx(0.055)
    assert quantile(0.99, name, before, after) == pytest.approx(0.55)
    assert quantile(0.99, name, before, before) == 0.0
    beyond = after | {(f"{name}_bucket", "+Inf"): 200.0}
    assert quantile(0.99, name, before, beyond) == inf


def test_a_load_that_is_not_borne_misses_its_aims() -> None:
    found = {**dict.fromkeys(AIMS, 1.0), "MiB at half time": 100.0, "MiB at the end": 104.0}
    assert [*missed(found)] == []
    late = {**found, "begun late by (s), 99 of 100": 6.25, "MiB at the end": 106.0}
    assert [*missed(late)] == ["begun late by (s), 99 of 100: 6.25 instead of 5", "memory grew"]


def test_what_was_answered_and_is_not_there_is_found(sqlite_url: str) -> None:
    crowd = Crowd(4, 1)
    crowd.found(sqlite_url, SystemClock().now().replace(microsecond=0))
    sent = Sent(heard=[0, 1, 2], failed=["3: b'HTTP/1.1 503'"])
    found = [*looks.lost(sqlite_url, crowd, sent, 5)]
    assert found[:2] == ["not answered: 3: b'HTTP/1.1 503'", "1 were not sent"]
    assert len([one for one in found if one.startswith("lost: ")]) == 3
    assert len([one for one in found if one.startswith("no commitment: ")]) == 3
    far = Slack(posts=Counter({"key": 2}))
    assert [*looks.broken(far, [], crowd)] == ["1 Boards are missing", "posted 2 times: key"]


def test_a_gate_is_a_command() -> None:
    command = [sys.executable, "-m", "gates", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in GATES)
