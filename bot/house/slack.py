"""Slack's part of a house: its keyring, its room, its addresses, and that tokens are renewed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from secrets import token_hex

from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import BaseRoute

from adapters.slack.app import answering, build
from adapters.slack.client import Api
from adapters.slack.hear import Ears
from adapters.slack.installation import PLATFORM
from adapters.slack.keyring import Keyring, NotReached, OneWorkspace, whose
from adapters.slack.manifest import missing
from adapters.slack.oauth import Installing, Way
from adapters.slack.people import People
from adapters.slack.room import SlackRoom
from adapters.slack.socket import Socket
from adapters.slack.tokens import App, Tokens
from adapters.slack.verify import Verifier
from adapters.slack.walls import Walls
from adapters.slack.web import Events
from adapters.slack.wishes import Pages
from adapters.store.store import open_store
from bot.house.home import Home
from bot.house.settings import Settings
from bot.house.vault import vault
from bot.ports import Reader
from bot.seal import Seal
from bot.trouble import Trouble

log = logging.getLogger(__name__)
EVERY = 600  # seconds between looks for tokens to renew; they are due two hours before they end
PATIENCE = 10  # seconds that a call to Slack may take
FIRST, LONGEST = 1.0, 60.0  # seconds between two tries to reach it at the start
FIX = "print `mastermind slack manifest`, take it over at Slack, and install the app once more"


@dataclass(frozen=True, slots=True)
class Slack:
    """What the rest of the bot needs of Slack."""

    room: SlackRoom
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
async def slack(settings: Settings, url: str, home: Home) -> AsyncIterator[Slack]:
    """Slack as the settings have it: in one workspace, or in those that install. Raises Trouble."""
    log.info("Slack is at %s and %s", settings.slack_api_base_url, settings.slack_authorize_url)
    async with AsyncExitStack() as open:
        installing: Sequence[BaseRoute] = ()
        if settings.slack_bot_token.get_secret_value():
            ring: Keyring = await open.enter_async_context(_single(settings))
        else:
            ring, installing = await open.enter_async_context(_installed(settings, url, home))
        talk = await open.enter_async_context(_talking(settings, ring, home))
        yield Slack(talk.room, (*installing, *talk.routes))


@asynccontextmanager
async def _single(settings: Settings) -> AsyncIterator[Keyring]:
    """The keyring of one token. The other rooms do not wait for a Slack that can't be reached."""
    ring, token = OneWorkspace(), settings.slack_bot_token.get_secret_value()
    asking: asyncio.Task[None] | None = None
    try:
        await ring.meet(client(settings), token)
    except NotReached as trouble:
        log.error("%s The bot asks again until Slack answers; all else works meanwhile.", trouble)
        asking = asyncio.create_task(_meet(ring, settings, token), name="asking for Slack")
    try:
        yield ring
    finally:
        if asking:
            asking.cancel()
            await asyncio.wait([asking])


async def _meet(ring: OneWorkspace, settings: Settings, token: str) -> None:
    """Ask until Slack answers."""
    wait = FIRST
    while ring.only is None:
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST)
        try:
            await ring.meet(client(settings), token)
        except NotReached:
            continue
        except Trouble as trouble:  # there is an answer now, and it is no
            log.error("%s", trouble)
            return
    log.info("Slack answers now")


@asynccontextmanager
async def _installed(
    settings: Settings, url: str, home: Home
) -> AsyncIterator[tuple[Keyring, Sequence[BaseRoute]]]:
    """The keyring of those who install the app, and the addresses where they do."""
    used = bool(await asyncio.to_thread(home.engine.reader.installations, PLATFORM))
    secret = settings.slack_client_secret.get_secret_value()
    app = App(client(settings), settings.slack_client_id, secret)
    tokens = Tokens(home.engine, vault(settings, url, used=used), home.clock, app)
    way = Way(settings.slack_authorize_url, settings.slack_redirect_uri, settings.slack_command)
    installing = Installing(tokens, home.engine, home.clock, app, way)
    renewing = asyncio.create_task(_renew(tokens), name="renewing tokens of Slack")
    try:
        yield tokens, installing.routes()
    finally:
        renewing.cancel()
        await asyncio.wait([renewing])
        await tokens.settle()


@asynccontextmanager
async def _talking(settings: Settings, ring: Keyring, home: Home) -> AsyncIterator[Slack]:
    """The room, and how Slack reaches it: over HTTP, through sockets, or both."""
    engine, command = home.engine, settings.slack_command
    seal = Seal(await engine.call(lambda tx: tx.key("buttons", token_hex(32))))
    api = Api(ring, client(settings).base_url)
    people, walls = People(api), Walls(engine, api, ring)
    pages = Pages(engine, api, people, seal, command, home.link)
    hear = answering(Ears(engine, api, ring, people, walls, pages))
    secrets = settings.slack_signing_secret.get_secret_value().split(",")
    events = Events(hear, Verifier(secrets, home.clock)).routes() if any(secrets) else ()
    token = settings.slack_app_token.get_secret_value()
    socket = Socket(build(hear), token, client(settings).base_url) if token else None
    if socket:
        await socket.start()
    try:
        yield Slack(SlackRoom(api, seal, command, home.link), events)
    finally:
        if socket:
            await socket.stop()
        await people.close()
        await api.close()


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
            only = asyncio.run(whose(client(settings), token))
            yield _scopes(only.name, only.scopes)
        elif settings.slack_client_id:
            with open_store(url, lock=False) as store:
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
