"""How one member is told what another one did: at once where they are, else when it suits them."""

from datetime import datetime

from bot.cards import Card
from bot.effects import Effect, Nudge, Whisper
from bot.group import Group


def tell(group: Group, who: str, key: str, card: Card, until: datetime) -> Effect:
    """The effect that tells a member privately; `key` is the topic, worthless after `until`."""
    if group.meeting and who in group.meeting.present:
        return Whisper(who, card)
    member = group.member(who)
    zone = (member.zone if member else "") or (group.cadence.zone if group.cadence else "UTC")
    return Nudge(who, key, card, until, zone)


def whom(group: Group, text: str) -> str:
    """The actor id of the member that "@ben" or "Ben" names; "" where there is none."""
    name = text.strip().removeprefix("@").rstrip(".,")
    if group.member(name):
        return name
    return next((id for id in group.ids if id.lower() == name.lower()), "")
