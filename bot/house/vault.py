"""The keys that seal what Slack gives: from the settings, or from a file beside the database."""

import logging
import os
from pathlib import Path
from tempfile import mkstemp

from cryptography.fernet import Fernet

from adapters.clock import SystemClock
from adapters.slack.installation import PLATFORM, Vault
from adapters.store.engines import address, file_of
from adapters.store.store import SqlStore
from bot.house.checks import is_key
from bot.house.settings import Settings
from bot.trouble import Trouble

log = logging.getLogger(__name__)
NAME = "mastermind.keys"
OTHERS = 0o077  # the permissions of everybody but the owner


def vault(settings: Settings, url: str, *, used: bool) -> Vault:
    """The vault of a database; `used` says that something in it is sealed already.

    Without MASTERMIND_SECRET_KEYS the keys are in a file beside a SQLite database, which is made
    where there is none. Raises Trouble.
    """
    if settings.secret_keys:
        return Vault(settings.secret_keys)
    database = file_of(address(url))
    if database is None:
        raise Trouble(
            "What Slack gives can't be kept in PostgreSQL because MASTERMIND_SECRET_KEYS is empty; "
            "set it to a key that `mastermind secrets key` makes, the same for every process."
        )
    file = database.absolute().parent / NAME
    if not file.exists():
        if used:
            raise Trouble(
                f"What Slack gave can't be opened because {file} is missing; put it back from a "
                "backup, or set MASTERMIND_SECRET_KEYS."
            )
        _make(file)
    return Vault(_read(file))


def _make(file: Path) -> None:
    try:
        handle, name = mkstemp(dir=file.parent, prefix=f"{NAME}.")  # for its owner alone
        with os.fdopen(handle, "w") as made:
            made.write(f"{Fernet.generate_key().decode()}\n")
            made.flush()
            os.fsync(handle)
        Path(name).replace(file)
    except OSError as error:
        raise Trouble(
            f"{file} can't be made: {_why(error)}; set MASTERMIND_SECRET_KEYS."
        ) from error
    log.warning(
        "made %s, the key to what Slack gives: keep a copy, but not with those of the database; "
        "MASTERMIND_SECRET_KEYS takes its place",
        file,
    )


def _read(file: Path) -> list[str]:
    try:
        open_to_others = os.name == "posix" and file.stat().st_mode & OTHERS
        keys = file.read_text("ascii").replace(",", " ").split()
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"{file} can't be read: {_why(error)}; correct it.") from error
    if open_to_others:
        raise Trouble(f"{file} can be read by others; make it yours alone with: chmod 600 {file}")
    if not keys or not all(map(is_key, keys)):
        raise Trouble(f"{file} has no key in it, or something else; put it back from a backup.")
    return keys


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "it is no text").lower()


def sealed_anew(store: SqlStore, keys: Vault) -> int:
    """Seal every installation under the first key; how many. Raises Trouble, and what is done
    stays.
    """
    done = 0
    for seen in store.reader.installations(PLATFORM):
        sealed, again = seen, seen.body != ""  # one let in through its organisation has none
        while again:
            with store.transaction() as tx:
                again = not tx.renew(keys.again(sealed), SystemClock().now())
            if again:  # its token was renewed meanwhile
                now = store.reader.installation(PLATFORM, seen.tenant)
                sealed, again = now or seen, now is not None
            else:
                done += 1
    return done
