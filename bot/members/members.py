"""Who is in the group: join, leave, roles, and the group's name."""

from datetime import datetime

from bot import labels, words
from bot.cards import Button, Card, Fields, Mention, Spans, Text, When, note
from bot.commitments.verdicts import forget
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Actor, Command
from bot.group import Group, Member, Role
from bot.meetings import board
from bot.meetings.floor import running
from bot.meetings.leaving import abandon
from bot.meetings.meeting import shut
from bot.meetings.presence import attend, known_as
from bot.members import charter
from bot.seats import rotation, turns
from bot.text import required
from bot.values import replace
from bot.words.guests import IS_GUEST

MOST = 20  # members of one group
SPLIT = 9  # from here on the bot suggests two groups
ROLES = {"organiser": words.IS_ORGANISER, "guest": IS_GUEST}


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


def about(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/group`, `/group name Grant Circle`, `/group organiser @ben`."""
    verb, _, rest = event.args.strip().partition(" ")
    if not verb:
        return Outcome(group, (Whisper(event.by.id, group_card(group)),))
    organise(group, event.by)
    if verb == "name":
        name = required(rest, 80, "/group name Grant Circle")
        group = replace(group, name=" ".join(name.split()))
        return Outcome(
            group, (Show(f"named:{event.id}", note("", words.NAMED.format(name=group.name))),)
        )
    if verb == "organiser":
        return _appoint(group, event, rest.strip().removeprefix("@"))
    raise Refused(words.HOW_TO_GROUP)


def organise(group: Group, by: Actor) -> None:
    """Refused for whoever is neither an organiser nor an administrator of the room."""
    if not is_organiser(group, by):
        raise Refused(words.ORGANISER_ONLY)


def is_organiser(group: Group, by: Actor) -> bool:
    """Whether somebody looks after the group, or administers its room."""
    member = group.member(by.id)
    return by.admin or (member is not None and member.role == "organiser")


def group_card(group: Group) -> Card:
    """The group at a glance."""
    rows: list[tuple[str, Spans]] = [(words.MEMBERS, _roles(group))]
    if group.next_at:
        rows.append((words.NEXT, (When(group.next_at),)))
    if group.meeting:
        rows.append((words.NOW, (running(group).title,)))
    return Card(group.name or words.THIS_GROUP, (Fields(tuple(rows)),))


def _roles(group: Group) -> Spans:
    spans: Spans = ()
    for member in group.members:
        mark = ROLES.get(member.role, "")
        spans += (", ", Mention(member.id), mark)
    return spans[1:]


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


def _appoint(group: Group, event: Command, who: str) -> Outcome[Group]:
    member = group.member(who)
    if member is None or member.role == "guest":
        raise Refused(Mention(who or "…"), words.NO_SUCH_MEMBER)
    members = tuple(replace(m, role="organiser") if m.id == who else m for m in group.members)
    group = replace(group, members=members)
    return Outcome(group, (Show(f"role:{event.id}", note("", Mention(who), words.NOW_ORGANISER)),))
