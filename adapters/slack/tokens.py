"""The token of a workspace: read once, kept for a minute, and renewed before it expires.

Of any number of events, and of any number of processes, one renews: Slack takes a refresh token
once. Within a process the first starts the renewal and the others go on with the token that is
still good. Between processes the store's `hold` lets one in, and moves the time at which the next
one would try, so that a process that dies in it keeps nobody out.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installation import PLATFORM, Installation, Vault
from adapters.slack.keyring import UNREACHED, NotInstalled, NotNow, code_of
from bot.engine import Engine, NotSaved
from bot.ports import Clock, Sealed
from bot.trouble import Trouble

log = logging.getLogger(__name__)
AGE = timedelta(minutes=1)  # another process may have changed what we remember
HOLD = timedelta(minutes=2)  # longer than a call to Slack takes, whatever happens
LOOKS, PAUSE = 10, 0.25  # how often to look, and seconds between, while another process renews
AT_ONCE = 8  # renewals of idle workspaces
SAVES = 5  # tries to save a token that Slack gave: it gives it once


@dataclass(frozen=True, slots=True)
class App:
    """The app at Slack: who we are, and where Slack is."""

    client: AsyncWebClient
    id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Known:
    """An installation as it was read."""

    sealed: Sealed
    installation: Installation
    at: datetime

    def rests(self, now: datetime) -> bool:
        """Whether there is nothing to do about it yet."""
        return not self.is_due(now) and self.installation.good(now)

    def is_due(self, now: datetime) -> bool:
        """Whether somebody should renew it."""
        return self.sealed.renew_at is not None and self.sealed.renew_at <= now


class Tokens:
    """The keyring of many workspaces, whose installations are in the store."""

    def __init__(self, engine: Engine, vault: Vault, clock: Clock, app: App) -> None:
        self._engine, self._vault, self._clock, self._app = engine, vault, clock, app
        self._known: dict[str, Known] = {}
        self._renewals: dict[str, asyncio.Task[Installation]] = {}
        self._changes = 0  # what was read before one of them isn't remembered after it

    async def of(self, team: str, org: str = "") -> Installation:
        """As Keyring says. Waits for Slack only where the token has expired."""
        now = self._clock.now()
        known = self._known.get(team)
        if known is None or now - known.at > AGE:
            changes, known = self._changes, await self._find(team, org)
            if changes == self._changes:
                self._known[team] = known
        if known.rests(now):
            return known.installation
        renewal = self._renewal(known.sealed.tenant)
        if known.installation.good(now):
            return known.installation
        return await asyncio.shield(renewal)

    def doubt(self, team: str) -> None:
        """As Keyring says."""
        self._known.pop(team, None)

    async def keep(self, installation: Installation) -> None:
        """A workspace or an organisation let us in, perhaps once more."""
        sealed, now = self._vault.close(installation), self._clock.now()
        await self._engine.call(lambda tx: tx.install(sealed, now))
        self._forget(installation.tenant)

    async def drop(self, tenant: str, since: datetime | None = None) -> None:
        """As Keyring says."""
        if since and await self._is_newer(tenant, since):
            return
        self._forget(tenant)
        await self._engine.call(lambda tx: tx.uninstall(PLATFORM, tenant))
        self._forget(tenant)

    async def renew_due(self) -> None:
        """As Keyring says."""
        now = self._clock.now()
        due = await asyncio.to_thread(self._engine.reader.renewable, PLATFORM, now)
        for first in range(0, len(due), AT_ONCE):
            await asyncio.wait([self._renewal(of) for of in due[first : first + AT_ONCE]])

    async def settle(self) -> None:
        """Let renewals end that are under way: what Slack gives in them it gives once."""
        while self._renewals:
            await asyncio.wait(list(self._renewals.values()))

    def _forget(self, tenant: str) -> None:
        self._changes += 1
        for team, known in list(self._known.items()):
            if tenant in (team, known.sealed.tenant):
                del self._known[team]

    # -- reading -----------------------------------------------------------------------------------

    async def _find(self, team: str, org: str) -> Known:
        """The workspace's own installation, else its organisation's, which is then noted for it."""
        sealed = await self._sealed(team)
        if sealed and not sealed.org:
            return self._opened(sealed)
        through = await self._sealed(sealed.org if sealed else org)
        if through is None:
            raise NotInstalled(team)
        if sealed is None:
            note, now = Sealed(PLATFORM, team, "", org=org), self._clock.now()
            await self._engine.call(lambda tx: tx.install(note, now))
        return self._opened(through)

    async def _is_newer(self, tenant: str, since: datetime) -> bool:
        """Whether the installation came after that. Clocks differ: its token says if it lives."""
        try:
            found = (await self._read(tenant)).installation
            if found.at is None or found.at <= since:
                return False
            await self._app.client.auth_test(token=found.token)
        except (NotInstalled, Trouble, SlackApiError):
            return False
        except UNREACHED as error:
            log.warning(
                "Slack didn't say whether %s is installed: %s", tenant, type(error).__name__
            )
        return True

    async def _read(self, tenant: str) -> Known:
        sealed = await self._sealed(tenant)
        if sealed is None:
            raise NotInstalled(tenant)
        return self._opened(sealed)

    async def _sealed(self, tenant: str) -> Sealed | None:
        reader = self._engine.reader
        return await asyncio.to_thread(reader.installation, PLATFORM, tenant) if tenant else None

    def _opened(self, sealed: Sealed) -> Known:
        return Known(sealed, self._vault.open(sealed), self._clock.now())

    # -- renewing ----------------------------------------------------------------------------------

    def _renewal(self, tenant: str) -> asyncio.Task[Installation]:
        """The renewal that is under way, or one that begins now.

        It is a task of its own: whoever waits for it may give up, and the token is saved all the
        same.
        """
        if tenant not in self._renewals:
            task = asyncio.create_task(self._renewed(tenant), name=f"token of {tenant}")
            task.add_done_callback(lambda done: self._over(tenant, done))
            self._renewals[tenant] = task
        return self._renewals[tenant]

    def _over(self, tenant: str, task: asyncio.Task[Installation]) -> None:
        del self._renewals[tenant]
        self._forget(tenant)
        if not task.cancelled() and (error := task.exception()):
            why = error if isinstance(error, Trouble) else type(error).__name__
            log.warning("the token of %s is not renewed: %s", tenant, why)

    async def _renewed(self, tenant: str) -> Installation:
        for _ in range(LOOKS):
            known, now = await self._read(tenant), self._clock.now()
            if known.is_due(now) and (held := await self._hold(known.sealed, now)):
                return await self._ask(replace(known, sealed=held))
            if known.installation.good(now):
                return known.installation
            await asyncio.sleep(PAUSE)
        raise NotNow(tenant)

    async def _ask(self, known: Known) -> Installation:
        was = known.installation
        try:
            answer = await self._app.client.oauth_v2_access(
                client_id=self._app.id,
                client_secret=self._app.secret,
                grant_type="refresh_token",
                refresh_token=was.refresh,
            )
            fresh = was.renewed(cast(dict[str, Any], answer.data), self._clock.now())
        except (SlackApiError, ValueError, *UNREACHED) as error:
            why = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            log.warning("Slack did not renew the token of %s: %s", was.tenant, why)
            now = (await self._read(was.tenant)).installation
            if now.good(self._clock.now()):
                return now
            raise NotNow(was.tenant) from error
        return await self._save(known, fresh)

    async def _save(self, known: Known, fresh: Installation) -> Installation:
        for left in reversed(range(SAVES)):
            sealed = replace(self._vault.close(fresh), version=known.sealed.version)
            try:
                if await self._replace(sealed):
                    return fresh
            except NotSaved:
                if not left:
                    log.error("the new token of %s could not be saved", fresh.tenant)
                    raise
                await asyncio.sleep(PAUSE)
            # Sealed anew under another key meanwhile, or installed once more, or uninstalled.
            seen = await self._read(fresh.tenant)
            if seen.installation.refresh != known.installation.refresh:
                return seen.installation
            known = seen
        raise NotNow(fresh.tenant)

    async def _hold(self, sealed: Sealed, now: datetime) -> Sealed | None:
        return await self._engine.call(lambda tx: tx.hold(sealed, now, now + HOLD))

    async def _replace(self, sealed: Sealed) -> bool:
        now = self._clock.now()
        return await self._engine.call(lambda tx: tx.renew(sealed, now))
