"""Whatever is shown anywhere, Discord takes it, says the same as the local room, and pings nobody
whom the card doesn't name."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given

from adapters.discord import limits, views
from adapters.discord.limits import faults
from adapters.local.notation import card_line
from bot.cards import Card
from bot.events import Press
from bot.forms import Form
from bot.group import Group
from bot.members.home import home
from tests.discord.reading import Json, buttons, line
from tests.discord.shown import GROUP, SCOPE, SEAL, names, pings, press, sent, spell, watched
from tests.moves import HISTORIES, History
from tests.showing import look
from tests.transcripts import each


@cache
def check_card(card: Card) -> None:
    """A card is taken, and what comes back of it is what went in."""
    messages = sent(card)
    for message in messages:
        assert faults(message) == []
        assert pings(message) <= names(card).keys()
    assert line(messages, names(card)) == spell(card_line(card))
    drawn = [press(button) for message in messages for button in buttons(message)]
    assert drawn == [Press(b.verb, b.args, b.rev, b.form, b.group) for b in card.buttons]


@cache
def check_form(asked: Form) -> None:
    """Every step of a form is taken; sent off as it was opened, it says what stood in it."""
    written: dict[str, str] = {}
    for number in range(len(views.steps(asked))):
        view = views.modal(asked, SEAL, SCOPE, GROUP, number)
        assert faults(view) == []
        at = views.opened(view["custom_id"], SEAL, SCOPE)
        assert at
        assert (at.name, at.rev, at.group, at.number) == (asked.name, asked.rev, GROUP, number)
        assert at.direct == (asked.group != "")
        written |= views.values(left_alone(view))
        message = views.between(asked, at, written, SEAL, SCOPE)
        if number + 1 < len(views.steps(asked)):
            assert faults(message) == []
            assert views.held(asked, message) == {k: v for k, v in written.items() if v}
    assert written == {field.name: field.value for field in asked.fields}


def left_alone(view: Json) -> Mapping[str, Any]:
    """The data of a submission in which nobody changed anything."""

    def filled(one: Json) -> Json:
        match one["type"]:
            case limits.INPUT:
                return {**one, "value": one.get("value", "")}
            case limits.SELECT:
                chosen = [o["value"] for o in one["options"] if o.get("default")]
                return {"type": one["type"], "custom_id": one["custom_id"], "values": chosen}
        chosen = [each["id"] for each in one.get("default_values", ())]
        return {"type": one["type"], "custom_id": one["custom_id"], "values": chosen}

    inside = [{"type": 18, "component": filled(each["component"])} for each in view["components"]]
    return {"custom_id": view["custom_id"], "components": inside}


def check_page(who: str, groups: Sequence[Group]) -> None:
    """A page of one's own is cards."""
    for card in home(who, groups):
        check_card(card)


@each
def test_every_card_of_a_conversation_reads_the_same_in_discord(file: Path) -> None:
    for card in watched(file).cards:
        check_card(card)


@each
def test_every_form_of_a_conversation_opens_and_comes_back(file: Path) -> None:
    for asked in watched(file).forms:
        check_form(asked)


@given(HISTORIES)
def test_so_it_is_whatever_people_do(history: History) -> None:
    look(history, check_card, check_form, check_page)
