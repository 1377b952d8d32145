"""kill -9 at the worst moments: no alert is lost, and what was in flight is treated as each platform allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults import Failure, Fault
from tests.acceptance.town import CHANNEL, NEWS, lines, until
from tests.process.conftest import outage

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter

pytestmark = pytest.mark.kill

DISCORD_SEND = "POST /channels/{id}/messages"


async def test_recorded(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """A post that was recorded and not yet sent arrives after the restart, once on each platform."""
    async with outage(town), start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await bot.says("post.published")
        await bot.killed()
        await until(lambda: not bot.relatives(), bot.relatives)
    async with start() as bot:
        newsroom.publish("b", "다음 기사")
        await until(lambda: all(lines(texts, "다음") for texts in _both(town)), lambda: bot.output)
        assert await bot.told_to_stop() == 0
    for texts in _both(town):
        assert [len(lines(texts, "광장")), len(lines(texts, "다음"))] == [1, 1]


@pytest.mark.parametrize(("title", "shown"), [("보통 기사", 0), ("[속보] 큰일", 1)])
async def test_in_flight_to_telegram(title: str, shown: int, start: Starter, town: Town, newsroom: Newsroom) -> None:
    """What was in flight to Telegram is uncertain: a normal alert is held for the operator, a breaking one resent."""
    fault = Fault(Failure.HANG, "sendMessage")
    town.telegram.faults.add(fault)
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", title)
        await until(lambda: bool(town.on_discord()) and fault.times == 0)
        await bot.killed()
    async with start() as bot:
        newsroom.publish("b", "다음 기사")
        await until(lambda: all(lines(texts, "다음") for texts in _both(town)), lambda: bot.output)
        assert ("delivery.held" in bot.output) == (shown == 0)
        assert await bot.told_to_stop() == 0
    word = title.removeprefix("[속보] ")
    assert [len(lines(texts, word)) for texts in _both(town)] == [shown, 1]


@pytest.mark.parametrize("failure", [Failure.HANG, Failure.CUT_AFTER])
async def test_in_flight_to_discord(failure: Failure, start: Starter, town: Town, newsroom: Newsroom) -> None:
    """What was in flight to Discord is sent again and shown once, whether or not it had arrived."""
    fault = Fault(failure, DISCORD_SEND)
    town.discord.faults.add(fault)
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(town.on_telegram()) and fault.times == 0)
        await bot.killed()
    assert len(town.on_discord()) == (failure is Failure.CUT_AFTER)
    async with start() as bot:
        newsroom.publish("b", "다음 기사")
        await until(lambda: all(lines(texts, "다음") for texts in _both(town)), lambda: bot.output)
        await until(lambda: bool(lines(town.on_discord(), "광장")), lambda: bot.output)
        assert await bot.told_to_stop() == 0
    assert [len(lines(texts, "광장")) for texts in _both(town)] == [1, 1]


async def test_note_recorded(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """That a story became breaking, recorded and not yet told, is told after the restart, once on each platform."""
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: all(_both(town)), lambda: bot.output)
        async with outage(town):
            newsroom.publish("a", "큰일", more="alert: breaking\n")
            await bot.says("post.corrected")
            await bot.killed()
            await until(lambda: not bot.relatives(), bot.relatives)
    await _is_told_once(start, town, newsroom)


async def test_note_in_flight(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """A note that was in flight is sent again where its platform allows it, as the reply it was, and shown once."""
    faults = (Fault(Failure.HANG, "sendMessage"), Fault(Failure.CUT_AFTER, DISCORD_SEND))
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: all(_both(town)), lambda: bot.output)
        town.telegram.faults.add(faults[0])
        town.discord.faults.add(faults[1])
        newsroom.publish("a", "큰일", more="alert: breaking\n")
        await until(lambda: all(fault.times == 0 for fault in faults), lambda: bot.output)
        await bot.killed()
        await until(lambda: not bot.relatives(), bot.relatives)
    await _is_told_once(start, town, newsroom)


async def _is_told_once(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """Start the bot again, and see both platforms show the story, one note that replies to it, and what follows."""
    async with start() as bot:
        newsroom.publish("b", "다음 기사")
        await until(lambda: all(len(texts) == 3 for texts in _both(town)), lambda: bot.output)
        assert await bot.told_to_stop() == 0
    for texts in _both(town):
        assert "큰일" in texts[0]
        assert sorted("속보로 바뀌었습니다" in text for text in texts) == [False, False, True]
    assert sum("reply_to_message" in message for message in town.telegram.messages(CHANNEL)) == 1
    assert sum("message_reference" in message for message in town.discord.messages(NEWS)) == 1


def _both(town: Town) -> list[list[str]]:
    return [town.on_telegram(), town.on_discord()]
