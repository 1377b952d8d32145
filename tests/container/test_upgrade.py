"""The image started on what an earlier version left in its volume."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from redis.asyncio import Redis

from bot.sandbox.faults import Failure, Fault
from bot.store.keys import Keys
from tests.acceptance.newsroom import HASTE_IN_TOML, Newsroom
from tests.acceptance.town import ALEX, CHANNEL, JIMIN, NEWS, Town, a_town, lines
from tests.container.guest import Inn
from tests.contract.earlier import EARLIER, SITE, restore, write_posts
from tests.many.company import events, until
from tests.process.conftest import SETTINGS
from tests.servers import BINARIES, until_it_answers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from tests.container.engines import Engine
    from tests.container.guest import Guest

pytestmark = [pytest.mark.container, pytest.mark.timeout(600)]  # the first test builds, the first time the base too
MOMENTS: dict[str, Callable[[Guest, Inn, Fault], bool]] = {
    "as its store begins": lambda _bot, inn, _fault: (inn.data / "store" / "socket").exists(),
    "as the store is brought up to date": lambda bot, _inn, _fault: bool(events(bot, "store.migrated")),
    "as it sends": lambda _bot, _inn, fault: fault.times == 0,
}
WAITING, ALERT = "내일 기사", "[속보] 광장이 열립니다"
OLD = ["금리 동결", "[속보] 지진 발생", "지난 기사 3", "지난 기사 2", "지난 기사 1", "옛 기사"]
STATES = {
    f"telegram:{CHANNEL}": "subscribed",
    f"telegram:{JIMIN}": "subscribed",
    f"telegram:{ALEX}": "suspended",
    f"discord:{NEWS}": "subscribed",
}


@pytest.fixture(params=EARLIER, ids=lambda path: path.stem)
def left(request: pytest.FixtureRequest) -> Path:
    """Give what an earlier version left."""
    there: Path = request.param
    return there


@pytest.fixture
def newsroom(tmp_path: Path, left: Path) -> Newsroom:
    """Give the site as that version knew it."""
    site = Newsroom(tmp_path / "site")
    write_posts(left, site.folder)
    return site


@pytest.fixture
async def inn(image: Engine, newsroom: Newsroom, tmp_path: Path, port: int, left: Path) -> Inn:
    """Give a place whose volume is that version's."""
    place = Inn(image, tmp_path, port, newsroom.folder)
    store = place.data / "store"
    store.mkdir(mode=0o700)
    await _lay_down(left, store, tmp_path / "socket")
    place.hand_over()
    return place


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """Give both chat services."""
    async with a_town() as there:
        yield there


@pytest.fixture
def variables(town: Town, inn: Inn) -> dict[str, str]:
    """Give the environment of a bot that serves the town as the earlier version did."""
    named = SETTINGS.replace(f'"{CHANNEL}"\n', f'"{CHANNEL}"\ntopics = ["경제"]\n')
    (inn.settings / "sokbo.toml").write_text(named + HASTE_IN_TOML, encoding="utf-8")
    return {
        "TELEGRAM_TOKEN": town.telegram.token,
        "TELEGRAM_API_URL": town.telegram.url,
        "DISCORD_TOKEN": town.discord.token,
        "DISCORD_API_URL": town.discord.url,
        "DISCORD_GATEWAY_URL": town.discord.gateway_url,
        "SITE": SITE,
        "LOG_FORMAT": "json",
    }


@pytest.mark.parametrize("moment", MOMENTS)
async def test_upgrade(moment: str, inn: Inn, town: Town, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """Killed outright as it starts on an earlier version's volume and started again, the bot has all that was there."""
    newsroom.publish("a", ALERT)
    fault = Fault(Failure.HANG, "sendMessage")
    town.telegram.faults.add(fault)
    async with inn.guest(variables) as first:
        await until(lambda: MOMENTS[moment](first, inn, fault), lambda: first.output)
        await first.killed()
    town.telegram.faults.clear()
    async with inn.guest(variables) as bot:
        await until(lambda: bool(lines(town.on_telegram(JIMIN), "광장")), lambda: bot.output)
        await until(lambda: bool(lines(town.on_discord(NEWS), "광장")), lambda: bot.output)
        await town.types(JIMIN, JIMIN, "/breaking")  # the shelf that the store has had since its second version
        await until(lambda: bool(lines(town.on_telegram(JIMIN), "지진 발생")), lambda: bot.output)
        assert await bot.told_to_stop() == 0
    assert len(town.on_discord(NEWS)) == len(lines(town.on_telegram(JIMIN), "요약입니다")) == 1
    assert town.on_telegram(CHANNEL) == town.on_telegram(ALEX) == []
    assert [events(one, f"post.{word}") for one in (first, bot) for word in ("corrected", "retracted")] == [[]] * 4
    assert [post["title"] for post in await _told(inn, variables, "posts")] == [WAITING, ALERT, *OLD]
    assert {one["channel"]: one["state"] for one in await _told(inn, variables, "channels")} == STATES


async def _lay_down(left: Path, folder: Path, socket: Path) -> None:
    """Let a server write into the folder what the earlier version had it write."""
    places = ["--port", "0", "--unixsocket", str(socket), "--dir", str(folder)]
    command = [str(BINARIES["valkey"]), *places, "--appendonly", "yes", "--appendfsync", "always", "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: ASYNC220, S603 - nothing else runs meanwhile
        until_it_answers(f"unix://{socket}")
        async with Redis.from_url(f"unix://{socket}", decode_responses=True) as client:
            await restore(client, Keys().prefix, left)
        server.terminate()


async def _told(inn: Inn, variables: dict[str, str], command: str) -> list[dict[str, Any]]:
    """Return what the image's own command says about the store."""
    async with inn.guest(variables, command, "--json") as asked:
        assert await asked.ends() == 0, asked.output
    return [json.loads(line) for line in asked.output.splitlines()]
