"""How much memory the image wants; deploy/kubernetes.yaml gives it 256 MiB, a little more than is tried here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.newsroom import Newsroom
from tests.many.company import Services, until, variables

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.container.guest import Inn

pytestmark = [pytest.mark.container, pytest.mark.timeout(600)]  # the first test builds, the first time the base too
LIMIT = 256_000_000
POSTS = 2000
BODY = "광장을 지나는 버스 다섯 노선은 주말 이틀 동안 옆 길로 돌아갑니다. 시는 두 달 뒤 결과를 알립니다.\n\n" * 12


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """Give both services with a thousand chats."""
    async with Services(chats=500, channels=500) as running:
        yield running


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site of some years."""
    site = Newsroom(tmp_path / "site")
    for number in range(POSTS):
        site.publish(f"old-{number}", f"지난 기사 {number}", more=f"tags: [동네 {number % 40}]\n", body=BODY)
    return site


async def test_broadcast(
    inn: Inn, services: Services, newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    """For 2,000 posts and 1,000 channels 256 MB are enough, for bot, store and commands beside them together."""
    async with inn.guest(variables(inn.settings, services), memory=LIMIT) as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: len(services.telegram.accepted) > 0, lambda: bot.output)
        await bot.beside("python", "-m", "bot", "health")
        await bot.beside("python", "-m", "bot", "status")
        await services.are_told()
        newsroom.publish("a", "광장이 다시 열립니다")
        await until(lambda: all(services.on_telegram("다시 열")) and all(services.on_discord("다시 열")))
        memory = bot.memory()
        assert await bot.told_to_stop() == 0
    with capsys.disabled():
        sys.stdout.write(f"\nheld at most: {memory.peak / 1e6:.1f} MB ")
    # What was read of files counts too: where all were read anew the most is the limit, and nobody wants for memory.
    assert memory.peak <= LIMIT
    assert memory.killed == 0
    assert set(services.on_telegram("광장")) == set(services.on_discord("광장")) == {1}
