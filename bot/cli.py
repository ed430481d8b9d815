"""The `mastermind` command."""

import asyncio
import contextlib
import secrets
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from importlib.metadata import version as installed
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.clock import SystemClock
from adapters.local.terminal import Terminal
from adapters.store.copying import copy
from adapters.store.store import open_store
from bot.house import doctor as surgery
from bot.house import holidays as days_off
from bot.house.demo import Play, play_demo
from bot.house.discord_cli import discord
from bot.house.ending import explained
from bot.house.events import events
from bot.house.formats import formats
from bot.house.logs import set_up
from bot.house.questions import Asker, Typist
from bot.house.recaps import Asked, told
from bot.house.secrets import secrets as sealing
from bot.house.server import quick_loop
from bot.house.settings import Settings, read_settings
from bot.house.shelf import stock
from bot.house.slack_cli import slack
from bot.house.stage import HandStage, LiveStage
from bot.house.wiring import serve
from bot.trouble import Trouble

main = typer.Typer(
    help="Mastermind runs mastermind groups: it keeps clock, turn, record and follow-up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The database.", no_args_is_help=True)
main.add_typer(db, name="db")
main.add_typer(events, name="events")
main.add_typer(formats, name="formats")
main.add_typer(sealing, name="secrets")
main.add_typer(slack, name="slack")
main.add_typer(discord, name="discord")

Url = Annotated[
    str, typer.Option("--database-url", help="Where to keep everything; DATABASE_URL otherwise.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print each answer as a line of JSON.")]


@main.callback()
def begin() -> None:
    """Whatever a command says before it knows its settings is said without a member's words."""
    set_up("WARNING", "console")


@main.command()
def run(
    cluster: Annotated[
        bool, typer.Option("--cluster", help="One of many replicas on one PostgreSQL.")
    ] = False,
) -> None:
    """Start the bot and its local room; Ctrl-C or SIGTERM stops it.

    Settings come from the environment or from .env, and .env.example explains them: DATABASE_URL,
    HOST, PORT, LOG_LEVEL, LOG_FORMAT, ROOM_KEY, FORMATS_DIR, PUBLIC_URL,
    OTEL_EXPORTER_OTLP_ENDPOINT, and for Slack MASTERMIND_SECRET_KEYS, SLACK_BOT_TOKEN,
    SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET,
    SLACK_REDIRECT_URI, SLACK_API_BASE_URL, SLACK_AUTHORIZE_URL, SLACK_COMMAND, and for Discord
    DISCORD_TOKEN, DISCORD_GUILD_ID, DISCORD_API_BASE_URL, DISCORD_GATEWAY_URL, DISCORD_SHARDS,
    DISCORD_CDN_BASE_URL. When it can be used it prints READY and the address.
    """
    with explained():
        settings = read_settings()
        set_up(settings.log_level, settings.log_format, settings.hidden)
        _stock(settings)
        _until_stopped(serve(settings, cluster), quick_loop)


@main.command()
def demo(
    format: Annotated[str, typer.Option(help="The id of the format.")] = "hot_seat",
    members: Annotated[int, typer.Option(help="How many members are played.")] = 5,
    seats: Annotated[int, typer.Option(help="How many seats; 0 = as the format says.")] = 0,
    seed: Annotated[int, typer.Option(help="The same seed plays the same meeting.")] = 1,
    database_url: Url = "",
    as_json: AsJson = False,
) -> None:
    """Play one whole meeting with played members and a fast clock, and print it."""
    with explained():
        settings = _quiet_settings()
        _stock(settings)
        url = database_url or settings.database_url
        _until_stopped(play_demo(url, Play(format, members, seats, seed), as_json, _say))


