"""Channels that come and go: who is told, what is remembered, and where the next alert shows, by Telegram's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Platform
from bot.core.pace import Pace, Rate
from bot.core.reconciler import ResendPolicy
from bot.notices import keepers
from bot.pipeline.courier import Courier
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.store.attached import attach_store
from bot.store.store import open_store
from tests.acceptance.conftest import running
from tests.acceptance.town import ALEX, CHANNEL, GROUP, JIMIN, lines, until
from tests.builders import a_channel, a_post
from tests.contract.steps import publish

if TYPE_CHECKING:
    from pathlib import Path

    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let things stand for less than two seconds before keepers are told: here nothing blinks."""
    monkeypatch.setattr(keepers, "SETTLED", 0.2)
    monkeypatch.setattr(keepers, "BEAT", 0.05)


async def says(town: Town, chat: int, words: str) -> None:
    """Return as soon as a message of the chat has the words."""
    await until(lambda: bool(lines(town.on_telegram(chat), words)), lambda: town.on_telegram(chat))


async def suspended(settings: Settings, channel: int, *, is_so: bool) -> None:
    """Return as soon as the store has the channel as suspended, or not."""
    async with attach_store(None, settings.data_dir) as store:
        found = [bool((await store.roster.get(f"telegram:{channel}") or pytest.fail("unknown")).suspended)]
        while found[-1] is not is_so:
            known = await store.roster.get(f"telegram:{channel}")
            found.append(bool(known and known.suspended))


async def test_group(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A group is connected from its chat, loses the bot and has it back: its keeper is told twice, alerts go on."""
    async with running(settings):
        await town.types(JIMIN, JIMIN, "/start")
        await says(town, JIMIN, "알려 드립니다")
        await town.types(GROUP, JIMIN, "/connect")
        await says(town, GROUP, "연결했습니다")
        await town.types(GROUP, JIMIN, "/subscribe")
        await says(town, GROUP, "구독했습니다")
        town.telegram.kick(GROUP)
        await says(town, JIMIN, "글을 쓸 수 없어 ‘동네’ 알림을 멈추었습니다")
        newsroom.publish("missed", "그사이 기사")
        await says(town, CHANNEL, "그사이 기사")
        town.telegram.invite(GROUP)
        await says(town, JIMIN, "‘동네’ 알림을 다시 보냅니다")
        newsroom.publish("next", "다음 기사")
        await says(town, GROUP, "다음 기사")
    assert not lines(town.on_telegram(GROUP), "그사이 기사")
    assert len(lines(town.on_telegram(JIMIN), "알림을 멈추었습니다")) == 1


async def test_blocked(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A reader who blocks the bot gets nothing and keeps the wishes; unblocked, the next alert comes."""
    async with running(settings):
        await town.types(ALEX, ALEX, "/subscribe")
        await until(lambda: bool(town.on_telegram(ALEX)))
        town.telegram.block(ALEX)
        await suspended(settings, ALEX, is_so=True)
        newsroom.publish("missed", "그사이 기사")
        await says(town, CHANNEL, "그사이 기사")
        town.telegram.unblock(ALEX)
        await suspended(settings, ALEX, is_so=False)
        newsroom.publish("next", "다음 기사")
        await says(town, ALEX, "다음 기사")
    assert not lines(town.on_telegram(ALEX), "그사이 기사")


async def test_let_in_by_a_clock_ahead(town: Town, tmp_path: Path) -> None:
    """A channel let in by a bot whose clock is an hour ahead is suspended by its first refusal like any other."""
    rate, ahead = Rate(30), datetime.now(UTC) + timedelta(hours=1)
    async with (
        open_store(None, tmp_path, "me", Pace(dict.fromkeys(Platform, rate))) as store,
        connect_telegram(town.telegram.token, api_url=town.telegram.url) as connection,
    ):
        sender = Courier(
            connection.messenger,
            outbox=store.outbox,
            addresses=store.roster,
            turns=store.turns,
            leases=store.leases,
            policy=ResendPolicy(),
            stamps=rate.stamps(),
        )
        channel = replace(a_channel(str(CHANNEL)), admitted_at=ahead)
        await store.roster.put(channel)
        await publish(store, a_post())
        town.telegram.kick(CHANNEL)
        await store.leases.beat()
        tries = 0
        while not (await store.roster.get(channel.id) or channel).suspended:
            for delivery in await store.outbox.claim(Platform.TELEGRAM, 9):
                await sender.deliver(delivery)
                tries += 1
        assert tries == 1


async def test_status(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """`/status` shows what came, in words and with what became of it."""
    async with running(settings):
        newsroom.publish("a", "첫 기사")
        await says(town, JIMIN, "첫 기사")
        await town.types(JIMIN, JIMIN, "상태")
        await says(town, JIMIN, "첫 기사 · 보냄")
        await says(town, JIMIN, "구독: 모든 기사")


async def test_demoted(town: Town, settings: Settings) -> None:
    """In a channel where the bot may not post any more, the status names that, with how to give it back."""
    async with running(settings):
        town.telegram.demote(CHANNEL)
        await suspended(settings, CHANNEL, is_so=True)
    async with attach_store(None, settings.data_dir) as store:
        known = await store.roster.get(f"telegram:{CHANNEL}")
        assert known is not None
        assert known.wishes is not None
        assert known.suspended_at is not None
