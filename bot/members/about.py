"""The `/group` verb: the group and each of its members at a glance, its name and its organisers."""

from datetime import datetime

from bot import words
from bot.cards import Card, Fields, Mention, Spans, When, note
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.group import Group, Member
from bot.meetings.floor import running
from bot.members.member_card import called, member_card
from bot.members.members import organise
from bot.text import required, stranger
from bot.values import replace


def about(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/group`, `/group @ben`, `/group name Grant Circle`, `/group organiser @ben`."""
    verb, _, rest = event.args.strip().partition(" ")
    if not verb:
        return Outcome(group, (Whisper(event.by.id, group_card(group)),))
    if verb.startswith("@") and not rest:
        known = member_card(group, _member(group, verb))
        return Outcome(group, (Whisper(event.by.id, known),))
    organise(group, event.by)
    if verb == "name":
        name = required(rest, 80, "/group name Grant Circle")
        group = replace(group, name=" ".join(name.split()))
        return Outcome(
            group, (Show(f"named:{event.id}", note("", words.NAMED.format(name=group.name))),)
        )
    if verb == "organiser":
        return _appoint(group, event, _member(group, rest.strip()))
    raise Refused(words.HOW_TO_GROUP)


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
        spans += (", ", *called(member))
    return spans[1:]


def _member(group: Group, said: str) -> Member:
    """The member of whom somebody speaks, who may be a guest."""
    who = said.removeprefix("@")
    if (member := group.member(who)) is None:
        raise Refused(stranger(who), words.NO_SUCH_MEMBER)
    return member


def _appoint(group: Group, event: Command, member: Member) -> Outcome[Group]:
    if member.role == "guest":
        raise Refused(Mention(member.id), words.NO_SUCH_MEMBER)
    new = replace(member, role="organiser")
    group = replace(group, members=tuple(new if m is member else m for m in group.members))
    told = note("", Mention(member.id), words.NOW_ORGANISER)
    return Outcome(group, (Show(f"role:{event.id}", told),))
