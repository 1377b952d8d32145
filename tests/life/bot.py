"""The bot's own parts, turned by hand: every look, walk and send happens when a test says so."""

from __future__ import annotations

import uuid
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.brake import Brake
from bot.core.delivery import Channel, Kind, Platform, Wishes
from bot.core.errors import PlatformError
from bot.core.pace import Pace, Rate
from bot.core.post import Level
from bot.core.reconciler import ResendPolicy, next_step
from bot.pipeline.courier import Courier
from bot.pipeline.fanout import FanOut
from bot.pipeline.watcher import Watcher
from bot.platforms.discord.connection import connect as connect_discord
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.sandbox.discord import DiscordService
from bot.sandbox.discord import Limits as DiscordLimits
from bot.sandbox.telegram import Limits, TelegramService
from bot.sources.directory.folder import GRACE, Folder
from bot.sources.jekyll import Site
from bot.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.delivery import Delivery
    from bot.core.ports.sending import Messenger
    from bot.core.ports.sources import Versions
    from bot.core.sighting import Sighting
    from bot.store.store import Store

CHAT, GUILD, ROOM = -1001, 3000, 3001
FAST = Pace({platform: Rate(100_000) for platform in Platform}, {})
BRAKE = Brake(posts=1_000_000)
AGAIN = ResendPolicy(frozenset(Level))
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
CHANNELS = [
    Channel(platform=platform, address=str(address), kind=Kind.BROADCAST, wishes=Wishes(), since=LONG_AGO)
    for platform, address in ((Platform.TELEGRAM, CHAT), (Platform.DISCORD, ROOM))
]  # fmt: skip


class _Looks:
    """A source that has seen one thing."""

    name, trouble, looked_at = "site", "", None

    def __init__(self, sighting: Sighting) -> None:
        self._sighting = sighting

    async def sightings(self, _: Versions | None = None) -> AsyncIterator[Sighting]:
        yield self._sighting


class HandTurnedBot:
    """A bot over one store and both services, which outlive it: `restart` and `crash` make it anew."""

    def __init__(self, root: Path, url: str) -> None:
        self._root = root
        self._url = url
        self._prefix = f"{{{uuid.uuid4().hex}}}"
        self._stack = AsyncExitStack()
        self._life = AsyncExitStack()
        self._now = 0.0
        self.telegram = TelegramService(limits=Limits(per_second=None, private_per_second=None, group_per_minute=None))
        self.discord = DiscordService(limits=DiscordLimits.off())
        self._messengers: dict[Platform, Messenger] = {}

    async def open(self) -> None:
        """Open the town and the first bot."""
        self.telegram.add_channel(CHAT, "속보", "news")
        self.discord.add_guild(GUILD, "동네")
        self.discord.add_text(ROOM, GUILD, "속보")
        for service in (self.telegram, self.discord):
            await service.start()
            self._stack.push_async_callback(service.stop)
        telegram = await self._stack.enter_async_context(
            connect_telegram(self.telegram.token, api_url=self.telegram.url)
        )  # fmt: skip
        discord = await self._stack.enter_async_context(
            connect_discord(self.discord.token, api_url=self.discord.url, gateway_url=self.discord.gateway_url)
        )
        self._messengers = {one.messenger.platform: one.messenger for one in (telegram, discord)}
        await self._begin()
        for channel in CHANNELS:
            await self.store.roster.put(channel)

    async def close(self) -> None:
        """Close everything."""
        await self._life.aclose()
        await self._stack.aclose()

    async def restart(self) -> None:
        """End this bot and begin the next, which takes back what the other left in flight."""
        await self._life.aclose()
        await self._begin()

    async def look(self) -> None:
        """Look at the whole folder and write down what happened."""
        self._now += 1
        await self._take_in(self._folder.look_at_all(self._now))

    async def look_after_a_while(self) -> None:
        """Look once more when files that are away have been so for long enough."""
        await self.look()
        self._now += GRACE + 1
        if (sighting := self._folder.look_at([], self._now)) is not None:
            await self._take_in(sighting)

    async def deliver(self) -> None:
        """Send, edit and delete until nothing is due."""
        await self._walk()
        for platform, courier in self._couriers.items():
            while claimed := await self.store.outbox.claim(platform, 50):
                for delivery in claimed:
                    await self.store.leases.beat()  # else a courier on a busy machine would let its delivery go
                    await courier.deliver(replace(delivery, delay=0.0))

    async def crash_while_delivering(self) -> None:
        """Die in the middle: what was claimed on Discord is sent and not written down, on Telegram not even sent."""
        await self._walk()
        for platform in Platform:
            for delivery in await self.store.outbox.claim(platform, 50):
                if platform is Platform.DISCORD:
                    await self._send_unseen(delivery)
        await self.restart()

    async def release_held(self) -> None:
        """Let the operator release everything that is held."""
        for held in await self.store.held.all():
            assert await self.store.held.release(held.post.id)

    async def doubtful(self) -> set[str]:
        """Return the titles of the posts of which the operator is told that they may stand in a chat."""
        return {one.post.title for one in await self.store.uncertain.all() if one.post}

    @property
    def shown(self) -> tuple[list[str], list[str]]:
        """Return the texts that both chats show."""
        rooms = [embed["title"] for one in self.discord.messages(ROOM) for embed in one["embeds"]]
        return [one["text"] for one in self.telegram.messages(CHAT)], rooms

    async def _begin(self) -> None:
        holder = uuid.uuid4().hex
        self.store: Store = await self._life.enter_async_context(
            open_store(self._url, Path(), holder, FAST, prefix=self._prefix)
        )
        for platform in Platform:
            await self.store.outbox.take_back(platform, [], alone=True)
        self._folder = Folder("site", await self.store.ledger.versions("site"))
        self._folder.site, self._folder.root = Site.load(self._root), self._root
        self._fanout = FanOut(self.store.broadcasts, list(Platform))
        self._couriers = {
            platform: Courier(
                messenger,
                outbox=self.store.outbox,
                addresses=self.store.roster,
                turns=self.store.turns,
                leases=self.store.leases,
                policy=AGAIN,
                stamps=FAST.rates[platform].stamps(),
            )
            for platform, messenger in self._messengers.items()
        }

    async def _take_in(self, sighting: Sighting) -> None:
        await Watcher(_Looks(sighting), self.store.ledger, clock=lambda: datetime.now(UTC), brake=BRAKE).run()

    async def _walk(self) -> None:
        await self.store.leases.beat()
        await self.store.gate.due()
        while await self._fanout._walks_a_page():
            pass

    async def _send_unseen(self, delivery: Delivery) -> None:
        """Take the step at the platform, and lose the outcome."""
        step = next_step(delivery, AGAIN, is_idempotent=True)
        with suppress(PlatformError):
            await self._couriers[delivery.channel.platform]._take(step, delivery)
