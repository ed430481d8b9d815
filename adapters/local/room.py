"""The local room is its own platform: a wall of postings in our database, which two faces show."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from adapters.local.cardjson import Link, nowhere
from adapters.local.notation import How
from bot import words
from bot.cards import note
from bot.effects import Outcome, Show, Whisper
from bot.engine import Engine, NotSaved, Then
from bot.events import Actor, Command, Event, Exposed, Gone, Press, Pressed, Said, Submitted
from bot.forms import Form
from bot.group import Group
from bot.parcels import Answer, Parcel, Posting, Sent
from bot.ports import Clock, Tx

PAGE = 500  # postings of one look at the wall


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of something a person did. `sorry` is a sentence for them alone, where it failed;
    `form` is to be filled in first; `kept` says that what they filled in is safe."""

    sorry: str = ""
    form: Form | None = None
    kept: bool = False


class LocalRoom:
    """Both sides of the room: what the pump posts, what people do. Names are trusted as given."""

    def __init__(
        self, engine: Engine, clock: Clock, link: Link = nowhere, patience: float = inf
    ) -> None:
        """`patience` is after how many seconds to look for what others hung on the walls."""
        self._engine, self._clock, self.link = engine, clock, link
        self._patience = patience
        self._waiting: set[asyncio.Event] = set()

    # -- what the pump asks ------------------------------------------------------------------------

    async def post(self, parcel: Parcel) -> Answer:
        """Hang a card on the wall, once: the parcel's token is the posting's id."""
        return await self._hang(self._posting(parcel, parcel.token))

    async def edit(self, parcel: Parcel) -> Answer:
        """Change the card of a posting."""
        posting = self._posting(parcel, parcel.receipt)
        return await self._hang(replace(posting, edited=True))

    async def whisper(self, parcel: Parcel) -> Answer:
        """Hang a card that one person sees, or change it where it has been hung."""
        return await self._hang(self._posting(parcel, parcel.receipt or parcel.token))

    async def book(self, parcel: Parcel) -> Answer:
        """Nothing: the calendars of this room are the addresses that it serves."""
        return Sent()

    # -- what people do ----------------------------------------------------------------------------

    async def line(self, group: str, by: Actor, line: str, id: str) -> Heard:
        """A line typed in the room: `/verb args`, or plain talk. `id` is unique to this typing."""
        verb, _, args = line.strip().partition(" ")
        if not verb.startswith("/"):
            return await self._talk(Said(id, group, by, line.strip()))
        name = verb[1:].lower()
        bare = not args.strip() and name != "me"
        if bare and (asked := await self._engine.form(group, name, by)):
            return Heard(form=asked)
        return await self._do(Command(id, group, by, name, args.strip()))

    async def press(self, group: str, by: Actor, button: Press, id: str) -> Heard:
        """A button pressed. One that opens a form answers with the form, if there is one to fill
        in. It acts in the group that it names, which is another one in a direct message.
        """
        place = button.group or group
        if button.form and (asked := await self._engine.form(place, button.form, by)):
            return Heard(form=replace(asked, rev=button.rev or asked.rev, group=button.group))
        direct = button.group != ""
        return await self._do(Pressed(id, place, by, replace(button, form=""), direct))

    async def submit(
        self,
        group: str,
        by: Actor,
        form: str,
        values: dict[str, str],
        rev: str,
        id: str,
        other: str = "",
    ) -> Heard:
        """A form answered; `rev` and `other`, the group that it acts in, are the form's."""
        event = Submitted(id, other or group, by, form, values, rev, other != "")
        heard, outcome = await self._try(event)
        return replace(heard, kept=outcome is not None and not outcome.refused)

    async def turned(self, group: str, how: How, id: str) -> Heard:
        """The room itself changed: who can read it, or that it is shut."""
        if how == "archived":
            return await self._do(Gone(id, group, words.ROOM_GONE))
        return await self._do(Exposed(id, group, strangers=how == "public"))

    # -- what is seen ------------------------------------------------------------------------------

    async def wall(self, group: str, reader: str | None, after: int = 0) -> Sequence[Posting]:
        """The postings with seq > `after` that a reader may see, in the order of their changes."""
        return await asyncio.to_thread(self._engine.reader.wall, group, reader, after, PAGE)

    async def rooms(self) -> list[str]:
        """The names of the rooms that have a group."""
        ids = await asyncio.to_thread(self._engine.reader.rooms, "local", "main")
        return [id.split(":", 2)[2] for id in ids]

    async def news(self, timeout: float) -> None:
        """Wait until something was hung on any wall, at most so many seconds."""
        bell = asyncio.Event()
        self._waiting.add(bell)
        try:
            await asyncio.wait_for(bell.wait(), min(timeout, self._patience))
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(bell)

    async def _talk(self, event: Said) -> Heard:
        """Plain words: heard first, because in a blind step they must not be seen by the others,
        and hung in the same transaction: a second try at them is none.
        """
        if not event.text:
            return Heard()
        said = Posting(
            event.id,
            _tenant(event.group),
            event.group,
            self._clock.now(),
            by=event.by.id,
            text=event.text,
        )

        def hang(tx: Tx, outcome: Outcome[Any]) -> None:
            if not outcome.hush:
                tx.hang(said)

        heard, _ = await self._try(event, hang)
        self._ring()
        return heard

    async def _do(self, event: Event) -> Heard:
        return (await self._try(event))[0]

    async def _try(
        self, event: Event, then: Then | None = None
    ) -> tuple[Heard, Outcome[Group] | None]:
        try:
            return Heard(), await self._engine.handle(event, then)
        except NotSaved:
            return Heard(words.NOT_SAVED), None

    def _posting(self, parcel: Parcel, id: str) -> Posting:
        effect = parcel.effect
        assert isinstance(effect, Show | Whisper)
        shown = isinstance(effect, Show)
        card = note(effect.card.title, words.PLAIN) if parcel.plain else effect.card
        return Posting(
            id,
            _tenant(parcel.lane),
            parcel.lane if shown else parcel.room,
            self._clock.now(),
            key=effect.key,
            to="" if isinstance(effect, Show) else effect.to,
            card=card,
        )

    async def _hang(self, posting: Posting) -> Answer:
        await self._engine.call(lambda tx: tx.hang(posting))
        self._ring()
        return Sent(posting.id)

    def _ring(self) -> None:
        """Somebody may wait for news."""
        for bell in self._waiting:
            bell.set()


def _tenant(id: str) -> str:
    return id.split(":", 2)[1]
