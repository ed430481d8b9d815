"""What Slack knows of a person: name, time zone, and whether they administer the workspace.

https://docs.slack.dev/reference/methods/users.info
"""

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.chat.body import text_of
from adapters.chat.meant import Name
from adapters.chat.people import Known, Who
from adapters.slack.client import Api, Good
from adapters.slack.parse import From
from bot.events import Actor


class People:
    """Makes the actor of whoever did something."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known = Known[Actor](self._ask)

    async def actor(self, at: From) -> Actor:
        """Who it was, with the zone and the rights that Slack tells."""
        if at.outside:  # their workspace tells us nothing of them, and they rule nothing here
            return Actor(at.user, outside=True)
        return await self._known.about((at.tenant, at.user)) or Actor(at.user)

    async def names(self, tenant: str, ids: Iterable[str]) -> Name:
        """What these are called."""
        return await self._known.names(tenant, ids)

    async def close(self) -> None:
        """Wait for what was asked."""
        await self._known.close()

    async def _ask(self, who: Who) -> tuple[str, Actor] | None:
        tenant, user = who
        told = await self._api.call(tenant, "users.info", user=user)
        if not isinstance(told, Good) or not isinstance(profile := told.data.get("user"), dict):
            return None
        admin = bool(profile.get("is_admin") or profile.get("is_owner"))
        return _name(profile) or user, Actor(user, text_of(profile, "tz"), admin)


def _name(profile: Mapping[str, Any]) -> str:
    """What somebody is called in Slack: as they wish, else their real name."""
    wished = text_of(profile.get("profile"), "display_name")
    return wished or text_of(profile, "real_name") or text_of(profile, "name")
