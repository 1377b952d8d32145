"""Bots on a master and its replica behind a Sentinel go on when the master is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.many.company import BOUND, Company, Services, until
from tests.sentinels import a_pair
from tests.servers import BINARIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.sentinels import Pair

pytestmark = pytest.mark.timeout(BOUND)


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Give a master and its replica."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_pair(binary) as running:
        yield running


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """Give both services with a handful of chats."""
    async with Services(chats=30, channels=5) as running:
        yield running


async def test_master_killed(pair: Pair, services: Services, tmp_path: Path) -> None:
    """Nothing that was replicated is lost or sent again, and what is published meanwhile arrives, once."""
    async with Company(tmp_path, services, pair.url) as company:
        first = await company.hire_first()
        await company.hire()
        company.newsroom.publish("before", "먼저")
        await until(lambda: all(services.on_telegram("먼저")) and all(services.on_discord("먼저")))
        pair.kill_master()
        company.newsroom.publish("after", "나중에")
        await until(lambda: all(services.on_telegram("나중에")) and all(services.on_discord("나중에")))
        assert [set(shown) for word in ("먼저", "나중에") for shown in _both(services, word)] == [{1}] * 4
        assert all(not one.is_over for one in company.bots)
        assert await first.told_to_stop() == 0


def _both(services: Services, word: str) -> tuple[list[int], list[int]]:
    return services.on_telegram(word), services.on_discord(word)
