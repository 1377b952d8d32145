"""The topics of a Telegram forum, with the whole bot: each is a channel of its own, with wishes of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from tests.acceptance.conftest import running
from tests.acceptance.town import JIMIN, Town, lines, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom

FORUM, CITY, SPORTS = -1_009_000_000_001, 5, 6


@pytest.fixture
def forum(town: Town, newsroom: Newsroom, settings: Settings) -> Settings:
    """Give settings that name no channel, a forum with two topics that readers run, and stories of two categories."""
    newsroom.publish("old", "옛글")
    newsroom.put("older", "---\ntitle: 더 옛글\ncategories: [Sports]\n---\n본문\n")
    town.telegram.add_group(FORUM, "독자 모임", [JIMIN], topics=[CITY, SPORTS])
    fields: dict[str, Any] = settings.model_dump(exclude_unset=True)
    return type(settings).model_validate(fields | {"channels": []})


def alerts(town: Town, topic: int) -> list[str]:
    """Return what the bot says in a topic, its answers left out."""
    messages = [one for one in town.telegram.messages(FORUM) if one.get("message_thread_id") == topic]
    return [one["text"] for one in messages if "보도" in one.get("text", "")]


async def test_own_wishes(town: Town, newsroom: Newsroom, forum: Settings) -> None:
    """A topic gets what was wished for in it, is corrected and withdrawn there, and its neighbour gets nothing."""
    async with running(forum):
        await _subscribes(town, CITY, "News")
        await _subscribes(town, SPORTS, "Sports")
        newsroom.publish("a", "틀린 보도")
        await until(lambda: bool(lines(alerts(town, CITY), "틀린 보도")), lambda: alerts(town, CITY))
        newsroom.publish("a", "맞는 보도")
        await until(lambda: bool(lines(alerts(town, CITY), "맞는 보도")), lambda: alerts(town, CITY))
        newsroom.withdraw("a")
        await until(lambda: not alerts(town, CITY), lambda: alerts(town, CITY))
        assert alerts(town, SPORTS) == []


async def test_closed(town: Town, newsroom: Newsroom, forum: Settings) -> None:
    """A topic that is closed gets nothing and keeps its wishes: what comes after it was opened again goes there."""
    with capture_logs() as log:
        await _close_and_reopen(town, newsroom, forum, log)
    assert lines(alerts(town, CITY), "첫 보도") == []


async def _close_and_reopen(town: Town, newsroom: Newsroom, forum: Settings, log: list[Any]) -> None:
    async with running(forum):
        await _subscribes(town, CITY, "News")
        await _subscribes(town, SPORTS, "News")
        town.telegram.close_topic(FORUM, CITY)
        newsroom.publish("a", "첫 보도")
        await until(lambda: bool(lines(alerts(town, SPORTS), "첫 보도")), lambda: alerts(town, SPORTS))
        town.telegram.reopen_topic(FORUM, CITY)
        await until(lambda: "channel.resumed" in {line["event"] for line in log}, lambda: log)
        newsroom.publish("b", "다음 보도")
        await until(lambda: bool(lines(alerts(town, CITY), "다음 보도")), lambda: alerts(town, CITY))


async def _subscribes(town: Town, topic: int, category: str) -> None:
    """Let somebody subscribe in a topic; return when the bot has answered there."""
    asked = {"do": "type", "chat": str(FORUM), "user": str(JIMIN), "topic": topic, "text": f"/subscribe {category}"}
    await town.telegram.act(asked)
    await until(lambda: bool(lines(_answers(town, topic), "구독")), lambda: _answers(town, topic))


def _answers(town: Town, topic: int) -> list[str]:
    """Return what the bot, and nobody else, said in a topic."""
    there = [one for one in town.telegram.messages(FORUM) if one.get("message_thread_id") == topic]
    return [one["text"] for one in there if one.get("from", {}).get("is_bot")]
