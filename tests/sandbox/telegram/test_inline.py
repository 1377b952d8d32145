"""Inline mode: what is asked in any chat, what may answer it, and what is sent by way of the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.error import BadRequest

from tests.sandbox.telegram.conftest import CHANNEL, GROUP, OTHER, PERSON, refusal

if TYPE_CHECKING:
    from telegram import Bot

    from bot.sandbox.telegram import TelegramService
    from tests.sandbox.telegram.conftest import Clock


def articles(count: int) -> list[InlineQueryResultArticle]:
    """Return so many results."""
    return [
        InlineQueryResultArticle(str(n), f"{n}", InputTextMessageContent("<b>x</b>", parse_mode="HTML"))
        for n in range(count)
    ]


async def ask(telegram: TelegramService, query: str = "한강") -> str:
    """Let a person ask inline; return the query's id."""
    asked = await telegram.act({"do": "ask", "chat": GROUP, "user": PERSON, "query": query})
    return str(asked["inline_query_id"])


async def test_chosen(bot: Bot, telegram: TelegramService) -> None:
    """What is chosen is the person's message, by way of the bot, which does not hear of it in a group."""
    query = await ask(telegram)
    (update,) = await bot.get_updates()
    assert update.inline_query is not None
    assert (update.inline_query.id, update.inline_query.query, update.inline_query.chat_type) == (
        query,
        "한강",
        "group",
    )
    assert await bot.answer_inline_query(query, articles(50))
    choice = {"do": "choose", "chat": GROUP, "inline_query_id": query, "result_id": "7"}
    with pytest.raises(ValueError, match="offered no result"):
        await telegram.act({**choice, "user": OTHER})
    await telegram.act({**choice, "user": PERSON})
    sent = telegram.messages(GROUP)[-1]
    assert (sent["text"], sent["from"]["id"], sent["via_bot"]["id"]) == ("x", PERSON, 7)
    assert await bot.get_updates(update.update_id + 1) == ()


async def test_once(bot: Bot, telegram: TelegramService, clock: Clock) -> None:
    """A query is answered once, in time, and only where somebody asked."""
    words = "Query is too old and response timeout expired or query id is invalid"
    query = await ask(telegram)
    assert await bot.answer_inline_query(query, [])
    late = await ask(telegram)
    clock.now += 11
    for one in (query, late, "1"):
        with pytest.raises(BadRequest, match=words):
            await bot.answer_inline_query(one, [])


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([{}] * 51, "too many inline query results specified"),
        ([{"type": "article"}], "can't parse inline query result: Can't find field \"id\""),
        ([{"type": "article", "id": "가" * 22, "title": "x"}], "RESULT_ID_INVALID"),
        ([{"type": "article", "id": "1", "title": ""}], "ARTICLE_TITLE_EMPTY"),
        ([{"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "<p>"}}], None),
        ([{"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": ""}}], None),
    ],
)
async def test_bad_results(telegram: TelegramService, results: list[dict[str, Any]], words: str | None) -> None:
    """Results without an id, a title or a message that could be sent are refused."""
    for one in results:
        one.get("input_message_content", {})["parse_mode"] = "HTML"
    status, said = await refusal(
        telegram, "answerInlineQuery", {"inline_query_id": await ask(telegram), "results": results}
    )
    assert status == 400
    assert words is None or said == f"Bad Request: {words}"


async def test_in_channel(bot: Bot, telegram: TelegramService) -> None:
    """An admin sends a result in the channel's name, and the bot there hears of the post."""
    telegram.add_channel(-1005, "우리 채널", admins=[PERSON])
    asked = await telegram.act({"do": "ask", "chat": CHANNEL, "user": PERSON, "query": ""})
    query = asked["inline_query_id"]
    await bot.answer_inline_query(query, articles(1))
    await telegram.act({"do": "choose", "chat": CHANNEL, "user": PERSON, "inline_query_id": query, "result_id": "0"})
    assert (await bot.get_updates())[-1].channel_post is not None
