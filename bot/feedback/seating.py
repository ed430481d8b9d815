"""What fills a seat: its holder's brief and question, the peers who can work with it, and what its
holder picks to try.
"""

from functools import cache

from bot import labels, words
from bot.effects import Refused
from bot.formats.format import Step
from bot.group import Brief, Group
from bot.levels import level_of, may_read
from bot.live import Item, Meeting, Seat
from bot.meetings.floor import seat_for
from bot.text import written
from bot.values import replace

MOST = 3  # items that a seat-holder picks
# The fields of a seat, and how long each may be, in characters.
FIELDS = {"context": 2000, "tried": 2000, "question": 2000, "help": 40, "unwanted": 300}
ASKS = {
    "brief": ("context", "tried"),
    "question": ("question",),
    "question_final": ("question",),
    "help_mode": ("help", "unwanted"),
}
# What may be picked: a question asks for an answer, and a backing adds nothing of its own.
PICKED = (
    *("experience", "idea", "risk", "resource", "intro", "encouragement"),
    *("addition", "contrast"),
)


@cache
def asked(keep: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of a seat that a step asks for."""
    return tuple(name for word in keep for name in ASKS.get(word, ()))


def asks(meeting: Meeting, seat: int) -> bool:
    """Whether a seat is one in which something is asked: some turns only report."""
    return any(step.seat == seat and asked(step.keep) for step in meeting.agenda)


def wanted(meeting: Meeting, index: int) -> str:
    """What a seat asks of the others: its question, or where it has none the ask of its report."""
    if asked := meeting.seats[index].question:
        return asked
    steps = meeting.agenda
    asks = (i for i in meeting.items if i.kind == "ask" and steps[i.step].seat == index)
    open_to_all = (i for i in asks if not i.deleted and level_of(i, steps) == "group")
    return "; ".join([item.text for item in open_to_all])


def fields(values: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """What was written of a seat, as far as it may be; what is not there stays as it is."""
    if not names:
        return {}
    new = {n: written(values[n], FIELDS[n]) for n in names if values.get(n, "").strip()}
    if "help" in new and new["help"] not in labels.HELP_LABELS:
        raise Refused(words.NO_SUCH_HELP.format(known=", ".join(labels.HELP_LABELS)))
    return new


def seated(group: Group, meeting: Meeting, index: int, by: str, values: dict[str, str]) -> Group:
    """The group with what somebody wrote of a seat in a step.

    Of a seat its holder writes, or the facilitator where a step is theirs; in a step outside any
    seat it is the brief for the writer's own next one. What is written blind waits as a brief for
    the reveal.
    """
    step = meeting.agenda[index]
    new = fields(values, asked(step.keep))
    picks = values.get("picks", "") if "picks" in step.keep else ""
    if picks and (own := seat_for(meeting, step, by)) >= 0:
        picked = replace(meeting.seats[own], picks=_picks(meeting, own, picks))
        meeting = changed(meeting, own, picked)
        group = replace(group, meeting=meeting)
    if step.seat < 0:
        return briefed(group, by, new) if new else group
    seat = meeting.seats[step.seat]
    if seat.holder != by and step.who != "facilitator":
        return group
    if step.turn == "blind" and new:  # the Board shows a seat: until the reveal it waits elsewhere
        return briefed(group, seat.holder, new)
    made = changed(meeting, step.seat, filled(seat, new))
    return group if made is meeting else replace(group, meeting=made)


def filled(seat: Seat, new: dict[str, str]) -> Seat:
    """A seat with new fields; a question that is asked anew is one that nobody has agreed to."""
    if not new:
        return seat
    backed = seat.backed if new.get("question", seat.question) == seat.question else ()
    return replace(
        seat,
        context=new.get("context", seat.context),
        tried=new.get("tried", seat.tried),
        question=new.get("question", seat.question),
        help=new.get("help", seat.help),
        unwanted=new.get("unwanted", seat.unwanted),
        backed=backed,
    )


def changed(meeting: Meeting, index: int, seat: Seat) -> Meeting:
    """The meeting with one of its seats changed."""
    if (was := meeting.seats[index]) is seat or was == seat:
        return meeting
    seats = (*meeting.seats[:index], seat, *meeting.seats[index + 1 :])
    return replace(meeting, seats=seats)


def briefed(group: Group, by: str, new: dict[str, str]) -> Group:
    """The group with new fields in somebody's brief for their next seat."""
    was = next((brief for brief in group.briefs if brief.by == by), Brief(by))
    others = tuple(brief for brief in group.briefs if brief.by != by)
    return replace(group, briefs=(*others, replace(was, **new)))


def pickable(meeting: Meeting, index: int) -> tuple[Item, ...]:
    """What a seat's holder may pick from (none of -1): what its peers gave, as far as the holder
    may read it.
    """
    if index < 0:
        return ()
    steps, holder = meeting.agenda, meeting.seats[index].holder
    given = [i for i in meeting.items if steps[i.step].seat == index and i.by != holder]
    kept = [i for i in given if not i.deleted and (i.kind in PICKED or _asks_on(i, steps[i.step]))]
    return tuple(i for i in kept if may_read(i, meeting, holder))


def _asks_on(item: Item, step: Step) -> bool:
    """Whether a question was given to be taken away, and not to be answered at once."""
    return item.kind == "question" and item.on == 0 and "items" in step.keep


def _picks(meeting: Meeting, index: int, picks: str) -> tuple[int, ...]:
    known = {str(item.id) for item in pickable(meeting, index)}
    chosen = [pick.strip().lstrip("#") for pick in picks.split(",") if pick.strip()]
    if len(chosen) > MOST or any(pick not in known for pick in chosen):
        raise Refused(words.HOW_TO_PICK.format(most=MOST))
    return tuple(int(pick) for pick in dict.fromkeys(chosen))
