"""`mastermind discord`: what somebody who manages a guild needs of us."""

import typer

from adapters.discord.invite import application
from adapters.discord.invite import invite as address
from bot.house.ending import explained
from bot.house.settings import read_settings
from bot.trouble import Trouble

discord = typer.Typer(help="Discord.", no_args_is_help=True)


@discord.callback()
def _group() -> None:
    """Discord."""


@discord.command("invite")
def invite() -> None:
    """Print the address at which somebody lets the bot into a server, with the least it needs."""
    with explained():
        settings = read_settings()
        app = application(settings.discord_token.get_secret_value())
        if not app:
            raise Trouble("DISCORD_TOKEN is not set: the address is made from it.")
        print(address(app, settings.discord_guild_id))
