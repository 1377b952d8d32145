"""A bot that is killed in the middle of a broadcast: the others carry it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.many.books import in_flight, is_idle, uncertain
from tests.many.company import BOUND, until

if TYPE_CHECKING:
    from tests.many.company import Company, Services
    from tests.process.bot import BotProcess

pytestmark = pytest.mark.timeout(BOUND)


async def test_kill(company: Company, services: Services, url: str) -> None:
    """Nothing is lost or repeated; what it had in flight to Telegram is uncertain, no more, and the operator's."""
    await company.hire_first()
    await company.hire()
    third = await company.hire()
    company.newsroom.publish("a", "광장이 열립니다")
    await until(lambda: len(services.telegram.accepted) > len(services.chats) / 3)
    left = await _killed(third, url)
    assert 0 in services.on_telegram("광장")
    await until(lambda: is_idle(url))
    shown = services.on_telegram("광장")
    doubtful = await uncertain(company)
    assert set(services.on_discord("광장")) == {1}
    assert set(shown) <= {0, 1}
    assert {chat for chat, times in zip(services.chats, shown, strict=True) if times == 0} <= doubtful <= left
    await company.command("uncertain", "resend", "--all")
    await until(lambda: is_idle(url))
    expected = [times + (chat in doubtful) for chat, times in zip(services.chats, shown, strict=True)]
    assert services.on_telegram("광장") == expected
    assert await uncertain(company) == set()


async def _killed(bot: BotProcess, url: str) -> set[int]:
    """Kill the bot while it has something in flight to Telegram; return the chats that concerns."""
    left: set[int] = set()
    while not left:
        bot.stand_still()
        if left := in_flight(url, bot):
            break
        bot.go_on()
    await bot.killed()
    return left
