"""What is sent has the shape that Slack's own types give it, where their schemas are at hand.

CONTRACTS names a folder with slack.Blocks, slack.Modal and slack.Home as JSON schemas.
"""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adapters.slack import views
from bot.group import Group
from bot.members.home import home
from tests.slack.shown import COMMAND, GROUP, SCOPE, SEAL, in_slack, sent, watched
from tests.transcripts import FILES

FOLDER = os.environ.get("CONTRACTS", "")

pytestmark = pytest.mark.skipif(not FOLDER, reason="CONTRACTS names no folder of schemas")
transcripts = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def errors(name: str) -> Callable[[object], list[str]]:
    """What tells how a value differs from a schema."""
    schemas = pytest.importorskip("jsonschema")
    schema: Any = json.loads((Path(FOLDER) / f"slack.{name}.schema.json").read_text("utf-8"))
    checked = schemas.Draft7Validator(schema)
    return lambda value: [error.message[:300] for error in checked.iter_errors(value)]


@transcripts
def test_blocks_have_the_shape_of_slacks_blocks(file: Path) -> None:
    for card in watched(file).cards:
        for message in sent(card):
            assert errors("Blocks")(message["blocks"]) == []


@transcripts
def test_forms_have_the_shape_of_slacks_modals(file: Path) -> None:
    for asked in watched(file).forms:
        assert errors("Modal")(views.modal(asked, SEAL, SCOPE, GROUP)) == []


@transcripts
def test_pages_have_the_shape_of_slacks_home(file: Path) -> None:
    groups = [state for state in watched(file).states.values() if isinstance(state, Group)]
    for who in {member.id for group in groups for member in group.members}:
        cards = [in_slack(card) for card in home(who, groups)]
        assert errors("Home")(views.home(cards, SEAL, SCOPE, COMMAND)) == []


def test_a_schema_refuses_what_slack_does() -> None:
    assert errors("Blocks")([{"type": "header"}])
    assert errors("Modal")({"type": "modal", "blocks": []})
    assert errors("Home")({"type": "home"})
