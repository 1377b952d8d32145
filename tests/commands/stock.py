"""A store in which something of each kind stands: posts, channels in trouble, what waits to be decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.core.delivery import Platform, Wishes
from bot.core.event import Published
from bot.core.pace import Pace, Rate
from bot.core.post import Level
from bot.store.store import open_store
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, settle, subscribe, walk

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.post import Post
    from bot.store.store import Store

NOW: Final = datetime.now(UTC)
WHY: Final = "12 posts within 10 minutes, where 5 may pass"
LOST: Final = "the bot ended while this was being sent"
LACKS: Final = "the bot lacks the permission Send Messages"
NEWSROOM: Final = a_channel("-1001234567890", title="뉴스다오 편집국")
READER: Final = a_channel("1001", title="지민", wishes=Wishes(frozenset({"정치"}), keywords=frozenset({"금리"})))
BLOCKED: Final = a_channel("1002", title="Alex", suspended=LACKS)
SERVER: Final = a_channel("1370000000000002001", Platform.DISCORD, title="속보")
BUDGET: Final = "[속보] 서울시의회, 내년도 예산안 48조 원 본회의 통과… 광장 정비 사업은 전액 삭감하기로"
WILD: Final = (
    "Wild \x1b[31m\x07\x9b2J\u202etitle\u202c\u2066\tof\r\na z"
    + "\u0335" * 40
    + "\u0321" * 40
    + " عربي עברית 👨‍👩‍👧‍👦🇰🇷 "
    + "끝없이 이어지는 제목 " * 60
)

LISTS: Final = ("posts", "channels", "held", "uncertain")
COMMANDS: Final = (*LISTS, "status")
NEXT: Final = {
    "posts": "python -m bot check",
    "channels": "python -m bot links",
    "status": "python -m bot run",
    "held": "python -m bot posts",
    "uncertain": "python -m bot why",
}


def a_story(name: str, title: str, *, ago: int = 0, level: Level = Level.NORMAL) -> Post:
    """Return a post published so many minutes ago."""
    return replace(a_post(name, title=title, level=level), published_at=NOW - timedelta(minutes=ago))


async def stock(folder: Path) -> None:
    """Fill the embedded store below the folder, and leave it closed."""
    async with open_store(None, folder, "newsroom", Pace({one: Rate(100_000) for one in Platform})) as store:
        await subscribe(store, NEWSROOM, READER, SERVER, replace(BLOCKED, suspended=""), a_channel("9", wishes=None))
        budget = a_story("a", BUDGET, ago=3, level=Level.BREAKING)
        await store.ledger.record("site", [Published(budget), Published(a_story("wild", WILD, ago=2))])
        await walk(store)
        await _sent(store)
        await store.roster.suspend(BLOCKED, LACKS)
        held = [a_story(f"h{number}", f"보류 기사 {number}: {BUDGET}", ago=1) for number in range(3)]
        await store.ledger.record("site", [Published(one, held=WHY) for one in [*held, a_story("w", WILD)]])


async def _sent(store: Store) -> None:
    """Send what is due: on Discord it arrives, in one chat it is refused, in another nobody knows."""
    for _ in range(2):
        for delivery in [*await claim(store), *await claim(store, platform=Platform.DISCORD)]:
            match delivery.channel.id:
                case NEWSROOM.id if delivery.uncertain:
                    await store.outbox.hold(delivery, LOST)
                case NEWSROOM.id:
                    await store.outbox.postpone(delivery, 0.0, LOST, uncertain=True)
                case BLOCKED.id:
                    await store.outbox.abandon(delivery, "refused")
                case _:
                    await settle(store, delivery)
