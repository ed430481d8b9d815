"""The timeline of a planned meeting: when each step begins, on a clock."""

from bot.formats.agenda import Agenda, repeats
from bot.formats.format import Format
from bot.meetings.beside import starts, together
from bot.words import page as say

DAY = 24 * 3600


def timeline(format: Format, planned: Agenda, start: int = 0) -> tuple[tuple[str, str, int], ...]:
    """Each step as (clock, title with its turn, seconds); `start` is seconds after midnight. A
    last row without a title says when all is over.
    """
    rows, at = [], start
    several = planned.turns > 1 and bool(repeats(format))
    for n in starts(planned.steps):
        step, beside = planned.steps[n], len(together(planned.steps, n)) > 1
        turn = say.TURN_MARK.format(number=step.seat + 1) if several and step.seat >= 0 else ""
        turn = say.SIDE_BY_SIDE.format(count=planned.turns) if beside else turn
        rows.append((clock(at), step.title + turn, step.seconds))
        at += step.seconds
    return (*rows, (clock(at), "", 0))


def clock(seconds: int) -> str:
    """A clock that runs on over midnight: "18:03:30", "day 2 06:00"."""
    day, second = divmod(seconds, DAY)
    told = f"{second // 3600:02}:{second // 60 % 60:02}"
    told += f":{second % 60:02}" if second % 60 else ""
    return say.DAY.format(day=day + 1, clock=told) if day else told
