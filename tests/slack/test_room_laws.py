"""Whatever is shown anywhere, Slack takes it, says the same as the local room, and pings nobody
whom the card doesn't name."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.local.notation import card_line
from adapters.slack import views
from adapters.slack.limits import faults
from bot.cards import Card
from bot.events import Press
from bot.forms import Form
from bot.group import Group
from bot.members.home import home
from tests.moves import HISTORIES, History
from tests.showing import look
from tests.slack.reading import Json, line
from tests.slack.shown import (
    COMMAND,
    GROUP,
    SCOPE,
    SEAL,
    in_slack,
    names,
    pings,
    sent,
    spell,
    watched,
)
from tests.slack.shown import press as pressed
from tests.transcripts import each


@cache
def check_card(card: Card) -> None:
    """A card is taken, and what comes back of it is what went in."""
    messages = sent(card)
    for message in messages:
        assert faults(message) == []
        check_blocks(message["blocks"])
        assert pings(message) <= names(card).keys()
    assert spell(line(messages, names(card))) == spell(card_line(card))
    drawn = [pressed(button) for message in messages for button in buttons(message)]
    assert drawn == [Press(b.verb, b.args, b.rev, b.form, b.group) for b in card.buttons]


def check_blocks(blocks: list[Any]) -> None:
    """slack_sdk takes the blocks and knows everything that stands in them."""
    known = Block.parse_all(blocks)
    for block in known:
        block.validate_json()
    assert [block.to_dict() for block in known] == blocks


@cache
def check_form(asked: Form) -> None:
    """A form is taken; sent off as it was opened, it says what stood in it."""
    view = views.modal(asked, SEAL, SCOPE, GROUP)
    assert faults(view) == []
    View(**view).validate_json()
    check_blocks(view["blocks"])
    metadata = view["private_metadata"]
    assert views.opened(metadata, SEAL, SCOPE) == (asked.name, asked.rev, GROUP)
    assert views.is_direct(metadata, SEAL, SCOPE) == (asked.group != "")
    standing = {field.name: field.value for field in asked.fields}
    assert views.values(left_alone(view)) == standing


def check_page(who: str, groups: Sequence[Group]) -> None:
    """A home tab is taken, with buttons that all say what they do."""
    page = home(who, groups)
    view = views.home([in_slack(card) for card in page], SEAL, SCOPE, COMMAND)
    assert faults(view) == []
    View(**view).validate_json()
    check_blocks(view["blocks"])
    wanted = [(b.verb, b.group) for card in page for b in card.buttons]
    drawn = [press for button in buttons(view) if (press := pressed(button))]
    assert [(press.verb, press.group) for press in drawn] == wanted


def buttons(payload: Json) -> list[Json]:
    """The buttons of a message or a view."""
    rows = (block for block in payload["blocks"] if block["type"] == "actions")
    return [button for row in rows for button in row["elements"]]


def left_alone(view: Json) -> Mapping[str, Any]:
    """The view of a submission in which nobody changed anything."""
    state: dict[str, dict[str, Any]] = {}
    for block in view["blocks"]:
        element = block["element"]
        filled = {"type": element["type"]}
        match element["type"]:
            case "plain_text_input":
                filled["value"] = element.get("initial_value")
            case "static_select":
                filled["selected_option"] = element.get("initial_option")
            case "users_select":
                filled["selected_user"] = element.get("initial_user")
            case _:
                filled["selected_options"] = element.get("initial_options", [])
        state[block["block_id"]] = {element["action_id"]: filled}
    return {**view, "state": {"values": state}}


@each
def test_every_card_of_a_conversation_reads_the_same_in_slack(file: Path) -> None:
    for card in watched(file).cards:
        check_card(card)


@each
def test_every_form_of_a_conversation_opens_and_comes_back(file: Path) -> None:
    for asked in watched(file).forms:
        check_form(asked)


@each
def test_every_page_of_ones_own_is_taken(file: Path) -> None:
    groups = [state for state in watched(file).states.values() if isinstance(state, Group)]
    for group in groups:
        for member in group.members:
            check_page(member.id, groups)


@given(HISTORIES)
def test_so_it_is_whatever_people_do(history: History) -> None:
    look(history, check_card, check_form, check_page)
