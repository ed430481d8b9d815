"""The keys that seal what Slack gives: where they are, who may read them, and how they change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from adapters.slack.installation import Installation, Vault
from adapters.store import open_store
from bot.house.settings import Settings
from bot.house.vault import vault
from bot.ports import Sealed
from bot.trouble import Trouble
from tests.process import cli
from tests.stores import contents

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
ACME = Installation("T1", "xoxb-1", "U0BOT", "Acme")


def settings(keys: str = "") -> Settings:
    return Settings(_env_file=None, mastermind_secret_keys=keys)  # type: ignore[arg-type, call-arg]


def installed(url: str, *names: str, key: str = OLD) -> None:
    """A database with installations in these workspaces, and one in an organisation."""
    with open_store(url) as store, store.transaction() as tx:
        for name in names:
            tx.install(Vault([key]).close(replace(ACME, team=name)), AT)
        tx.install(Sealed("slack", "T9", "", org="E1"), AT)


def opened(url: str, key: str) -> list[str]:
    """The workspaces whose installation this key opens."""
    with open_store(url) as store:
        found = [sealed for sealed in store.reader.installations("slack") if sealed.body]
    return [Vault([key]).open(sealed).team for sealed in found]


def test_the_settings_have_the_keys(sqlite_url: str, tmp_path: Path) -> None:
    sealed = vault(settings(f"{NEW}, {OLD}"), sqlite_url, used=False).close(ACME)
    assert Vault([NEW]).open(sealed) == ACME
    assert not (tmp_path / "mastermind.keys").exists()


def test_else_a_file_beside_the_database_has_them_for_its_owner_alone(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sealed = vault(settings(), sqlite_url, used=False).close(ACME)
    file = tmp_path / "mastermind.keys"
    assert file.stat().st_mode & 0o777 == 0o600
    assert vault(settings(), sqlite_url, used=True).open(sealed) == ACME
    (record,) = caplog.records  # once, not with every start
    assert "keep a copy, but not with those of the database" in record.getMessage()
    assert file.read_text().strip() not in caplog.text
    assert [path.name for path in tmp_path.glob("*keys*")] == ["mastermind.keys"]


def test_a_key_of_the_settings_takes_the_files_place(sqlite_url: str, tmp_path: Path) -> None:
    sealed = vault(settings(), sqlite_url, used=False).close(ACME)
    old = (tmp_path / "mastermind.keys").read_text().strip()
    assert vault(settings(f"{NEW},{old}"), sqlite_url, used=True).open(sealed) == ACME


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.unlink(), "is missing; put it back from a backup"),
        (lambda file: file.chmod(0o640), "can be read by others; make it yours alone"),
        (lambda file: file.write_text(""), "has no key in it"),
        (lambda file: file.write_text("not a key"), "has no key in it, or something else"),
        (lambda file: file.write_bytes(b"\xff"), "can't be read: it is no text"),
    ],
)
def test_a_file_that_was_spoilt_is_a_sentence(
    sqlite_url: str, tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    vault(settings(), sqlite_url, used=False)
    spoil(tmp_path / "mastermind.keys")
    with pytest.raises(Trouble, match=said):
        vault(settings(), sqlite_url, used=True)


def test_postgres_wants_keys_of_the_settings() -> None:
    with pytest.raises(Trouble, match=r"MASTERMIND_SECRET_KEYS is empty; set it to a key that"):
        vault(settings(), "postgresql://u:p@localhost/m", used=False)
    assert vault(settings(NEW), "postgresql://u:p@localhost/m", used=False)


def test_a_key_can_be_made(tmp_path: Path) -> None:
    one, two = (cli(tmp_path, "secrets", "key").out.strip() for _ in range(2))
    assert one != two
    assert settings(f"{one},{two}").faults == ()


def test_keys_are_changed_by_a_command(store_url: str, tmp_path: Path) -> None:
    installed(store_url, "T1", "T2")
    before = contents(store_url)["installations"]
    both = {"DATABASE_URL": store_url, "MASTERMIND_SECRET_KEYS": f"{NEW},{OLD}"}
    ended = cli(tmp_path, "secrets", "rotate", **both)
    assert ended.out == "Sealed anew under the first key: 2.\n"
    assert opened(store_url, NEW) == ["T1", "T2"]
    with pytest.raises(Trouble):
        opened(store_url, OLD)
    after = contents(store_url)["installations"]
    assert len(after) == len(before) == 3
    assert ACME.token not in f"{after} {ended}"


def test_it_can_be_done_beside_a_running_bot(sqlite_url: str, tmp_path: Path) -> None:
    installed(sqlite_url, "T1")
    both = {"DATABASE_URL": sqlite_url, "MASTERMIND_SECRET_KEYS": f"{NEW},{OLD}"}
    with open_store(sqlite_url):
        assert cli(tmp_path, "secrets", "rotate", **both).code == 0
    assert opened(sqlite_url, NEW) == ["T1"]


def test_without_the_old_key_nothing_is_changed(sqlite_url: str, tmp_path: Path) -> None:
    installed(sqlite_url, "T1")
    only = {"DATABASE_URL": sqlite_url, "MASTERMIND_SECRET_KEYS": NEW}
    assert "can't be opened because" in cli(tmp_path, "secrets", "rotate", **only).sentence
    assert opened(sqlite_url, OLD) == ["T1"]


def test_where_nothing_is_sealed_there_is_nothing_to_do(sqlite_url: str, tmp_path: Path) -> None:
    ended = cli(tmp_path, "secrets", "rotate", DATABASE_URL=sqlite_url)
    assert ended.out == "Sealed anew under the first key: 0.\n"
    assert not (tmp_path / "mastermind.keys").exists()
