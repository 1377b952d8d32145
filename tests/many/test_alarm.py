"""That the store of several bots is away is told once, whichever of them goes with it; and once that it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from redis import Redis

from bot.store.keys import Keys
from tests.acceptance.town import lines
from tests.crash.store import OtherStore
from tests.many.company import BOUND, GUILD, Company, Services, events, until
from tests.servers import BINARIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.process.bot import BotProcess

pytestmark = pytest.mark.timeout(BOUND)
GROUP, GENERAL = -9001, 9001
AWAY, BACK = "저장소에 쓸 수 없어", "저장소가 돌아왔습니다"
ADMINS = "".join(
    f'[[admin_chats]]\nplatform = "{platform}"\naddress = "{address}"\n'
    for platform, address in (("telegram", GROUP), ("discord", GENERAL))
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[OtherStore]:
    """Give a server beside the bots, which runs."""
    server = OtherStore(tmp_path / "server", "valkey", str(BINARIES["valkey"]))
    await server.revive()
    yield server
    await server.close()


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """Give both services with a handful of chats, and one on each for those who run the bots."""
    async with Services(chats=3, channels=2) as running:
        running.telegram.add_group(GROUP, "당번", [running.chats[0]])
        running.discord.add_text(GENERAL, GUILD, "당번")
        yield running


@pytest.fixture
async def company(services: Services, store: OtherStore, tmp_path: Path) -> AsyncIterator[Company]:
    """Give three bots at work, with an admin chat on each platform."""
    async with Company(tmp_path, services, store.url, more=ADMINS) as founded:
        await founded.hire_first()
        await founded.hire()
        await founded.hire()
        await until(lambda: len(in_turn(store, founded)) == 3)
        yield founded


def in_turn(store: OtherStore, company: Company) -> list[BotProcess]:
    """Return the bots that look after the store, in the order in which they tell that it is away."""
    with Redis.from_url(store.url, decode_responses=True) as redis:
        holders = sorted(redis.zrange(Keys().rota, 0, -1))
    bots = {str(bot.pid): bot for bot in company.bots}
    return [bots[holder.partition("-")[0]] for holder in holders]


def desks(services: Services) -> list[list[str]]:
    """Return what both admin chats show."""
    shown = [str(one) for one in services.telegram.messages(GROUP)]
    return [shown, [str(one) for one in services.discord.messages(GENERAL)]]


def counts(services: Services, words: str) -> list[int]:
    """Return how often each admin chat was told so."""
    return [len(lines(texts, words)) for texts in desks(services)]


async def have_heard(*bots: BotProcess, is_over: bool) -> None:
    """Return when each of the bots has found that another one told it."""
    for bot in bots:
        await until(lambda: any(one["is_over"] is is_over for one in events(bot, "alarm.heard")), lambda: bot.output)  # noqa: B023 - used at once


async def test_once(company: Company, services: Services, store: OtherStore) -> None:
    """Of bots that all live the first one tells it, and no other; one of them tells the end."""
    first, *others = in_turn(store, company)
    await store.close()
    await have_heard(*others, is_over=False)
    assert counts(services, AWAY) == [1, 1]
    assert not events(first, "alarm.heard")
    await store.revive()
    await until(lambda: counts(services, BACK) == [1, 1], lambda: desks(services))
    told = [bot for bot in company.bots if [one for one in events(bot, "notice.told") if one["is_over"]]]
    assert len(told) == 1
    await have_heard(*(bot for bot in company.bots if bot not in told), is_over=True)
    assert counts(services, BACK) == [1, 1]


async def test_gone_with_it(company: Company, services: Services, store: OtherStore) -> None:
    """Where the first bot dies with the store the next one tells it; where all do, one that starts tells the end."""
    first, *others = in_turn(store, company)
    await store.close()
    await first.killed()
    await until(lambda: counts(services, AWAY) == [1, 1], lambda: desks(services))
    await have_heard(others[1], is_over=False)
    assert counts(services, AWAY) == [1, 1]
    for bot in others:
        await bot.killed()
    await store.revive()
    await company.hire()
    await until(lambda: counts(services, BACK) == [1, 1], lambda: desks(services))
