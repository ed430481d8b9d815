"""What is sent has the shape that Discord's own types give it, where their schemas are at hand."""

from pathlib import Path

from adapters.discord import views
from adapters.discord.commands import payload
from tests.discord.fake import interaction
from tests.discord.shown import GROUP, SCOPE, SEAL, sent, watched
from tests.schemas import Differences, component, needed, schema
from tests.transcripts import each

pytestmark = needed
ANSWER = "RESTPostAPIInteractionCallbackJSONBody"


def api(name: str) -> Differences:
    return component("discord-openapi.json", name)


def errors(name: str) -> Differences:
    return schema(f"discord.{name}")


@each
def test_messages_have_the_shape_that_discord_takes(file: Path) -> None:
    for card in watched(file).cards:
        for message in sent(card):
            assert api("MessageCreateRequest")({**message, "nonce": "n"}) == []


@each
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
