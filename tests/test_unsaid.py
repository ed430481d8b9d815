"""No words of a member are written to the log, whoever writes and whatever breaks."""

import asyncio
import gc
import logging
import re
import sys
import warnings
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from adapters.clock import HandClock
from adapters.store import SqlStore
from adapters.store.engines import address, reading, writing
from bot.effects import Outcome
from bot.engine import NotSaved
from bot.events import Actor, Command, Event, Press, Pressed, Said, Submitted, Tick
from bot.house.figures import Figures
from bot.house.logs import set_up
from bot.house.unsaid import bare
from bot.house.watch import WatchedEngine, WatchedRoom
from bot.parcels import Answer, Lost, Parcel, Rejected, Retry
from scheduler.carrier import Carrier
from scheduler.hand import NoJobs
from scheduler.pump import Pump
from tests.process import cli, logging_kept
from tests.shell import AT, PEOPLE, Faulty, broken, founded, plant, typed

CANARY = "canary-margin of nine percent"
ANN = Actor("ann", "Europe/Berlin")
Written = Callable[[Callable[[], object]], str]
FOREIGN = ("slack_sdk.web", "slack_bolt.App", "discord.gateway", "sqlalchemy.pool", "uvicorn.error")
OTHERS = ("uvicorn.access", "aiohttp.server", "aiohttp.access", "asyncio", "apscheduler", "x.y")
WRITERS = (*FOREIGN, *OTHERS)


