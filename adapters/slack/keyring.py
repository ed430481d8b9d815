"""The keyring: which token counts in a workspace, and what can be wrong with it."""

from datetime import datetime
from typing import Any, Protocol, cast

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import sentences
from adapters.slack.errors import kind_of
from adapters.slack.installation import Installation, tested
from bot.trouble import Trouble

UNREACHED = (ClientError, TimeoutError, OSError)
HTTP = "HTTP "


class NotInstalled(Exception):
    """There is no installation for this workspace, or no more."""


class NotNow(Exception):
    """The token has expired and could not be renewed yet; try again later."""


class NotReached(Trouble):
    """Slack did not answer, or somebody between did."""


class Keyring(Protocol):
    """The installations, to those who call Slack."""

    async def of(self, team: str, org: str = "") -> Installation:
        """The installation that counts in a workspace, with a token that is good.

        `org` is the organisation that Slack named with the workspace, if any. Raises NotInstalled,
        NotNow, or Trouble where it can't be opened.
        """
        ...

    def doubt(self, team: str) -> None:
        """Slack refused the token: look again before it is used once more."""
        ...

    async def drop(self, tenant: str, since: datetime | None = None) -> None:
        """Forget a workspace or an organisation that uninstalled, at once and for good.

        `since` is when Slack says that it did: it may tell so a day late, and what was installed
        after it stays.
        """
        ...

    async def renew_due(self) -> None:
        """Renew what is due, also where nothing happens; to be called every now and then."""
        ...


class OneWorkspace:
    """The keyring of a single token that the settings name. Until Slack has said whose it is,
    `only` is None and nothing can be asked of Slack yet.
    """

    def __init__(self, only: Installation | None = None) -> None:
        self.only = only
        self._gone = False

    async def meet(self, client: AsyncWebClient, token: str) -> None:
        """Ask Slack whose token this is. Raises Trouble."""
        self.only = await whose(client, token)

    async def of(self, team: str, org: str = "") -> Installation:
        """The installation, if it is this workspace's or its organisation's."""
        if self.only is None:
            raise NotNow(team)
        wide = self.only.org_wide and org in ("", self.only.org)
        if self._gone or not (wide or team == self.only.team):
            raise NotInstalled(team)
        return self.only

    def doubt(self, team: str) -> None:
        """There is no other token."""

    async def drop(self, tenant: str, since: datetime | None = None) -> None:
        """Use the token no more."""
        mine = (self.only.team, self.only.tenant) if self.only else ()
        self._gone = self._gone or tenant in mine

    async def renew_due(self) -> None:
        """It never expires."""


async def whose(client: AsyncWebClient, token: str) -> Installation:
    """Ask Slack whose token this is. Raises Trouble; NotReached where another try may help."""
    try:
        answer = await client.auth_test(token=token)
    except SlackApiError as error:
        why = code_of(error)
        if why.startswith(HTTP) or kind_of(why) in ("retry", "unsure"):
            raise NotReached(sentences.UNREACHED.format(url=client.base_url, why=why)) from error
        raise Trouble(sentences.REFUSED.format(why=why)) from error
    except UNREACHED as error:
        why = sentences.NO_ANSWER
        raise NotReached(sentences.UNREACHED.format(url=client.base_url, why=why)) from error
    scopes = {name.lower(): value for name, value in answer.headers.items()}
    granted = scopes.get("x-oauth-scopes", "")
    return tested(cast(dict[str, Any], answer.data), granted, token)


def code_of(error: SlackApiError) -> str:
    """Slack's code of an error, such as invalid_auth; where it gave none, the HTTP status."""
    data = getattr(error.response, "data", error.response)
    code = data.get("error") if isinstance(data, dict) else None
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", 0)
    return str(code or f"{HTTP}{status}")
