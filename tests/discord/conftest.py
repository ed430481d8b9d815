"""Nothing that is secret, and nothing that a member said, is ever logged: looked at after each
test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.discord import hosts
from tests.discord.rest import TOKEN
from tests.discord.wires import bot, face, world
from tests.said import unlogged

__all__ = ["bot", "face", "world"]
# The bot's token, by which the settings call it; those of interactions, in both simulations.
SECRETS = (
    TOKEN,
    TOKEN.rpartition(".")[2],
    "simcord_interaction_",
    "token-",
    "the key of the tests",
)


@pytest.fixture(autouse=True)
def nothing_said_is_logged(tmp_path: Path) -> Iterator[None]:
    """The log of a test holds no token, and no words of a member."""
    with unlogged(tmp_path, SECRETS):
        yield


@pytest.fixture(autouse=True)
def discord_is_where_it_was() -> Iterator[None]:
    """Whoever moved it within this process leaves it to the next test where it is."""
    yield
    hosts.use(hosts.API, hosts.GATEWAY, hosts.CDN)
