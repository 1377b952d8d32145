"""A bot that is killed in the middle of a broadcast: the others carry it on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from redis import Redis

from tests.acceptance.town import until

if TYPE_CHECKING:
    from tests.many.company import Company, Services

MOST_IN_FLIGHT = 15  # a third of 100 a second: what goes within 50 ms, and in what an answer takes on a busy machine


async def test_kill(company: Company, services: Services, url: str) -> None:
    """Nothing is lost or repeated; what was in flight to Telegram is uncertain, and the operator's to decide."""
    await company.hire_first()
    await company.hire()
    third = await company.hire()
    company.newsroom.publish("a", "광장이 열립니다")
    await until(lambda: len(services.telegram.accepted) > len(services.chats) / 3)
    await third.killed()
    assert 0 in services.on_telegram("광장")
    await until(lambda: _is_idle(url))
    shown = services.on_telegram("광장")
    uncertain = await _uncertain(company)
    assert set(services.on_discord("광장")) == {1}
    assert set(shown) <= {0, 1}
    assert {chat for chat, times in zip(services.chats, shown, strict=True) if times == 0} <= uncertain
    assert len(uncertain) <= MOST_IN_FLIGHT
    await company.command("uncertain", "resend", "--all")
    await until(lambda: _is_idle(url))
    expected = [times + (chat in uncertain) for chat, times in zip(services.chats, shown, strict=True)]
    assert services.on_telegram("광장") == expected
    assert await _uncertain(company) == set()


async def _uncertain(company: Company) -> set[int]:
    """Return the Telegram chats with something uncertain."""
    ones = [json.loads(line) for line in (await company.command("uncertain", "--json")).splitlines()]
    assert {one["why"] for one in ones} <= {"the bot ended while this was being sent"}
    return {int(one["channel"].removeprefix("telegram:")) for one in ones}


def _is_idle(url: str) -> bool:
    """Return whether nothing is due, in flight or to be walked."""
    with Redis.from_url(url) as redis:
        patterns = ("{sokbo}:mail:*", "{sokbo}:inflight:*", "{sokbo}:broadcast:*")
        return not any(True for pattern in patterns for _ in redis.scan_iter(pattern))
