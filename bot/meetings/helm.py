"""What a member does to keep a meeting: take it over, hand it on, put something into a step."""

from datetime import datetime

from bot.cards import Mention, note
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.group import Group
from bot.live import AsideKind
from bot.meetings import asides, board, desk
from bot.meetings import meeting as running_meeting
from bot.meetings.facilitation import borrowed, moment
from bot.meetings.facilitator import handed
from bot.meetings.floor import running
from bot.meetings.telling import whom
from bot.text import stranger
from bot.values import replace
from bot.words import facilitating

ASIDES: dict[str, AsideKind] = {"round": "round", "sentence": "sentence", "silence": "silence"}


def facilitate(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/facilitate`: take over; `/facilitate @ben`: hand over; `/facilitate round`: an aside."""
    meeting, by, said = running(group), event.by.id, event.args.strip().lower()
    if said in ASIDES:
        return _put(group, event, ASIDES[said], now)
    if said in ("instead", "without"):
        return _decided(group, said, now)
    who = whom(group, event.args) or event.args.strip().removeprefix("@") or by
    member = group.member(who)
    if member is None:
        raise Refused(stranger(who), facilitating.NO_SUCH_MEMBER)
    if member.role == "guest":
        raise Refused(facilitating.NOT_FOR_GUESTS)
    if who != by and meeting.facilitator not in ("", by):
        raise Refused(Mention(meeting.facilitator), facilitating.NOT_YOURS)
    if who == meeting.facilitator:
        return Outcome(group, (Whisper(who, desk.card(group, meeting)),))
    group, effects = handed(group, who)
    told = Show(f"facilitator:{event.id}", note("", *desk.now_facilitates(who)))
    return Outcome(group, (told, board.shown(group), *effects))


def _put(group: Group, event: Command, kind: AsideKind, now: datetime) -> Outcome[Group]:
    """An aside begins."""
    meeting = running(group)
    if kind not in asides.allowed(meeting):
        raise Refused(facilitating.NOT_IN_THIS_STEP)
    at = asides.opened(group, kind, now)
    over = round((now - meeting.at.due).total_seconds()) if meeting.at.due and at.due else 0
    over += asides.SECONDS[kind] * max(1, len(at.speakers))
    at = replace(at, spans=borrowed(meeting, at.step + 1, max(0, over)))
    outcome = running_meeting.moved(group, at, moment(meeting, now), "aside")
    said = note("", Mention(event.by.id), facilitating.ASKS_FOR[kind])
    told = Show(f"aside:{meeting.number}:{meeting.rev}", said)
    return replace(outcome, effects=(told, *outcome.effects))


def _decided(group: Group, how: str, now: datetime) -> Outcome[Group]:
    """What becomes of a seat without its holder, before the clock decides it."""
    aside = running(group).at.aside
    if aside is None or aside.kind != "vacant":
        raise Refused(facilitating.NOTHING_VACANT)
    return running_meeting.vacated(group, now, substitute=how == "instead")
