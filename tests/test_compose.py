"""compose.yaml gives the bot nothing but settings that there are, and its parts find each other."""

import re

from bot.house.settings import Settings
from tests.process import ROOT, SETTINGS

COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
GIVEN = re.compile(r'^      ([A-Z_]+): "?([^"\n]*)"?$', re.MULTILINE)


def service(name: str) -> str:
    """What stands under the name of a service."""
    return COMPOSE.partition(f"\n  {name}:\n")[2].partition("\n\n")[0]


def test_the_bot_is_given_settings_that_there_are() -> None:
    given = dict(GIVEN.findall(service("bot")))
    assert {"DATABASE_URL", "HOST", "PORT", "ROOM_KEY"} <= given.keys() <= SETTINGS
    assert not Settings(host=given["HOST"], port=int(given["PORT"])).loopback
    assert 'command: ["mastermind", "run", "--cluster"]' in service("bot")


def test_the_parts_find_each_other() -> None:
    bot, database = (dict(GIVEN.findall(service(name))) for name in ("bot", "database"))
    user, name = database["POSTGRES_USER"], database["POSTGRES_DB"]
    address = f"postgresql://{user}:${{POSTGRES_PASSWORD}}@database/{name}"
    assert bot["DATABASE_URL"] == address
    assert f"dynamic a bot {bot['PORT']} {{" in COMPOSE


def test_it_has_as_long_to_end_as_the_docs_say() -> None:
    assert "stop_grace_period: 30s" in service("bot")
    assert "allow it 30 before you kill it" in (ROOT / "docs/operations.md").read_text("utf-8")
