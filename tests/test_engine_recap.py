"""What events and forms are about that is in the archive by now, as the engine finds it."""

import asyncio

from adapters.clock import HandClock
from adapters.store import SqlStore
from bot.archive import Recap
from bot.engine import Engine
from bot.events import Actor, Submitted
from scheduler.hand import NoJobs
from tests.shell import AT, GROUP, answered, founded, plant, running, typed


def held(store: SqlStore) -> None:
    """Two meetings; Ann and Ben wrote in the first."""
    plant(store, founded())
    with running(store) as engine:
        answered(engine, typed("1", "ann", "start round_robin"), typed("2", "ann", "write tired"))
        answered(engine, typed("3", "ben", "write fine"), typed("4", "ann", "end now"))
        answered(engine, typed("5", "ann", "start round_robin"), typed("6", "ann", "end now"))


def fixed(id: str, who: str, **values: str) -> Submitted:
    """A line of the first meeting put right."""
    return Submitted(id, GROUP, Actor(who), "fix:1", values)


def test_two_who_put_an_older_recap_right_at_once_are_both_heard(store: SqlStore) -> None:
    held(store)
    engine = Engine(store, HandClock(AT), NoJobs())
    answers = [engine.submit(fixed("7", "ann", item1="awake"))]
    answers.append(engine.submit(fixed("8", "ben", item2="well")))
    engine.start()  # what waits by now is one transaction
    engine.stop()
    assert all(answer.result() for answer in answers)
    recap = store.reader.record("meeting", GROUP, "1")
    assert isinstance(recap, Recap)
    assert [item.text for item in recap.items] == ["awake", "well"]
    assert [mark.by for mark in recap.corrections] == ["ann", "ben"]


def test_the_form_of_an_older_recap_asks_what_stands_in_the_record(store: SqlStore) -> None:
    held(store)
    with running(store) as engine:
        form = asyncio.run(engine.form(GROUP, "fix:1", Actor("ann")))
        assert form
        assert [(field.name, field.value) for field in form.fields] == [("item1", "tired")]
        assert asyncio.run(engine.form(GROUP, "fix", Actor("ann"))) is None  # of the last one
        assert asyncio.run(engine.form(GROUP, "fix:7", Actor("ann"))) is None


def test_the_button_of_an_older_recap_answers_from_the_record(store: SqlStore) -> None:
    held(store)
    with running(store) as engine:
        outcome = answered(engine, typed("7", "ben", "recap details 1"))[0]
        assert "tired" in repr(outcome.effects)
