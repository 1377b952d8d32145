"""What stands in the store that several bots share, and what its operator reads there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from redis import Redis

from bot.core.delivery import Platform
from bot.store.keys import Keys

if TYPE_CHECKING:
    from tests.many.company import Company
    from tests.process.bot import BotProcess

KEYS = Keys()
WORK = [f"{KEYS.prefix}:{kind}:*" for kind in ("mail", "inflight", "broadcast")]


def is_idle(url: str) -> bool:
    """Return whether nothing is due, in flight or to be walked."""
    with Redis.from_url(url) as redis:
        return not any(True for pattern in WORK for _ in redis.scan_iter(pattern))


def in_flight(url: str, bot: BotProcess, platform: Platform = Platform.TELEGRAM) -> set[int]:
    """Return the chats to which the bot has something in flight; all it has said before has been heard by then."""
    with Redis.from_url(url, decode_responses=True) as redis:
        for _ in range(2):  # the server hears everybody who has spoken before it hears us again
            redis.ping()
        marks = redis.hgetall(KEYS.inflight(platform))
    return {int(channel.split(":")[1]) for channel, mark in marks.items() if mark.startswith(f"{bot.pid}-")}


async def uncertain(company: Company) -> set[int]:
    """Return the Telegram chats with something uncertain, as the command lists them, all for a bot that is gone."""
    ones = [json.loads(line) for line in (await company.command("uncertain", "--json")).splitlines()]
    assert {one["why"] for one in ones} <= {"the bot ended while this was being sent"}
    return {int(one["channel"].removeprefix("telegram:")) for one in ones}
