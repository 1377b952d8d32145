"""A store without room, a store that is away, and a store's server that is killed."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from bot.notices import alarm, room
from bot.store import connection
from tests.acceptance.conftest import running
from tests.acceptance.drill.disks import a_disk, a_limited_server, filled, limited
from tests.acceptance.drill.sheet import row
from tests.acceptance.town import CHANNEL, GENERAL, GROUP, lines, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from config.settings import Settings
    from tests.acceptance.drill.duty import Duty
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.crash.store import OtherStore

    Fault = Callable[[OtherStore], AbstractAsyncContextManager[None]]


async def test_disk(duty: Duty, town: Town, newsroom: Newsroom, settings: Settings, tmp_path: Path) -> None:
    """A full disk stops alerts until there is room, and then they go out: no restart, and none is lost."""
    with a_disk(tmp_path / "disk") as disk:
        said = row("A full disk", sokbo=disk)
        async with running(settings, data_dir=disk):
            with filled(disk):
                newsroom.publish("new", "광장이 열립니다")
                await duty.sees(said)
                await duty.is_told(said.told)
                assert not town.on_telegram(CHANNEL)
            await duty.is_told(said.over)
            await duty.sees_all_well()
            await until(lambda: bool(town.on_telegram(CHANNEL)))
    assert len(town.on_telegram(CHANNEL)) == 1


async def test_disk_and_restart(duty: Duty, newsroom: Newsroom, settings: Settings, tmp_path: Path) -> None:
    """A bot that was told to stop while its disk was full tells, once it runs again, that there is room."""
    with a_disk(tmp_path / "disk") as disk:
        said = row("A full disk", sokbo=disk)
        with ExitStack() as filling:
            async with running(settings, data_dir=disk):
                filling.enter_context(filled(disk))
                newsroom.publish("new", "광장이 열립니다")
                await duty.is_told(said.told)
        async with running(settings, data_dir=disk):
            await duty.is_told(said.over)
    assert [len(lines(duty.told(words), words)) for words in said.over] == [1, 1]


async def test_filling(
    duty: Duty, newsroom: Newsroom, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a disk is full the admin chats are told that it fills, and once there is room again, that there is."""
    monkeypatch.setattr(room, "SCARCE", 1e6)
    monkeypatch.setattr(room, "PLENTY", 2e6)
    newsroom.publish("old", "지난 기사")
    with a_disk(tmp_path / "disk") as disk:
        async with running(settings, data_dir=disk):
            with filled(disk, but_for=500_000):
                await duty.is_told([f"{disk} 디스크가 거의 찼습니다.", f"The disk of {disk} is almost full."])
                await duty.sees_all_well()
            await duty.is_told(
                [f"{disk} 디스크에 다시 여유가 있습니다.", f"There is room again on the disk of {disk}."]
            )
    assert len(duty.told("다시 여유가")) == 2


@pytest.fixture
def limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path of a mark: where it is touched, the files of a server that starts may not grow."""
    programs, mark = a_limited_server(tmp_path)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return mark


async def test_limit(duty: Duty, town: Town, newsroom: Newsroom, settings: Settings, limit: Path) -> None:
    """Without root: a store whose file may not grow is told like a full disk, and goes on as soon as it may."""
    said = row("A full disk")
    async with running(settings):
        with limited(limit):
            await kill_server(settings.data_dir)
            newsroom.publish("new", "광장이 열립니다")
            await duty.is_told(said.told[:1])
        await duty.is_told(said.over)
        await until(lambda: bool(town.on_telegram(CHANNEL)))
    assert len(town.on_telegram(CHANNEL)) == 1


@asynccontextmanager
async def killed(store: OtherStore) -> AsyncIterator[None]:
    """Let the server be gone for as long as the block lasts."""
    await store.close()
    yield
    await store.revive()


@asynccontextmanager
async def refusing(store: OtherStore) -> AsyncIterator[None]:
    """Let the server answer and take no write for as long as the block lasts, as one that has no room does."""
    async with Redis.from_url(store.url) as redis:
        await redis.config_set("maxmemory", 1)
        yield
        await redis.config_set("maxmemory", 0)


@pytest.mark.parametrize("fault", [killed, refusing])
async def test_outage(
    fault: Fault, duty: Duty, town: Town, *, newsroom: Newsroom, store: OtherStore, settings: Settings
) -> None:
    """A store that is away, or takes no write, stops alerts until it does, and then they go out: none is lost."""
    said = row("A store outage")
    async with running(settings, redis_url=store.url):
        async with fault(store):
            newsroom.publish("new", "광장이 열립니다")
            await duty.sees(said)
            await duty.is_told(said.told)
            assert not town.on_telegram(CHANNEL)
        await duty.is_told(said.over)
        await duty.sees_all_well()
        await until(lambda: bool(town.on_telegram(CHANNEL)))
    assert len(town.on_telegram(CHANNEL)) == 1


async def test_frozen(
    duty: Duty,
    town: Town,
    newsroom: Newsroom,
    *,
    store: OtherStore,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A store that stands still neither answers nor refuses: whoever looks is told so soon, the admin chats as well."""
    said = row("A store outage")
    monkeypatch.setattr(connection, "SOON", 0.5)
    async with running(settings, redis_url=store.url):
        async with frozen(store):
            newsroom.publish("new", "광장이 열립니다")
            await duty.sees(replace(said, signals=(said.signals[0], said.metric)))
            await duty.is_told(said.told)
            assert not town.on_telegram(CHANNEL)
        await duty.is_told(said.over)
        await duty.sees_all_well()
        await until(lambda: bool(town.on_telegram(CHANNEL)))
    assert len(town.on_telegram(CHANNEL)) == 1


@asynccontextmanager
async def frozen(store: OtherStore) -> AsyncIterator[None]:
    """Let the server stand still for as long as the block lasts."""
    async with Redis.from_url(store.url) as redis:
        pid = (await redis.info("server"))["process_id"]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


async def test_killed(
    duty: Duty, town: Town, newsroom: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot's own store that is killed is up again in a moment: nobody has to be told, and alerts go on."""
    said = row("The bot’s own store is killed")
    monkeypatch.setattr(alarm, "LASTING", 10.0)
    async with running(settings):
        await kill_server(settings.data_dir)
        newsroom.publish("new", "광장이 열립니다")
        await duty.sees(said)
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "광장")))
        await duty.sees_all_well()
    assert (town.on_telegram(GROUP), town.on_discord(GENERAL)) == ([], [])
    assert len(town.on_telegram(CHANNEL)) == 1


async def kill_server(data: Path) -> None:
    """Kill the server that the bot runs over this folder."""
    async with Redis.from_url((data / "store" / "address").read_text(encoding="utf-8")) as redis:
        os.kill((await redis.info("server"))["process_id"], signal.SIGKILL)
