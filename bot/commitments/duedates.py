"""By when a commitment is due: as it was read, proposed where nothing was said, or in doubt."""

import re
from datetime import date, datetime, timedelta

from bot import labels
from bot.cards import Button
from bot.events import Actor
from bot.group import Group
from bot.rhythm.cadence import today
from bot.rhythm.dates import read_day
from bot.text import clean, short
from bot.values import dataclass
from bot.words import commitments as say
from bot.words import day as day_name

DEFAULT = timedelta(days=7)  # until the next meeting, where none is planned

BY = re.compile(
    r"(.*\S)(?<!\sby)(?<!\sdue)\s+(?:(?:by|until|till|on|due)\s+(.{3,40}?)|(in\s+\w+\s+\w+|tomorrow|today|tonight))\.?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date. `doubt` says why it is to be confirmed first ("" = it is clear)."""

    day: date
    proposed: bool = False
    doubt: str = ""
    other: date | None = None

    @property
    def question(self) -> str:
        """ "Is it Tue 10 Mar?" """
        lead = say.SHALL_IT_BE if self.proposed else say.IS_IT
        return f"{lead}{day_name(self.day)}?"

    def others(self, id: int) -> tuple[Button, ...]:
        """The button for the other day that it may be."""
        if self.other is None:
            return ()
        return (Button(day_name(self.other), "date", f"{id} {self.other.isoformat()}"),)


def due_of(group: Group, by: Actor, text: str, now: datetime) -> Due:
    """The due date that a member wrote, in their zone; the next meeting's where they wrote none."""
    text, day, proposed = short(clean(text), 60), today(now, by.zone), next_date(group, by, now)
    if not text:
        return Due(proposed, proposed=True)
    if text.lower().removeprefix("the ") in labels.NEXT_TIME:
        return Due(proposed)
    if (reading := read_day(text, day)) is None:
        return Due(proposed, True, say.NO_SUCH_DATE.format(text=text))
    if reading.day < day:
        return Due(proposed, True, say.DAY_PAST.format(day=day_name(reading.day)))
    if not reading.sure:
        return Due(reading.day, False, say.UNSURE.format(text=text), reading.other)
    return Due(reading.day)


def next_date(group: Group, by: Actor, now: datetime) -> date:
    """The day of the next meeting in a member's zone, or in a week where none is planned."""
    at = group.next_at if group.next_at and group.next_at > now else now + DEFAULT
    return today(at, by.zone)


def split_day(what: str, now: date) -> tuple[str, str]:
    """A commitment and its date from "call them by Friday"; words that are no date stay words."""
    match = BY.fullmatch(what)
    said = (match[2] or match[3]) if match else ""
    if match and (read_day(said, now) or said.lower() in labels.NEXT_TIME):
        return match[1], said
    return what, ""
