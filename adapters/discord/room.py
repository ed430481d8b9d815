"""The outgoing side: cards become messages, answers to interactions and direct messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from adapters.chat.answers import meaning
from adapters.chat.body import text_of
from adapters.chat.links import Link, nowhere
from adapters.chat.places import (
    Place,
    channel_of,
    first_of,
    near,
    owned,
    places_of,
    receipt_of,
    tenant_of,
)
from adapters.discord import marks, render
from adapters.discord.api import Api, Bad, Good
from adapters.discord.commands import mark, spell
from adapters.discord.events import Events
from adapters.discord.limits import SNOWFLAKE
from adapters.discord.markdown import Leaf, Row, person
from adapters.discord.named import called, named
from adapters.discord.parse import DM
from adapters.discord.people import People
from adapters.discord.render import Json
from adapters.discord.replies import Replies
from bot.cards import Card
from bot.effects import Show, Whisper
from bot.parcels import Answer, Lost, Parcel, Rejected, Retry, Sent
from bot.ports import Clock
from bot.seal import Seal
from bot.values import replace
from bot.words import rooms as say

EPOCH = 1_420_070_400_000  # milliseconds of Unix time at which Discord's ids begin
OLD = timedelta(minutes=55)  # edits of messages older than an hour are few: a new one takes over
LIVELY = timedelta(minutes=10)  # since the last edit of a message that is still being changed
MOST = 10_000  # messages in memory
SAFE = timedelta(minutes=2)  # in which Discord knows a nonce for sure
EARLY = timedelta(minutes=1)  # by which our clock may be before Discord's
PAGE, PAGES = 100, 10  # messages of a channel that are read at once, and how many times
CHANNEL = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"


@dataclass(frozen=True, slots=True)
class Draw:
    """What cards are drawn with: the seal of their buttons, and the addresses of calendars."""

    seal: Seal
    link: Link = nowhere


class DiscordRoom:
    """`bot.ports.Room`."""

    def __init__(
        self, api: Api, answers: Replies, people: People, clock: Clock, draw: Draw, events: Events
    ) -> None:
        self._api, self._replies, self._people = api, answers, people
        self._clock, self._draw, self._events = clock, draw, events
        self._posted: dict[str, list[Place]] = {}  # of parcels that went out in part: what did
        self._edited: dict[Place, datetime] = {}  # the oldest first, so that few are looked at
        self._shown: dict[Place, str] = {}  # a mark of what messages look like

    async def post(self, parcel: Parcel) -> Answer:
        """Post a card as a message, or in the thread of the message that it belongs under."""
        if not parcel.under:
            return await self._send(parcel, channel_of(parcel.lane))
        room, first = first_of(parcel.under)
        answer = await self._send(parcel, _thread_of(parcel.under))
        if not isinstance(answer, Lost):
            return answer
        made = await self._thread(room, first)
        if isinstance(made, Bad) and made.kind in ("retry", "unsure"):
            return _answer(made)  # it belongs there all the same
        if isinstance(made, Bad) and made.kind != "done":
            return await self._send(parcel, room)
        return await self._send(parcel, first)

    async def edit(self, parcel: Parcel) -> Answer:
        """Make the message, and what belongs to it, look like the card."""
        known, thread = _parted(parcel.receipt)
        messages = await self._messages(parcel, direct=isinstance(parcel.effect, Whisper))
        if self._shown.get(known[0]) == mark(messages):
            return Sent(parcel.receipt)  # edits are few: one that changes nothing is none
        if self._is_worn(parcel, known[0]):
            return await self._renewed(parcel, known)
        for number, ((channel, id), message) in enumerate(zip(known, messages, strict=False)):
            # Else one that was found by its mark would lose it, and be posted again after a crash.
            marked = marks.marked(message, f"{parcel.token}#{number}")
            told = await self._api.call("PATCH", MESSAGE, marked, channel_id=channel, message_id=id)
            if isinstance(told, Bad):
                return await self._answered(parcel, told, channel)
        self._note(known[0], messages)
        if len(messages) > len(known):
            self._posted.setdefault(parcel.token, [*known])
            return _with(await self._send(parcel, known[0][0]), thread)
        await self._deleted(known[len(messages) :])
        return _with(Sent(receipt_of(known[: len(messages)])), thread)

    async def whisper(self, parcel: Parcel) -> Answer:
        """Tell one member: in answer to what they just did, else in a direct message.

        What is changed later (it has a key) can't be such an answer, as those end with it.
        """
        effect = parcel.effect
        assert isinstance(effect, Whisper)
        if parcel.receipt:
            return await self.edit(parcel)
        entry = self._replies.of(parcel.event, effect.to)
        if entry and not effect.key:
            messages = await self._messages(parcel, direct=not entry.at.guild)
            if (told := await self._replies.answer(entry, messages)) is not None:
                return await self._answered(parcel, told, "")
        channel = await self._people.alone(effect.to)
        if isinstance(channel, Bad):
            return await self._closed(parcel, await self._answered(parcel, channel, ""))
        return await self._closed(parcel, await self._send(parcel, channel))

    async def book(self, parcel: Parcel) -> Answer:
        """Enter a meeting as an event of the guild."""
        return await self._events.book(parcel)

    async def _closed(self, parcel: Parcel, answer: Answer) -> Answer:
        """Where a direct message is closed, the channel is told that there is something, not
        what."""
        if answer != Rejected("person") or not (room := near(parcel)):
            return answer
        assert isinstance(parcel.effect, Whisper)
        words = (person(parcel.effect.to), Leaf(spell(say.CLOSED)))
        shown = render.message([Row(words)], ())
        told = await self._post(parcel, channel_of(room), shown, 0)
        if isinstance(told, Bad) and told.kind not in ("retry", "unsure"):
            return answer  # there is nowhere left to say it
        return Sent() if isinstance(told, Good) else _answer(told)

    async def _send(self, parcel: Parcel, channel: str) -> Answer:
        """Post the messages of a parcel that were not posted yet."""
        direct = isinstance(parcel.effect, Whisper)
        messages = await self._messages(parcel, direct=direct)
        done = self._posted.setdefault(parcel.token, [])
        if not done and parcel.tries and self._clock.now() - parcel.at > SAFE:
            seen = await self._found(parcel, channel)
            if isinstance(seen, Bad) and seen.kind not in ("forbidden", "ours"):
                return await self._answered(parcel, seen, channel)
            done += seen if isinstance(seen, list) else []
            if len(done) >= len(messages):  # and how it looked then nobody knows
                return await self.edit(replace(parcel, receipt=receipt_of(done)))
        for number in range(len(done), len(messages)):
            told = await self._post(parcel, channel, messages[number], number)
            if isinstance(told, Bad):
                return await self._answered(parcel, told, channel)
            done.append((channel, text_of(told.data, "id")))
        self._posted.pop(parcel.token, None)
        self._shown[done[0]] = mark(messages)
        return Sent(receipt_of(done))

    async def _post(self, parcel: Parcel, channel: str, message: Json, number: int) -> Good | Bad:
        """Post a message once: Discord gives back the first one of a nonce that it has seen in the
        last minutes; later we find it by its mark."""
        key = f"{parcel.token}#{number}"
        once = {"nonce": marks.nonce(key), "enforce_nonce": True}
        return await self._api.call(
            "POST", CHANNEL, marks.marked(message, key) | once, channel_id=channel
        )

    async def _found(self, parcel: Parcel, channel: str) -> list[Place] | Bad:
        """What of a parcel stands there, by a try that we know no answer of: Discord knows a nonce
        only for a while. Without the permission to read a channel's history there is nothing."""
        found, after = list[Place](), _id_at(parcel.at - EARLY)
        for _ in range(PAGES):
            page = {"limit": str(PAGE), "after": str(after)}
            seen = await self._api.call("GET", CHANNEL, query=page, channel_id=channel)
            if isinstance(seen, Bad):
                return seen
            while id := marks.found(seen.data, f"{parcel.token}#{len(found)}"):
                found.append((channel, id))
            ids = [int(text_of(each, "id") or 0) for each in seen.data or ()]
            if len(ids) < PAGE:
                break
            after = max(ids)
        return found

    async def _thread(self, channel: str, first: str) -> Good | Bad:
        path = "/channels/{channel_id}/messages/{message_id}/threads"
        name = {"name": say.THREAD}
        return await self._api.call("POST", path, name, channel_id=channel, message_id=first)

    async def _messages(self, parcel: Parcel, *, direct: bool = False) -> Sequence[Json]:
        """A card as messages. In a direct message its buttons say in which group they act."""
        assert isinstance(parcel.effect, Show | Whisper)
        card, tenant = parcel.effect.card, tenant_of(parcel.lane)
        if direct:
            card = owned(card, f"discord:{tenant}:-" if ":@" in parcel.lane else parcel.lane)
            card = await self._named(card, parcel)
        scope = f"discord:{DM if direct else tenant}"
        if parcel.plain:
            return (render.plain(card, spell),)
        return render.messages(card, self._draw.seal, scope, spell, self._draw.link)

    async def _named(self, card: Card, parcel: Parcel) -> Card:
        """The card as its reader sees it who is alone with the bot; they know themselves."""
        assert isinstance(parcel.effect, Whisper)
        others = {who for who in called(card) - {parcel.effect.to} if SNOWFLAKE.fullmatch(who)}
        name = await self._people.names(parcel.lane, others)
        return named(card, lambda who: name(who) if who in others else who)

    def _is_worn(self, parcel: Parcel, place: Place) -> bool:
        """Whether a message of the channel is old and still being changed; in a thread, or where
        somebody is alone with the bot, it stays at its place."""
        made = datetime.fromtimestamp(((int(place[1]) >> 22) + EPOCH) / 1000, UTC)
        now, last = self._clock.now(), self._edited.get(place, made)
        ours = place[0] == channel_of(parcel.lane)
        return ours and now - made > OLD and now - last < LIVELY

    async def _renewed(self, parcel: Parcel, known: Sequence[Place]) -> Answer:
        """A new message in place of a worn one, whose thread stays as it is."""
        await self._deleted(known)
        answer = await self._send(parcel, known[0][0])
        return _with(answer, [(_thread_of(parcel.receipt), "")])

    async def _deleted(self, places: Sequence[Place]) -> None:
        for channel, id in places:
            await self._api.call("DELETE", MESSAGE, channel_id=channel, message_id=id)

    def _note(self, place: Place, messages: Sequence[Json]) -> None:
        now = self._clock.now()
        self._edited.pop(place, None)
        self._edited[place] = now
        for old in [*takewhile(lambda p: self._edited[p] <= now - LIVELY, self._edited)]:
            del self._edited[old]
        if len(self._shown) >= MOST:
            self._shown.clear()
        self._shown[place] = mark(messages)

    async def _answered(self, parcel: Parcel, told: Good | Bad, channel: str) -> Answer:
        if isinstance(told, Bad) and told.kind == "asleep":
            await self._api.call(
                "PATCH", "/channels/{channel_id}", {"archived": False}, channel_id=channel
            )
            return Retry(1.0)
        if isinstance(told, Good) or told.kind not in ("retry", "unsure", "forbidden"):
            self._posted.pop(parcel.token, None)
        return Sent(parcel.receipt) if isinstance(told, Good) else _answer(told)


def _id_at(at: datetime) -> int:
    """The least id of what was made at an instant."""
    return max(int(at.timestamp() * 1000) - EPOCH, 0) << 22


def _parted(receipt: str) -> tuple[list[Place], list[Place]]:
    """The messages of a receipt, and the thread that it names: a place without a message."""
    places = places_of(receipt)
    return [place for place in places if place[1]], [place for place in places if not place[1]]


def _thread_of(receipt: str) -> str:
    """The thread of a message: one that was begun under it has its id."""
    known, thread = _parted(receipt)
    return thread[0][0] if thread else known[0][1]


def _with(answer: Answer, thread: Sequence[Place]) -> Answer:
    """The answer, whose receipt names a thread that an earlier message began."""
    if not (thread and isinstance(answer, Sent)):
        return answer
    return Sent(receipt_of([*places_of(answer.receipt), *thread]))


def _answer(bad: Bad) -> Answer:
    match bad.kind:
        case "asleep" | "late" | "done" | "over":
            return Retry(bad.after)
        case kind:
            return meaning("Discord", kind, bad.error, bad.after)
