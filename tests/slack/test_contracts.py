"""What is sent has the shape that Slack's own types give it, where their schemas are at hand."""

from pathlib import Path

from adapters.slack import views
from bot.group import Group
from bot.members.home import home
from tests.schemas import Differences, needed, schema
from tests.slack.shown import COMMAND, GROUP, SCOPE, SEAL, in_slack, sent, watched
from tests.transcripts import each

pytestmark = needed


def errors(name: str) -> Differences:
    return schema(f"slack.{name}")


@each
def test_blocks_have_the_shape_of_slacks_blocks(file: Path) -> None:
    for card in watched(file).cards:
        for message in sent(card):
            assert errors("Blocks")(message["blocks"]) == []


@each
def test_forms_have_the_shape_of_slacks_modals(file: Path) -> None:
    for asked in watched(file).forms:
        assert errors("Modal")(views.modal(asked, SEAL, SCOPE, GROUP)) == []


@each
def test_pages_have_the_shape_of_slacks_home(file: Path) -> None:
    groups = [state for state in watched(file).states.values() if isinstance(state, Group)]
    for who in {member.id for group in groups for member in group.members}:
        cards = [in_slack(card) for card in home(who, groups)]
        assert errors("Home")(views.home(cards, SEAL, SCOPE, COMMAND)) == []


def test_a_schema_refuses_what_slack_does() -> None:
    assert errors("Blocks")([{"type": "header"}])
    assert errors("Modal")({"type": "modal", "blocks": []})
    assert errors("Home")({"type": "home"})
