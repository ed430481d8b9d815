"""Bots over one database, and their Slack."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from adapters.clock import HandClock
from adapters.slack.installation import Installation, Vault, installed
from adapters.slack.tokens import App, Tokens
from adapters.store import SqlStore
from bot.engine import Engine
from bot.ports import Store
from tests.shell import running
from tests.slack.oauth_server import ID, SECRET, Slack, slack

__all__ = ["world"]

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
KEY, OTHER = (Fernet.generate_key().decode() for _ in range(2))
NEAR = timedelta(hours=10)  # from when on a token is renewed
OVER = timedelta(hours=12)


@dataclass(slots=True)
class World:
    """Some bots over one database, and their Slack."""

    slack: Slack
    store: SqlStore
    bots: ExitStack
    clock: HandClock = field(default_factory=lambda: HandClock(AT))
    engine: Engine = field(init=False)
    tokens: Tokens = field(init=False)

    def __post_init__(self) -> None:
        self.engine = self.bots.enter_context(running(self.store, self.clock))
        self.tokens = self.keyring(self.engine)

    @property
    def app(self) -> App:
        """The bot's app at Slack."""
        return App(self.slack.client(), ID, SECRET)

    def keyring(self, engine: Engine, key: str = KEY) -> Tokens:
        """The keyring of one process."""
        return Tokens(engine, Vault([key]), self.clock, self.app)

    def bot(self, store: Store, key: str = KEY) -> Tokens:
        """One more process, as it were."""
        return self.keyring(self.bots.enter_context(running(store, self.clock)), key)

    async def install(self) -> Installation:
        """An installation, as Slack grants it now."""
        code = self.slack.consent("https://bot.example")
        answer = await self.slack.client().oauth_v2_access(
            client_id=ID, client_secret=SECRET, code=code, redirect_uri="https://bot.example"
        )
        assert isinstance(answer.data, dict)
        granted = installed(answer.data, self.clock.now())
        await self.tokens.keep(granted)
        return granted

    def later(self, span: timedelta) -> None:
        self.clock.set(AT + span)


@pytest.fixture
async def world(store: SqlStore) -> AsyncIterator[World]:
    async with slack() as there:
        with ExitStack() as bots:
            yield World(there, store, bots)
