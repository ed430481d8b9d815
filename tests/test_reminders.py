"""The instants of one meeting, an outage, and buttons that are pressed far from their group."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.archive import Commitment, Past
from bot.decide import decide, wake_at
from bot.effects import Nudge, Show
from bot.events import Actor, Press, Tick
from bot.group import Brief, Group, Member, Reply
from bot.reminders.reminders import ahead, reminders
from bot.rhythm.cadence import Cadence
from bot.rhythm.diary import Break, Diary
from tests.world import GROUP, START, World

OTHER = "local:main:other"
MEETS = datetime(2026, 3, 19, 17, tzinfo=UTC)


def group(**more: object) -> Group:
    members = tuple(Member(id, START, zone="Europe/London") for id in ("ann", "ben", "cat"))
    first = replace(members[0], role="organiser")
    here = Group(GROUP, members=(first, *members[1:]), next_at=MEETS, planned=START)
    return replace(here, **more)  # type: ignore[arg-type]


def told(here: Group) -> list[str]:
    """What is told, to whom, and how long before the meeting."""
    found = sorted(ahead(here), key=lambda r: (r.at, r.key, r.to))
    return [
        f"{r.key.split(':')[0]} {r.to or '-'} {(MEETS - r.at) / timedelta(hours=1):g}"
        for r in found
    ]


def test_a_meeting_has_its_reminders_each_for_whoever_must_act() -> None:
    assert told(group()) == [
        *("seats - 168", "brief ann 48", "hour - 24", "rsvp ann 24", "rsvp ben 24", "rsvp cat 24"),
        *("claim ben 12", "quorum ann 12", f"soon - {1 / 6:g}"),
    ]


def test_what_is_done_before_it_is_asked_is_not_asked() -> None:
    replies = tuple(Reply(id, "yes", MEETS) for id in ("ann", "ben", "cat"))
    here = group(replies=replies, briefs=(Brief("ann", question="Why?"),))
    assert told(here) == ["seats - 168", "hour - 24", f"soon - {1 / 6:g}"]


def test_whoever_plans_a_meeting_for_tonight_has_just_been_told() -> None:
    here = group(planned=MEETS - timedelta(hours=5))
    assert told(here) == [f"soon - {1 / 6:g}"]


def test_after_an_outage_only_what_still_makes_sense_is_told() -> None:
    now = MEETS - timedelta(hours=10)
    outcome = decide(group(), Tick("t", GROUP), now)
    keys = {e.key.split(":")[0] for e in outcome.effects if isinstance(e, Nudge | Show)}
    assert keys == {"brief", "rsvp", "claim", "quorum"}
    wake = wake_at(outcome.state)
    assert wake == MEETS - timedelta(minutes=10)


def test_whoever_is_away_is_reminded_when_they_are_back() -> None:
    here = group()
    back = MEETS - timedelta(hours=15)
    members = (here.members[0], replace(here.members[1], back=back), here.members[2])
    assert "rsvp ben 15" in told(replace(here, members=members))
    gone = replace(here.members[1], back=MEETS + timedelta(hours=1))
    away = told(replace(here, members=(here.members[0], gone, here.members[2])))
    assert not [line for line in away if "ben" in line]


def test_a_commitment_is_asked_about_half_way_and_on_the_day_before() -> None:
    made = datetime(2026, 3, 2, 9, tzinfo=UTC)
    one = Commitment(1, "ben", "write", due=date(2026, 3, 11), made=made)
    here = group(commitments=(one,), next_at=None)
    found = sorted((r.at, r.key, r.until) for r in reminders(here))
    eve, end = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 3, 12, tzinfo=UTC)
    assert found == [(made + (end - made) / 2, "track:1", eve), (eve, "report:1", end)]


def test_a_commitment_that_is_due_soon_is_asked_about_once() -> None:
    made = datetime(2026, 3, 2, 9, tzinfo=UTC)
    one = Commitment(1, "ben", "write", due=date(2026, 3, 5), made=made)
    assert [r.key for r in reminders(group(commitments=(one,), next_at=None))] == ["report:1"]


def test_a_group_that_has_a_break_is_not_told_that_it_drifts() -> None:
    weekly = Cadence(3, MEETS.time(), "UTC")
    met = Past(1, MEETS - timedelta(days=7), ("ann", "ben"), ())
    here = group(cadence=weekly, past=(met,))
    (drift,) = [r for r in reminders(here) if r.key.startswith("drift")]
    assert drift.at == met.at + timedelta(days=10, hours=12)
    rest = Diary(breaks=(Break(date(2026, 3, 14), date(2026, 4, 1), "rest"),))
    assert not [r for r in reminders(replace(here, diary=rest)) if r.key.startswith("drift")]


async def test_a_button_in_a_direct_message_acts_in_its_group_and_answers_where_it_is() -> None:
    world, ann = World(), Actor("ann")
    for n, (verb, room) in enumerate((("join", ""), ("join", OTHER), ("mine", OTHER))):
        await world.room.press(GROUP, ann, Press(verb, group=room), f"e{n}")
    await world.settle()
    places = [(p.group, p.to, p.card.title) for p in world.postings if p.card]
    assert places == [(GROUP, "", "Welcome"), (OTHER, "", "Welcome"), ("", "ann", "Yours")]
