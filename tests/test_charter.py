"""The charter, from its draft to everybody's consent, and what rests on it."""

from dataclasses import replace

from bot.events import Exposed
from tests.room import Room, plain, room, staged, told
from tests.seen import cards, words
from tests.world import GROUP

DRAFT = plain("draft", "charter_draft")
CONSENT = plain("consent", "consent", turn="blind", end="all_done")
EDIT = plain("edit", "decisions", "charter_edits")
LAST = plain("last", "insight")
PEOPLE = ("ann", "ben")


def agreed() -> Room:
    """A group with a charter of one sentence, in the step behind the vote on it."""
    here = staged(*PEOPLE, steps=(DRAFT, CONSENT, LAST))
    here.fills("ann", "write", charter="Be on time.")
    here.does("ann", "next")
    for who in PEOPLE:
        here.fills(who, "write", consent="yes")
    return here


def test_a_group_has_a_charter_when_all_who_are_there_consented() -> None:
    here = agreed()
    assert (here.group.charter, here.group.articles) == (1, ("Be on time.",))


def test_one_who_needs_a_change_or_says_nothing_is_enough_for_no_charter() -> None:
    for last in ("no", ""):
        here = staged(*PEOPLE, steps=(DRAFT, CONSENT, LAST))
        here.fills("ann", "write", charter="Be on time.")
        here.does("ann", "next")
        here.fills("ann", "write", consent="yes")
        if last:
            here.fills("ben", "write", consent=last, change="be kind too")
        else:
            here.does("ben", "pass")
        assert here.meeting.at.step == 2
        assert here.group.charter == 0


def test_consent_to_nothing_makes_no_charter() -> None:
    here = staged(*PEOPLE, steps=(CONSENT, LAST))
    for who in PEOPLE:
        here.fills(who, "write", consent="yes")
    assert here.group.charter == 0


def test_edits_of_a_charter_are_added_to_it_and_those_of_none_are_not() -> None:
    here = staged(*PEOPLE, steps=(EDIT, LAST))
    here.fills("ann", "write", charter="Be kind.")
    here.does("ann", "next")
    assert here.group.articles == ()
    here = agreed()
    here.does("ann", "end", "now")
    again = staged(*PEOPLE, steps=(EDIT, LAST))
    again.group = replace(again.group, charter=1, articles=here.group.articles)
    again.fills("ben", "write", charter="Be kind.")
    said = "\n".join(words(card) for card in cards(again.does("ann", "next").effects))
    assert "Added to the charter: 1 sentence" in said
    assert again.group.articles == ("Be on time.", "Be kind.")


def test_a_charter_is_bounded_and_says_so() -> None:
    here = staged("ann", "ben", "cat", "dee", steps=(DRAFT, CONSENT, LAST))
    for n in range(40):
        here.fills(("ann", "ben", "cat", "dee")[n // 12], "write", charter=f"Sentence {n}.")
    assert "40 sentences are the most" in told(here.fills("dee", "write", charter="More."), "dee")


def test_whoever_leaves_takes_their_withdrawal_along() -> None:
    here = agreed()
    here.does("ann", "end", "now")
    here.does("cat", "join")
    here.does("ben", "charter", "withdraw")
    assert here.group.withdrawn == ("ben",)
    here.does("ben", "leave", "yes")
    assert not here.group.withdrawn


def test_a_room_says_once_that_strangers_can_read_it() -> None:
    here = room("ann", "ben")
    assert here.act(Exposed("x", GROUP, True)).effects
    assert not here.act(Exposed("y", GROUP, True)).effects
    assert here.act(Exposed("z", GROUP, False)).effects
    assert not Room().act(Exposed("x", GROUP, True)).effects
