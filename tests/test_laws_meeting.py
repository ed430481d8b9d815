"""Laws of running meetings: what is hidden stays so, old buttons are dead, the clock is right."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from bot.cards import Button, Card
from bot.decide import decide, form, wake_at
from bot.effects import Outcome, Show, Whisper
from bot.events import Actor, Command, Pressed, Said
from bot.group import Group
from bot.levels import level_of
from bot.meetings import board, desk
from bot.meetings.floor import holder_of, may_write, running, speaker_of, step_of
from bot.meetings.guard import barred
from bot.meetings.presence import attend
from bot.meetings.windows import is_relay
from tests.histories import Turn, meetings, played
from tests.moves import HISTORIES, History
from tests.room import room
from tests.seen import marks, press, readers, unrevealed
from tests.world import GROUP

HIDDEN = ("seat_only", "private")


def type_in(group: Group, turn: Turn, verb: str, args: str = "") -> Outcome[Group]:
    """What comes of a command that the first member types behind a turn."""
    return decide(group, Command("more", GROUP, Actor(group.ids[0]), verb, args), turn.now)


def calm(turn: Turn, group: Group) -> bool:
    """Whether no alarm is overdue behind a turn."""
    wake = wake_at(group)
    return wake is not None and wake > turn.now


def shown(outcome: Outcome[Group]) -> set[str]:
    """The keys of what is shown in the room."""
    return {effect.key for effect in outcome.effects if isinstance(effect, Show)}


# -- what is hidden --------------------------------------------------------------------------------


@given(HISTORIES)
def test_what_is_written_blind_is_seen_by_nobody_else_before_the_reveal(history: History) -> None:
    for turn, group, meeting in meetings(played(history)):
        for item in unrevealed(meeting):
            told = [e for e in turn.outcome.effects if readers(e) not in (None, item.by)]
            asked = [form(group, "write", Actor(id)) for id in group.ids if id != item.by]
            assert not [mark for mark in marks(item.text) if mark in repr((told, asked))]


@given(HISTORIES)
def test_what_is_for_the_seat_holder_is_told_to_nobody_else(history: History) -> None:
    for turn, _, meeting in meetings(played(history)):
        for item in meeting.items:
            if level_of(item, meeting.agenda) == "seat_only":
                may = (None, item.by, holder_of(meeting, meeting.agenda[item.step]))
                told = repr([e for e in turn.outcome.effects if readers(e) not in may])
                assert not [mark for mark in marks(item.text) if mark in told]


@given(HISTORIES)
def test_nothing_is_kept_of_a_private_step_or_one_off_the_record(history: History) -> None:
    for _, _, meeting in meetings(played(history)):
        shows = [meeting.agenda[item.step].show for item in meeting.items]
        assert "private" not in shows
        assert "off_record" not in shows


@given(HISTORIES)
def test_a_room_is_asked_to_hush_whatever_is_said_into_a_hidden_step(history: History) -> None:
    for turn in played(history):
        event, was = turn.event, turn.was
        if not (isinstance(event, Said) and isinstance(was, Group) and was.member(event.by.id)):
            continue
        group = attend(was, event.by.id, turn.now)
        if (meeting := group.meeting) is None:
            continue
        step = step_of(meeting)
        asked = may_write(group, meeting, meeting.at.step, event.by.id) and step.keep
        spoken = step.turn == "serial" and speaker_of(meeting) != event.by.id
        if asked and not spoken and (step.turn == "blind" or step.show in HIDDEN):
            assert turn.outcome.hush


@given(HISTORIES)
def test_a_commitment_is_nobody_elses_business_before_the_recap(history: History) -> None:
    shown = False
    for turn, group, meeting in meetings(played(history)):
        shown |= "promised" in step_of(meeting).keep  # that tells all
        for made in () if shown else group.commitments:
            entitled = (None, made.by, made.witness)  # a witness is told that they are one
            told = repr([e for e in turn.outcome.effects if readers(e) not in entitled])
            told *= made.number == meeting.number
            assert not [mark for mark in marks(made.what) if mark in told]


@given(HISTORIES)
def test_no_step_runs_before_eyes_that_it_is_not_for(history: History) -> None:
    for _, group, meeting in meetings(played(history)):
        assert not barred(group, step_of(meeting))


@given(HISTORIES)
def test_a_vote_tells_nothing_but_counts_that_are_no_more_than_those_who_are_done(
    history: History,
) -> None:
    for _, group, meeting in meetings(played(history)):
        counts = dict(meeting.ballot.votes)
        names = set(group.ids)
        assert not names & {part for choice in counts for part in choice.split(".")}
        cast = sum(n for choice, n in counts.items() if choice.startswith(f"{meeting.at.step}."))
        assert cast <= 3 * len(meeting.at.done)


# -- the Board -------------------------------------------------------------------------------------


@given(HISTORIES)
def test_the_board_that_stands_is_the_one_that_would_be_drawn(history: History) -> None:
    stands: dict[str, Card] = {}
    for turn, group, meeting in meetings(played(history)):
        stands |= {e.key: e.card for e in turn.outcome.effects if isinstance(e, Show)}
        assert stands[board.key(meeting)] == board.card(group, meeting)


def test_a_line_of_which_the_board_tells_nothing_does_not_draw_it_anew() -> None:
    made = room("ann", "ben", "cat", start="hot_seat", step="brief")
    first = made.says("ann", "What would you charge?")
    again = made.says("ann", "We have ten customers so far.")
    assert [board.key(made.meeting) in shown(outcome) for outcome in (first, again)] == [
        True,
        False,
    ]
    assert running(first.state).seats[0].question == "What would you charge?"
    assert len(made.meeting.items) == 1


# -- buttons ---------------------------------------------------------------------------------------


@given(HISTORIES)
def test_a_button_of_an_older_board_never_moves_the_meeting(history: History) -> None:
    drawn: list[Button] = []
    for turn, group, meeting in meetings(played(history)):
        for old in drawn[-9:]:
            if old.rev != board.rev(meeting):
                pressed = Pressed("old", GROUP, Actor(group.ids[-1]), press(old))
                assert decide(group, pressed, turn.now).state == group
        boards = [e.card for e in turn.outcome.effects if isinstance(e, Show | Whisper)]
        drawn += [b for card in boards for b in card.buttons if b.rev.count(".") == 3]


@given(HISTORIES)
def test_two_who_press_next_at_once_move_the_meeting_once(history: History) -> None:
    for turn, group, meeting in meetings(played(history))[::2]:
        by = Actor(group.ids[0])
        for button in (*board.card(group, meeting).buttons, *desk.card(group, meeting).buttons):
            if button.rev.count(".") == 3:
                moved = decide(group, Pressed("a", GROUP, by, press(button)), turn.now).state
                again = decide(moved, Pressed("b", GROUP, by, press(button)), turn.now)
                assert again.state == moved


# -- the clock -------------------------------------------------------------------------------------


@given(HISTORIES)
def test_the_board_never_promises_an_end_that_is_past(history: History) -> None:
    for turn, group, meeting in meetings(played(history)):
        if calm(turn, group):
            assert board.ends(meeting, turn.now) >= turn.now


@given(HISTORIES)
def test_no_step_is_squeezed_below_its_floor(history: History) -> None:
    for _, _, meeting in meetings(played(history)):
        assert len(meeting.at.spans) == len(meeting.agenda)
        for step, span in zip(meeting.agenda, meeting.at.spans, strict=True):
            assert step.floor <= span <= step.seconds


@given(HISTORIES)
def test_an_extension_ends_the_meeting_later_by_as_much_at_the_most(history: History) -> None:
    for turn, was, _ in meetings(played(history))[::2]:
        group = attend(was, was.ids[0], turn.now)
        extended = running(type_in(group, turn, "extend", "5").state)
        gained = board.ends(extended, turn.now) - board.ends(running(group), turn.now)
        unit = timedelta(hours=1) if is_relay(running(group)) else timedelta(minutes=1)
        assert timedelta() <= gained <= 5 * unit


@given(HISTORIES)
def test_undo_takes_an_extension_or_a_pause_back_wholly(history: History) -> None:
    for turn, was, _ in meetings(played(history))[::3]:
        group = attend(was, was.ids[0], turn.now)
        for verb in ("extend", "pause", "resume") if calm(turn, group) else ():
            moved = type_in(group, turn, verb).state
            if running(moved).rev > running(group).rev:
                back = type_in(moved, turn, "undo").state
                assert running(back).at == running(group).at


@given(HISTORIES)
def test_undo_leads_back_to_the_turn_before_next(history: History) -> None:
    for turn, was, meeting in meetings(played(history))[::3]:
        group = attend(was, was.ids[0], turn.now)
        moved = type_in(group, turn, "next", "now").state
        if calm(turn, group) and moved.meeting and step_of(meeting).turn != "blind":
            back, at = running(type_in(moved, turn, "undo").state).at, running(group).at
            if not at.step:  # as the door closed the other steps were fitted to who came
                at = replace(at, spans=back.spans)
            assert back == (at if moved.meeting.at.step == at.step else replace(at, done=()))
