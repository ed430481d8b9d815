"""The `/schedule` verb: the group's rhythm is proposed in words or a form, confirmed, and shown."""

from collections.abc import Callable
from datetime import datetime
from itertools import islice

from bot import labels
from bot.cards import Block, Bold, Button, Card, Lines, note, text
from bot.effects import Outcome, Show, Whisper
from bot.events import Actor, Command, Submitted
from bot.forms import Field, Form
from bot.group import Group
from bot.members.members import is_organiser, organise
from bot.rhythm import bookings, breaks, changes, finding
from bot.rhythm.addresses import group_calendar
from bot.rhythm.cadence import Cadence, today
from bot.rhythm.clocks import elsewhere, oddities
from bot.rhythm.diary import Planned, coming, ruled
from bot.rhythm.planning import replan, used_up
from bot.rhythm.proposals import meant, proposed
from bot.rhythm.rhythm import parse, say
from bot.seats import turns
from bot.text import whole, written
from bot.values import replace
from bot.words import NO_SCHEDULE, SCHEDULE, SCHEDULE_OFF
from bot.words import rhythm as words

SHOWN = 12  # dates that a card about the rhythm shows at the most
Run = Callable[[Group, Command, datetime], Outcome[Group]]
LONGEST = 300  # characters of a rhythm in words


