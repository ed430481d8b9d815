"""What Slack's payloads mean: body -> one of a closed union, without asking anybody.

Shapes: https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/reference/events. A payload that means nothing to us is `Nothing`; whatever
is missing in one is read as "", so that none raises.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from adapters.chat.body import Body, mapping, part_of, text_of

LONGEST = 4000  # characters of a line that is read
MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class From:
    """Who sent it and where they are. `tenant` is the workspace of the installation, `enterprise`
    its organisation, `room` the channel ("" = none); `id` is the delivery's, `outside` says that
    the person is of another workspace. `trigger` opens a modal, once and within 3 s ("" = none);
    `home` says that it was on the home tab.
    """

    tenant: str
    id: str
    user: str = ""
    room: str = ""
    enterprise: str = ""
    trigger: str = ""
    outside: bool = False
    home: bool = False

    @property
    def scope(self) -> str:
        """In which texts of buttons are good."""
        return f"slack:{self.tenant}"

    @property
    def group(self) -> str:
        """The id of the group that meets there; "" in a direct message or nowhere."""
        return f"{self.scope}:{self.room}" if self.room and not self.direct else ""

    @property
    def direct(self) -> bool:
        """Whether it is a direct message, or the home tab."""
        return self.room.startswith("D") or not self.room


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody typed to the bot: the slash command's text, or what follows its name."""

    at: From
    text: str
    slash: bool = False
    walls: Literal["", "open", "private"] = ""


@dataclass(frozen=True, slots=True)
class Push:
    """A button was pressed; `sealed` is what it carries."""

    at: From
    sealed: str


@dataclass(frozen=True, slots=True)
class Fill:
    """A modal was submitted: its metadata, and the view with what was filled in."""

    at: From
    metadata: str
    view: Body


@dataclass(frozen=True, slots=True)
class Wish:
    """A shortcut: `what` is its callback id, `text` the message that it was used on."""

    at: From
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Somebody looks at the home tab."""

    at: From


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody came to a channel, or (`left`) went; `bot` says that it was us."""

    at: From
    bot: bool
    left: bool
    private: bool


@dataclass(frozen=True, slots=True)
class Shut:
    """A channel was archived, deleted, or turned into one that we can't reach."""

    at: From
    why: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The app was uninstalled, or its bot's tokens were taken back; `since` is when, in seconds of
    Unix time (0 = not said)."""

    at: From
    why: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class Challenge:
    """Slack asks whether the address is ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing that we act on."""


Meant = Line | Push | Fill | Wish | Home | Came | Shut | Revoked | Challenge | Nothing


def parse(body: Body) -> Meant:
    """What a payload means."""
    match body.get("type"):
        case "url_verification":
            return Challenge(text_of(body, "challenge"))
        case "event_callback":
            return _event(body, part_of(body, "event"))
        case "block_actions":
            return _action(body)
        case "view_submission":
            view = part_of(body, "view")
            return Fill(_interaction(body, _once(view)), text_of(view, "private_metadata"), view)
        case "shortcut" | "message_action":
            said = text_of(part_of(body, "message"), "text")[:LONGEST]
            return Wish(_interaction(body), text_of(body, "callback_id"), said)
        case None if "command" in body:
            return _command(body)
        case _:
            return Nothing()


def _command(body: Body) -> Line:
    name = text_of(body, "channel_name")
    walls: Literal["", "open", "private"] = "private" if name == "privategroup" else "open"
    at = From(
        text_of(body, "team_id"),
        _id(body, text_of(body, "trigger_id")),
        text_of(body, "user_id"),
        text_of(body, "channel_id"),
        text_of(body, "enterprise_id"),
        text_of(body, "trigger_id"),
    )
    return Line(at, text_of(body, "text")[:LONGEST], slash=True, walls="" if at.direct else walls)


def _action(body: Body) -> Meant:
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else {}
    if not isinstance(first, Mapping) or first.get("type") != "button":
        return Nothing()
    return Push(_interaction(body), text_of(first, "value"))


def _interaction(body: Body, once: str = "") -> From:
    user, trigger = part_of(body, "user"), text_of(body, "trigger_id")
    team = text_of(part_of(body, "team"), "id") or text_of(user, "team_id")
    whose = text_of(user, "team_id") or team
    return From(
        team,
        _id(body, once or trigger, team),
        text_of(user, "id"),
        text_of(part_of(body, "channel"), "id"),
        text_of(part_of(body, "enterprise"), "id"),
        trigger,
        whose != team,
        text_of(part_of(body, "view"), "type") == "home",
    )


def _event(body: Body, event: Body) -> Meant:
    kind, at = text_of(event, "type"), _origin(body, event)
    match kind:
        case "app_mention" | "message":
            return _message(body, event, at)
        case "app_home_opened" if event.get("tab") == "home":
            return Home(at)
        case "member_joined_channel" | "member_left_channel":
            bot = at.user in _bots(body)
            private = text_of(event, "channel_type") == "G"
            return Came(at, bot, kind == "member_left_channel", private)
        case "channel_archive" | "group_archive" | "channel_deleted" | "group_deleted":
            return Shut(at, kind.replace("_", " "))
        case "tokens_revoked" if not part_of(event, "tokens").get("bot"):
            return Nothing()  # of people, which we never had
        case "app_uninstalled" | "tokens_revoked":
            since = body.get("event_time")
            told = since if isinstance(since, int) else 0
            return Revoked(at, kind.replace("_", " "), told)
        case _:
            return Nothing()


def _message(body: Body, event: Body, at: From) -> Meant:
    """Words to us: with our name in a channel, or in a direct message; nobody else's talk."""
    direct = event.get("channel_type") == "im"
    spoken = event.get("type") == "app_mention" or direct
    if not spoken or event.get("subtype") or event.get("bot_id") or not at.user:
        return Nothing()
    bots = _bots(body)
    text = MENTION.sub(lambda m: "" if m[1] in bots else m[0], text_of(event, "text")[:LONGEST])
    return Line(at, " ".join(text.split(" ")).strip())


def _origin(body: Body, event: Body) -> From:
    first = next(iter(_authorizations(body)), {})
    team = text_of(first, "team_id") or text_of(body, "team_id")
    channel = text_of(event, "channel")
    about = text_of(event, "ts") if channel and "subtype" not in event else ""
    once = f"{channel}:{about}" if about else text_of(body, "event_id")
    home = text_of(event, "user_team") or text_of(event, "team") or team
    return From(
        team,
        _id(body, once, team),
        text_of(event, "user"),
        channel,
        text_of(first, "enterprise_id") or text_of(body, "enterprise_id"),
        outside=home != team,
    )


def _bots(body: Body) -> set[str]:
    """Our own user ids, in the workspaces that a payload is for."""
    return {text_of(one, "user_id") for one in _authorizations(body)} - {""}


def _authorizations(body: Body) -> list[Body]:
    listed = body.get("authorizations")
    return list(map(mapping, listed)) if isinstance(listed, list) else []


def _once(view: Body) -> str:
    """What is the same when one view is submitted twice, and other when it has changed."""
    said = f"{text_of(view, 'id')}:{text_of(view, 'hash')}"
    return f"view:{sha256(said.encode()).hexdigest()[:24]}"


def _id(body: Body, once: str, team: str = "") -> str:
    return f"slack:{text_of(body, 'api_app_id')}:{team or text_of(body, 'team_id')}:{once}"
