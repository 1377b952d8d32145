"""The one place that tells discord.py which server to talk to."""

from __future__ import annotations

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


def point_discord_at(api_url: str | None, gateway_url: str | None) -> None:
    """Let the whole process use another REST server (`http://host:port/api/v10`) and gateway (`ws://...`).

    discord.py 2.7.1 has no setting for it: both addresses are attributes of its classes, so they hold for every client
    of the process. Its interaction and webhook routes are built on the same `Route`. None leaves an address as it is.
    """
    if api_url is not None:
        Route.BASE = api_url.rstrip("/")
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)
