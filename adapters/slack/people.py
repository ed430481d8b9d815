"""What Slack knows of a person: name, time zone, and whether they administer the workspace.

Asked once an hour for each person (https://docs.slack.dev/reference/methods/users.info); without an
answer in time nothing is known, and nothing waits for it.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from adapters.slack.client import Api, Good
from adapters.slack.parse import From
from bot.events import Actor

HOUR = 3600.0  # seconds that an answer is good for
SHORTLY = 60.0  # seconds after which a question that failed is asked again
PATIENCE = 1.0  # seconds: the acknowledgement may take three in all
MOST = 10_000  # people in memory


class People:
    """Makes the actor of whoever did something."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[tuple[str, str], tuple[float, Actor]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._asked: dict[tuple[str, str], asyncio.Task[Actor]] = {}

    async def actor(self, at: From) -> Actor:
        """Who it was, with the zone and the rights that Slack tells."""
        if at.outside:  # their workspace tells us nothing of them, and they rule nothing here
            return Actor(at.user, outside=True)
        who = (at.tenant, at.user)
        until, known = self._known.get(who, (0.0, Actor(at.user)))
        if until > _time():
            return known
        task = self._asked.get(who)
        if task is None:
            task = self._asked[who] = asyncio.create_task(self._ask(who))
            task.add_done_callback(lambda _: self._asked.pop(who, None))
        try:
            return await asyncio.wait_for(asyncio.shield(task), PATIENCE)
        except TimeoutError:
            return known

    async def names(self, tenant: str, ids: Iterable[str]) -> Callable[[str], str]:
        """What these are called, as a lookup that gives back any other word."""
        wanted = {id for id in ids if (tenant, id) not in self._names}
        await asyncio.gather(*(self.actor(From(tenant, "", id)) for id in wanted))
        return lambda id: self._names.get((tenant, id), id)

    async def close(self) -> None:
        """Wait for what was asked."""
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def _ask(self, who: tuple[str, str]) -> Actor:
        tenant, user = who
        told = await self._api.call(tenant, "users.info", user=user)
        actor, life = self._known.get(who, (0.0, Actor(user)))[1], SHORTLY
        if isinstance(told, Good) and isinstance(profile := told.data.get("user"), dict):
            admin = bool(profile.get("is_admin") or profile.get("is_owner"))
            actor, life = Actor(user, str(profile.get("tz") or ""), admin), HOUR
            self._names[who] = _name(profile) or user
        if len(self._known) >= MOST:
            self._known.clear()
            self._names.clear()
        self._known[who] = (_time() + life, actor)
        return actor


def _name(profile: Mapping[str, Any]) -> str:
    """What somebody is called in Slack: as they wish, else their real name."""
    wished = profile.get("profile")
    shown = wished.get("display_name") if isinstance(wished, Mapping) else ""
    return str(shown or profile.get("real_name") or profile.get("name") or "")


def _time() -> float:
    return asyncio.get_running_loop().time()
