"""The twelve flaws, each a small change of real code as somebody might make it."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from starlette.responses import Response
from starlette.types import Receive

from adapters.discord import api as discord_api
from adapters.discord import marks
from adapters.slack.hear import Ears
from adapters.slack.parse import Meant
from adapters.slack.reply import DONE, Reply
from adapters.slack.room import SlackRoom
from adapters.slack.tokens import Tokens
from adapters.slack.web import Events
from adapters.store import engines, reader
from adapters.store.tables import states
from adapters.store.tx import SqlTx
from bot import decide
from bot.engine import Engine
from bot.events import Tick
from bot.rhythm import cadence
from gates.flaws import checks
from gates.flaws.flaw import Flaw
from scheduler import hand

HEAR, ANSWER, SEEN, JOURNAL = Ears.hear, Events._answer, SqlTx.seen, SqlTx.journal
NEVER = timedelta(days=9999)
LOST_AND_FOUND = set[asyncio.Task[Reply]]()


async def forgetful_ring(engine: Engine, now: datetime) -> int:
    """The alarm is taken off the list first, and then something is done about it."""
    due = await asyncio.to_thread(engine.reader.due, now, 200)
    for id, _ in due:
        await engine.call(lambda tx, id=id: tx.rest(id, now + NEVER))  # type: ignore[misc]
    for id, at in due:
        await engine.handle(Tick(f"tick:{id}:{at:%Y-%m-%dT%H:%M:%S.%fZ}", id))
    return len(due)


async def nothing_found(room: SlackRoom, *_: object) -> list[Any]:
    """Whether a message is there already is not looked at."""
    return []


async def hasty(ears: Ears, meant: Meant) -> Reply:
    """Slack hears that all is well, and then it is done."""
    task = asyncio.create_task(HEAR(ears, meant))
    LOST_AND_FOUND.add(task)
    task.add_done_callback(LOST_AND_FOUND.discard)
    return DONE


def never_seen(tx: SqlTx, events: Sequence[str]) -> set[str]:
    """The journal takes an event twice, so that it tells nothing."""
    there = SEEN(tx, events)

    def journal(rows: Sequence[tuple[str, str]], at: datetime) -> None:
        JOURNAL(tx, [row for row in rows if row[0] not in there], at)

    tx.journal = journal  # type: ignore[method-assign]
    return set()


def random_nonce(key: str) -> str:
    """Each try is another message."""
    return secrets.token_urlsafe(16)


def deferred(connection: Any) -> None:
    """The lock is taken when something is written first."""
    connection.connection.driver_connection.execute("BEGIN DEFERRED")


def naive(wall: datetime, zone: str) -> datetime:
    """The zone is what its clocks say in January."""
    offset = datetime(wall.year, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset()
    return (wall - (offset or timedelta())).replace(tzinfo=UTC)


async def bare(api: discord_api.Api, call: Any) -> Any:
    """Whoever waits for a call, and gives up, takes the call with them."""
    return await api._asked(call)


async def no_retries(events: Events, headers: Mapping[str, str], receive: Receive) -> Response:
    """What Slack sends again was surely there before."""
    if "x-slack-retry-num" in headers:
        return Response()
    return await ANSWER(events, headers, receive)


def unlocked(tokens: Tokens, tenant: str) -> Any:
    """Everybody renews the token for themselves."""

    async def renewed() -> Any:
        return await tokens._ask(await tokens._read(tenant))

    return asyncio.create_task(renewed())


ROOMS_OF_ALL = (
    select(states.c.id)
    .where(states.c.platform == bindparam("of_platform"), states.c.kind == "group")
    .order_by(states.c.id)
)

FLAWS = (
    Flaw(
        "delete-due-first",
        "scheduler/ring.py",
        (hand, "ring", forgetful_ring),
        lambda: checks.explored("Slack", "... 1h"),
    ),
    Flaw(
        "no-reconcile",
        "adapters/slack/room.py",
        (SlackRoom, "_found", nothing_found),
        lambda: checks.explored("Slack", "ben> /join", outage=timedelta(seconds=20)),
    ),
    Flaw(
        "acknowledge-before-commit",
        "adapters/slack/hear.py",
        (Ears, "hear", hasty),
        lambda: checks.explored("Slack", "ben> /join"),
    ),
    Flaw(
        "no unique key",
        "adapters/store/tx.py",
        (SqlTx, "seen", never_seen),
        lambda: checks.explored("Slack", "ben> /join"),
    ),
    Flaw(
        "missing tenant predicate",
        "adapters/store/reader.py",
        (reader, "ROOMS", ROOMS_OF_ALL),
        checks.tenants_apart,
    ),
    Flaw(
        "random nonce",
        "adapters/discord/marks.py",
        (marks, "nonce", random_nonce),
        lambda: checks.explored("Discord", "ben> /join"),
    ),
    Flaw(
        "deferred BEGIN",
        "adapters/store/engines.py",
        (engines, "_begin_immediate", deferred),
        checks.two_writers,
    ),
    Flaw(
        "naive zone",
        "bot/rhythm/cadence.py",
        (cadence, "instant", naive),
        checks.year_by_the_calendar,
    ),
    Flaw(
        "cancelled REST call",
        "adapters/discord/api.py",
        (discord_api.Api, "_kept", bare),
        checks.calls_end,
    ),
    Flaw(
        "retry-header drop",
        "adapters/slack/web.py",
        (Events, "_answer", no_retries),
        checks.second_try_counts,
    ),
    Flaw(
        "unlocked token refresh",
        "adapters/slack/tokens.py",
        (Tokens, "_renewal", unlocked),
        checks.one_renewal,
    ),
    Flaw(
        "stale revision accepted",
        "bot/decide.py",
        (decide, "_check_fresh", lambda group, drawn: None),
        checks.one_step,
    ),
)
