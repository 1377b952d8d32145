"""`python -m bot why`, `status`, `posts` and `channels`: while the bot runs, and after it was killed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.acceptance.town import CHANNEL, NEWS, until

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter


async def test_why(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """A post that was sent is found by words of its title and by its path, and explained, with and without a bot."""
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "[속보] 새 기사 하나")
        await until(lambda: bool(town.on_telegram(CHANNEL)) and bool(town.on_discord(NEWS)), lambda: bot.output)
        await until(lambda: bot.output.count("delivery.done") == 2, lambda: bot.output)
        assert "It was sent to this channel." in await output(start, "why", "새 기사", f"telegram:{CHANNEL}")
        told = json.loads(await output(start, "why", "새 기사", f"discord:{NEWS}", "--json"))
        assert (told["standing"], told["ground"], told["is_over"]) == ("shown", "everything", True)
        await bot.killed()
    assert "이 채널에 보냈습니다." in await output(start, "why", told["post"], f"telegram:{CHANNEL}", "--lang", "ko")
    old = await output(start, "why", "지난 기사", f"telegram:{CHANNEL}")
    assert "It was there when the bot first looked" in old
    assert "doesn’t know this channel" in await output(start, "why", told["link"], "discord:999")


async def test_unclear(start: Starter, newsroom: Newsroom) -> None:
    """Where several may be meant they are listed; where none is, that is said; both end with 1."""
    newsroom.publish("a", "지난 소식")
    async with start() as bot:
        await bot.says("source.baseline")
        assert await bot.told_to_stop() == 0
    several = await output(start, "why", "지난", f"telegram:{CHANNEL}", code=1)
    assert "지난 기사" in several
    assert "지난 소식" in several
    assert "no post is meant" in await output(start, "why", "없는 말 \x1b[31m", f"telegram:{CHANNEL}", code=1)
    assert "no channel is meant" in await output(start, "why", "소식", "@nowhere", code=1)


async def test_overview(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """Queues, posts and channels are told at a glance, to people and to programs."""
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "새 기사")
        await until(lambda: bot.output.count("delivery.done") == 2, lambda: bot.output)
        status = await output(start, "status")
        assert ", listen:telegram, " in status
        assert "due: nothing; under way: 0" in status
        assert await bot.told_to_stop() == 0
    lines = [json.loads(line) for line in (await output(start, "posts", "--json")).splitlines()]
    assert [(one["title"], one["reached"], one["pending"]) for one in lines] == [("새 기사", 2, 0), ("지난 기사", 0, 0)]
    listed = [json.loads(line) for line in (await output(start, "channels", "--json")).splitlines()]
    assert [(one["channel"], one["state"], bool(one["last_at"])) for one in listed] == [
        (f"discord:{NEWS}", "subscribed", True),
        (f"telegram:{CHANNEL}", "subscribed", True),
    ]
    assert "everything" in await output(start, "channels")
    assert town.on_telegram(CHANNEL)


async def output(start: Starter, *words: str, code: int = 0) -> str:
    """Return what the command prints, which ends with this code."""
    async with start(*words) as command:
        assert await command.ends() == code, command.output
        return command.output
