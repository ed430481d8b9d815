"""What fills a seat: its holder's brief and question, and what they pick to try."""

from bot import labels, words
from bot.effects import Refused
from bot.floor import holder_of
from bot.formats.format import Step
from bot.levels import may_read
from bot.live import Item, Meeting
from bot.text import written
from bot.values import replace

MOST = 3  # items that a seat-holder picks
FIELDS = ("context", "tried", "question", "help")


def seated(meeting: Meeting, step: Step, by: str, values: dict[str, str]) -> Meeting:
    """The seat with what its holder wrote of it."""
    if step.seat < 0 or meeting.seats[step.seat].holder != by:
        return meeting
    seat = meeting.seats[step.seat]
    new = {name: written(values[name], 2000) for name in FIELDS if values.get(name)}
    if "help" in new and new["help"] not in labels.HELP_LABELS:
        raise Refused(words.NO_SUCH_HELP.format(known=", ".join(labels.HELP_LABELS)))
    if picks := values.get("picks", ""):
        seat = replace(seat, picks=_picks(meeting, step, picks))
    seats = list(meeting.seats)
    seats[step.seat] = replace(
        seat,
        context=new.get("context", seat.context),
        tried=new.get("tried", seat.tried),
        question=new.get("question", seat.question),
        help=new.get("help", seat.help),
    )
    return replace(meeting, seats=tuple(seats))


def pickable(meeting: Meeting, step: Step) -> tuple[Item, ...]:
    """What a seat's holder may pick from: what its peers gave, as far as the holder may read it."""
    steps, holder = meeting.agenda, holder_of(meeting, step)
    given = [i for i in meeting.items if steps[i.step].seat == step.seat and i.by != holder]
    kept = [i for i in given if not i.deleted and "questions" not in steps[i.step].keep]
    return tuple(i for i in kept if may_read(i, meeting, holder))


def _picks(meeting: Meeting, step: Step, picks: str) -> tuple[int, ...]:
    known = {str(item.id) for item in pickable(meeting, step)}
    chosen = [pick.strip().lstrip("#") for pick in picks.split(",") if pick.strip()]
    if len(chosen) > MOST or any(pick not in known for pick in chosen):
        raise Refused(words.HOW_TO_PICK.format(most=MOST))
    return tuple(int(pick) for pick in dict.fromkeys(chosen))
