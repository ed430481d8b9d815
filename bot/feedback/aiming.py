"""For whose seat something is written, where seats stand side by side: the form asks, and a line
begins with a name.
"""

import re
from functools import cache

from bot import labels
from bot.cards import Mention
from bot.effects import Refused
from bot.feedback.seating import wanted
from bot.forms import Field
from bot.group import Group
from bot.live import Meeting
from bot.meetings.beside import together
from bot.meetings.floor import filled, holder_of, may_write
from bot.meetings.telling import whom
from bot.text import short, whole
from bot.values import dataclass
from bot.words import items as words

FOR = "for"  # the field that asks whose seat it is
ANSWER = "answer"  # the one that only a seat's holder is asked
SHORT = 60  # characters of a question among the choices


@dataclass(frozen=True, slots=True)
class Aims:
    """The indices of the open steps in which a member may write: of their own seat (-1 = none), and
    of others."""

    own: int
    others: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """All of them, those of others first."""
        return (*self.others, self.own) if self.own >= 0 else self.others


NOWHERE = Aims(-1, ())


@cache
def _alone(index: int) -> Aims:
    return Aims(-1, (index,))


def aims(group: Group, meeting: Meeting, index: int, who: str) -> Aims:
    """Where a member may write in a step and those that are open with it."""
    steps = together(meeting.agenda, index)
    if len(steps) == 1:
        return _alone(index) if may_write(group, meeting, index, who) else NOWHERE
    found = [n for n in steps if may_write(group, meeting, n, who) and filled(group, meeting, n)]
    mine = [n for n in found if holder_of(meeting, meeting.agenda[n]) == who]
    return Aims(mine[0] if mine else -1, tuple([n for n in found if n not in mine]))


def field(meeting: Meeting, found: Aims, who: str) -> Field:
    """The choice of a seat, of which the first that has nothing from this member yet stands."""
    given = {item.step for item in meeting.items if item.by == who}
    choices = tuple((_holder(meeting, n), _choice(meeting, n)) for n in found.others)
    rest = [n for n in found.others if n not in given] or found.others
    return Field(
        FOR, labels.ASK_FOR, "choice", True, choices=choices, value=_holder(meeting, rest[0])
    )


def parts(
    meeting: Meeting, found: Aims, values: dict[str, str]
) -> tuple[tuple[int, dict[str, str]], ...]:
    """What was filled in, as (index of a step, the values that are for it)."""
    if len(found.all) == 1:
        return ((found.all[0], values),)
    rest = {name: value for name, value in values.items() if name != FOR}
    answer = {ANSWER: rest.pop(ANSWER)} if found.own >= 0 and rest.get(ANSWER, "").strip() else {}
    mine = ((found.own, answer),) if answer else ()
    if not any(map(str.strip, rest.values())) and mine:
        return mine
    aim = _of_item(meeting, found, rest.get("on", ""))
    aim = _of(meeting, found, values.get(FOR, "").strip().removeprefix("@")) if aim < 0 else aim
    if aim < 0:
        raise Refused(words.FOR_WHOM, Mention(_holder(meeting, found.others[0])), " …")
    return (*mine, (aim, rest))


def aimed(group: Group, meeting: Meeting, found: Aims, text: str) -> tuple[int, str]:
    """The step that a plain line is for, and the line without the name it begins with."""
    if len(found.all) == 1:
        return found.all[0], text
    said = re.match(r"(?:for\s+)?@?([\w.-]+)[,:]?\s+(.+)", text, re.DOTALL | re.IGNORECASE)
    if said and (aim := _of(meeting, found, whom(group, said[1].removesuffix(":")))) >= 0:
        return aim, said[2]
    if (aim := _of_item(meeting, found, text[1:] if text.startswith("#") else "")) >= 0:
        return aim, text
    if found.own >= 0 and "?" not in text:
        return found.own, text
    if len(found.others) == 1:
        return found.others[0], text
    raise Refused(words.FOR_WHOM, Mention(_holder(meeting, found.others[0])), " …")


def of_item(meeting: Meeting, found: Aims, id: str) -> int:
    """The step that builds on an item: of its seat, or else the first."""
    aim = _of_item(meeting, found, id)
    return aim if aim >= 0 else found.all[0]


def _of(meeting: Meeting, found: Aims, holder: str) -> int:
    return next((n for n in found.all if holder and _holder(meeting, n) == holder), -1)


def _of_item(meeting: Meeting, found: Aims, text: str) -> int:
    """The open step of the seat that an item ("7", "#7 and two more") was written for; or -1."""
    id = whole(text.strip().lstrip("#").split(" ")[0].rstrip(":,"))
    seat = next((meeting.agenda[i.step].seat for i in meeting.items if i.id == id), -1)
    return next((n for n in found.all if meeting.agenda[n].seat == seat >= 0), -1)


def _holder(meeting: Meeting, index: int) -> str:
    return holder_of(meeting, meeting.agenda[index])


def _choice(meeting: Meeting, index: int) -> str:
    asked = wanted(meeting, meeting.agenda[index].seat)
    by = _holder(meeting, index)
    return words.SEAT_OF.format(by=by, question=short(asked, SHORT)) if asked else by
