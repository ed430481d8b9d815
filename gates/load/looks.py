"""What is there when all is over, beside what was sent: nothing is lost, nothing there twice."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from time import monotonic, sleep
from typing import Any

from adapters.chat.places import first_of
from adapters.store import open_store
from bench.rsvps import Act
from bench.slack_load import APP
from bot.group import Group
from gates.kill import quiet
from gates.load.crowd import Crowd, part
from gates.load.far import Slack
from gates.load.sending import Sent
from tests.process import PATIENCE

BOARDS = "SELECT lane, receipt FROM receipts WHERE key = 'board:1'"


def at_rest(url: str, crowd: Crowd) -> bool:
    """Whether all meetings have a Board and nothing is on its way, before patience ends."""
    until = monotonic() + PATIENCE
    while len(_rows(url, BOARDS)) < crowd.meetings:
        if monotonic() > until:
            return False
        sleep(0.1)
    return quiet(url)


def lost(url: str, crowd: Crowd, sent: Sent, many: int) -> Iterator[str]:
    """What was not answered; what was, and is not there, or twice."""
    yield from (f"not answered: {failed}" for failed in sent.failed)
    if over := many - len(sent.heard) - len(sent.failed):
        yield f"{over} were not sent"
    known = {event for (event,) in _rows(url, "SELECT event_id FROM journal")}
    made = [(one.by, one.what) for group in groups(url) for one in group.commitments]
    heard, there = set(sent.heard), set(made)
    for act in crowd.acts(many):
        if act.number in heard:
            yield from _missing(act, known, there)
    if len(made) > len(there):
        yield f"{len(made) - len(there)} commitments are there twice"


def _missing(act: Act, known: set[str], made: set[tuple[str, str]]) -> Iterator[str]:
    if f"slack:{APP}:{act.scope.partition(':')[2]}:{act.number}.1.x" not in known:
        yield f"lost: {act}"
    if act.text.startswith("commit") and (act.who, part(act.number)) not in made:
        yield f"no commitment: {act}"


def broken(far: Slack, late: Sequence[float], crowd: Crowd) -> Iterator[str]:
    """Boards that are missing, and messages that were posted twice."""
    if len(late) != crowd.meetings:
        yield f"{crowd.meetings - len(late)} Boards are missing"
    yield from (f"posted {n} times: {key}" for key, n in far.posts.items() if n > 1)


def lateness(url: str, far: Slack, crowd: Crowd, at: datetime) -> list[float]:
    """By how many seconds the Board of each meeting came after its alarm."""
    receipts: Mapping[str, str] = dict(_rows(url, BOARDS))
    stood = (far.at[first_of(receipts[id])] for id in crowd.meeting if id in receipts)
    return [(then - at).total_seconds() for then in stood]


def groups(url: str) -> list[Group]:
    """The groups as they are kept."""
    ids = [id for (id,) in _rows(url, "SELECT id FROM states WHERE kind = 'group'")]
    with open_store(url, lock=False) as store:
        found = map(store.reader.state, ids)
        return [group for group in found if isinstance(group, Group)]


def _rows(url: str, query: str) -> list[Any]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        return file.execute(query).fetchall()
