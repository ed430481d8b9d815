"""The pulse of a meeting: three taps and a line of each as it ends, counted and never signed."""

from bot import labels
from bot.archive import Gauge
from bot.cards import Button, note
from bot.effects import Refused, Whisper
from bot.events import Actor
from bot.formats.keeps import KEEPS
from bot.forms import Field
from bot.group import Group
from bot.live import Ballot, Meeting, Pulse
from bot.meetings.board import rev
from bot.text import clean, whole, written
from bot.values import replace
from bot.words import pulse as say

TAPS = ("worth", "heard", "step")
NUMBERS_FROM = 4  # answers; fewer would tell who gave which
LINES_FROM = 5
TREND_FROM = 3  # meetings with figures, this one included
TOLD = 5  # meetings of a trend that are told


def fields(meeting: Meeting, who: str) -> tuple[Field, ...]:
    """The questions for a member; () for whose answer is in. A seat-holder's third is their own."""
    if who in meeting.ballot.answered:
        return ()
    asked = KEEPS["pulse"].fields
    if not meeting.charged or who not in {seat.holder for seat in meeting.seats}:
        return asked
    own = labels.ASK_STEP_SEAT
    return tuple(replace(f, label=own) if f.name == "step" else f for f in asked)


def cast(meeting: Meeting, index: int, by: Actor, values: dict[str, str]) -> Meeting:
    """The meeting with the pulse that a form holds, if its step asks for one."""
    if "pulse" not in meeting.agenda[index].keep:
        return meeting
    said = {name: clean(values.get(name, "")) for name in (*TAPS, "wish")}
    if not any(said.values()):
        return meeting
    if by.id in meeting.ballot.answered:
        raise Refused(say.COUNTED_ALREADY)
    taps = [whole(said[name]) for name in TAPS]
    if not all(tap and 1 <= tap <= 5 for tap in taps):
        raise Refused(say.THREE_TAPS)
    return replace(meeting, ballot=_counted(meeting.ballot, by.id, said))


def due(meeting: Meeting, who: str) -> bool:
    """Whether the running step waits for a member's pulse."""
    asked = "pulse" in meeting.agenda[meeting.at.step].keep
    return asked and who not in meeting.ballot.answered


def only(meeting: Meeting) -> bool:
    """Whether the running step asks for the pulse and for nothing else."""
    return meeting.agenda[meeting.at.step].keep == ("pulse",)


def asked(meeting: Meeting, who: str) -> Whisper:
    """The private question for the pulse, to whoever wrote something else first."""
    turn = rev(meeting, exact=False)
    button = Button(labels.BUTTON_PULSE, "write", rev=turn, form="write", main=True)
    return Whisper(who, note("", say.ASKED, buttons=(button,)))


def gauge(ballot: Ballot) -> Gauge | None:
    """What may be told of a meeting's pulse: sums from four answers on, lines from five on."""
    count = len(ballot.pulses)
    if not count:
        return None
    if count < NUMBERS_FROM:
        return Gauge(count, 0, 0, 0)
    worth, heard, step = (sum(getattr(pulse, name) for pulse in ballot.pulses) for name in TAPS)
    return Gauge(count, worth, heard, step, ballot.lines if count >= LINES_FROM else ())


def told(gauge: Gauge | None) -> bool:
    """Whether there were answers enough to show figures."""
    return gauge is not None and gauge.count >= NUMBERS_FROM


def trend(group: Group, now: Gauge | None) -> tuple[Gauge, ...]:
    """The earlier pulses that show a trend together with this one, oldest first; () if too few."""
    earlier = [past.gauge for past in group.past if past.gauge and told(past.gauge)]
    enough = told(now) and len(earlier) + 1 >= TREND_FROM
    return tuple(earlier[1 - TOLD :]) if enough else ()


def average(total: int, count: int) -> str:
    """A mean of taps, with one decimal."""
    return f"{total / count:.1f}"


def _counted(ballot: Ballot, who: str, said: dict[str, str]) -> Ballot:
    """Sorted, so that the order of the answers tells nothing of who gave which."""
    pulse = Pulse(*(int(said[name]) for name in TAPS))
    order = sorted((*ballot.pulses, pulse), key=lambda p: (p.worth, p.heard, p.step))
    line = written(said["wish"], 300)
    lines = tuple(sorted((*ballot.lines, line))) if line else ballot.lines
    answered = tuple(sorted((*ballot.answered, who)))
    return replace(ballot, pulses=tuple(order), lines=lines, answered=answered)
