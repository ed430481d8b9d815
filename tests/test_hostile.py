"""Text that means no good, in every field of every form and behind every command, at every step."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from adapters.store.codec import encode
from bot.commands import COMMANDS, FORMS, OwnRow
from bot.decide import decide, form
from bot.effects import Outcome
from bot.events import Actor, Command, Event, Press, Pressed, Said, Submitted
from bot.formats.catalogue import catalogue
from bot.group import Group
from tests.hostile import HOSTILE, asked, harmful, seen
from tests.room import START, room
from tests.world import GROUP

pytestmark = pytest.mark.unmeasured

LARGEST = 400_000  # bytes of a group's document
EVERY = 9  # of so many steps one is looked at


@cache
def states() -> tuple[Group, ...]:
    """A group between meetings, and in steps of every format."""
    made = room("ann", "ben", "cat", "dee")
    made.group = replace(made.group, charter=1, articles=("Be kind.",))
    calm, found = made.group, [made.group]
    for id in catalogue():
        made.group = calm
        made.does("ann", "start", id)
        for who in ("ann", "ben", "cat", "dee"):
            made.does(who, "mine")
        while made.group.meeting:
            found.append(made.group)
            made.does("ann", "next", "now")  # in a meeting over days it is asked once more
    return (found[0], *found[1::EVERY], found[-1])


def events(group: Group, text: str) -> Iterator[Event]:
    """The text said, typed behind every command, and written in every field of every form."""
    ann, ben = Actor("ann", admin=True), Actor("ben")
    yield Said("said", GROUP, ben, text)
    for row in (row for row in COMMANDS.values() if not isinstance(row, OwnRow)):
        yield Command("typed", GROUP, ann, row.name, text)
        for verb in row.usage.replace("[", "").replace("]", "").split(" | "):
            yield Command("typed", GROUP, ann, row.name, f"{verb.split(' ')[0]} {text}")
        yield Pressed("pressed", GROUP, ben, Press(row.name, text))
    for name in FORMS:
        for by in (ann, ben):
            if found := form(group, name, by):
                everywhere = {field.name: text for field in found.fields}
                yield Submitted("all", GROUP, by, name, everywhere, found.rev)
                for field in found.fields:
                    yield Submitted("one", GROUP, by, name, {field.name: text}, found.rev)


def decided(group: Group, event: Event) -> Outcome[Group]:
    """What comes of an event; a bug names it."""
    try:
        return decide(group, event, START)
    except Exception as error:
        raise AssertionError(f"{str(event)[:300]} raised {error!r}") from error


def problems(group: Group, event: Event) -> list[str]:
    """What is wrong with what comes of an event."""
    outcome = decided(group, event)
    found = [why for text in seen(outcome.effects) if (why := harmful(text))]
    if outcome.state != group:
        for name in FORMS:
            opened = form(outcome.state, name, Actor("ben"))
            found += [why for text in asked(opened) if (why := harmful(text))] if opened else []
        size = len(encode(outcome.state).encode())
        found += [f"a document of {size} bytes"] if size > LARGEST else []
    return [f"{str(event)[:200]}: {why}" for why in found]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_inert_and_bounded_everywhere(kind: str) -> None:
    for group in states():
        for event in events(group, HOSTILE[kind]):
            if found := problems(group, event):
                pytest.fail("\n".join(found[:5]))


def test_what_would_do_harm_is_known_from_what_would_not() -> None:
    assert not harmful("👩‍👩‍👧 ❤️ नमस्ते مرحبا\n你好 *b* <@u1>")
    for text in ("\u202e", "\x00", "\ud800", "\u200b", "x" * 5000):
        assert harmful(text)
