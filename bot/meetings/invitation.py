"""What the bot says at a cue: nearly time, to all; an invitation, in private, to who is quiet."""

from datetime import datetime

from bot import labels
from bot.cards import Button, Card, When, note
from bot.effects import Effect, Outcome, Whisper
from bot.group import Group
from bot.live import Meeting
from bot.meetings import board, cues
from bot.meetings.floor import running, step_of, taking_part
from bot.values import replace
from bot.words import facilitating


def ring(group: Group, now: datetime) -> tuple[Outcome[Group], cues.Cue]:
    """What is said as the next cue of the running turn rings, and which one it is."""
    meeting = running(group)
    cue = cues.of(meeting)[meeting.at.cued]
    meeting = replace(meeting, at=replace(meeting.at, cued=meeting.at.cued + 1))
    group = replace(group, meeting=meeting)
    told: tuple[Effect, ...] = ()
    if cue == "warn":
        told = (board.shown(group),)
    elif cue == "quiet":
        told = _invitations(group, meeting)
    return Outcome(group, told), cue


def _invitations(group: Group, meeting: Meeting) -> tuple[Effect, ...]:
    """To each who is there, and has neither written in this step nor is done with it."""
    at = meeting.at
    people = taking_part(group, meeting, at.step)
    wrote = {item.by for item in meeting.items if item.step == at.step} | {a.who for a in at.aired}
    there = [who for who in people if who in meeting.present]
    silent = [who for who in there if who not in wrote and who not in at.done]
    due = meeting.at.due
    assert due is not None
    return tuple(Whisper(who, _card(meeting, due)) for who in silent)


def _card(meeting: Meeting, due: datetime) -> Card:
    turn, step = board.rev(meeting, exact=False), step_of(meeting)
    text = (facilitating.QUIET.format(title=step.title), When(due, "time"), ".")
    buttons = [
        Button(facilitating.BUTTON_WRITING, "here", rev=turn, main=True),
        Button(labels.BUTTON_PASS, "pass", rev=turn),
    ]
    if step.who == "peers":
        buttons.append(Button(facilitating.BUTTON_NOT_MINE, "pass", rev=turn))
    return note("", *text, buttons=tuple(buttons))
