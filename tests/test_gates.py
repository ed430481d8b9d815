"""A little of each gate: what it tries at length holds here too, and a broken promise is seen."""

import pytest

from adapters.store.outbox import Outbox
from bot.parcels import Parcel
from gates import tenants
from gates.__main__ import GATES, SEED

pytestmark = pytest.mark.unmeasured  # whole meetings, again and again


@pytest.mark.parametrize("name", ["tenants", "fuzz", "soak"])
def test_no_promise_is_broken(name: str) -> None:
    gate = GATES[name]
    assert gate.run(SEED, gate.quick).violations == []


def test_workspaces_in_which_receipts_are_lost_are_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = Outbox.sent

    def forgetful(self: Outbox, parcel: Parcel, receipt: str) -> None:
        sent(self, parcel, "")

    monkeypatch.setattr(Outbox, "sent", forgetful)
    found = tenants.GATE.run(SEED, {"steps": 50})
    assert "was posted while it stood" in found.violations[0]