def schedule(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule`, `/schedule every other Tuesday 18:00 Europe/London`, `/schedule off`; and what
    else stands in SUBWORDS."""
    said = event.args.strip()
    if not said:
        return Outcome(group, (Whisper(event.by.id, schedule_card(group, event.by, now)),))
    verb, _, rest = said.partition(" ")
    if verb.lower() in SUBWORDS:
        return SUBWORDS[verb.lower()](group, replace(event, args=rest.strip()), now)
    return propose(group, event, said, now)


def propose(group: Group, event: Command | Submitted, said: str, now: datetime) -> Outcome[Group]:
    """Say how the words are understood; nothing is saved before the button is pressed."""
    said = written(said, LONGEST)
    organise(group, event.by)
    return _asked(group, event, parse(said, _zone(group, event.by), now), now)


def schedule_form(group: Group, by: Actor) -> Form | None:
    """The same as a form, with what stands now; None for whoever may not change it."""
    if not is_organiser(group, by):
        return None
    now = group.cadence
    return Form(
        "rhythm",
        SCHEDULE,
        (
            Field("often", labels.ASK_OFTEN, "choice", True, choices=labels.OFTEN),
            Field("days", labels.ASK_DAYS, "choices", choices=labels.WEEKDAYS),
            Field("at", labels.ASK_AT, required=True, limit=40, hint=labels.HINT_AT),
            Field("zone", labels.ASK_ZONE, limit=60, value=now.zone if now else by.zone),
            Field("start", labels.ASK_START_DAY, limit=40, hint=labels.HINT_START_DAY),
            Field("until", labels.ASK_UNTIL, limit=40, hint=labels.HINT_UNTIL),
        ),
    )


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form's answer, as the words that it comes to."""
    values = {name: value.strip() for name, value in event.values.items()}
    parts = [values.get(name, "") for name in ("often", "days", "at", "zone")]
    parts += [f"from {values['start']}"] if values.get("start") else []
    if end := values.get("until"):
        parts.append(end if end.endswith(("times", "meetings")) else f"until {end}")
    return propose(group, event, " ".join(part for part in parts if part), now)


def schedule_card(group: Group, by: Actor, now: datetime) -> Card:
    """The rhythm in words, and the next three meetings; a button for whoever may change it."""
    change = Button(labels.BUTTON_CHANGE, "schedule", form="rhythm")
    buttons = (change,) if is_organiser(group, by) else ()
    if group.cadence is None and group.next_at is None:
        return note(SCHEDULE, NO_SCHEDULE, buttons=buttons)
    said = (_said(group.cadence, now),) if group.cadence else ()
    dates = Button(labels.BUTTON_DATES, "schedule", "next")
    return Card(SCHEDULE, (*said, _dates(group, group.cadence, now)), (dates, *buttons))


def _asked(
    group: Group, event: Command | Submitted, cadence: Cadence, now: datetime
) -> Outcome[Group]:
    group, id = proposed(group, cadence)
    return Outcome(group, (Whisper(event.by.id, _proposal(group, cadence, id, now)),))


def _use(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule use 3`, as the buttons of `/schedule find` have it: say its dates, ask for a yes.

    Words are a proposal, whatever they begin with.
    """
    organise(group, event.by)
    cadence = meant(group, event.args, now)
    if cadence is None:
        return propose(group, event, event.args, now)
    return _asked(group, event, cadence, now)


def _confirm(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    organise(group, event.by)
    cadence = meant(group, event.args, now) or parse(event.args, _zone(group, event.by), now)
    group = replan(replace(group, cadence=cadence, diary=ruled(group.diary)), now)
    blocks = (_said(cadence, now), _dates(group, cadence, now), *_clocks(group, cadence, now))
    blocks += turns.told(group)
    return Outcome(group, (Show(f"schedule:{event.id}", Card(SCHEDULE, blocks)),))


def _off(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    organise(group, event.by)
    diary = replace(ruled(group.diary), changes=())
    group = replan(replace(group, cadence=None, diary=diary), now)
    return Outcome(group, (Show(f"schedule:{event.id}", note("", SCHEDULE_OFF)),))


def _proposal(group: Group, cadence: Cadence, id: int, now: datetime) -> Card:
    stands = say(group.cadence, today(now, group.cadence.zone)) if group.cadence else ""
    lead = words.STANDS_UNTIL.format(now=stands) if stands else words.NOT_SAVED_YET
    blocks: tuple[Block, ...] = (
        _said(cadence, now),
        text(words.NEXT_DATES),
        _dates(group, cadence, now),
        *_clocks(group, cadence, now),
        text(lead),
    )
    buttons = (
        Button(labels.BUTTON_CONFIRM, "schedule", f"yes {id}", main=True),
        Button(labels.BUTTON_CHANGE, "schedule", form="rhythm"),
    )
    return Card(words.SHALL_I, blocks, buttons)


def _said(cadence: Cadence, now: datetime) -> Block:
    return text(Bold(say(cadence, today(now, cadence.zone))))


def _dates(group: Group, cadence: Cadence | None, now: datetime) -> Block:
    """The next three meetings, and what is left out before them."""
    found: list[Planned] = []
    for planned in islice(coming(cadence, group.diary, used_up(group, now)), SHOWN):
        found.append(planned)
        if sum(p.meets for p in found) == 3:
            break
    return Lines(tuple(changes.line(planned) for planned in found))


def _clocks(group: Group, cadence: Cadence, now: datetime) -> tuple[Block, ...]:
    """What is worth knowing before a yes: months that are left out, others' clocks, odd hours."""
    blocks: list[Block] = [
        text(sentence) for sentence in (*_left_out(cadence), *oddities(cadence, now))
    ]
    if lines := elsewhere(group, cadence, now):
        blocks += [text(words.ELSEWHERE), Lines(lines)]
    return tuple(blocks)


def _left_out(cadence: Cadence) -> tuple[str, ...]:
    if cadence.monthday > 28:
        return (words.SHORT_MONTHS.format(day=words.ordinal(cadence.monthday)),)
    return (words.FIFTH.format(day=words.name(cadence.day)),) if 5 in cadence.nth else ()


def _zone(group: Group, by: Actor) -> str:
    return by.zone or (group.cadence.zone if group.cadence else "")


def _next(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """A list; but "next Friday 18:00" is a proposal."""
    if event.args and whole(event.args) is None:
        return propose(group, event, event.args, now)
    return changes.show_dates(group, event, now)


SUBWORDS: dict[str, Run] = {
    **{"yes": _confirm, "use": _use},
    **{"next": _next, "dates": _next, "skip": changes.skip, "cancel": changes.cancel},
    **{"move": changes.move, "keep": changes.keep, "extra": changes.extra},
    "find": finding.find,
    **{"calendar": group_calendar, "entries": bookings.choose},
    **{"pause": breaks.pause, "resume": breaks.resume},
    **dict.fromkeys(("holiday", "holidays"), breaks.holiday),
    **dict.fromkeys(("off", "none", "stop"), _off),
}
