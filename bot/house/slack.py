"""Slack's part of a house: its keyring, its pages, and that tokens are renewed in time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import BaseRoute

from adapters.slack.installation import PLATFORM
from adapters.slack.keyring import Keyring, one_workspace
from adapters.slack.manifest import missing
from adapters.slack.oauth import Installing
from adapters.slack.tokens import App, Tokens
from adapters.store.store import open_store
from bot.engine import Engine
from bot.house.settings import Settings
from bot.house.vault import vault
from bot.ports import Clock, Reader
from bot.trouble import Trouble

log = logging.getLogger(__name__)
EVERY = 600  # seconds between looks for tokens to renew; they are due two hours before they end
PATIENCE = 10  # seconds that a call to Slack may take
FIX = "print `mastermind slack manifest`, take it over at Slack, and install the app once more"


@dataclass(frozen=True, slots=True)
class Slack:
    """What the rest of the bot needs of Slack."""

    keyring: Keyring
    routes: Sequence[BaseRoute] = ()


def client(settings: Settings) -> AsyncWebClient:
    """A client of Slack's Web API that tries once: who calls decides about a second time."""
    return AsyncWebClient(
        base_url=f"{settings.slack_api_base_url.rstrip('/')}/",
        retry_handlers=[],
        timeout=PATIENCE,
        logger=logging.getLogger("slack_sdk"),  # whose level keeps it from telling what passes
    )


@asynccontextmanager
async def slack(settings: Settings, url: str, engine: Engine, clock: Clock) -> AsyncIterator[Slack]:
    """Slack as the settings have it: in one workspace, or in those that install. Raises Trouble."""
    log.info("Slack is at %s and %s", settings.slack_api_base_url, settings.slack_authorize_url)
    if token := settings.slack_bot_token.get_secret_value():
        yield Slack(await one_workspace(client(settings), token))
        return
    used = bool(await asyncio.to_thread(engine.reader.installations, PLATFORM))
    secret = settings.slack_client_secret.get_secret_value()
    app = App(client(settings), settings.slack_client_id, secret)
    tokens = Tokens(engine, vault(settings, url, used=used), clock, app)
    authorize, redirect = settings.slack_authorize_url, settings.slack_redirect_uri
    installing = Installing(tokens, engine, clock, app, authorize, redirect)
    renewing = asyncio.create_task(_renew(tokens), name="renewing tokens of Slack")
    try:
        yield Slack(tokens, installing.routes())
    finally:
        renewing.cancel()
        await asyncio.wait([renewing])
        await tokens.settle()


async def _renew(keyring: Keyring) -> None:
    """Renew what is due, now and every few minutes; what fails is tried again then."""
    while True:
        try:
            await keyring.renew_due()
        except Exception:
            log.exception("tokens of Slack are not renewed")
        await asyncio.sleep(EVERY)


def look(settings: Settings, url: str) -> Iterator[tuple[bool, str]]:
    """What the doctor finds: (whether it is well, a sentence)."""
    try:
        if token := settings.slack_bot_token.get_secret_value():
            ring = asyncio.run(one_workspace(client(settings), token))
            yield _scopes(ring.only.name, ring.only.scopes)
        elif settings.slack_client_id:
            with open_store(url) as store:
                yield from _installations(settings, url, store.reader)
    except Trouble as trouble:
        yield False, f"Slack: {trouble}"


def _installations(settings: Settings, url: str, reader: Reader) -> Iterator[tuple[bool, str]]:
    found = reader.installations(PLATFORM)
    if not found:
        yield True, "Slack: nobody has installed the app yet"
        return
    keys = vault(settings, url, used=True)
    for sealed in found:
        if sealed.body:
            kept = keys.open(sealed)
            yield _scopes(kept.name, kept.scopes)


def _scopes(name: str, granted: Sequence[str]) -> tuple[bool, str]:
    if lacking := missing(granted):
        return False, f"Slack: in {name} the app lacks {', '.join(lacking)}; {FIX}"
    return True, f"Slack: in {name} the app may do all that it needs"
