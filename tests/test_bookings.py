"""What a room's own calendar is told of a group's meetings: one entry for each date, as it stands.

/schedule every Tuesday 18:00 Europe/London      date:2026-03-03, planned
/schedule move to Wed 19:00                      the same, on Wednesday
the meeting begins                               the same, running; date:2026-03-10, planned
the meeting ends                                 the first is over
"""

from datetime import UTC, datetime, timedelta

from hypothesis import given

from adapters.clock import HandClock
from adapters.local.room import LocalRoom
from adapters.store import SqlStore
from adapters.web.ics import dated
from bot.effects import Book, Outcome
from bot.events import Exposed, Gone
from bot.group import Group
from bot.parcels import Parcel
from bot.rhythm.bookings import bookings
from scheduler.pump import Pump
from tests.histories import played
from tests.moves import HISTORIES, History
from tests.room import Room, room
from tests.shell import running
from tests.world import GROUP

TUESDAY = datetime(2026, 3, 3, 18, tzinfo=UTC)
FIRST, SECOND, THIRD = "date:2026-03-03", "date:2026-03-10", "date:2026-03-17"
Told = list[tuple[str, str]]


def confirmed() -> Room:
    here = room("ann", "ben")
    here.does("ann", "schedule", "every Tuesday 18:00 Europe/London")
    here.does("ann", "schedule", "yes 1")
    return here


def books(outcome: Outcome[Group]) -> list[Book]:
    return [effect for effect in outcome.effects if isinstance(effect, Book)]


def told(outcome: Outcome[Group]) -> Told:
    return [(book.key, book.stands) for book in books(outcome)]


def test_a_planned_meeting_is_entered_once() -> None:
    here = room("ann", "ben")
    here.does("ann", "schedule", "every Tuesday 18:00 Europe/London")
    outcome = here.does("ann", "schedule", "yes 1")
    (book,) = books(outcome)
    assert (book.key, book.at, book.stands) == (FIRST, TUESDAY, "planned")
    assert book.until > book.at
    assert told(here.does("ben", "rsvp", "late")) == []


def test_what_is_moved_is_the_same_entry() -> None:
    here = confirmed()
    outcome = here.does("ann", "schedule", "move Wed 19:00")
    (book,) = books(outcome)
    assert (book.key, book.stands) == (FIRST, "planned")
    assert book.at == datetime(2026, 3, 4, 19, tzinfo=UTC)


def test_what_is_skipped_is_over_and_the_next_one_is_entered() -> None:
    here = confirmed()
    assert told(here.does("ann", "schedule", "skip")) == [(FIRST, "over"), (SECOND, "planned")]


def test_a_meeting_runs_and_is_over_with_its_entry() -> None:
    here = confirmed()
    here.now = TUESDAY
    begun = here.ticks(timedelta())
    assert told(begun) == [(SECOND, "planned"), (FIRST, "running")]
    assert told(here.does("ann", "end", "yes")) == [(FIRST, "over")]
    assert [*bookings(here.group)] == [SECOND]


def test_a_meeting_begun_early_is_the_planned_one_and_any_other_is_none() -> None:
    here = confirmed()
    assert told(here.does("ann", "start")) == []  # a day before
    assert told(here.does("ann", "end", "yes")) == []
    here.now = TUESDAY - timedelta(minutes=30)
    assert (FIRST, "running") in told(here.does("ann", "start"))


def test_a_missed_meeting_is_over() -> None:
    here = confirmed()
    here.now = TUESDAY + timedelta(hours=5)
    assert told(here.ticks(timedelta())) == [(FIRST, "over"), (SECOND, "planned")]


def test_without_a_room_or_members_nothing_is_planned() -> None:
    here = confirmed()
    assert told(here.act(Gone("g1", GROUP, "deleted"))) == [(FIRST, "over")]
    assert told(here.does("ben", "mine")) == [(FIRST, "planned")]
    for who in ("ben", "ann"):
        last = here.does(who, "leave", "yes")
    assert told(last) == [(FIRST, "over")]


def test_a_group_that_wants_no_entries_has_none_until_it_does() -> None:
    here = confirmed()
    assert told(here.does("ben", "schedule", "entries off")) == []  # who is no organiser
    assert told(here.does("ann", "schedule", "entries off")) == [(FIRST, "over")]
    assert told(here.does("ann", "schedule", "move Wed 19:00")) == []
    (book,) = books(here.does("ann", "schedule", "entries on"))
    assert (book.key, book.stands) == (FIRST, "planned")
    assert book.at == datetime(2026, 3, 4, 19, tzinfo=UTC)


def test_a_running_meeting_has_its_entry_again() -> None:
    here = confirmed()
    here.does("ann", "schedule", "entries off")
    here.now = TUESDAY
    assert told(here.ticks(timedelta())) == []
    again = told(here.does("ann", "schedule", "entries on"))
    assert again == [(SECOND, "planned"), (FIRST, "running")]


def test_the_entry_of_a_room_that_is_the_groups_own_says_when_and_no_more() -> None:
    here = confirmed()
    assert books(here.does("ann", "group", "name Grant Circle")) == []
    (book,) = bookings(here.group).values()
    assert (book.title, book.about) == ("Mastermind meeting", "For the members of this group.")


def test_where_strangers_read_along_the_entry_says_what_is_held_and_nobody_by_name() -> None:
    here = confirmed()
    here.does("ann", "group", "name Grant Circle")
    (book,) = books(here.act(Exposed("x1", GROUP, strangers=True)))
    assert book.title == "Grant Circle"
    assert book.about == "Classic hot seat, for the members of this group."
    (book,) = books(here.act(Exposed("x2", GROUP, strangers=False)))
    assert book.title == "Mastermind meeting"


async def test_the_local_room_has_it_in_the_calendar_that_it_serves_and_says_nothing(
    store: SqlStore,
) -> None:
    here = confirmed()
    (book,) = bookings(here.group).values()
    (served,) = [one for one in dated(here.group, here.now) if one.on.isoformat() in book.key]
    assert (served.at, served.at + served.lasts) == (book.at, book.until)
    with running(store) as engine:
        with store.transaction() as tx:
            tx.post([Parcel(GROUP, book, here.now, GROUP, "e1")])
        clock = HandClock(here.now)
        await Pump(engine, LocalRoom(engine, clock), clock, "alone").carry(GROUP)
        assert store.reader.wall(GROUP, None, 0, 10) == ()
        assert store.reader.lanes(here.now) == ()


@given(HISTORIES)
def test_the_calendar_has_what_is_planned_and_what_runs(history: History) -> None:
    entries: dict[str, Book] = {}
    for turn in played(history):
        for effect in turn.outcome.effects:
            if isinstance(effect, Book):
                entries[effect.key] = effect
        if isinstance(turn.outcome.state, Group):
            open = {k: b for k, b in entries.items() if b.stands != "over"}
            assert open == bookings(turn.outcome.state)
