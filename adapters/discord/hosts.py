"""Where Discord is: another place is for tests, and for networks with a gate of their own."""

from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

API, GATEWAY = "https://discord.com/api/v10", "wss://gateway.discord.gg/"
CDN = "https://cdn.discordapp.com"


def use(api: str, gateway: str, cdn: str) -> None:
    """Have discord.py use these hosts, in this whole process: it knows no other way."""
    Route.BASE = api.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
    Asset.BASE = cdn.rstrip("/")
