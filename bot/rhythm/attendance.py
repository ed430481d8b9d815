"""The ledger of attendance: whole and half points, read first by whom they are about, and by nobody
else but the facilitator, and that only below the line.

    present 1 - late, left early or in writing 0.5 - silent 0 - told in time: not counted, up to
    two in a row
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from bot.group import Attended, Coming, Group, Mark
from bot.live import Meeting, Presence
from bot.values import dataclass, replace

WINDOW = 8  # meetings that count
LINE = Fraction(7, 10)  # below it the facilitator of a meeting is told
LATE = timedelta(minutes=5)  # so long after the start is on time
FEW = 3  # meetings that must count before anybody else is told
EXCUSED = 2  # in a row that are not counted
SILENT = 3  # in a row after which somebody is asked if they stay, and after as many again
POINTS: dict[Attended, Fraction] = {
    "present": Fraction(1),
    "late": Fraction(1, 2),
    "left early": Fraction(1, 2),
    "in writing": Fraction(1, 2),
    "excused": Fraction(0),
    "silent": Fraction(0),
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """What somebody's last meetings come to: the points, of how many that count."""

    points: Fraction
    of: int

    @property
    def share(self) -> Fraction:
        """From 0 to 1; 1 where nothing counts yet."""
        return self.points / self.of if self.of else Fraction(1)


def entered(group: Group, meeting: Meeting, away: tuple[str, ...], now: datetime) -> Group:
    """The group with a mark for each member who was one as the meeting began. None, where nobody
    came: that is no fault of one member."""
    if len(meeting.here) < 2:
        return group
    replies = {r.who: r.coming for r in group.replies if r.at <= now}
    marks = [
        Mark(m.id, meeting.number, _how(meeting, m.id, replies.get(m.id), m.id in away))
        for m in group.members
        if m.role != "guest" and (m.joined <= meeting.started or _came(meeting, m.id))
    ]
    before: dict[str, list[Mark]] = {m.id: [] for m in group.members}
    for mark in group.marks:
        before.get(mark.who, []).append(mark)
    kept = [mark for old in before.values() for mark in old[-(WINDOW - 1) :]]
    return replace(group, marks=(*kept, *marks))


def marks_of(group: Group, who: str) -> tuple[Mark, ...]:
    """A member's marks, oldest first."""
    return tuple(sorted(_last(group, who), key=lambda mark: mark.number))


def ratio(group: Group, who: str) -> Ratio:
    """A member's points over the last meetings, of those that count."""
    counted = list(_counted(marks_of(group, who)[-WINDOW:]))
    return Ratio(sum((POINTS[m.how] for m in counted), Fraction(0)), len(counted))


def is_below(group: Group, who: str) -> bool:
    """Whether the facilitator may be told of a member's attendance."""
    found = ratio(group, who)
    return found.of >= FEW and found.share < LINE


def is_silent(group: Group, who: str) -> bool:
    """Whether the last three in a row were missed without a word, or once more three."""
    run = 0
    for mark in reversed(marks_of(group, who)):
        if mark.how != "silent":
            break
        run += 1
    return run > 0 and run % SILENT == 0


def unheard(group: Group) -> tuple[str, ...]:
    """Who missed the last three without a word, and is asked if they stay: once for each time."""
    last = [m.who for m in group.marks if m.how == "silent" and m.number == group.held]
    kept = {member.id: member.kept for member in group.members}
    return tuple(
        [id for id in last if group.held - kept.get(id, 0) >= SILENT and is_silent(group, id)]
    )


def _counted(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """All but absences that were told, of which the third in a row and later ones count."""
    run = 0
    for mark in marks:
        run = run + 1 if mark.how == "excused" else 0
        if run == 0 or run > EXCUSED:
            yield mark


def _last(group: Group, who: str) -> list[Mark]:
    return [mark for mark in group.marks if mark.who == who]


def _came(meeting: Meeting, who: str) -> Presence | None:
    return next((p for p in meeting.here if p.who == who), None)


def _how(meeting: Meeting, who: str, reply: Coming | None, away: bool) -> Attended:
    came = _came(meeting, who)
    if came is None:
        return "excused" if away else "silent"
    if came.left:
        return "in writing" if reply == "relay" else "left early"
    return "late" if came.came > meeting.started + LATE else "present"
