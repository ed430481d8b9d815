"""What a reminder says: to a member with what answers it, to the room in one line."""

from datetime import timedelta

from bot.cards import Button, Card, Mention, Span, Spans, Text, When, note, text
from bot.commitments.commitment_card import if_then
from bot.formats import keeps
from bot.group import Group
from bot.meetings import facilitator
from bot.meetings.board import PART, TURN, rev
from bot.meetings.floor import running, step_of
from bot.reminders.reminder import Reminder
from bot.rhythm.absent import not_coming
from bot.seats.rotation import standby, upcoming
from bot.words import YOUR_GROUP
from bot.words import attendance as asked
from bot.words import reminders as words
from bot.words.seats import REMINDER_STANDBY

MONTH = timedelta(days=28)
_BRIEF = Button(words.BUTTON_BRIEF, "brief", form="brief", main=True)
_SWAP = Button(words.BUTTON_SWAP, "swap", form="swap")


def card(group: Group, one: Reminder) -> Card:
    """The card of a reminder that is due."""
    match one.key.partition(":")[0]:
        case "seats":
            return note("", *_seats(group))
        case "soon":
            return note("", words.SOON, When(one.until, "time"), ".")
        case "drift":
            return _drift(one)
        case kind:
            return _private(group, one, kind)


def rsvp_buttons() -> tuple[Button, ...]:
    """What a member can say about coming."""
    return (
        Button(words.BUTTON_YES, "rsvp", "yes", main=True),
        Button(words.BUTTON_NO, "rsvp", "no"),
        Button(words.BUTTON_LATE, "rsvp", "late"),
        Button(words.BUTTON_RELAY, "rsvp", "relay"),
    )


def title(group: Group) -> str:
    """What the group is called where it is not seen."""
    return group.name or YOUR_GROUP


def _seats(group: Group) -> Spans:
    assert group.next_at is not None
    holders = upcoming(group)
    spans: list[Span] = [words.SEATS, When(group.next_at), "."]
    for number, holder in enumerate(holders):
        spans += [words.SITS if number == 0 else words.AND_SITS, Mention(holder)]
    spans += ["."] if holders else []
    away = not_coming(group)
    coming = [id for id in group.ids if id not in away]
    if who := facilitator.chosen(group, coming, holders):
        spans += [" ", Mention(who), words.FACILITATES]
    return tuple(spans)


def _private(group: Group, one: Reminder, kind: str) -> Card:
    """What one member reads, in their own time."""
    about = one.key.partition(":")[2]
    match kind:
        case "brief":
            return _asked(group, (words.ASK_BRIEF, When(one.until), words.ASK_BRIEF_END), _BRIEF)
        case "claim":
            button = Button(words.BUTTON_CLAIM, "claim", main=True)
            return _asked(group, (words.ASK_CLAIM, When(one.until), words.ASK_CLAIM_END), button)
        case "quorum":
            return _asked(group, (words.FEW, When(one.until), words.FEW_END))
        case "report" | "track" | "remind":
            return _of_commitment(group, kind, about)
        case "stay":
            buttons = (
                Button(asked.BUTTON_STAY, "stay", main=True),
                Button(asked.BUTTON_LEAVE, "leave"),
            )
            return _asked(group, (asked.ASK_STAY,), *buttons)
        case "helped":
            number = about.partition(".")[0]
            return _asked(group, (words.ASK_HELPED.format(number=number),), *helped_buttons(about))
        case "window":
            return _window(group, one)
        case _:
            return _rsvp(group, one)


def _window(group: Group, one: Reminder) -> Card:
    """What waits for somebody in a relay, until when, and how to do it or pass."""
    meeting = running(group)
    step, turn = step_of(meeting), rev(meeting, exact=False)
    write = keeps.button(step.keep)
    first = Button(write, "write", rev=turn, form="write", main=True)
    done, passed = TURN if meeting.at.speakers else PART
    buttons = (*((first,) if write else ()), Button(done, "done", rev=turn))
    said = (words.ASK_WINDOW.format(title=step.title), When(one.until), words.ASK_WINDOW_END)
    return _asked(group, said, *buttons, Button(passed, "pass", rev=turn))


def _of_commitment(group: Group, kind: str, about: str) -> Card:
    """What the owner of a commitment reads: its number, and not what it is, unless they asked."""
    match kind:
        case "report":
            buttons = (
                Button(words.BUTTON_DONE, "report", f"{about} done", main=True),
                Button(words.BUTTON_REPORT, "report", form=f"report:{about}"),
            )
            return _asked(group, (words.ASK_REPORT.format(id=about),), *buttons)
        case "track":
            return _asked(group, (words.ASK_TRACK.format(id=about),), *_track_buttons(about))
        case _:
            return _asked(group, _cue(group, about))


def _asked(group: Group, spans: Spans, *buttons: Button) -> Card:
    return Card(title(group), (Text(spans),), buttons)


def _track_buttons(id: str) -> tuple[Button, ...]:
    return (
        Button(words.BUTTON_TRACK, "track", id, main=True),
        Button(words.BUTTON_STUCK, "track", f"{id} stuck"),
        Button(words.BUTTON_DONE, "report", f"{id} done"),
    )


def helped_buttons(about: str) -> tuple[Button, ...]:
    """What the holder of a seat can say of it; it goes to themselves, not to the group."""
    return tuple(
        Button(label, "me", f"helped {about} {answer}") for answer, label in words.HELPED.items()
    )


def _cue(group: Group, id: str) -> Spans:
    """The sentence of a commitment, which its owner asked to read at this time."""
    made = next(c for c in group.commitments if str(c.id) == id)
    return (if_then(made) if made.cue else made.what,)


def _drift(one: Reminder) -> Card:
    pause = words.PAUSE_UNTIL.format(day=f"{one.until + MONTH:%Y-%m-%d}")
    buttons = (
        Button(words.BUTTON_MOVE, "schedule", form="rhythm", main=True),
        Button(words.BUTTON_PAUSE, "schedule", pause),
        Button(words.BUTTON_OFF, "schedule", "off"),
    )
    return note("", words.DRIFT, buttons=buttons)


def _rsvp(group: Group, one: Reminder) -> Card:
    lines = [Text((words.ASK_RSVP, When(one.until), words.ASK_RSVP_END))]
    buttons = rsvp_buttons()
    if one.to in (seats := upcoming(group)):
        asks = not any(brief.by == one.to for brief in group.briefs)
        lines.append(text(words.YOU_SIT, words.YOU_ASK if asks else ""))
        buttons = (*buttons, *((_BRIEF,) if asks else ()), _SWAP)
    elif seats and one.to == standby(group, seats):
        lines.append(text(REMINDER_STANDBY))
    return Card(title(group), tuple(lines), buttons)
