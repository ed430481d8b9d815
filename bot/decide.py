"""Routing: a state, an event and a time go in; the new state and the effects come out. Nothing here
raises.
"""

from datetime import datetime, timedelta

from bot import words
from bot.archive import Closed
from bot.cards import note
from bot.commands import FORMS, OwnRow, check_who, row_of
from bot.effects import Effect, GivenBack, Outcome, Refused, Whisper
from bot.events import (
    Actor,
    Command,
    Counted,
    Event,
    Exposed,
    Gone,
    Nudged,
    Pressed,
    Rezoned,
    Said,
    Submitted,
    Tick,
    person_id,
)
from bot.feedback import ahead, writing
from bot.forms import Form
from bot.group import Group
from bot.meetings import airtime, board, desk, guard, latecomers, meeting, presence
from bot.meetings.board import rev
from bot.members import charter, me
from bot.person import Person
from bot.recaps import remembering
from bot.reminders import people, reminders, reminding
from bot.rhythm import absent, bookings, planning
from bot.text import clean, elided
from bot.values import replace

QUOTED = 400  # characters of a line of a refusal
SOON = timedelta(microseconds=1)
ABSENT = ("away", "rsvp")  # what may be said of a running meeting from elsewhere


def target(event: Event) -> str:
    """The id of the state that an event is about: a group, or a person speaking of themselves."""
    match event:
        case Tick(state=state):
            return state
        case Nudged(person=person):
            return person
        case Command(group=group, by=by, name=verb) if _own(verb):
            return person_id(group, by.id)
        case Pressed(group=group, by=by, button=button) if _own(button.verb):
            return person_id(group, by.id)
        case Submitted(group=group, by=by, form="me"):
            return person_id(group, by.id)
        case _:
            return event.group


def decide(group: Group, event: Event, now: datetime) -> Outcome[Group]:
    """What happens in a group. What a member may not do becomes a whisper that says why."""
    try:
        outcome = ahead.delivered(group, _decide(group, event, now), now)
        return bookings.followed(group, reminding.followed(group, outcome, _whose(event), now))
    except Refused as refusal:
        # A line that is too long, or one too many, is as little for other eyes as one that is kept.
        hush = isinstance(event, Said) and writing.hidden(group)
        return Outcome(group, _refusal(event, refusal), hush, refused=True)


def decide_person(person: Person, event: Event, now: datetime) -> Outcome[Person]:
    """What one person decides."""
    try:
        match event:
            case Tick():
                return people.tell(person, now)
            case Nudged():
                return people.hear(person, event, now)
            case Command() | Pressed() | Submitted():
                return _own_doing(person, event, now)
            case _:
                return Outcome(person)
    except Refused as refusal:
        return Outcome(person, _refusal(event, refusal), refused=True)


def _own_doing(
    person: Person, event: Command | Pressed | Submitted, now: datetime
) -> Outcome[Person]:
    if event.by.outside:
        raise Refused(words.OUTSIDE)
    match event:
        case Command():
            return me.me(person, event, now)
        case Pressed():
            return me.me(person, _pressed(event), now)
        case Submitted():
            return me.submit_me(person, event, now)


def wake_at(state: Group | Person) -> datetime | None:
    """When a state next wants to be woken."""
    if isinstance(state, Person):
        return state.wake
    if state.gone:
        return None
    planned, told = planning.alarm(state), reminders.alarm(state)
    running = meeting.alarm(state.meeting) if state.meeting else None
    return min((at for at in (planned, told, running) if at), default=None)


def alarm(state: Group | Person, now: datetime) -> datetime | None:
    """When a state is to be woken after an event at `now`: later than that, even where something
    is overdue, such as what waited for a meeting to end. A tick is known by its instant, and one
    that rang before would not be heard again."""
    at = wake_at(state)
    return at and max(at, now + SOON)


def form(state: Group | Person, name: str, by: Actor, found: Closed | None = None) -> Form | None:
    """The form of this name for this member, or None where there is nothing to ask them; `found` is
    the closed meeting that it is about."""
    if isinstance(state, Person):
        return me.me_form(state, by.zone) if name == "me" else None
    name, _, about = name.partition(":")
    if (row := FORMS.get(name)) is None:
        return None
    if row.past:
        return row.past(state, by, found) if found else None
    return row.about(state, by, about) if row.about and about else row.ask(state, by)


def _decide(group: Group, event: Event, now: datetime) -> Outcome[Group]:
    match event:
        case Tick():
            return _tick(group, now)
        case Command():
            return _command(group, event, now)
        case Pressed(button=button):
            _check_fresh(group, button.rev)
            return _command(group, _pressed(event), now)
        case Submitted():
            return _submitted(group, event, now)
        case Said(by=by, text=text):
            if by.outside or group.member(by.id) is None:
                return Outcome(group)
            plain = clean(text)  # what can't be seen changes no meaning
            said = event if plain == text else replace(event, text=plain)
            here = airtime.heard(_here(group, by, now), by.id, plain)
            return _followed(group, by.id, writing.say(here, said, now))
        case Gone(why=why):
            return Outcome(replace(group, gone=clean(why) or words.ROOM_GONE))
        case Exposed() | Rezoned() | Nudged() | Counted():
            return _changed(group, event, now)


