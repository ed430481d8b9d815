"""`mastermind secrets`: make a key, and seal everything anew under the first one."""

from base64 import urlsafe_b64encode
from secrets import token_bytes
from typing import Annotated

import typer

from adapters.store.store import open_store
from bot.house.ending import explained
from bot.house.settings import read_settings

secrets = typer.Typer(help="The keys that seal what Slack gives.", no_args_is_help=True)


@secrets.command()
def key() -> None:
    """Print a new key for MASTERMIND_SECRET_KEYS."""
    print(urlsafe_b64encode(token_bytes(32)).decode())


@secrets.command()
def rotate(
    database_url: Annotated[
        str, typer.Option("--database-url", help="The database; DATABASE_URL otherwise.")
    ] = "",
) -> None:
    """Seal everything anew under the first of MASTERMIND_SECRET_KEYS; the bot may run meanwhile.

    Put a new key before the old one, start the bot again, do this, and then take the old one away.
    """
    # Whoever does not use Slack need not hold its library in memory: it is the size of the core.
    from adapters.slack.installation import PLATFORM  # noqa: PLC0415
    from bot.house.vault import sealed_anew, vault  # noqa: PLC0415

    with explained():
        settings = read_settings()
        url = database_url or settings.database_url
        with open_store(url, lock=False, write=True) as store:
            used = bool(store.reader.installations(PLATFORM))
            count = sealed_anew(store, vault(settings, url, used=used)) if used else 0
        print(f"Sealed anew under the first key: {count}.")
