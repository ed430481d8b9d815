"""What the bot asks of the world: the closed union of effects, and the outcome that has them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar, TypeVarTuple

from bot.cards import Card, Mention
from bot.values import dataclass

State = TypeVar("State")
Kind = TypeVar("Kind")
Parts = TypeVarTuple("Parts")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a card is drawn from, as long as nobody has looked at it: `draw(*of)`."""

    draw: Callable[..., Card]
    of: tuple[Any, ...]


def sketch(draw: Callable[[*Parts], Card], *of: *Parts) -> Card:
    """A card for a `Show` or a `Whisper` that may be superseded before it is sent: it is drawn when
    somebody looks at it first, if anybody does. See docs/decisions/0018.
    """
    return Sketch(draw, of)  # type: ignore[return-value]  # which the effects keep to themselves


def _drawn_late(kind: type[Kind]) -> type[Kind]:
    """A kind of effect whose card may be a sketch; whoever looks at it sees a card."""
    held = kind.__dict__["card"]

    def card(effect: Kind) -> Card:
        found: Card | Sketch = held.__get__(effect)
        if isinstance(found, Sketch):
            found = found.draw(*found.of)
            held.__set__(effect, found)
        return found

    kind.card = property(card, held.__set__)  # type: ignore[attr-defined]
    return kind


@_drawn_late
@dataclass(frozen=True, slots=True)
class Show:
    """Make the message known as `key` look like `card`: post it once, afterwards edit it.

    `thread` is the key of the message that it belongs under, or "".
    """

    key: str
    card: Card
    thread: str = ""


@_drawn_late
@dataclass(frozen=True, slots=True)
class Whisper:
    """Tell one member privately; `to` is an actor's id.

    A later whisper of the same `key` to them takes the earlier one's place ("" = it stays).
    """

    to: str
    card: Card
    key: str = ""


@dataclass(frozen=True, slots=True)
class Nudge:
    """Tell one person something unprompted; worthless after `until`.

    `key` begins with what it is about, which is the verb that answers it, then a colon: a later
    nudge of the same key replaces an earlier one that still waits, and one that is `settled` takes
    it back, as what was asked is done. It may wait until `by` for others that make one message with
    it. `held` is the number of the group's last meeting. `zone` is the zone to assume for a person
    who never named theirs.
    """

    to: str
    key: str
    card: Card
    until: datetime
    zone: str = "UTC"
    by: datetime | None = None
    held: int = 0
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Append `value` to the archive as (`kind`, `key`) of this group; a second one replaces it.

    `value` is one of the frozen values that `bot.archive.RECORDS` names.
    """

    kind: str
    key: str
    value: object


@dataclass(frozen=True, slots=True)
class Count:
    """Tell a group that one of its people answered something, and not who: what `about` is has the
    answer `now` in place of `was` ("" = there was none)."""

    group: str
    about: str
    now: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Make the entry known as `key` in the room's own calendar, where it has one, be this meeting:
    make it once, afterwards change it.

    `at` and `until` are when it begins and ends (UTC), `about` is a sentence on it. It is "planned"
    or "running", or "over": it is no more, whether it was held or not.
    """

    key: str
    title: str
    about: str
    at: datetime
    until: datetime
    stands: Literal["planned", "running", "over"] = "planned"


Effect = Show | Whisper | Nudge | Record | Count | Book


@dataclass(frozen=True, slots=True)
class Outcome(Generic[State]):
    """The new state and the effects, in the order in which they shall be seen.

    `hush` asks a room that has not shown the text of a `Said` yet to keep it to itself; `refused`
    says that nothing came of the event but a whisper with the reason.
    """

    state: State
    effects: tuple[Effect, ...] = ()
    hush: bool = False
    refused: bool = False


class Refused(Exception):
    """A member asked for something that can't be done; its spans say what, why and what to do.

    Raised inside the core and turned into a whisper by `decide`; nobody outside sees it.
    """

    def __init__(self, *why: str | Mention) -> None:
        super().__init__(*why)
        self.why = why

    def __str__(self) -> str:
        return "".join(f"@{span.who}" if isinstance(span, Mention) else span for span in self.why)


class GivenBack(Refused):
    """A refusal that gives back what a member wrote, whole, as it was kept nowhere."""
