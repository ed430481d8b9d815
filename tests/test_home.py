"""A person's own page: every group of theirs, with buttons that act in it."""

from bot.cards import Card
from bot.events import Actor, Command
from bot.group import Group
from bot.members.home import MOST, home
from bot.values import replace
from tests.room import Room, room
from tests.seen import words


def page(*groups: Group, who: str = "ann") -> tuple[Card, ...]:
    return home(who, groups)


def test_somebody_without_a_group_is_told_how_to_come_to_one() -> None:
    (card,) = page(room("ben").group)
    assert "no group yet" in words(card)
    assert not card.buttons


def test_a_page_tells_of_seat_brief_and_commitments() -> None:
    den = planned("friday")
    den.does("ann", "brief", "Should I hire?")
    den.does("ann", "commit", "call the bank by friday")
    first, own = page(den.group)
    assert "1 group" in words(first)
    assert "you have a seat" in words(own)
    assert "Should I hire?" in words(own)
    assert "call the bank" in words(own)
    assert {button.group for button in own.buttons} == {den.group.id}
    assert [b.verb for b in own.buttons] == ["brief", "commit", "report", "report"]


def test_the_groups_that_meet_soonest_come_first() -> None:
    later, now, never = planned("friday"), room("ann", "ben", start="hot_seat"), room("ann")
    names = ("later", "now", "never")
    groups = [
        replace(one.group, id=f"local:main:{name}", name=name)
        for one, name in zip((later, now, never), names, strict=True)
    ]
    titles = [card.title for card in page(*groups)[1:]]
    assert titles == ["now", "later", "never"]
    many = [replace(groups[2], id=f"local:main:{n}") for n in range(MOST + 5)]
    assert len(page(*many)) == 1 + MOST


def test_somebody_of_another_workspace_can_only_say_whether_they_come() -> None:
    den = planned("friday")
    stranger = Actor("ann", outside=True)
    for name, args in (("mine", ""), ("commit", "x"), ("join", ""), ("queue", "why")):
        outcome = den.act(Command(f"x{name}", den.group.id, stranger, name, args))
        assert outcome.refused
    assert den.act(Command("x1", den.group.id, stranger, "rsvp", "")).refused
    assert not den.act(Command("x2", den.group.id, stranger, "rsvp", "yes")).refused
    assert den.group.replies


def planned(day: str) -> Room:
    made = room("ann", "ben", "cat", "dee")
    made.does("ann", "schedule", f"yes {day} 9:00 Berlin")
    return made
