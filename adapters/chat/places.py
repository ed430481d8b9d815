"""Where a card stands on a platform: ids of groups and receipts, put together and taken apart.

A group is "platform:tenant:channel"; a receipt names each message of a card as "channel:message",
with commas between them.
"""

from collections.abc import Iterable

from bot.cards import Card
from bot.parcels import Parcel
from bot.values import replace

Place = tuple[str, str]  # a channel and a message


def tenant_of(group: str) -> str:
    """The workspace or guild of a group or a person."""
    return group.split(":", 2)[1]


def channel_of(group: str) -> str:
    """The channel in which a group meets."""
    return group.split(":", 2)[2]


def receipt_of(places: Iterable[Place]) -> str:
    """The messages of a card, in their order, as the outbox keeps them."""
    return ",".join(f"{channel}:{message}" for channel, message in places)


def places_of(receipt: str) -> list[Place]:
    """The messages of a receipt; none for ""."""
    parts = (one.partition(":") for one in receipt.split(",") if one)
    return [(channel, message) for channel, _, message in parts]


def first_of(receipt: str) -> Place:
    """The first message of a receipt; ("", "") for ""."""
    return next(iter(places_of(receipt)), ("", ""))


def near(parcel: Parcel) -> str:
    """The group whose channel can be tried where a direct message is closed; "" for none."""
    return parcel.room or ("" if ":@" in parcel.lane else parcel.lane)


def owned(card: Card, group: str) -> Card:
    """A card for a direct message, whose buttons say in which group they act."""
    return replace(card, buttons=tuple(replace(b, group=b.group or group) for b in card.buttons))
