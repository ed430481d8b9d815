"""What is sent has the shape that Discord's own types give it, where their schemas are at hand."""

from pathlib import Path

from adapters.discord import views
from adapters.discord.commands import payload
from adapters.store import SqlStore
from tests.discord.face import Face
from tests.discord.fake import interaction
from tests.discord.houses import house
from tests.discord.seen import Seen
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


async def test_events_have_the_shape_that_discord_takes(sqlite_store: SqlStore) -> None:
    week = (
        *("ann> /join", "ben> /join", "ann> /schedule every Tuesday 18:00 Europe/London"),
        *("ann> [Confirm]", "ann> /schedule move Wed 19:00", "ann> /schedule skip"),
        *("... 193h", "ann> /end yes"),
    )
    async with house(sqlite_store) as bot:
        face = Face(bot, Seen(bot.env))
        for line in week:
            await face.feed(line)
        told = [c for c in bot.env.http_requests if "/scheduled-events" in c.path]
    made = [call.json for call in told if call.method == "POST"]
    changed = [call.json for call in told if call.method == "PATCH" and call.json]
    for body in made:
        assert api("ExternalScheduledEventCreateRequest")(body) == []
    for body in changed:
        assert api("ExternalScheduledEventPatchRequestPartial")(body) == []
    assert [body.get("status", 0) for body in changed] == [0, 4, 2, 3]


def test_what_our_own_discord_sends_has_the_shape_of_discords() -> None:
    told = errors("APIChatInputApplicationCommandInteraction")(interaction(1, "join"))
    assert told == []


def test_a_schema_refuses_what_discord_does() -> None:
    assert errors(ANSWER)({"type": 9, "data": {"title": "x"}})
    assert api("MessageCreateRequest")({"flags": "x"})
