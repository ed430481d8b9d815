"""`mastermind slack`: what an administrator of Slack needs of us."""

import json
from typing import Annotated

import typer

from adapters.slack.manifest import LANDING_PATH, manifest
from bot.house.checks import is_safe
from bot.house.ending import explained
from bot.house.settings import Settings, read_settings
from bot.trouble import Trouble

slack = typer.Typer(help="Slack.", no_args_is_help=True)


@slack.callback()
def _group() -> None:
    """Slack."""


@slack.command("manifest")
def manifest_(
    url: Annotated[
        str, typer.Option(help="Where Slack reaches this bot, as https://bot.example.")
    ] = "",
    socket: Annotated[bool, typer.Option(help="Socket Mode: Slack needs no address.")] = False,
    many: Annotated[
        bool, typer.Option(help="For every workspace that installs the app, not just one.")
    ] = False,
) -> None:
    """Print the manifest from which Slack makes the app; what isn't said is as the settings are."""
    with explained():
        settings = read_settings()
        many = many or bool(settings.slack_client_id)
        socket = socket or bool(settings.slack_app_token.get_secret_value())
        url = _url(url, settings)
        if not (url or socket):
            raise Trouble(
                "say where Slack reaches the bot, as --url https://bot.example, or --socket"
            )
        if many and not url:
            raise Trouble("--many needs --url: Slack sends whoever has installed the app there.")
        print(json.dumps(manifest(settings.slack_command, url, socket=socket, many=many), indent=2))


def _url(url: str, settings: Settings) -> str:
    url = url.rstrip("/") or settings.slack_redirect_uri.removesuffix(LANDING_PATH)
    if url and not is_safe(url):
        raise Trouble(f"{url} can't be used: it must begin with https://, as https://bot.example.")
    return url
