"""The outgoing side: cards become messages, ephemeral messages and direct messages."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from adapters.chat.answers import meaning
from adapters.chat.body import text_of
from adapters.chat.links import Link, nowhere
from adapters.chat.pace import Pace
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
from adapters.slack import render
from adapters.slack.client import Api, Bad, Good
from adapters.slack.render import Message
from bot.effects import Show, Whisper
from bot.parcels import Answer, Parcel, Rejected, Sent
from bot.seal import Seal

GAP = 1.0  # seconds between two posts of a channel (docs.slack.dev/apis/web-api/rate-limits)
CHANNELS = ("C", "D", "G")  # how the ids of channels begin; people's begin with U or W
MARK = "mastermind_parcel"  # the type of a message's metadata
QUIET: dict[str, Any] = {
    "parse": "none",
    "link_names": False,
    "unfurl_links": False,
    "unfurl_media": False,
}


class SlackRoom:
    """`bot.ports.Room`. `gap` is how many seconds lie between two posts of one channel."""

    def __init__(
        self, api: Api, seal: Seal, command: str, link: Link = nowhere, gap: float = GAP
    ) -> None:
        self._api, self._seal, self._command = api, seal, command
        self._link, self._pace = link, Pace(gap)
        self._sure: set[str] = set()  # tokens of parcels of which surely nothing was accepted
        self._posted: dict[str, list[Place]] = {}  # of those that went out in part: what did

    async def post(self, parcel: Parcel) -> Answer:
        """Post a card as a message, and what does not fit into it in its thread."""
        return await self._send(parcel, channel_of(parcel.lane), thread=first_of(parcel.under)[1])

    async def edit(self, parcel: Parcel) -> Answer:
        """Make the message, and what belongs to it, look like the card."""
        known = places_of(parcel.receipt)
        messages = self._messages(parcel, direct=_direct(known[0][0]))
        for place, message in zip(known, messages, strict=False):
            answer = await self._update(parcel, place, message)
            if isinstance(answer, Bad):
                return self._answered(parcel, answer)
        self._posted[parcel.token] = known
        if len(messages) > len(known):
            return await self._send(parcel, known[0][0], thread=first_of(parcel.under)[1])
        return await self._trimmed(parcel, known[len(messages) :])

    async def whisper(self, parcel: Parcel) -> Answer:
        """Tell one member: where they just did something, else in a direct message.

        What is changed later (it has a key) can't be ephemeral, as nothing edits those.
        """
        effect = parcel.effect
        assert isinstance(effect, Whisper)
        if parcel.receipt:
            return await self.edit(parcel)
        if parcel.room and not effect.key:
            told = await self._ephemeral(parcel, parcel.room, effect.to)
            if isinstance(told, Good) or told.kind not in ("person", "gone", "forbidden"):
                return self._answered(parcel, told)
        answer = await self._send(parcel, effect.to)
        if answer == Rejected("person") and (room := near(parcel)):
            return self._answered(parcel, await self._ephemeral(parcel, room, effect.to))
        return answer

    async def _send(self, parcel: Parcel, channel: str, thread: str = "") -> Answer:
        """Post the messages of a parcel that were not posted yet."""
        messages = self._messages(parcel, direct=isinstance(parcel.effect, Whisper))
        done = self._posted.setdefault(parcel.token, [])
        if parcel.tries and parcel.token not in self._sure:
            found = await self._found(parcel, channel, thread, done)
            if isinstance(found, Bad):  # it waits: sent once more it may be there twice
                return meaning("Slack", found.kind, found.error, found.after)
            done += found
        for number in range(len(done), len(messages)):
            await self._pace.turn(channel)
            under = thread or (done[0][1] if done else "")
            sent = await self._post(parcel, channel, messages[number], number, under)
            if isinstance(sent, Bad):
                return self._answered(parcel, sent)
            done.append((text_of(sent.data, "channel"), text_of(sent.data, "ts")))
        self._forget(parcel)
        return Sent(receipt_of(done))

    async def _post(
        self, parcel: Parcel, channel: str, message: Message, number: int, under: str
    ) -> Good | Bad:
        key = f"{parcel.token}#{number}"
        more = {"thread_ts": under} if under else {}
        return await self._api.call(
            tenant_of(parcel.lane),
            "chat.postMessage",
            channel=channel,
            text=message.text,
            blocks=message.blocks,
            client_msg_id=str(uuid5(NAMESPACE_URL, f"urn:mastermind:{key}")),
            metadata={"event_type": MARK, "event_payload": {"key": key}},
            **QUIET,
            **more,
        )

    async def _update(self, parcel: Parcel, place: Place, message: Message) -> Good | Bad:
        channel, ts = place
        return await self._api.call(
            tenant_of(parcel.lane),
            "chat.update",
            channel=channel,
            ts=ts,
            text=message.text,
            blocks=message.blocks,
            parse="none",
            link_names=False,
        )

    async def _trimmed(self, parcel: Parcel, over: Sequence[Place]) -> Answer:
        """Delete the last messages of a card that has become shorter."""
        for channel, ts in over:
            gone = await self._api.call(
                tenant_of(parcel.lane), "chat.delete", channel=channel, ts=ts
            )
            if isinstance(gone, Bad) and gone.kind in ("retry", "unsure"):
                return self._answered(parcel, gone)
        known = self._posted.pop(parcel.token)
        return Sent(receipt_of(known[: len(known) - len(over)]))

    async def book(self, parcel: Parcel) -> Answer:
        """Nothing: Slack has no calendar; people subscribe to the address of one."""
        return Sent()

    async def _ephemeral(self, parcel: Parcel, room: str, who: str) -> Good | Bad:
        told: Good | Bad = Good({})
        for message in self._messages(parcel):
            told = await self._api.call(
                tenant_of(parcel.lane),
                "chat.postEphemeral",
                channel=channel_of(room),
                user=who,
                text=message.text,
                blocks=message.blocks,
                parse="none",
                link_names=False,
            )
            if isinstance(told, Bad):
                return told
        return told

    async def _found(
        self, parcel: Parcel, channel: str, thread: str, done: Sequence[Place]
    ) -> list[Place] | Bad:
        """What of a parcel, beyond what is `done`, was accepted by a try that we know no answer of;
        Bad where Slack does not say now.

        Asking takes a right to read that is given for direct messages, and by few for channels;
        without it the message is sent again under the same `client_msg_id`.
        """
        if not channel.startswith(CHANNELS):
            opened = await self._asked(parcel, "conversations.open", users=channel)
            if isinstance(opened, Bad):
                return opened
            channel = text_of(opened.get("channel"), "id") or channel
        first = thread or (done[0][1] if done else "")
        keys = await self._keys(parcel, channel, first)
        if not isinstance(keys, Bad) and not first and (above := keys.get(f"{parcel.token}#0")):
            below = await self._keys(parcel, channel, above)  # what did not fit into it
            keys = below if isinstance(below, Bad) else keys | below
        if isinstance(keys, Bad):
            return keys
        found: list[Place] = []
        while (ts := keys.get(f"{parcel.token}#{len(done) + len(found)}")) is not None:
            found.append((channel, ts))
        return found

    async def _keys(self, parcel: Parcel, channel: str, thread: str) -> dict[str, str] | Bad:
        """The keys and timestamps of messages since the parcel: of a thread, or of a channel, whose
        threads are no part of its history."""
        seen = await self._asked(
            parcel,
            "conversations.replies" if thread else "conversations.history",
            channel=channel,
            oldest=f"{parcel.at.timestamp() - 5:.6f}",
            include_all_metadata=True,
            limit=100,
            **({"ts": thread} if thread else {}),
        )
        if isinstance(seen, Bad):
            return seen
        return {_key(m): text_of(m, "ts") for m in seen.get("messages") or ()}

    async def _asked(self, parcel: Parcel, method: str, **args: Any) -> Mapping[str, Any] | Bad:
        """An answer; an empty one where we may not ask, Bad where another try may help."""
        told = await self._api.call(tenant_of(parcel.lane), method, **args)
        if isinstance(told, Good):
            return told.data
        return told if told.kind in ("retry", "unsure") else {}

    def _messages(self, parcel: Parcel, *, direct: bool = False) -> Sequence[Message]:
        """A card as messages. In a direct message its buttons say in which group they act."""
        assert isinstance(parcel.effect, Show | Whisper)
        card = parcel.effect.card
        if direct and ":@" not in parcel.lane:
            card = owned(card, parcel.lane)
        scope = f"slack:{tenant_of(parcel.lane)}"
        plain = (render.plain(card, self._command),) if parcel.plain else ()
        return plain or render.messages(card, self._seal, scope, self._command, self._link)

    def _answered(self, parcel: Parcel, told: Good | Bad) -> Answer:
        if isinstance(told, Good):
            self._forget(parcel)
            return Sent(parcel.receipt)
        if told.kind in ("retry", "forbidden"):
            self._sure.add(parcel.token)
        else:
            self._sure.discard(parcel.token)
        if told.kind not in ("retry", "unsure", "forbidden"):
            self._forget(parcel)
        return meaning("Slack", told.kind, told.error, told.after)

    def _forget(self, parcel: Parcel) -> None:
        self._sure.discard(parcel.token)
        self._posted.pop(parcel.token, None)


def _key(message: Mapping[str, Any]) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return str(payload.get("key") or "")


def _direct(channel: str) -> bool:
    return channel.startswith("D")
