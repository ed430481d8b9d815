"""Three votes each, unsigned: counted and told as the step ends, ties in the order of writing."""

from bot.decide import form
from bot.events import Actor
from bot.forms import Field
from tests.room import Room, plain, room, staged, told
from tests.seen import cards, words

PITCH = plain("pitch", "topics", turn="blind")
VOTE = plain("vote", "votes", turn="blind")
RENEW = plain("renew", "renewal", turn="blind", end="all_done")
LAST = plain("last", "insight")
PEOPLE = ("ann", "ben", "cat")


def pitched() -> Room:
    """A group that has pitched three topics and is about to vote."""
    here = staged(*PEOPLE, steps=(PITCH, VOTE, LAST))
    for who, topic in zip(PEOPLE, ("prices", "hiring", "rest"), strict=True):
        here.fills(who, "write", topic=topic)
    here.does("ann", "next")
    return here


def shown(here: Room, verb: str = "next") -> str:
    """What the cards say that come of a command of Ann's."""
    return "\n".join(words(card) for card in cards(here.does("ann", verb).effects))


def asked(here: Room, who: str) -> tuple[Field, ...]:
    found = form(here.group, "write", Actor(who))
    assert found
    return found.fields


def test_a_vote_is_over_what_was_written_in_the_step_before() -> None:
    here = pitched()
    (field,) = asked(here, "ben")
    assert field.kind == "choices"
    assert field.choices == (("1", "#1 prices"), ("2", "#2 hiring"), ("3", "#3 rest"))


def test_votes_are_counted_and_ties_stand_in_the_order_of_writing() -> None:
    here = pitched()
    here.fills("ann", "write", votes="3,2")
    here.fills("ben", "write", votes="2,1")
    here.fills("cat", "write", votes="3")
    said = shown(here)
    assert said.index("#2 hiring") < said.index("#3 rest") < said.index("#1 prices")
    assert "2 votes" in said
    assert "1 vote:" in said


def test_votes_can_be_typed_by_their_numbers_and_stay_out_of_the_room() -> None:
    here = pitched()
    assert here.says("ann", "#3 1").hush
    assert here.meeting.ballot.votes == (("1.1", 1), ("1.3", 1))
    assert here.meeting.at.done == ("ann",)


def test_who_voted_for_what_is_nowhere_in_the_document() -> None:
    one, two = pitched(), pitched()
    for who, chosen in (("ann", "1"), ("ben", "2")):
        one.fills(who, "write", votes=chosen)
    for who, chosen in (("ann", "2"), ("ben", "1")):
        two.fills(who, "write", votes=chosen)
    assert one.group == two.group


def test_nobody_votes_twice_nor_after_the_end_nor_for_what_is_not_there() -> None:
    here = pitched()
    assert "up to 3" in told(here.fills("ann", "write", votes="9"), "ann")
    assert "up to 3" in told(here.fills("ann", "write", votes="1,2,3,1"), "ann")
    here.fills("ann", "write", votes="1")
    assert "can't be changed" in told(here.fills("ann", "write", votes="2"), "ann")
    here.does("ben", "next")
    assert "over" in told(here.fills("ben", "write", rev="1.1.0", votes="2"), "ben")
    assert here.meeting.ballot.votes == (("1.1", 1),)


def test_a_vote_that_is_taken_back_begins_anew() -> None:
    here = pitched()
    here.fills("ann", "write", votes="1")
    here.does("ben", "next")
    here.does("ben", "undo")
    assert not here.meeting.ballot.votes
    here.fills("ann", "write", votes="2")
    assert here.meeting.ballot.votes == (("1.2", 1),)


def test_a_vote_on_nothing_is_left_out() -> None:
    here = staged(*PEOPLE, steps=(PITCH, VOTE, LAST))
    here.does("ann", "next")
    assert here.meeting.at.step == 2


def test_nothing_that_only_few_may_read_is_voted_on() -> None:
    here = staged(*PEOPLE, steps=(plain("notes", "notes", show="seat_only"), VOTE, LAST))
    here.fills("ann", "write", notes="a secret")
    here.does("ann", "next")
    assert here.meeting.at.step == 2


def test_the_next_round_stays_private_until_all_have_answered() -> None:
    here = staged(*PEOPLE, steps=(RENEW, LAST))
    here.fills("ann", "write", renewal="out")
    said = shown(here)
    assert "1 of 3 have answered" in said
    assert "out" not in said.replace("about", "")


def test_the_next_round_is_counted_when_all_have_answered() -> None:
    here = staged(*PEOPLE, steps=(RENEW, LAST))
    here.says("ann", "in")
    here.says("ben", "In, with changes")
    assert "with in, changes, pause, out" in told(here.says("cat", "maybe"), "cat")
    outcome = here.says("cat", "in")
    said = "\n".join(words(card) for card in cards(outcome.effects))
    assert "2 votes: \nI am in" in said
    assert here.meeting.at.step == 1


def test_a_pass_counts_as_an_answer() -> None:
    here = staged("ann", "ben", steps=(RENEW, LAST))
    here.does("ann", "pass")
    here.fills("ben", "write", renewal="pause")
    assert here.meeting.ballot.told == (0,)


def test_a_group_without_a_vote_has_none_counted() -> None:
    assert room(*PEOPLE, start="hot_seat").meeting.ballot.votes == ()
