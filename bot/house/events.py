"""`mastermind events`: what a bug of ours broke, and that it is done once more."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Annotated

import typer

from adapters.clock import SystemClock
from adapters.store.store import open_store
from bot.engine import NotSaved
from bot.house.ending import explained
from bot.house.settings import read_settings
from bot.house.wiring import house
from bot.ports import Parked, Tx
from bot.trouble import Trouble
from scheduler.hand import NoJobs

events = typer.Typer(help="Events that a bug of ours broke.", no_args_is_help=True)
Url = Annotated[
    str, typer.Option("--database-url", help="Where everything is kept; DATABASE_URL otherwise.")
]


@events.command("parked")
def parked(database_url: Url = "") -> None:
    """List them, without a word of what was said in them; the bot may run meanwhile."""
    with explained():
        url = database_url or read_settings().database_url
        with open_store(url, lock=False) as store:
            for each in store.reader.parked():
                kind = type(each.event).__name__.lower()
                print(f"{each.event.id}  {each.at:%Y-%m-%d %H:%M}Z  {kind} in {each.state}")


@events.command("replay")
def replay(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Their ids, as `events parked` lists them.")
    ] = None,
    database_url: Url = "",
    all: Annotated[bool, typer.Option("--all", help="All that are parked.")] = False,
) -> None:
    """Do them once more, as if they came now; the bot may run meanwhile. Exit code 1 if one of
    them breaks again: it stays parked then.
    """
    with explained():
        url = database_url or read_settings().database_url
        if not ids and not all:
            raise Trouble("Name the events, or say --all; `mastermind events parked` lists them.")
        broken = asyncio.run(_replayed(url, ids or []))
        for id, again in broken.items():
            print(f"{id} {'broke again' if again else 'is done'}")
        if any(broken.values()):
            raise typer.Exit(1)


async def _replayed(url: str, ids: list[str]) -> dict[str, bool]:
    """Whether each of them broke again; no ids are all."""
    async with house(url, SystemClock(), NoJobs(), beside=True) as home:
        kept = {each.event.id: each for each in await asyncio.to_thread(home.store.reader.parked)}
        ids = list(dict.fromkeys(ids)) or [*kept]
        if unknown := [id for id in ids if id not in kept]:
            raise Trouble(
                f"No event {unknown[0]} is parked; `mastermind events parked` lists them."
            )
        for id in ids:
            with suppress(NotSaved):  # it is not done then
                await home.engine.handle(kept[id].event)
        done = await home.engine.call(partial(_unparked, ids))
    return {id: id not in done for id in ids}


def _unparked(ids: list[str], tx: Tx) -> set[str]:
    """Forget those that were acted on, now or when they came once more."""
    done = tx.seen(ids)
    tx.unpark([*done])
    return done


def told(waiting: Sequence[Parked]) -> str:
    """A sentence for the doctor."""
    return (
        f"events: {len(waiting)} parked by a bug, the oldest from {waiting[0].at:%Y-%m-%d}; look "
        "at the log, and `mastermind events replay` them with a version that mends it"
    )
