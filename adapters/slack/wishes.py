"""What the shortcuts and the home tab do."""

from collections.abc import Mapping
from typing import Any

from adapters.chat.forms import named, people
from adapters.chat.links import Link
from adapters.slack import limits, views
from adapters.slack.client import Api, Good
from adapters.slack.escape import plain_text
from adapters.slack.manifest import NEW, THINGS
from adapters.slack.parse import From, Wish
from adapters.slack.people import People
from bot.engine import Engine
from bot.events import Actor, person_id
from bot.forms import Form
from bot.seal import Seal
from bot.words import menu
from bot.words import rooms as say

WHERE = "where"  # the field of the channel, in the form of a new group


class Pages:
    """Opens modals and fills the home tab. `seal` signs what buttons carry, `command` is what the
    slash command is called, `link` makes the address of a calendar."""

    def __init__(
        self, engine: Engine, api: Api, people: People, seal: Seal, command: str, link: Link
    ) -> None:
        self._engine, self._api, self._people, self.seal = engine, api, people, seal
        self.command, self._link = command, link

    async def ask(self, at: From, form: Form, group: str) -> bool:
        """Open a form that acts in `group`; whether it was in time."""
        name = await self._people.names(at.tenant, people(form, views.ID))
        form = named(form, views.ID, name)
        return await self._open(at, views.modal(form, self.seal, at.scope, group))

    async def wish(self, wish: Wish, by: Actor) -> bool:
        """What a shortcut asks for that is no form of the core; whether it was in time."""
        return await self._open(
            wish.at, new_group() if wish.what == NEW else await self._things(wish.at)
        )

    async def home(self, at: From) -> None:
        """Fill the home tab of whoever looks at it."""
        view = await self._home(at)
        await self._api.call(at.tenant, "views.publish", user_id=at.user, view=view)

    async def _things(self, at: From) -> dict[str, Any]:
        page = await self._home(at)
        return {
            "type": "modal",
            "callback_id": THINGS,
            "title": plain_text(say.MY_THINGS, limits.TITLE),
            "close": plain_text(say.CLOSE, limits.TITLE),
            "blocks": page["blocks"],
        }

    async def _home(self, at: From) -> dict[str, Any]:
        cards = await self._engine.home(person_id(f"{at.scope}:-", at.user))
        return views.home(cards, self.seal, at.scope, self.command, self._link)

    async def _open(self, at: From, view: dict[str, Any]) -> bool:
        told = await self._api.call(at.tenant, "views.open", trigger_id=at.trigger, view=view)
        return isinstance(told, Good)


def new_group() -> dict[str, Any]:
    """The modal that asks where a group shall meet."""
    return {
        "type": "modal",
        "callback_id": NEW,
        "title": plain_text(say.NEW_GROUP, limits.TITLE),
        "submit": plain_text(menu.BUTTON_JOIN, limits.TITLE),
        "close": plain_text(say.CLOSE, limits.TITLE),
        "blocks": [
            {
                "type": "input",
                "block_id": WHERE,
                "label": plain_text(say.CHANNEL, limits.LABEL),
                "hint": plain_text(say.CHANNEL_HINT, limits.LABEL),
                "element": {
                    "type": "conversations_select",
                    "action_id": WHERE,
                    "default_to_current_conversation": True,
                    "filter": {"include": ["private", "public"], "exclude_bot_users": True},
                },
            }
        ],
    }


def chosen_channel(view: Mapping[str, Any]) -> str:
    """The channel that was chosen for a new group; "" for none."""
    match view:
        case {"state": {"values": {"where": {"where": {"selected_conversation": str(room)}}}}}:
            return room
    return ""


async def can_read(api: Api, tenant: str, channel: str) -> bool:
    """Whether we are in a channel, and so can post there."""
    told = await api.call(tenant, "conversations.info", channel=channel)
    found = told.data.get("channel") if isinstance(told, Good) else None
    return bool(isinstance(found, dict) and found.get("is_member"))
