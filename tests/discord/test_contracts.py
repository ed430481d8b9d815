"""What is sent has the shape that Discord's own types give it, where their schemas are at hand.

CONTRACTS names a folder with the schemas of interactions, of answers to them, and of messages.
"""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adapters.discord import views
from adapters.discord.commands import payload
from tests.discord.fake import interaction
from tests.discord.shown import GROUP, SCOPE, SEAL, sent, watched
from tests.transcripts import FILES

FOLDER = os.environ.get("CONTRACTS", "")

pytestmark = pytest.mark.skipif(not FOLDER, reason="CONTRACTS names no folder of schemas")
transcripts = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def errors(name: str) -> Callable[[object], list[str]]:
    """What tells how a value differs from a schema."""
    schemas = pytest.importorskip("jsonschema")
    schema: Any = json.loads((Path(FOLDER) / f"discord.{name}.schema.json").read_text("utf-8"))
    checked = schemas.Draft7Validator(schema)
    return lambda value: [error.message[:300] for error in checked.iter_errors(value)]


@cache
def api(name: str) -> Callable[[object], list[str]]:
    """The same for a schema of the OpenAPI document."""
    schemas = pytest.importorskip("jsonschema")
    whole: Any = json.loads((Path(FOLDER) / "discord-openapi.json").read_text("utf-8"))
    ref = {"$ref": f"#/components/schemas/{name}", "components": whole["components"]}
    checked = schemas.Draft202012Validator(ref)
    return lambda value: [error.message[:300] for error in checked.iter_errors(value)]


ANSWER = "RESTPostAPIInteractionCallbackJSONBody"


@transcripts
def test_messages_have_the_shape_that_discord_takes(file: Path) -> None:
    for card in watched(file).cards:
        for message in sent(card):
            assert api("MessageCreateRequest")({**message, "nonce": "n"}) == []


@transcripts
def test_forms_have_the_shape_of_modals(file: Path) -> None:
    for asked in watched(file).forms:
        for step in range(len(views.steps(asked))):
            modal = views.modal(asked, SEAL, SCOPE, GROUP, step)
            assert errors(ANSWER)({"type": 9, "data": modal}) == []


def test_the_commands_have_the_shape_that_discord_takes() -> None:
    for made in payload():
        assert api("ApplicationCommandUpdateRequest")(made) == []


def test_what_our_own_discord_sends_has_the_shape_of_discords() -> None:
    told = errors("APIChatInputApplicationCommandInteraction")(interaction(1, "join"))
    assert told == []


def test_a_schema_refuses_what_discord_does() -> None:
    assert errors(ANSWER)({"type": 9, "data": {"title": "x"}})
    assert api("MessageCreateRequest")({"flags": "x"})
