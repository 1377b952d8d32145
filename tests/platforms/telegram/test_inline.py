"""Stories offered inline, where somebody types the bot's name in any chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.builders import a_post
from tests.platforms.telegram.conftest import listening, until

if TYPE_CHECKING:
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk


async def test_chosen(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A story that is chosen is sent as its alert looks, by way of the bot, with the button that leads to it."""
    desk.posts = [replace(a_post(title=f"한강 <{number}>"), id=f"{number}" * 70) for number in range(3)]
    with telegram.changes.watch() as changes:
        async with listening(connection, desk):
            asked = await telegram.act({"do": "ask", "chat": -2001, "user": 1002, "query": "한강"})
            await until(lambda: any(one.name == "answerInlineQuery" for one in telegram.calls))
        told = []
        while not changes.empty():
            told.append(changes.get_nowait())
    offered = next(one for one in told if one["kind"] == "inline")
    assert [one["title"] for one in offered["results"]] == ["한강 <0>", "한강 <1>", "한강 <2>"]
    choice = {"inline_query_id": asked["inline_query_id"], "result_id": offered["results"][1]["id"]}
    await telegram.act({"do": "choose", "chat": -2001, "user": 1002, **choice})
    sent = telegram.messages(-2001)[-1]
    assert sent["text"].startswith("한강 <1>")
    assert (sent["from"]["id"], sent["via_bot"]["id"]) == (1002, 7)
    assert sent["reply_markup"]["inline_keyboard"][0][0]["text"] == "Read more"
    (words, asker), *_ = desk.heard
    assert (words, asker.user, asker.channel.address) == ("한강", "1002", "1002")


async def test_late(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A query that was typed past does not keep the next one waiting."""
    desk.posts = [a_post()]
    async with listening(connection, desk):
        for words in ("ㅎ", "하", "한강"):
            await telegram.act({"do": "ask", "chat": 1001, "user": 1001, "query": words})
        await until(lambda: [one.name for one in telegram.calls].count("answerInlineQuery") == 3)
    assert sorted(words for words, _ in desk.heard) == ["ㅎ", "하", "한강"]
