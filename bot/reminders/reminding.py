"""A group reminds: what is due becomes a line in the room, or a nudge to whoever must act; and what
was asked is taken back once it is settled."""

from datetime import datetime

from bot.cards import Card
from bot.effects import Effect, Nudge, Outcome, Show, Whisper
from bot.group import Group
from bot.meetings.windows import is_relay
from bot.reminders import reminder_cards
from bot.reminders.reminder import Reminder
from bot.reminders.reminders import STAY, ahead, fallen, open_now
from bot.rhythm import planning
from bot.values import replace

NOTHING = Card("")


def remind(group: Group, now: datetime) -> Outcome[Group]:
    """All that is due by now. What was found too late is dropped: nothing is told in a burst."""
    due = sorted((r for r in ahead(group) if r.at <= now), key=lambda r: (r.at, r.key, r.to))
    effects = tuple(effect for r in due if r.until > now for effect in _told(group, r))
    return Outcome(replace(group, rung=now), effects)


def followed(was: Group, outcome: Outcome[Group], by: str, now: datetime) -> Outcome[Group]:
    """The outcome of what somebody did ("" = nobody), and what follows: whoever was asked for what
    is done now is asked no more, and what falls to somebody else now is told to them."""
    outcome = _spared(outcome, now) if outcome.effects else outcome
    group = outcome.state
    if _same(was, group):
        return outcome
    group = noticed(was, group, now)
    still = open_now(group, now)
    settled = (r for place, r in open_now(was, now).items() if place not in still)
    back = tuple(Nudge(r.to, r.key, NOTHING, now, settled=True) for r in settled)
    late = tuple(effect for r in fallen(was, group, now) for effect in _late(group, r, by))
    return replace(outcome, state=group, effects=(*outcome.effects, *back, *late))


def _spared(outcome: Outcome[Group], now: datetime) -> Outcome[Group]:
    """The outcome without nudges to those who are away for a while, whatever they are about."""
    if Nudge not in map(type, outcome.effects):
        return outcome
    gone = {m.id for m in outcome.state.members if m.back and m.back > now}
    kept = tuple(e for e in outcome.effects if not _spares(e, gone))
    return replace(outcome, effects=kept) if gone else outcome


def _spares(effect: Effect, gone: set[str]) -> bool:
    """Whether something is not told to whoever is away; but who is paused is asked if they stay."""
    return isinstance(effect, Nudge) and effect.to in gone and not effect.key.startswith(STAY)


def noticed(was: Group, group: Group, now: datetime) -> Group:
    """The group, with the instant at which its next meeting was planned, if that has changed."""
    return group if group.next_at == was.next_at else replace(group, planned=now)


def _told(group: Group, one: Reminder) -> tuple[Effect, ...]:
    if one.key.startswith("hour:"):
        return planning.strange_hour(group)
    card = reminder_cards.card(group, one)
    if not one.to:
        return (Show(one.key, card),)
    zone = group.zone_of(one.to)
    return (Nudge(one.to, one.key, card, one.until, zone, one.by, group.held),)


def _late(group: Group, one: Reminder, by: str) -> tuple[Effect, ...]:
    """What somebody is told late; it is an answer to those whose own doing it is."""
    return (Whisper(by, reminder_cards.card(group, one)),) if one.to == by else _told(group, one)


def _in_relay(was: Group, group: Group) -> bool:
    """Whether a relay runs, or did: then it matters who is done."""
    ran, runs = was.meeting, group.meeting
    return (ran is not None and is_relay(ran)) or (runs is not None and is_relay(runs))


def _same(was: Group, group: Group) -> bool:
    """Whether nothing has changed that a reminder depends on. Most events change none of it."""
    if was is group:
        return True
    return (
        was.next_at is group.next_at
        and was.held == group.held
        and was.commitments is group.commitments
        and was.replies is group.replies
        and was.away is group.away
        and was.briefs is group.briefs
        and was.rota is group.rota
        and was.passed is group.passed
        and was.members is group.members
        and (was.meeting is group.meeting or not _in_relay(was, group))
    )
