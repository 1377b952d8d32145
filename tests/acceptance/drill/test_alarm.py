"""That the store is away reaches the admin chats past restarts, moves and a platform that fails; so does the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.notices.slip import FIRST
from bot.sandbox.faults import Failure, Fault
from tests.acceptance.conftest import running
from tests.acceptance.drill.sheet import row
from tests.acceptance.town import CHANNEL, GROUP, lines, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.drill.duty import Duty
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.crash.store import OtherStore

SAID = row("A store outage")


async def test_restart(duty: Duty, town: Town, newsroom: Newsroom, store: OtherStore, settings: Settings) -> None:
    """A bot that was restarted while its store was away tells that it is back, once, and no later start again."""
    async with running(settings, redis_url=store.url):
        await store.close()
        newsroom.publish("new", "광장이 열립니다")
        await duty.is_told(SAID.told)
    with pytest.raises(BaseExceptionGroup, match="unhandled errors"):
        async with running(settings, redis_url=store.url):
            pass
    await store.revive()
    for _ in range(2):
        async with running(settings, redis_url=store.url):
            await duty.is_told(SAID.over)
            await until(lambda: bool(town.on_telegram(CHANNEL)))
    words = SAID.told + SAID.over
    assert [len(lines(duty.told(one), one)) for one in words] == [1] * len(words)


async def test_twice(duty: Duty, town: Town, store: OtherStore, settings: Settings) -> None:
    """An absence that follows another one is told as well, and so is its end."""
    async with running(settings, redis_url=store.url):
        for times in (1, 2):
            await store.close()
            await until(lambda: len(lines(town.on_telegram(GROUP), SAID.told[0])) == times)  # noqa: B023 - used at once
            await store.revive()
            await until(lambda: len(lines(town.on_telegram(GROUP), SAID.over[0])) == times)  # noqa: B023 - used at once
    assert [len(lines(duty.told(one), one)) for one in SAID.told] == [2] * len(SAID.told)


async def test_forgotten(duty: Duty, town: Town, store: OtherStore, settings: Settings) -> None:
    """Where whoever told it is gone with all it remembered, the next bot tells its end, and the next absence."""
    async with running(settings, redis_url=store.url):
        await store.close()
        await duty.is_told(SAID.told)
    for slip in settings.data_dir.glob(f"{FIRST}*"):
        slip.unlink()
    await store.revive()
    async with running(settings, redis_url=store.url):
        await until(lambda: bool(lines(town.on_telegram(GROUP), SAID.over[0])))
        await store.close()
        await until(lambda: len(lines(town.on_telegram(GROUP), SAID.told[0])) == 2)


async def test_deaf(duty: Duty, town: Town, store: OtherStore, settings: Settings) -> None:
    """A platform that fails just then is tried again until the chat was told."""
    async with running(settings, redis_url=store.url):
        town.telegram.faults.add(Fault(Failure.CUT_BEFORE, "sendMessage", times=2))
        await store.close()
        await duty.is_told(SAID.told)
        await store.revive()
        await duty.is_told(SAID.over)


async def test_moved(town: Town, store: OtherStore, settings: Settings) -> None:
    """A group that was upgraded meanwhile is told where it is now."""
    async with running(settings, redis_url=store.url):
        await store.close()
        new = town.telegram.migrate(GROUP)
        await until(lambda: bool(lines(town.on_telegram(new), SAID.told[0])), lambda: town.on_telegram(new))
        await store.revive()
        await until(lambda: bool(lines(town.on_telegram(new), SAID.over[0])), lambda: town.on_telegram(new))
