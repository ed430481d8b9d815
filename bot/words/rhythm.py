"""What is said about the rhythm: schedules in plain English, single dates, clock changes."""

from collections.abc import Sequence
from datetime import date

from bot.words import DAYS, day

# -- what is not understood ------------------------------------------------------------------------
SHORT_ZONE = (
    "“{zone}” is short for several zones, and summer time changes it. Name a city, such as {city}."
)
NO_OFFSET = "“{zone}” knows no summer time. Name a city, such as Europe/Berlin."
MEANT_ZONE = "I know no time zone “{zone}”. Did you mean {near}?"
TWO_PATTERNS = "Those are two rhythms at once. Try: every 2 weeks Tuesday 18:00"
HOW_OFTEN = "I count from every week to every {weeks} weeks, and up to every {months} months."
NO_SUCH_MONTHDAY = "A month has days from 1 to 31; {day} is none. There is also: last day."
MONTHLY_DAYS = (
    "A month goes by one weekday, such as “last Friday”, or one date, such as “the 15th”."
)
WITH_DATE = "“{said}” holds no date. Try: {word} 8 December, or {word} 2026-12-08"
TOO_MANY_TIMES = "One meeting a day is the most I plan; up to {most} times can take turns."
ONE_A_DAY = "One meeting a day is the most I plan. Try: every day 18:00"
ONE_DATE = (
    "“{said}” is one date, and no rhythm. One meeting: /schedule extra Friday 17:00."
    " A series begins like this: Friday 17:00 from 12 December."
)
HOW_MANY_TIMES = "A number of meetings is from 1 to {most}."
TOO_FAR = "{day} is more than {years} years away. Name an earlier day."
SERIES_OVER = "That series would be over already: its last date was {day}."
NEVER = "No date fits that in the next six years. Try another day, or an end further away."

# -- a schedule in plain English -------------------------------------------------------------------
EVERY_WEEK = "Every {days}"
EVERY_DAY = "Every day"
EVERY_WEEKS = "Every {every} weeks on {days}"
EVERY_MONTH = "Every month on the {days}"
EVERY_MONTHS = "Every {every} months on the {days}"
AT = " at {times}, {zone}"
IN_TURN = " at {times} in turn, {zone}"
FROM = ", from {day}"
UNTIL = ", until {day}"
TIMES = " ({count} meetings)"
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
LAST_DAY = "last day"
SHORT_MONTHS = "Months without a {day} are left out; “last day” would be met in each."
FIFTH = "Months without a fifth {day} are left out; “last {day}” would be met in each."

# -- asking before it is saved ---------------------------------------------------------------------
SHALL_I = "Schedule: is this right?"
NOT_SAVED_YET = "Nothing is saved yet."
STANDS_UNTIL = "Nothing is saved yet; until then this stands: {now}."
PROPOSAL_GONE = "That proposal is too old. Say the rhythm once more: /schedule Tuesday 18:00"
NEXT_DATES = "The next dates, in your own time:"
ELSEWHERE = "What the clocks of others show:"
CLOCK = ": {times}"
CLOCK_FROM = ", from {day} {times}"
CLOCK_SAME = ", all year round"
NEXT_DAY = {-1: " (the day before)", 0: "", 1: " (the next day)"}
SKIPPED_HOUR = "On {day} the clock skips {at}: the meeting begins when it goes on, at {then}."
DOUBLE_HOUR = "On {day} the clock passes {at} twice: the meeting is at the first time."


def name(weekday: int) -> str:
    """A weekday's name."""
    return DAYS[weekday]


def full(at: date) -> str:
    """A date with its year: "Tue 8 Dec 2026"."""
    return f"{day(at)} {at.year}"


def ordinal(number: int) -> str:
    """ "1st", "22nd", "13th"."""
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
