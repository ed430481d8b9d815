"""Votes: three over what was written in the step before, on the next round of meetings, and on the
charter. What is counted is not signed; who has voted is only known as who is done.
"""

from functools import cache

from bot import labels
from bot.effects import Refused
from bot.events import Actor
from bot.feedback.items import said_kind
from bot.formats.keeps import KEEPS
from bot.forms import Field
from bot.levels import level_of
from bot.live import Item, Meeting
from bot.text import short, written
from bot.values import dataclass, replace
from bot.words import topics as said

MOST = 3  # votes of one member
CHOICE = 80  # characters of what is voted on, among the choices
# What a step may keep that is voted on, and what can be answered (none: the items before it).
ANSWERS: dict[str, tuple[tuple[str, str], ...]] = {
    "votes": (),
    "renewal": labels.RENEWALS,
    "consent": labels.CONSENTS,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What one choice got: its value, what it says, and how many chose it."""

    value: str
    text: str
    count: int


@cache
def word(keep: tuple[str, ...]) -> str:
    """The word of a step's `keep` that is voted on; "" where nothing is."""
    return next((name for name in keep if name in ANSWERS), "")


def choices(meeting: Meeting, index: int) -> tuple[tuple[str, str], ...]:
    """What can be voted for in a step, as (value, text), in the order of writing."""
    if answers := ANSWERS[word(meeting.agenda[index].keep)]:
        return answers
    return tuple((str(item.id), _choice(item)) for item in before(meeting, index))


def before(meeting: Meeting, index: int) -> tuple[Item, ...]:
    """What the group may read of the last step before this one in which something was written."""
    for step in range(index - 1, -1, -1):
        if found := [i for i in meeting.items if i.step == step and not i.deleted]:
            return tuple(i for i in found if level_of(i, meeting.agenda) == "group")
    return ()


def possible(meeting: Meeting, index: int) -> bool:
    """Whether a step has no vote, or one with something to vote on."""
    keep = meeting.agenda[index].keep
    return not word(keep) or bool(choices(meeting, index))


def fields(meeting: Meeting, index: int, name: str) -> tuple[Field, ...]:
    """The questions of a vote."""
    first, *rest = KEEPS[name].fields
    known = choices(meeting, index)
    return (replace(first, choices=known), *rest) if known else ()


def cast(meeting: Meeting, index: int, by: Actor, values: dict[str, str]) -> Meeting:
    """The meeting with somebody's votes counted; refused where they are none, or too late."""
    name = word(meeting.agenda[index].keep)
    if not name or not values.get(name, "").strip():
        return meeting
    if index != meeting.at.step:
        raise Refused(said.VOTE_OVER)
    if by.id in meeting.at.done:
        raise Refused(said.VOTED_BEFORE)
    chosen = _chosen(meeting, index, name, written(values[name], 300))
    counts = dict(meeting.ballot.votes)
    for value in chosen:
        counts[f"{index}.{value}"] = counts.get(f"{index}.{value}", 0) + 1
    ballot = replace(meeting.ballot, votes=tuple(sorted(counts.items())))
    return replace(meeting, ballot=ballot)


def tallies(meeting: Meeting, index: int) -> tuple[Tally, ...]:
    """What each choice of a step got: most votes first, ties in the order of writing."""
    counts = dict(meeting.ballot.votes)
    found = (Tally(v, t, counts.get(f"{index}.{v}", 0)) for v, t in choices(meeting, index))
    return tuple(sorted(found, key=lambda tally: -tally.count))


def final(meeting: Meeting, index: int) -> bool:
    """Whether a step is revealed for good; one with a vote can be opened once more, and then begins
    anew.
    """
    step = meeting.agenda[index]
    written = any(item.step == index for item in meeting.items)
    return step.turn == "blind" and written and not word(step.keep)


def anew(meeting: Meeting, index: int) -> Meeting:
    """The meeting at a step whose vote begins, maybe once more: nothing is counted in it yet."""
    ballot = meeting.ballot
    if not ballot.votes and not ballot.told:
        return meeting
    kept = tuple(vote for vote in ballot.votes if not vote[0].startswith(f"{index}."))
    told = tuple(step for step in ballot.told if step != index)
    return replace(meeting, ballot=replace(ballot, votes=kept, told=told))


def summary(meeting: Meeting) -> tuple[tuple[str, int], ...]:
    """Every vote that was told, as (what was voted for, how many), for the recap."""
    return tuple(
        (tally.text, tally.count)
        for index in meeting.ballot.told
        for tally in tallies(meeting, index)
        if tally.count
    )


def _choice(item: Item) -> str:
    text = short(item.text, CHOICE)
    if item.kind in ("topic", "note"):
        return said.CHOICE.format(id=item.id, text=text)
    kind = said_kind(item)
    return said.CHOICE_KIND.format(id=item.id, kind=kind, text=text)


def _chosen(meeting: Meeting, index: int, name: str, line: str) -> tuple[str, ...]:
    """The values that a line means: numbers, or one of the answers by its value or its words."""
    known = choices(meeting, index)
    if ANSWERS[name]:
        found = (value for value, text in known if line.lower() in (value, text.lower()))
        if (value := next(found, None)) is None:
            example = said.HOW_TO_CONSENT if name == "consent" else said.HOW_TO_CHOOSE
            raise Refused(example.format(known=", ".join(value for value, _ in known)))
        return (value,)
    numbers = [part.lstrip("#") for part in line.replace(",", " ").split()]
    values = [value for value, _ in known]
    if not 0 < len(numbers) <= MOST or any(number not in values for number in numbers):
        example = " ".join(values[:MOST]) or "1"
        raise Refused(said.HOW_TO_VOTE.format(most=MOST, example=example))
    return tuple(dict.fromkeys(numbers))
