"""Looks over a set-up and names what is wrong with it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from zoneinfo import ZoneInfo

from adapters.store.store import open_store
from adapters.store.trouble import StoreTrouble
from bot.formats.catalogue import catalogue
from bot.house import events
from bot.house.server import listen
from bot.house.settings import Settings
from bot.house.shelf import stock
from bot.house.wiring import discord_of, slack_of
from bot.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and whether it is well."""

    well: bool
    text: str


def examine(settings: Settings, url: str) -> Iterator[Finding]:
    """Look at Python, the zones, the formats, the database, and the address."""
    yield Finding(sys.version_info >= (3, 11), f"Python {sys.version.split()[0]} (3.11 or newer)")
    yield _zones()
    yield from _formats(settings)
    yield from _database(url)
    yield _address(settings)
    yield _port(settings)
    if settings.slack_bot_token.get_secret_value() or settings.slack_client_id:
        yield from (Finding(*found) for found in slack_of().look(settings, url))
    if settings.discord_token.get_secret_value():
        yield from (Finding(*found) for found in discord_of().look(settings))


def _formats(settings: Settings) -> Iterator[Finding]:
    try:
        told = stock(settings.formats_dir)
    except Trouble as trouble:
        told = (str(trouble),)
    yield Finding(bool(catalogue()), f"formats: {', '.join(catalogue())}")
    yield from (Finding(False, f"FORMATS_DIR: {line}") for line in told)


def _zones() -> Finding:
    summer = datetime(2026, 7, 1, tzinfo=UTC).astimezone(ZoneInfo("Europe/London")).hour == 1
    return Finding(summer, f"time zones: tzdata {version('tzdata')}")


def _database(url: str) -> Iterator[Finding]:
    try:
        with open_store(url) as store, store.transaction() as tx:
            tx.seen(())
            parked = store.reader.parked()
    except StoreTrouble as trouble:
        yield Finding(False, f"database: {trouble}")
        return
    yield Finding(True, "database: it opens, is up to date and can be written to")
    if parked:
        yield Finding(False, events.told(parked))


def _address(settings: Settings) -> Finding:
    if settings.loopback:
        return Finding(True, f"HOST {settings.host}: only this machine reaches the pages")
    if settings.room_key:
        return Finding(True, f"HOST {settings.host}: others reach the pages with the ROOM_KEY")
    return Finding(False, f"HOST {settings.host} is open to others: set ROOM_KEY or HOST=127.0.0.1")


def _port(settings: Settings) -> Finding:
    try:
        listen(settings).close()
    except Trouble as trouble:
        return Finding(False, f"PORT {settings.port}: {trouble}")
    return Finding(True, f"PORT {settings.port} is free")
