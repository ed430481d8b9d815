"""What the bot says of itself: whether it can do its work, and figures in which nobody is named."""

import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from adapters.clock import HandClock
from bot.engine import NotSaved
from bot.events import Said
from bot.house.logs import set_up
from bot.house.wiring import House, house
from bot.ports import Saved, Tx
from scheduler.hand import NoJobs, turn
from tests.process import logging_kept
from tests.shell import AT, GROUP, typed

LABEL = re.compile(r'(\w+)="([^"]*)"')
KINDS = {"tick", "command", "pressed", "submitted", "said", "gone", "exposed", "nudged", "counted"}
KNOWN = {
    "kind": KINDS,
    "platform": {"local", "slack", "discord", "other"},
    "answer": {"sent", "retry", "rebuild", "rejected", "lost", "broken"},
}


@pytest.fixture
async def home(sqlite_url: str) -> AsyncIterator[House]:
    clock, jobs = HandClock(AT), NoJobs()
    jobs.beat = AT
    async with house(sqlite_url, clock, jobs) as home:
        yield home


def later(home: House, seconds: float) -> None:
    assert isinstance(home.clock, HandClock)
    home.clock.jump(timedelta(seconds=seconds))


async def figures(home: House) -> dict[str, float]:
    """The figures by their names, with their labels."""
    page = (await home.pulse.metrics()).decode()
    lines = [line.rpartition(" ") for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_it_is_ready_while_nothing_waits(home: House) -> None:
    assert (await home.pulse.ready()).sorry == ""


async def test_it_is_not_ready_before_it_rings_or_when_it_does_so_no_more(home: House) -> None:
    later(home, 121)
    state = await home.pulse.ready()
    assert state.sorry == "Nobody has looked for 121 s what is due; restart the bot."
    home.pulse.jobs.beat = None
    assert (await home.pulse.ready()).sorry.startswith("The bot has not begun yet to ring")


async def test_it_is_not_ready_while_an_alarm_is_late(home: House) -> None:
    await home.engine.handle(typed("1", "ann", "join"))
    await home.pump.settle()
    group = home.engine.reader.state(GROUP)
    assert group
    await home.engine.call(lambda tx: tx.save([Saved(GROUP, group, AT)]))
    later(home, 119)
    home.pulse.jobs.beat = home.clock.now()
    state = await home.pulse.ready()
    assert (state.sorry, state.oldest_due_seconds) == ("", 119.0)
    later(home, 2)
    assert (await home.pulse.ready()).sorry.startswith("An alarm has been due for 121 s")


async def test_it_is_not_ready_while_parcels_lie_that_could_go(home: House) -> None:
    await home.engine.handle(typed("1", "ann", "join"))
    later(home, 599)
    home.pulse.jobs.beat = home.clock.now()
    state = await home.pulse.ready()
    assert (state.sorry, state.oldest_parcel_seconds) == ("", 599.0)
    later(home, 2)
    state = await home.pulse.ready()
    assert state.sorry.startswith("A parcel could have gone out 601 s ago")
    assert (await figures(home))["mastermind_parcels"] > 0
    await home.pump.settle()
    assert (await home.pulse.ready()).sorry == ""


async def test_a_parcel_that_is_to_be_tried_later_does_not_lie_for_nothing(home: House) -> None:
    await home.engine.handle(typed("1", "ann", "join"))
    until = AT + timedelta(hours=1)

    def put_off(tx: Tx) -> None:
        tx.delay(tx.claim(GROUP, "x", AT, AT)[0], until)

    await home.engine.call(put_off)
    later(home, 3000)
    home.pulse.jobs.beat = home.clock.now()
    assert (await home.pulse.ready()).sorry == ""


async def test_figures_say_how_much_and_never_who_or_what(home: House) -> None:
    clock = home.clock
    assert isinstance(clock, HandClock)
    for number, who in enumerate(("annabel", "ben", "cat")):
        await home.engine.handle(typed(str(number), who, "join"))
    await home.engine.handle(typed("8", "annabel", "start"))
    await home.engine.handle(Said("9", GROUP, typed("9", "annabel", "x").by, "the secret plan"))
    await home.pump.settle()
    assert (await figures(home))["mastermind_meetings_running"] == 1
    await turn(home.engine, home.pump, clock, AT + timedelta(hours=3), _nobody)
    told = await figures(home)
    assert told["mastermind_groups"] == 1
    assert told["mastermind_meetings_running"] == 0
    assert told['mastermind_events_total{kind="command",platform="local"}'] == 4
    assert told['mastermind_events_total{kind="said",platform="local"}'] == 1
    assert told["mastermind_alarm_lateness_seconds_count"] > 0
    assert told['mastermind_acknowledgement_seconds_count{platform="local"}'] > 4
    assert told['mastermind_sendings_total{answer="sent",platform="local"}'] > 3
    assert told['mastermind_parcel_wait_seconds_count{platform="local"}'] > 3
    labels = {found for name in told for found in LABEL.findall(name) if found[0] != "le"}
    assert all(value in KNOWN[name] for name, value in labels)


async def test_an_event_that_can_not_be_kept_is_counted(home: House) -> None:
    await home.engine.handle(typed("1", "ann", "join"))
    home.engine.stop()
    with pytest.raises(NotSaved):
        await home.engine.handle(typed("2", "ann", "menu"))
    told = await figures(home)
    assert told['mastermind_events_not_saved_total{kind="command",platform="local"}'] == 1


@contextmanager
def logged() -> Iterator[None]:
    with logging_kept():
        set_up("DEBUG", "json")
        yield


async def test_one_id_goes_through_event_outcome_and_parcel(
    home: House, capsys: pytest.CaptureFixture[str]
) -> None:
    with logged():
        await home.engine.handle(typed("local:the-event", "ann", "join"))
        logging.getLogger("bot").warning("of no event")
        await home.pump.settle()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    acted, outside, *sent = (line for line in lines if line["logger"].startswith("bot"))
    assert acted["event"].startswith("acted on local:the-event")
    assert acted["id"] == "local:the-event"
    assert "id" not in outside
    assert sent
    assert {line["id"] for line in sent} == {"local:the-event"}
    assert all(line["parcel"].startswith(GROUP) for line in sent)


async def _nobody() -> None:
    """Nobody watches."""
