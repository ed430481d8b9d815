"""Who is in the group: joining and leaving it, and who looks after it."""

from datetime import datetime

from bot import labels, words
from bot.cards import Button, Card, Mention, Spans, Text
from bot.commitments.verdicts import forget
from bot.effects import Outcome, Refused, Show
from bot.events import Actor, Command
from bot.group import Group, Member, Role
from bot.meetings import board
from bot.meetings.leaving import abandon
from bot.meetings.meeting import shut
from bot.meetings.presence import attend, known_as
from bot.members import charter
from bot.seats import rotation, turns
from bot.values import replace

MOST = 20  # members of one group
SPLIT = 9  # from here on the bot suggests two groups


def join(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Become a member; the first to join makes the group and is its organiser."""
    who = event.by
    known = group.member(who.id)
    if known and known.role != "guest":
        raise Refused(words.ALREADY_MEMBER)
    others = tuple(m for m in group.members if m.id != who.id)
    if len(others) >= MOST:
        raise Refused(words.GROUP_FULL.format(most=MOST))
    role: Role = "member" if others else "organiser"
    member = known_as(Member(who.id, now, role, since=group.held), who)
    was, group = group, replace(group, members=(*others, member), gone="")
    group = attend(group, who.id, now)
    welcome = Text((Mention(who.id), _welcome(group, role)))
    rarer = turns.seldom(group) and not turns.seldom(was)
    too = (Button(labels.BUTTON_JOIN, "join"),) if role == "organiser" else ()
    card = Card(words.WELCOME, (welcome, *(turns.told(group) if rarer else ())), too)
    group, asked = charter.newcomer(group, who.id)
    effects = (Show(f"joined:{event.id}", card), *asked)
    if group.meeting is None:
        return Outcome(group, effects)
    return shut(Outcome(group, (*effects, board.shown(group))), now)


def leave(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Stop being a member: open commitments are closed, the place in the queue vanishes."""
    who = event.by.id
    if not event.args.strip().lower() == "yes" and (held := _holds(group, who)):
        raise Refused(words.LEAVE_SURE.format(what=held))
    was, outcome = group, part(group, event.by, now)
    spans = (Mention(who), words.LEFT, *_successor(was, outcome.state))
    shown = Show(f"left:{event.id}", Card("", (Text(spans),)))
    return replace(outcome, effects=(shown, *outcome.effects))


def part(group: Group, who: Actor, now: datetime) -> Outcome[Group]:
    """The group without a member or guest, who may be in the middle of its meeting."""
    group = rotation.depart(group, who.id)
    members = tuple(m for m in group.members if m.id != who.id)
    full = [m.id for m in members if m.role != "guest"]
    if full and not any(m.role == "organiser" for m in members):
        members = tuple(replace(m, role="organiser") if m.id == full[0] else m for m in members)
    briefs = tuple(b for b in group.briefs if b.by != who.id)
    agreed = tuple(id for id in group.withdrawn if id != who.id)
    group = charter.answered(group, who.id)
    left = replace(group, members=members, briefs=briefs, withdrawn=agreed)
    group, ended = forget(left, who, now)
    if not full:  # guests alone are no group
        diary = replace(group.diary, changes=(), breaks=(), held=())
        group = replace(group, members=(), cadence=None, next_at=None, diary=diary)
    if group.meeting is None:
        return Outcome(group, ended)
    outcome = abandon(group, who.id, now)
    return replace(outcome, effects=(*ended, *outcome.effects))


def organise(group: Group, by: Actor) -> None:
    """Refused for whoever is neither an organiser nor an administrator of the room."""
    if not is_organiser(group, by):
        raise Refused(words.ORGANISER_ONLY)


def is_organiser(group: Group, by: Actor) -> bool:
    """Whether somebody looks after the group, or administers its room."""
    member = group.member(by.id)
    return by.admin or (member is not None and member.role == "organiser")


def _welcome(group: Group, role: Role) -> str:
    if role == "organiser":
        return words.MADE_GROUP
    count = len(group.members)
    return words.JOINED_SPLIT.format(count=count) if count >= SPLIT else words.JOINED


def _holds(group: Group, who: str) -> str:
    count = sum(c.by == who for c in group.commitments)
    return words.plural(count, "open commitment") if count else ""


def _successor(was: Group, now: Group) -> Spans:
    before = {m.id for m in was.members if m.role == "organiser"}
    new = [m.id for m in now.members if m.role == "organiser" and m.id not in before]
    return (" ", Mention(new[0]), words.NOW_ORGANISER) if new else ()
