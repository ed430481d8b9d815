"""Members say that they are away, and for how long: asked nothing, and no place is lost."""

from datetime import datetime

from bot.cards import Mention, Spans, When, note
from bot.effects import Outcome, Refused, Show
from bot.events import Command
from bot.group import Group
from bot.rhythm.absent import LONGEST
from bot.rhythm.cadence import instant, today
from bot.rhythm.moments import day_of
from bot.seats import claims, rotation
from bot.values import replace
from bot.words import leaves as words


def away(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/away`: not at the next meeting; `/away until 12 January`: for longer; `/away off`."""
    said = event.args.strip().lower()
    first, _, rest = said.partition(" ")
    if first == "until" and not group.meeting:
        return _leave_until(group, event, rest, now)
    member = group.member(event.by.id)
    if said in ("off", "back") and member and member.back:
        return _come_back(group, event)
    return claims.away(group, replace(event, args="back" if said == "off" else said), now)


def _leave_until(group: Group, event: Command, said: str, now: datetime) -> Outcome[Group]:
    """`/away until 12 January`: away until that day begins, by the clock of whoever says it."""
    who, zone = event.by.id, event.by.zone or "UTC"
    day = day_of(said, today(now, zone))
    back = instant(datetime.combine(day, datetime.min.time()), zone)
    if back <= now:
        raise Refused(words.PAST)
    if back - now > LONGEST:
        raise Refused(words.TOO_LONG)
    first = rotation.upcoming(group)
    group = _since(claims.withdrawn(group, who), who, back)
    new = next((id for id in rotation.upcoming(group) if id not in first), "")
    more: Spans = (words.SEAT, Mention(new)) if new else ()
    card = note("", Mention(who), words.UNTIL, When(back, "day"), *more, ".")
    return Outcome(group, (Show(f"away:{event.id}", card),))


def _come_back(group: Group, event: Command) -> Outcome[Group]:
    """`/away off`, `/away back`: here again, whatever was said before."""
    who = event.by.id
    group = _since(group, who, None)
    group = replace(group, away=tuple(id for id in group.away if id != who))
    return Outcome(group, (Show(f"away:{event.id}", note("", Mention(who), words.BACK)),))


def _since(group: Group, who: str, back: datetime | None) -> Group:
    members = tuple(
        replace(m, back=back, paused=False) if m.id == who else m for m in group.members
    )
    return replace(group, members=members)
