"""`mastermind secrets`: make a key, and seal everything anew under the first one."""

from typing import Annotated

import typer
from cryptography.fernet import Fernet

from adapters.clock import SystemClock
from adapters.slack.installation import PLATFORM, Vault
from adapters.store.store import SqlStore, open_store
from bot.house.ending import explained
from bot.house.settings import read_settings
from bot.house.vault import vault

secrets = typer.Typer(help="The keys that seal what Slack gives.", no_args_is_help=True)


@secrets.command()
def key() -> None:
    """Print a new key for MASTERMIND_SECRET_KEYS."""
    print(Fernet.generate_key().decode())


@secrets.command()
def rotate(
    database_url: Annotated[
        str, typer.Option("--database-url", help="The database; DATABASE_URL otherwise.")
    ] = "",
) -> None:
    """Seal everything anew under the first of MASTERMIND_SECRET_KEYS; the bot may run meanwhile.

    Put a new key before the old one, start the bot again, do this, and then take the old one away.
    """
    with explained():
        settings = read_settings()
        url = database_url or settings.database_url
        with open_store(url, lock=False, write=True) as store:
            used = bool(store.reader.installations(PLATFORM))
            count = sealed_anew(store, vault(settings, url, used=used)) if used else 0
        print(f"Sealed anew under the first key: {count}.")


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
