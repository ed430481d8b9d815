"""Laws of a meeting's time: steps end, cues move nothing, latecomers learn nothing too early."""

from hypothesis import given

from bot.cards import Mention
from bot.decide import decide, wake_at
from bot.events import Tick
from bot.group import Group
from bot.live import Meeting
from bot.meetings import cues, latecomers
from bot.meetings.floor import running
from bot.values import replace
from tests.histories import meetings, played
from tests.moves import HISTORIES, History
from tests.seen import marks, spans, unrevealed
from tests.world import GROUP

RINGS = 2000  # more alarms than any meeting of twenty has


def still(was: Group) -> Meeting | None:
    """The running meeting without what a cue may change."""
    if was.meeting is None:
        return None
    return replace(was.meeting, at=replace(was.meeting.at, cued=0))


@given(HISTORIES)
def test_a_meeting_left_to_itself_ends(history: History) -> None:
    state = played(history)[-1].outcome.state
    if not isinstance(state, Group) or state.meeting is None or state.gone:
        return
    number, group = state.meeting.number, state
    for _ in range(RINGS):
        if group.meeting is None or group.meeting.number != number:
            return
        wake = wake_at(group)
        assert wake is not None
        group = decide(group, Tick("on", GROUP), wake).state
    raise AssertionError("the meeting does not end")


@given(HISTORIES)
def test_a_cue_never_moves_the_step(history: History) -> None:
    for turn, group, meeting in meetings(played(history)):
        cue = cues.following(meeting)
        if cue and cue > turn.now and wake_at(group) == cue:
            assert cue < (meeting.at.due or cue)
            rung = decide(group, Tick("cue", GROUP), cue).state
            assert running(rung).at.step == meeting.at.step
            assert running(rung).at.turn == meeting.at.turn
            if running(rung).at.aside is None:
                assert still(rung) == still(group)
                assert running(rung).at.cued == meeting.at.cued + 1


@given(HISTORIES)
def test_time_never_runs_backwards(history: History) -> None:
    for turn, _, meeting in meetings(played(history)):
        assert meeting.started <= meeting.at.opened <= turn.now
        assert all(meeting.started <= p.came <= p.seen <= turn.now for p in meeting.here)


@given(HISTORIES)
def test_a_latecomer_is_told_nothing_that_is_blind_still(history: History) -> None:
    for _, group, meeting in meetings(played(history)):
        hidden = [mark for item in unrevealed(meeting) for mark in marks(item.text)]
        for who in group.ids:
            own = [m for i in meeting.items if i.by == who for m in marks(i.text)]
            told = [span for span in spans(latecomers.card(meeting, who)) if span != Mention(who)]
            assert not [mark for mark in hidden if mark in repr(told) and mark not in own]


@given(HISTORIES)
def test_an_aside_leads_back_into_its_step_or_out_of_it(history: History) -> None:
    for turn, group, meeting in meetings(played(history)):
        at, due = meeting.at, meeting.at.due
        if at.aside is None or due is None or due < turn.now or group.gone:
            continue  # no clock of a group that is gone runs
        over = group
        for _ in range(len(at.speakers) + 1):
            if over.meeting and over.meeting.at.aside and (wake := wake_at(over)):
                over = decide(over, Tick("over", GROUP), wake).state
        after = over.meeting.at if over.meeting else None
        assert after is None or after.aside is None
        if after and after.step == at.step and at.aside.kind != "vacant":
            assert after.speakers == at.aside.speakers
            assert after.done == at.aside.done
