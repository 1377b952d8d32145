"""A bot that stood still sends nothing of what it had claimed before: others may have it by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Platform
from bot.core.pace import Pace, Rate
from bot.core.reconciler import ResendPolicy
from bot.pipeline.courier import Courier
from bot.platforms.discord.connection import connect as connect_discord
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.store.store import open_store
from tests.acceptance.town import CHANNEL, NEWS, Town
from tests.builders import a_channel, a_post
from tests.contract.steps import publish, subscribe

if TYPE_CHECKING:
    from pathlib import Path

    from bot.platforms.discord.connection import DiscordConnection
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.store.store import Store

RATE = Rate(30)
PLACES = {Platform.TELEGRAM: CHANNEL, Platform.DISCORD: NEWS}


@pytest.mark.parametrize("platform", Platform)
async def test_let_go(town: Town, tmp_path: Path, platform: Platform) -> None:
    """A delivery whose process is taken for gone is let go unsent, is not uncertain, and is sent by the next claim."""
    async with (
        open_store(None, tmp_path, "me", Pace(dict.fromkeys(Platform, RATE))) as store,
        _connection(town, store, platform) as connection,
    ):
        await subscribe(store, a_channel(str(PLACES[platform]), platform))
        await publish(store, a_post(title="광장이 열립니다"))
        courier = Courier(
            connection.messenger,
            outbox=store.outbox,
            addresses=store.roster,
            turns=store.turns,
            leases=store.leases,
            policy=ResendPolicy(frozenset()),
            stamps=RATE.stamps(),
        )
        (delivery,) = await store.outbox.claim(platform, 9)
        await courier.deliver(delivery)
        assert _shown(town, platform) == 0
        assert await store.outbox.take_back(platform, []) == 1
        (again,) = await store.outbox.claim(platform, 9)
        assert not again.uncertain
        await store.leases.beat()
        await courier.deliver(again)
        assert _shown(town, platform) == 1


def _connection(town: Town, store: Store, platform: Platform) -> TelegramConnection | DiscordConnection:
    if platform is Platform.TELEGRAM:
        return connect_telegram(town.telegram.token, api_url=town.telegram.url)
    discord = town.discord
    return connect_discord(
        discord.token, api_url=discord.url, gateway_url=discord.gateway_url, offences=store.offences
    )  # fmt: skip


def _shown(town: Town, platform: Platform) -> int:
    return len(town.on_telegram() if platform is Platform.TELEGRAM else town.on_discord())