def _changed(
    group: Group, event: Exposed | Rezoned | Nudged | Counted, now: datetime
) -> Outcome[Group]:
    """Something around the group is another way: who can read its room, or the time zones."""
    match event:
        case Exposed():
            return meeting.shut(guard.exposed(group, event), now)
        case Rezoned():
            return planning.rezone(group, now)
        case Counted():
            return remembering.counted(group, event)
        case Nudged():
            return Outcome(group)


def _tick(group: Group, now: datetime) -> Outcome[Group]:
    """Everything that is due by now, so that an alarm that has rung has moved."""
    effects: tuple[Effect, ...] = ()
    while (at := wake_at(group)) and at <= now:
        outcome = _due(group, now)
        effects += outcome.effects
        group = reminding.noticed(group, outcome.state, now)
    return Outcome(group, effects)


def _due(group: Group, now: datetime) -> Outcome[Group]:
    if group.meeting and meeting.alarm(group.meeting) <= now:
        return meeting.time_up(group, now)
    if group.next_at and group.next_at <= now:
        return planning.begin(group, now)
    return reminding.remind(group, now)


def _command(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    row = row_of(event.name)
    if isinstance(row, OwnRow):
        return Outcome(group)
    check_who(group, event.by, row.who, event.name)
    absent = event.name in ABSENT and group.meeting and event.by.id not in group.meeting.came
    here = _known(group, event.by) if absent else _here(group, event.by, now)
    here = airtime.heard(here, event.by.id, event.args) if event.name == "write" else here
    return _followed(group, event.by.id, row.run(here, event, now))


def _submitted(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    name = event.form.partition(":")[0]
    if (row := FORMS.get(name)) is None:
        raise Refused(words.NO_SUCH_FORM.format(name=event.form[:40]))
    check_who(group, event.by, row.who, name)
    here = _here(group, event.by, now)
    if event.form == "write" and here.meeting and event.rev == rev(here.meeting, exact=False):
        here = airtime.heard(here, event.by.id, " ".join(event.values.values()))
    return _followed(group, event.by.id, row.submit(here, event, now))


def _followed(was: Group, who: str, outcome: Outcome[Group]) -> Outcome[Group]:
    """What follows from something that a member did in a meeting, whatever it was."""
    before, after = was.meeting, outcome.state.meeting
    if before is None or after is None:
        return outcome
    if after.at.aired is not before.at.aired and after.at.step == before.at.step:
        group, told = airtime.mirrored(outcome.state)
        if told:
            outcome = replace(outcome, state=group, effects=(*outcome.effects, *told))
    if before.at.aside and not after.at.aside and after.rev == before.rev:  # the holder is back
        here = replace(outcome.state, meeting=replace(after, rev=after.rev + 1))
        shown = (board.shown(here), *desk.shown(here))
        outcome = replace(outcome, state=here, effects=(*outcome.effects, *shown))
    if before.here is after.here:
        return outcome
    if before.present != after.present:
        outcome = latecomers.caught_up(was, who, board.counted(was, outcome))
    return charter.arrived(was, who, outcome)


def _pressed(event: Pressed) -> Command:
    button = event.button
    return Command(event.id, event.group, event.by, button.verb, button.args, event.found)


def _check_fresh(group: Group, drawn: str) -> None:
    """A button is good for the position it was drawn for, whole or up to the turn."""
    if not drawn:
        return
    now = rev(group.meeting) if group.meeting else ""
    if not f"{now}.".startswith(f"{drawn}."):
        raise Refused(words.MOVED_ON if group.meeting else words.MEETING_OVER)


def _here(group: Group, by: Actor, now: datetime) -> Group:
    """Whoever does something in a room is present."""
    group = _known(group, by)
    return presence.attend(group, by.id, now) if group.member(by.id) else group


def _known(group: Group, by: Actor) -> Group:
    """The zone and hours of whoever does something are those they have now; they are not paused,
    and the room is not gone."""
    group = absent.heard_of(replace(group, gone="") if group.gone else group, by.id)
    member = group.member(by.id)
    if member is None or (known := presence.known_as(member, by)) is member:
        return group
    return replace(group, members=tuple(known if m is member else m for m in group.members))


def _own(verb: str) -> bool:
    return verb == "me"


def _whose(event: Event) -> str:
    match event:
        case Command(by=by) | Pressed(by=by) | Submitted(by=by) | Said(by=by):
            return by.id
        case _:
            return ""


def _refusal(event: Event, refusal: Refused) -> tuple[Effect, ...]:
    """Why something can't be done; what it quotes is cut short, unless it is given back whole."""
    who, why = _whose(event), refusal.why
    match why:
        case (str(said),):
            said = clean(said)
            why = (said if isinstance(refusal, GivenBack) else elided(said, QUOTED),)
    return (Whisper(who, note("", *why)),) if who else ()
