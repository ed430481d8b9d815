"""Asking guests in: an invitation to one meeting, and a yes to confidentiality before it."""

from datetime import datetime

from bot import labels
from bot.cards import Button, Card, Mention, Spans, Text, text
from bot.effects import Outcome, Refused, Show
from bot.events import Actor, Command
from bot.group import Group, Member, Request
from bot.meetings import board
from bot.meetings.presence import attend, known_as
from bot.members.guests import check_member
from bot.members.members import MOST, part
from bot.seats.swaps import answered
from bot.text import clean, stranger
from bot.values import replace
from bot.words import GROUP_FULL
from bot.words import guests as words


def guest(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/guest @eva` asks somebody in; `/guest yes` and `/guest no` answer; `/guest off @eva`."""
    first, _, rest = event.args.strip().partition(" ")
    match first.lower():
        case "yes" | "no" if not rest:
            return _answer(group, event, first.lower() == "yes", now)
        case "off" if rest:
            return _send_off(group, event, rest, now)
        case _:
            return _invite(group, event, event.args)


def _invite(group: Group, event: Command, text_: str) -> Outcome[Group]:
    by, who = event.by.id, clean(text_).removeprefix("@")
    check_member(group, by)
    if not who or " " in who or len(who) > 80:
        raise Refused(words.HOW_TO)
    if group.member(who):
        raise Refused(Mention(who), words.IN_ALREADY)
    if len(group.members) >= MOST:
        raise Refused(GROUP_FULL.format(most=MOST))
    others = tuple(r for r in group.rota.requests if not (r.why == "guest" and r.to == who))
    requests = (*others, Request(by, who, "guest"))
    group = replace(group, rota=replace(group.rota, requests=requests))
    invites = Text((Mention(by), words.INVITES, Mention(who), words.ONE_MEETING))
    blocks = (invites, Text((Mention(who), words.PROMISE)))
    buttons = (
        Button(labels.BUTTON_PROMISE, "guest", "yes", main=True),
        Button(labels.BUTTON_DECLINE, "guest", "no"),
    )
    shown = Show(_key(group, who), Card(words.TITLE, blocks, buttons))
    return Outcome(group, (shown,))


def _answer(group: Group, event: Command, agreed: bool, now: datetime) -> Outcome[Group]:
    by = event.by
    found = (r for r in group.rota.requests if r.why == "guest" and r.to == by.id)
    if (request := next(found, None)) is None:
        raise Refused(words.NOT_ASKED, Mention(by.id))
    key, group = _key(group, by.id), answered(group, request)
    if not agreed:
        return Outcome(group, (_said(key, Mention(by.id), words.DECLINED),))
    if group.member(by.id):  # they joined in the meantime
        raise Refused(Mention(by.id), words.IN_ALREADY)
    member = known_as(Member(by.id, now, "guest", since=group.held), by)
    group = attend(replace(group, members=(*group.members, member)), by.id, now)
    shown = _said(key, Mention(by.id), words.CAME)
    return Outcome(group, (shown, board.shown(group)) if group.meeting else (shown,))


def _send_off(group: Group, event: Command, name: str, now: datetime) -> Outcome[Group]:
    """Take an invitation back, or see a guest off before the meeting is over."""
    check_member(group, event.by.id)
    who = name.strip().removeprefix("@")
    key = _key(group, who)
    member = group.member(who)
    if member and member.role == "guest":
        outcome = part(group, Actor(who), now)
        return replace(outcome, effects=(_said(key, Mention(who), words.OFF), *outcome.effects))
    requests = group.rota.requests
    kept = tuple(r for r in requests if not (r.why == "guest" and r.to == who))
    if kept == requests:
        raise Refused(stranger(who), words.NO_SUCH_GUEST)
    group = replace(group, rota=replace(group.rota, requests=kept))
    return Outcome(group, (_said(key, words.TAKEN_BACK, Mention(who), "."),))


def _said(key: str, *spans: str | Mention) -> Show:
    said: Spans = spans
    return Show(key, Card("", (text(*said),)))


def _key(group: Group, who: str) -> str:
    return f"guest:{group.held + 1}:{who}"
