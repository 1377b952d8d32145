"""The sandbox's Discord, and real clients of it: discord.py as it is, and bare HTTP where a test looks at the wire."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.sandbox.discord import DiscordService, Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

GUILD, NEWS, TALK = 2000, 2001, 2002
MINJI, JIWOO = 3001, 3002
SECONDS = 5.0  # how long a test waits for what must happen


class Clock:
    """Monotonic seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the present."""
        return self.now


@asynccontextmanager
async def served(**options: Any) -> AsyncIterator[DiscordService]:
    """Serve a guild with an announcement channel, a text channel, a manager and a reader; without limits by default."""
    service = DiscordService(**{"limits": Limits.off()} | options)
    service.add_guild(GUILD, "서울신보")
    service.add_text(NEWS, GUILD, "속보", announcement=True)
    service.add_text(TALK, GUILD, "이야기")
    service.add_member(MINJI, GUILD, "민지", may_manage=True)
    service.add_member(JIWOO, GUILD, "지우", locale="en-US")
    await service.start()
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = service.url, URL(service.gateway_url)
    try:
        yield service
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
        await service.stop()


class Client(discord.Client):
    """discord.py's client, which remembers the events it was told of."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        asked = intents or discord.Intents(guilds=True)
        super().__init__(intents=asked, guild_ready_timeout=0.01, enable_debug_events=True)
        self.tree = discord.app_commands.CommandTree(self)
        self.told: list[str] = []

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Remember the event's name."""
        self.told.append(event)
        super().dispatch(event, *args, **kwargs)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: discord.py waits five seconds before every IDENTIFY but the first."""

    def text(self, channel_id: int) -> discord.TextChannel:
        """Return a channel the gateway told of."""
        channel = self.get_channel(channel_id)
        assert isinstance(channel, discord.TextChannel)
        return channel


@asynccontextmanager
async def logged_in(service: DiscordService) -> AsyncIterator[Client]:
    """Give a client that uses REST only."""
    async with Client() as client:
        await client.login(service.token)
        yield client


@asynccontextmanager
async def online(service: DiscordService, intents: discord.Intents | None = None) -> AsyncIterator[Client]:
    """Give a client that is on the gateway and ready."""
    client = Client(intents)
    await client.login(service.token)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(client.connect())
        try:
            await asyncio.wait_for(client.wait_until_ready(), SECONDS)
            yield client
        finally:
            await client.close()


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for a condition; it must come true within a few seconds."""
    async with asyncio.timeout(SECONDS):
        while not is_so():  # noqa: ASYNC110 -- what is waited for sets no event
            await asyncio.sleep(0.002)


@asynccontextmanager
async def socket_of(
    service: DiscordService, query: str = "v=10&encoding=json"
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Give a bare websocket on the gateway."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{service.gateway_url}?{query}") as socket,
    ):
        yield socket


class Answer(NamedTuple):
    """An HTTP answer."""

    status: int
    headers: Any
    body: Any


async def call(service: DiscordService, method: str, path: str, body: Any = None, *, token: str = "") -> Answer:
    """Make one bare REST call."""
    headers = {"Authorization": f"Bot {token or service.token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, service.url + path, json=body, headers=headers) as response,
    ):
        is_json = response.headers.get("Content-Type") == "application/json"
        return Answer(response.status, response.headers, await (response.json() if is_json else response.text()))


async def send(service: DiscordService, body: dict[str, Any], channel_id: int = NEWS) -> Answer:
    """Send a message by a bare call."""
    return await call(service, "POST", f"/channels/{channel_id}/messages", body)
