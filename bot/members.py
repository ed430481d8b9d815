"""Who is in the group: join, leave, roles, and the group's name."""

from dataclasses import replace
from datetime import datetime

from bot import board, rotation, words
from bot.cards import Card, Fields, Mention, Spans, Text, When, note
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Actor, Command
from bot.floor import running
from bot.group import Group, Member, Role
from bot.meeting import abandon, attend
from bot.text import required
from bot.verdicts import forget

MOST = 20  # members of one group
SPLIT = 9  # from here on the bot suggests two groups


def join(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Become a member; the first to join makes the group and is its organiser."""
    who = event.by
    if group.member(who.id):
        raise Refused(words.ALREADY_MEMBER)
    if len(group.members) >= MOST:
        raise Refused(words.GROUP_FULL.format(most=MOST))
    role: Role = "member" if group.members else "organiser"
    member = Member(who.id, now, role, since=group.held, zone=who.zone)
    group = replace(group, members=(*group.members, member), gone="")
    group = attend(group, who.id, now)
    card = note(words.WELCOME, Mention(who.id), _welcome(group, role))
    effects = (Show(f"joined:{event.id}", card),)
    return Outcome(group, (*effects, board.shown(group)) if group.meeting else effects)


def leave(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Stop being a member: open commitments are closed, the place in the queue vanishes."""
    who = event.by.id
    if not event.args.strip().lower() == "yes" and (held := _holds(group, who)):
        raise Refused(words.LEAVE_SURE.format(what=held))
    group = rotation.depart(group, who)
    members = tuple(m for m in group.members if m.id != who)
    if members and not any(m.role == "organiser" for m in members):
        members = (replace(members[0], role="organiser"), *members[1:])
    briefs = tuple(b for b in group.briefs if b.by != who)
    agreed = tuple(id for id in group.withdrawn if id != who)
    left = replace(group, members=members, briefs=briefs, withdrawn=agreed)
    was, (group, ended) = group, forget(left, event.by, now)
    card = Card("", (Text((Mention(who), words.LEFT, *_successor(was, group))),))
    effects = (Show(f"left:{event.id}", card), *ended)
    if not members:
        group = replace(group, cadence=None, next_at=None)
    if group.meeting is None:
        return Outcome(group, effects)
    outcome = abandon(group, who, now)
    return replace(outcome, effects=(*effects, *outcome.effects))


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
        mark = words.IS_ORGANISER if member.role == "organiser" else ""
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
    if not group.member(who):
        raise Refused(words.NO_SUCH_MEMBER.format(name=who or "…"))
    members = tuple(replace(m, role="organiser") if m.id == who else m for m in group.members)
    group = replace(group, members=members)
    return Outcome(group, (Show(f"role:{event.id}", note("", Mention(who), words.NOW_ORGANISER)),))