@main.command()
def chat(
    room: Annotated[str, typer.Option(help="The room's name.")] = "lobby",
    database_url: Url = "",
    start: Annotated[
        str, typer.Option(help="Where the clock begins, like 2026-03-02T17:00Z; now if empty.")
    ] = "",
    realtime: Annotated[bool, typer.Option(help="Let the computer's clock run instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """The local room in this terminal: everybody's lines, one per line.

    `ann> /join` is a command, `ann> [Next]` presses a button, `ann> [Brief] question=...` answers
    its form, `ann> hello` is talk; `... 10m` lets time pass, `!restart` goes on from the database
    alone.
    """
    with explained():
        if not room or room.startswith("@"):
            raise Trouble(f"“{room}” is no name for a room; choose one like lobby.")
        settings = _quiet_settings()
        _stock(settings)
        url = database_url or settings.database_url
        stage = LiveStage(url) if realtime else HandStage(url, _start(start))
        _until_stopped(_chat(stage, f"local:main:{room}", as_json))


@main.command()
def recap(
    group: Annotated[
        str, typer.Option(help="The group's id; the latest meeting of all if none.")
    ] = "",
    number: Annotated[int, typer.Option(help="The meeting's number; the latest if 0.")] = 0,
    format: Annotated[str, typer.Option("--format", "--as", help="md or json.")] = "md",
    reader: Annotated[
        str, typer.Option("--for", help="As a seat-holder or whoever was absent got it: @who.")
    ] = "",
    database_url: Url = "",
) -> None:
    """Print a meeting's recap from the database; the bot may run meanwhile."""
    with explained():
        url = database_url or _quiet_settings().database_url
        with open_store(url, lock=False) as store:
            _say(told(store.reader, Asked(group, number, format, reader.removeprefix("@"))))


@main.command()
def holidays(
    file: Annotated[Path, typer.Argument(help="An iCalendar file, such as one.ics.")],
    group: Annotated[str, typer.Option(help="The group's id.")] = "local:main:lobby",
    database_url: Url = "",
) -> None:
    """Note the days of an .ics file as days without meetings; the bot may run meanwhile."""
    with explained():
        found = days_off.read_file(file, SystemClock().now().date())
        url = database_url or _quiet_settings().database_url
        asyncio.run(days_off.keep(url, group, found))
        for day in found:
            _say(f"{day.first} to {day.last}: {day.name or 'holiday'}")


@main.command()
def doctor(database_url: Url = "") -> None:
    """Look over the set-up and name what is wrong with it; exit code 1 if anything is."""
    with explained():
        settings = _quiet_settings()
        findings = list(surgery.examine(settings, database_url or settings.database_url))
        for finding in findings:
            _say(f"{'ok   ' if finding.well else 'WRONG'} {finding.text}")
        if not all(finding.well for finding in findings):
            raise typer.Exit(1)


@main.command()
def version() -> None:
    """Print the version."""
    _say(installed("mastermind-bot"))


@db.command()
def upgrade(database_url: Url = "") -> None:
    """Bring the database to this version's schema; `run` does it by itself."""
    with explained():
        url = database_url or _quiet_settings().database_url
        open_store(url).close()
        _say("The database is up to date.")


@db.command("copy")
def copy_(
    source: Annotated[str, typer.Argument(metavar="SQLITE_URL", help="Where everything is.")],
    target: Annotated[str, typer.Argument(metavar="POSTGRES_URL", help="An empty database.")],
) -> None:
    """Copy everything from a SQLite file into an empty PostgreSQL database; the bot must not run.

    The file stays as it is. What was copied is counted on both sides.
    """
    with explained():
        set_up("ERROR", "console", ())
        for table, count in copy(source, target).items():
            _say(f"{table:14} {count:>9}")
        _say("All is copied; set DATABASE_URL to the new database.")


async def _chat(stage: HandStage, group: str, as_json: bool) -> None:
    session = secrets.token_hex(4)
    ids = (f"chat:{session}:{n}" for n in count())
    typist = Typist()
    asker = Asker(typist) if typist.at_terminal and not as_json else None
    async with stage:
        terminal = Terminal(stage, group, ids, asker, as_json)
        await terminal.news()  # what was said earlier; its buttons stay known
        await stage.house.pump.resume()
        over = asyncio.Event()
        watching = asyncio.create_task(_watch(stage, terminal, over))
        line = "# What is due by now comes before whatever is typed."
        try:
            while line:
                for answer in await terminal.feed(line):
                    _say(answer)
                line = await typist.line()
        finally:  # also at Ctrl-C, as what waits for news may not notice that it is cancelled
            over.set()
            await watching  # not cancelled: it may hold lines that are not printed yet


async def _watch(stage: HandStage, terminal: Terminal, over: asyncio.Event) -> None:
    """Print what happens by itself while nobody types."""
    while stage.live and not over.is_set():
        await stage.room.news(1.0)
        for answer in await terminal.news():
            _say(answer)


def _start(text: str) -> datetime:
    if not text:
        return datetime.now(UTC)  # noqa: TID251 - where a hand-turned clock begins
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Trouble(f"{text} is no instant; write it like 2026-03-02T17:00Z.") from None
    if not 1970 <= at.year <= 9000:
        raise Trouble(f"{text} is no time to meet; begin in a year from 1970 to 9000.")
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _quiet_settings() -> Settings:
    settings = read_settings()
    level = "ERROR" if settings.log_level == "INFO" else settings.log_level
    set_up(level, settings.log_format, settings.hidden)
    return settings


def _stock(settings: Settings) -> None:
    """Put the group's own formats on the shelf, and say on standard error which can't be."""
    for line in stock(settings.formats_dir):
        print(f"mastermind: {line}", file=sys.stderr)


def _say(line: str) -> None:
    print(line, flush=True)


def _until_stopped(
    work: Coroutine[Any, Any, None], loop: Callable[[], asyncio.AbstractEventLoop] | None = None
) -> None:
    with (
        contextlib.suppress(KeyboardInterrupt, BrokenPipeError),
        asyncio.Runner(loop_factory=loop) as runner,
    ):
        runner.run(work)
