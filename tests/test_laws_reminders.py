"""Laws of reminding over arbitrary histories: those who must act, once, in time, in the budget."""

from collections.abc import Iterator

from hypothesis import given

from bot.effects import Nudge, Show
from bot.group import Group
from bot.person import WEEK, Person, Told
from bot.reminders.people import subject_of
from bot.reminders.reminders import open_now
from tests.histories import Turn, played
from tests.moves import HISTORIES, History

# What has its hour. A cue of a running meeting, and a word to a witness, come when they come.
REMINDED = {
    *("rsvp", "brief", "claim", "quorum", "report", "track", "remind", "helped", "stay"),
}


def tellings(history: History) -> Iterator[tuple[Turn, Group, tuple[Told, ...]]]:
    """Every turn in which a person is told something unasked, and the group as it is then."""
    group: Group | None = None
    for turn in played(history):
        state = turn.outcome.state
        if isinstance(state, Group):
            group = state
        elif group and len(state.sent) and state.sent[-1] == turn.now and _sent(turn):
            yield turn, group, tuple(t for t in state.told if t.at == turn.now)


def _sent(turn: Turn) -> bool:
    was, now = turn.was, turn.outcome.state
    assert isinstance(was, Person)
    assert isinstance(now, Person)
    return was.sent != now.sent and was.told != now.told


@given(HISTORIES)
def test_whatever_is_told_still_has_to_be_done(history: History) -> None:
    for turn, group, told in tellings(history):
        waits = open_now(group, turn.now)
        assert told
        for one in (t for t in told if subject_of(t.nudge) in REMINDED):
            assert (one.nudge.to, one.nudge.key) in waits


@given(HISTORIES)
def test_nobody_is_told_more_in_seven_days_than_they_want(history: History) -> None:
    for turn, _, _ in tellings(history):
        person = turn.outcome.state
        assert isinstance(person, Person)
        assert len([at for at in person.sent if at > turn.now - WEEK]) <= person.budget


@given(HISTORIES)
def test_whoever_is_away_is_asked_nothing(history: History) -> None:
    for turn in played(history):
        group = turn.outcome.state
        asked = [e for e in turn.outcome.effects if isinstance(e, Nudge) and not e.settled]
        if isinstance(group, Group):
            assert not [n for n in asked if n.to in group.away and n.key.startswith("rsvp")]
            gone = {m.id: m.back for m in group.members if m.back}
            assert all(n.to not in gone or gone[n.to] <= turn.now for n in asked)


@given(HISTORIES)
def test_the_room_is_reminded_of_a_meeting_once(history: History) -> None:
    shown = [
        (effect.key, turn.outcome.state.planned)
        for turn in played(history)
        if isinstance(turn.outcome.state, Group)
        for effect in turn.outcome.effects
        if isinstance(effect, Show) and effect.key.startswith(("seats:", "soon:"))
    ]
    assert len(shown) == len(set(shown))