@pytest.fixture(params=["console", "json"])
def written(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Written:
    """What is written to the log, at its most talkative, while something is done."""

    def say(do: Callable[[], object]) -> str:
        with logging_kept():
            set_up("DEBUG", request.param)
            do()
        return capsys.readouterr().err

    return say


@pytest.mark.parametrize("name", WRITERS)
def test_what_others_compose_is_not_written(name: str, written: Written) -> None:
    said = written(partial(_talk, logging.getLogger(name)))
    assert "canary" not in said
    assert said.count("test_unsaid.py") == 2
    assert "of its own" in said
    assert f"<str of {len(CANARY)}> and <dict of 1>" in said


def _talk(log: logging.Logger) -> None:
    log.error(f"Unhandled request ({CANARY})")  # noqa: G004
    log.warning("%s and %s", CANARY, {"text": CANARY})
    log.error("%(text)s", {"text": CANARY})
    log.error("of its own", extra={"text": CANARY})
    log.error(Command("e1", "local:main:lobby", ANN, "write", CANARY))
    for level in (logging.DEBUG, logging.INFO):
        log.log(level, "%s", CANARY)


@pytest.mark.parametrize("name", ["bot.engine", "adapters.slack.room", "scheduler.pump"])
def test_ours_write_ids_and_numbers_and_no_sentences(name: str, written: Written) -> None:
    def say() -> None:
        logging.getLogger(name).warning(
            "parcel %s of %s after %.1f s: %s, %s", 7, "slack:T1:C42", 1.25, CANARY, ValueError()
        )

    told = f"parcel 7 of slack:T1:C42 after 1.2 s: <str of {len(CANARY)}>, ValueError"
    assert told in written(say)


class Kept(logging.Handler):
    """Keeps what may be written of the last record."""

    said = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.said = bare(record).getMessage()


@given(st.text().map("¤".__add__), st.text())
def test_words_leave_nothing_but_their_length(one: str, other: str) -> None:
    kept, log = Kept(), logging.Logger("discord")
    log.addHandler(kept)
    log.error("%s: %s", one, [other])
    assert kept.said == f"<str of {len(one)}>: <list of 1>"
    log.error(f"{one} %s", other)  # noqa: G004
    assert re.fullmatch(r"test_unsaid\.py:\d+", kept.said)


@pytest.mark.parametrize("engine", [writing, reading])
def test_what_a_database_refuses_is_not_quoted(
    sqlite_url: str, engine: Callable[[URL], Engine], written: Written
) -> None:
    made = engine(address(sqlite_url))
    with made.connect() as conn, pytest.raises(SQLAlchemyError) as refused:
        conn.execute(text("INSERT INTO nowhere VALUES (:text)"), {"text": CANARY})
    made.dispose()
    assert "canary" not in str(refused.value)
    said = written(lambda: logging.getLogger("bot").error("refused", exc_info=refused.value))
    assert "OperationalError" in said
    assert "canary" not in said


def _break(*_: object) -> None:
    try:
        raise LookupError(CANARY)
    except LookupError as error:
        error.add_note(CANARY)
        raise OSError(5, CANARY) from error


class Unkept:
    """Breaks when it is thrown away."""

    def __del__(self) -> None:
        _break()


def _thrown_away() -> None:
    Unkept()
    gc.collect()


async def _forgotten() -> None:
    """A task that breaks, and that nobody asks."""
    task = asyncio.create_task(_late(), name=CANARY)
    await asyncio.wait([task])
    del task
    gc.collect()


async def _late() -> None:
    _break()


def _in_a_thread() -> None:
    thread = Thread(target=_break, name="writer")
    thread.start()
    thread.join()


def _at_the_end() -> None:
    try:
        _break()
    except OSError as error:
        sys.excepthook(OSError, error, error.__traceback__)


def _warned() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn(CANARY, RuntimeWarning, stacklevel=1)


@pytest.mark.parametrize(
    ("breaks", "told"),
    [
        (lambda: asyncio.run(_forgotten()), "LookupError"),
        (_in_a_thread, "a bug ended the thread writer"),
        (_at_the_end, "a bug ended it"),
        (_thrown_away, "LookupError"),
        (_warned, "RuntimeWarning"),
    ],
)
def test_what_nobody_catches_is_told_without_its_words(
    breaks: Callable[[], object], told: str, written: Written
) -> None:
    said = written(breaks)
    assert told in said
    assert "canary" not in said


# -- every fault of the bot's own ------------------------------------------------------------------

EVENTS: tuple[Event, ...] = (
    Command("e1", "", ANN, "park", CANARY),
    Command("e1", "", ANN, CANARY, CANARY),
    Pressed("e1", "", ANN, Press("next", CANARY)),
    Submitted("e1", "", ANN, "park", {"topic": CANARY}),
    Said("e1", "", ANN, CANARY),
)
ANSWERS: tuple[Answer | None, ...] = (None, Rejected(CANARY), Lost(CANARY), Retry(0))


class Quoting:
    """A room that fails with all it was given in its mouth, or answers in a member's words."""

    def __init__(self, answer: Answer | None) -> None:
        self._answer = answer

    async def post(self, parcel: Parcel) -> Answer:
        if self._answer is None:
            raise LookupError(f"{CANARY} {parcel!r}")
        return self._answer

    edit = whisper = book = post


def _at(point: str) -> Callable[[str], None]:
    def fail(at: str) -> None:
        if at == point:
            raise LookupError(CANARY)

    return fail


@pytest.mark.parametrize("point", ["", "begin", "load", "save", "park", "post", "claim", "commit"])
@pytest.mark.parametrize("platform", ["local:main", "slack:T1", "discord:1"])
async def test_whatever_fails_no_words_are_written(
    sqlite_store: SqlStore, platform: str, point: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, figures = HandClock(AT), Figures()
    good, bad = f"{platform}:good", f"{platform}:bad"
    plant(sqlite_store, founded(good))
    plant(sqlite_store, broken(bad), AT)
    engine = WatchedEngine(Faulty(sqlite_store, _at(point)), clock, NoJobs(), figures)
    with logging_kept():
        set_up("DEBUG", "json")
        engine.start()
        for number, event in enumerate(EVENTS):
            for group in (good, bad):
                await _handled(engine, _as(event, f"e{number}{group}", group))
        await _handled(engine, Tick(f"tick:{bad}:{AT.isoformat()}", bad))
        for answer in ANSWERS:
            await _handled(engine, typed(f"{answer}", PEOPLE[1], f"park {CANARY} 2", good))
            pump = Pump(engine, WatchedRoom(Quoting(answer), clock, figures), clock, "x")
            carrier = Carrier(pump)
            carrier.carry(good)
            await carrier.end()
        engine.stop()
    said = capsys.readouterr().err
    assert said.count("\n") > len(EVENTS)
    assert "canary" not in said


def _as(event: Event, id: str, group: str) -> Event:
    values: dict[str, Any] = {name: getattr(event, name) for name in event.__slots__}
    return type(event)(**values | {"id": id, "group": group})


async def _handled(engine: WatchedEngine, event: Event) -> Outcome[Any] | None:
    try:
        return await engine.handle(event)
    except NotSaved:
        return None


def test_an_event_that_breaks_again_is_not_quoted_by_its_replay(
    sqlite_store: SqlStore, sqlite_url: str, tmp_path: Any
) -> None:
    bad = "local:main:bad"
    plant(sqlite_store, broken(bad))
    with sqlite_store.transaction() as tx:
        tx.park([(bad, Command("e1", bad, ANN, "next", CANARY))], AT)
    sqlite_store.close()
    ended = cli(tmp_path, "events", "replay", "e1", DATABASE_URL=sqlite_url)
    assert "a bug: event e1 on" in ended.err
    assert "IndexError\n" in ended.err
    assert "IndexError:" not in ended.err
