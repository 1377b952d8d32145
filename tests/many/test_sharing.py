"""Several bots share one broadcast, and the platforms' limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.many.company import BOUND, DISCORD_PER_SECOND, PER_SECOND, events, largest_second

if TYPE_CHECKING:
    from tests.many.company import Company, Services
    from tests.process.bot import BotProcess

FAIR = 1 / 6  # of Telegram's: half of what each of three would have were all alike; Discord's are over in two seconds

pytestmark = pytest.mark.timeout(BOUND)


async def test_broadcast(company: Company, services: Services) -> None:
    """Three bots deliver an alert once to every chat, each a fair part of it, and no limit is ever exceeded."""
    await company.hire_first()
    await company.hire()
    await company.hire()
    company.newsroom.publish("a", "광장이 열립니다")
    await services.are_told()
    assert set(services.on_telegram("광장")) == set(services.on_discord("광장")) == {1}
    assert largest_second(services.telegram) <= PER_SECOND
    assert largest_second(services.discord) <= DISCORD_PER_SECOND
    assert 429 not in services.statuses()
    parts = [_part(one, "telegram") for one in company.bots]
    assert min(parts) > FAIR * len(services.chats), parts
    assert all(_part(one, "discord") for one in company.bots)


def _part(bot: BotProcess, platform: str) -> int:
    """Return how many deliveries a bot made on a platform."""
    return sum(event["channel"].startswith(platform) for event in events(bot, "delivery.done"))
