"""Laws of recaps: complete, the same when told again, silent about what was not for the group."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import given

from adapters.store.codec import decode, encode
from bot.archive import Commitment, Recap
from bot.effects import Book, Count, Record, Show
from bot.group import Group
from bot.levels import for_group, level_of
from bot.live import Meeting
from bot.meetings.floor import holder_of
from bot.recaps.recap_card import WORDS, counted, recap_card
from bot.recaps.recap_own import details_card
from bot.recaps.recap_text import recap_markdown
from tests.histories import Turn, played
from tests.moves import HISTORIES, History
from tests.seen import marks, readers, words


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed meeting: its recap as archived, the turn that closed it, and its commitments as
    they stood then, by id."""

    recap: Recap
    turn: Turn
    meeting: Meeting
    made: dict[int, Commitment]


def closed(turns: list[Turn]) -> Iterator[Closed]:
    """Every meeting that was closed."""
    made: dict[int, Commitment] = {}
    for turn in turns:
        was, now = turn.was, turn.outcome.state
        if not (isinstance(was, Group) and isinstance(now, Group)):
            continue
        ended = [e.value for e in turn.outcome.effects if isinstance(e, Record)]
        made |= {c.id: c for c in (*now.commitments, *ended) if isinstance(c, Commitment)}
        for recap in ended:
            if isinstance(recap, Recap) and was.meeting:
                mine = (c for c in made.values() if c.number == recap.number)
                yield Closed(recap, turn, was.meeting, {c.id: c for c in mine})


@given(HISTORIES)
def test_a_recap_holds_every_commitment_of_its_meeting_once(history: History) -> None:
    for over in closed(played(history)):
        told = {c.id: c for c in over.recap.commitments}
        assert len(told) == len(over.recap.commitments)
        made = {id: over.made[id] for id in told}
        public = {
            id: replace(c, confidence=None, obstacle="", history=()) for id, c in made.items()
        }
        assert told == public
        group = over.turn.outcome.state
        gone = {c.id for c in over.made.values() if group.member(c.by) is None}
        private = {c.id for c in over.made.values() if c.private}
        assert not private & told.keys()
        assert over.made.keys() - told.keys() <= gone | private
        assert len(private - gone) <= over.recap.private <= len(private)


@given(HISTORIES)
def test_each_commitment_stands_in_the_details_and_in_the_markdown_once(history: History) -> None:
    for over in closed(played(history)):
        wanted = Counter(m for c in over.recap.commitments for m in marks(c.what))
        details, markdown = words(details_card(over.recap)), recap_markdown(over.recap)
        assert {mark: marks(details).count(mark) for mark in wanted} == wanted
        assert {mark: marks(markdown).count(mark) for mark in wanted} == wanted


@given(HISTORIES)
def test_each_commitment_stands_on_the_card_once_or_is_counted_there(history: History) -> None:
    for over in closed(played(history)):
        card = recap_card(over.recap)
        assert counted(card) <= WORDS
        told = Counter(marks(words(card)))
        lost = [c for c in over.recap.commitments if not set(marks(c.what)) <= told.keys()]
        wanted = [(c.id, Counter(marks(c.what))) for c in over.recap.commitments]
        twice = [id for id, own in wanted if any(told[mark] > n for mark, n in own.items())]
        assert not twice
        assert not lost or "behind Details" in words(card) or "…" in words(card)


@given(HISTORIES)
def test_the_verdicts_on_earlier_commitments_add_up(history: History) -> None:
    for over in closed(played(history)):
        was = over.turn.was
        assert isinstance(was, Group)
        earlier = [c for c in was.reviewed if c.number != over.recap.number]
        assert sum(count for _, count in over.recap.reviewed) == len(earlier)


@given(HISTORIES)
def test_a_recap_that_is_told_again_is_the_same(history: History) -> None:
    for over in closed(played(history)):
        loaded = decode(Recap, encode(over.recap))
        shown = [e for e in over.turn.outcome.effects if isinstance(e, Show)]
        assert recap_card(loaded) in [show.card for show in shown]
        assert recap_markdown(loaded) == recap_markdown(over.recap)
        assert over.turn.outcome.state.last == over.recap


@given(HISTORIES)
def test_what_was_for_the_seat_holder_reaches_them_alone(history: History) -> None:
    for over in closed(played(history)):
        agenda, items = over.meeting.agenda, over.meeting.items
        for effect in over.turn.outcome.effects:
            reader = readers(effect)
            if isinstance(effect, Record | Count | Book):
                continue
            told = set(marks(words(effect.card)))
            for item in items:
                level = level_of(item, agenda)
                mine = level == "seat_only" and holder_of(over.meeting, agenda[item.step]) == reader
                if level != "group" and not mine and reader != item.by:
                    assert not told & set(marks(item.text))


@given(HISTORIES)
def test_a_recap_is_silent_about_what_was_not_for_the_group(history: History) -> None:
    for over in closed(played(history)):
        agenda = over.meeting.agenda
        others = [i for i in over.meeting.items if level_of(i, agenda) != "group"]
        told = repr(over.recap) + recap_markdown(over.recap)
        assert not [mark for item in others for mark in marks(item.text) if mark in told]


@given(HISTORIES)
def test_a_recap_holds_all_that_the_group_wrote_once(history: History) -> None:
    for over in closed(played(history)):
        agenda = over.meeting.agenda
        told = [*over.recap.items, *(item for seat in over.recap.seats for item in seat.items)]
        assert len({item.id for item in told}) == len(told)
        assert set(for_group(over.meeting.items, agenda)) <= set(told)


@given(HISTORIES)
def test_a_recap_counts_everybody_as_present_or_absent(history: History) -> None:
    for over in closed(played(history)):
        ids = over.turn.outcome.state.ids
        assert sorted((*over.recap.present, *over.recap.absent)) == sorted(ids)
        assert over.recap.ended >= over.recap.started
