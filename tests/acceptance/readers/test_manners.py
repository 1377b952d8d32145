"""Rubbish, floods, deep links, completions and inline mode: what the bot makes of what people do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.town import GUILD, until

if TYPE_CHECKING:
    from tests.acceptance.readers.conftest import Reading

pytestmark = pytest.mark.asyncio(loop_scope="module")

RUBBISH = ["<b>*_`~||[x](https://evil.example)", "Z͑ͫ̓ͪ̂ͫ̽a̵͚l̷g͊o̶" * 9, "\u202eabc\u202c", "가" * 90]


@pytest.mark.parametrize("text", RUBBISH, ids=["markup", "marks", "right-to-left", "long"])
async def test_rubbish(reading: Reading, text: str) -> None:
    """Words that mean nothing are answered, as text and no markup, and the next question is answered as ever."""
    reader = reading.newcomer()
    await reader.say("search", words=text)
    await reader.finds("검색 결과가 없습니다")
    await reader.say("subscribe", category=text)
    await reader.finds("카테고리는 없습니다")
    await reader.say("latest", count="1")
    await reader.finds("지난")


async def test_flood(reading: Reading) -> None:
    """Who asks too much is told so once, and their neighbour doesn't notice."""
    reader, neighbour = reading.newcomer(), reading.newcomer()
    for _ in range(10):
        await reader.say("help")
        await reader.finds("/latest")
    await reader.say("help")
    await reader.finds("너무 잦습니다")
    await neighbour.say("help")
    await neighbour.finds("/latest")


async def test_operators(reading: Reading) -> None:
    """In the admin chat what is held is shown, and what is none can't be released; elsewhere there is no such thing."""
    operator, reader = reading.operator(), reading.newcomer()
    await operator.say("held")
    await operator.finds("보류한 게시물이 없습니다")
    await operator.say("release", post="x")
    await operator.finds("게시물")
    if reading.platform == "telegram":
        await reader.say("held")
        await reader.finds("없습니다")


async def test_roles(bot_running: Reading) -> None:
    """A role that nobody would be notified by is said to be one; @everyone is none at all."""
    bot_running.platform = type(bot_running.platform).DISCORD
    manager, _ = bot_running.group()
    bot_running.town.discord.add_role(7900, GUILD, "당직")
    bot_running.town.discord.add_role(7901, GUILD, "독자", is_mentionable=True)
    bot_running.town.discord.deny(manager.chat, "mention_everyone")
    await manager.say("subscribe", category="Sports")
    await manager.finds("구독했습니다")
    await manager.say("mention", role=str(GUILD))
    await manager.finds("역할로 읽을 수 없습니다")
    await manager.say("mention", role="7900")
    await manager.finds("<@&7900>", "울리지 않습니다")
    await manager.say("mention", role="7901")
    assert "울리지 않습니다" not in await manager.finds("<@&7901>")


async def test_deep_link(bot_running: Reading) -> None:
    """A link into the chat subscribes at one tap."""
    bot_running.platform = type(bot_running.platform).TELEGRAM
    reader = bot_running.newcomer()
    await reader.say("start", link="breaking")
    await reader.finds("속보", "설정")


async def test_inline(bot_running: Reading) -> None:
    """In the middle of typing Telegram offers stories, and the chosen one is sent to the chat."""
    bot_running.platform = type(bot_running.platform).TELEGRAM
    reader, telegram = bot_running.newcomer(), bot_running.town.telegram
    with telegram.changes.watch() as changes:
        me = {"chat": str(reader.chat), "user": str(reader.user)}
        asked = await telegram.act({"do": "ask", "query": "큰일", **me})
        offers: dict[str, Any] = {}
        while offers.get("kind") != "inline":
            offers = await changes.get()
        assert "지난 큰일" in offers["results"][0]["title"]
        chosen = {"inline_query_id": asked["inline_query_id"], "result_id": offers["results"][0]["id"]}
        await telegram.act({"do": "choose", **me, **chosen})
    await until(lambda: any("지난 큰일" in text for text in bot_running.town.on_telegram(reader.chat)))


async def test_completion(bot_running: Reading) -> None:
    """While a category is typed Discord offers those there are."""
    bot_running.platform = type(bot_running.platform).DISCORD
    reader = bot_running.newcomer()
    asked = {"do": "complete", "name": "subscribe", "option": "category", "text": "te"}
    done = await bot_running.town.discord.act({**asked, "chat": str(reader.chat), "user": str(reader.user)})
    assert [choice["name"] for choice in done["choices"]] == ["Tech"]
