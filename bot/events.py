"""What can happen: the closed union of events that the core decides about.

An event's `id` is unique per delivery and is acted on once, ever.
`group` is the id of the room it happened in, `"platform:tenant:room"`: one room, one group.
A person's id is `"platform:tenant:@actor"`.
"""

from dataclasses import field

from bot.archive import Closed
from bot.effects import Count, Nudge
from bot.reminders.hours import Hours
from bot.values import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it. The room fills in what its platform knows, the shell what the person told us.

    `id` is the platform's id of the person inside the tenant; `zone` an IANA name or "";
    `admin` says that the platform lets them administer the room, `outside` that they belong to
    another tenant, with which the room is shared; `hours` are their waking hours, if we know the
    person.
    """

    id: str
    zone: str = ""
    admin: bool = False
    outside: bool = False
    hours: Hours | None = None


ARGS = 40  # characters of a button's arguments: some rooms take a hundred in all


@dataclass(frozen=True, slots=True)
class Press:
    """What a button carries: the verb it runs, its arguments, and the revision it was drawn for.

    `rev` is "" for a button that is never out of date. `form` names the form that the room
    opens first; the core then sees a `Submitted` in place of a `Pressed`. `group` is the group that
    it acts in ("" = the one of its room).
    """

    verb: str
    args: str = ""
    rev: str = ""
    form: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A state (a group or a person) asked to be woken, and it is time."""

    id: str
    state: str


@dataclass(frozen=True, slots=True)
class Command:
    """A member typed a verb of COMMANDS; `args` is the rest of the line. `found` is the closed
    meeting that it is about, if it is about one: the shell fills it in. `direct` says that it was
    typed in a direct message."""

    id: str
    group: str
    by: Actor
    name: str
    args: str = ""
    found: Closed | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A member pressed a button; `direct` if they did so in a direct message, where the answer goes
    too; `found` as in a `Command`."""

    id: str
    group: str
    by: Actor
    button: Press
    direct: bool = False
    found: Closed | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """A member answered a form; `rev` is the revision of the button or view that opened it, and
    `direct` says that it was opened in a direct message; `found` as in a `Command`."""

    id: str
    group: str
    by: Actor
    form: str
    values: dict[str, str] = field(default_factory=dict)
    rev: str = ""
    direct: bool = False
    found: Closed | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A member wrote plain text in a room where the group listens."""

    id: str
    group: str
    by: Actor
    text: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The room vanished or shut the bot out; `why` is for the log."""

    id: str
    group: str
    why: str


@dataclass(frozen=True, slots=True)
class Exposed:
    """The room told who can read it: people outside the group (`strangers`), or nobody but them.

    A room that is renamed is still the same room, and needs no event.
    """

    id: str
    group: str
    strangers: bool


@dataclass(frozen=True, slots=True)
class Rezoned:
    """The rules of time zones that the bot ships have changed: a group looks at its dates again."""

    id: str
    group: str


@dataclass(frozen=True, slots=True)
class Nudged:
    """A group has something unprompted to tell a person, who decides when to hear it.

    `group` is the id of the group that tells, `person` the id of the one who is told.
    """

    id: str
    group: str
    person: str
    nudge: Nudge


@dataclass(frozen=True, slots=True)
class Counted:
    """A person told a group what to count; see `bot.effects.Count`."""

    id: str
    group: str
    count: Count


Event = Tick | Command | Pressed | Submitted | Said | Gone | Exposed | Nudged | Rezoned | Counted


def actor_of(event: Event) -> Actor | None:
    """Who did what happened, where it was somebody."""
    match event:
        case Command(by=by) | Pressed(by=by) | Submitted(by=by) | Said(by=by):
            return by
        case _:
            return None


def person_id(group: str, actor: str) -> str:
    """The id of the person `actor` in the tenant of `group`."""
    platform, tenant, _ = group.split(":", 2)
    return f"{platform}:{tenant}:@{actor}"


def is_person(state: str) -> bool:
    """Whether a state's id is a person's (else it is a group's)."""
    return state.split(":", 2)[2].startswith("@")
