"""The bot hears what people do: by polling, and by webhook."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, Conflict, InvalidToken
from telegram.ext import Application, CommandHandler

from tests.sandbox.telegram.conftest import CHANNEL, GROUP, OTHER, PERSON, SUPERGROUP, client, until

if TYPE_CHECKING:
    from telegram import Bot
    from telegram.ext import ContextTypes

    from bot.sandbox.telegram import TelegramService

    Context = ContextTypes.DEFAULT_TYPE


async def under_way(telegram: TelegramService) -> None:
    """Wait until a poll waits at the server."""
    await until(lambda: telegram._world.updates._poll is not None)


async def test_command(bot: Bot, telegram: TelegramService) -> None:
    """A typed command arrives with its entity and its author's language."""
    await telegram.act({"do": "type", "chat": str(PERSON), "user": str(PERSON), "text": "/latest 3"})
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.parse_entities(["bot_command"]) == {update.message.entities[0]: "/latest"}
    assert (update.message.from_user.language_code, update.message.chat.type) == ("ko", "private")


async def test_long_poll(bot: Bot, telegram: TelegramService) -> None:
    """A poll that waits is answered when something happens."""
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(bot.get_updates(timeout=10))
        await under_way(telegram)
        await telegram.act({"do": "type", "chat": CHANNEL, "text": "공지"})
    (update,) = poll.result()
    assert update.channel_post is not None
    assert update.channel_post.text == "공지"


async def test_offset(bot: Bot, telegram: TelegramService) -> None:
    """Updates come again until an offset beyond them confirms them."""
    for text in "abc":
        await telegram.act({"do": "type", "chat": PERSON, "user": PERSON, "text": text})
    updates = await bot.get_updates(limit=2)
    assert [one.update_id for one in await bot.get_updates()] == [updates[0].update_id + step for step in range(3)]
    assert [
        one.effective_message.text for one in await bot.get_updates(updates[1].update_id + 1) if one.effective_message
    ] == ["c"]
    assert len(await bot.get_updates()) == 1


async def test_last(bot: Bot, telegram: TelegramService) -> None:
    """A negative offset keeps as many of the latest."""
    for text in "abc":
        await telegram.act({"do": "type", "chat": PERSON, "user": PERSON, "text": text})
    assert len(await bot.get_updates(offset=-1)) == 1
    assert len(await bot.get_updates()) == 1


async def test_allowed(bot: Bot, telegram: TelegramService) -> None:
    """Kinds the bot did not ask for are not kept for it."""
    await bot.get_updates(allowed_updates=["callback_query"])
    await telegram.act({"do": "type", "chat": PERSON, "user": PERSON, "text": "x"})
    assert await bot.get_updates() == ()


async def test_two_pollers(bot: Bot, telegram: TelegramService) -> None:
    """A second poller ends the first one's poll."""
    async with client(telegram) as other, asyncio.TaskGroup() as group:
        first = group.create_task(_failure(bot))
        await under_way(telegram)
        assert await other.get_updates() == ()
    assert (
        str(first.result())
        == "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def _failure(bot: Bot) -> Exception:
    with pytest.raises((Conflict, InvalidToken)) as failure:
        await bot.get_updates(timeout=10)
    return failure.value


async def test_revoked(bot: Bot, telegram: TelegramService) -> None:
    """Revoking the token ends a poll under way."""
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(_failure(bot))
        await under_way(telegram)
        telegram.revoke()
    assert isinstance(poll.result(), InvalidToken)


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("/latest", True),
        ("/latest@sokbo_bot 3", True),
        ("/latest@other_bot", False),
        ("hello /latest", False),
        ("안녕", False),
    ],
)
async def test_privacy(bot: Bot, telegram: TelegramService, text: str, is_heard: bool) -> None:  # noqa: FBT001 - parametrized
    """In a group the bot hears commands that are not for another bot, and nothing else; the chat shows everything."""
    await telegram.act({"do": "type", "chat": GROUP, "user": PERSON, "text": text})
    assert bool(await bot.get_updates()) is is_heard
    assert telegram.messages(GROUP)[-1]["text"] == text


async def test_reply(bot: Bot, telegram: TelegramService) -> None:
    """In a group the bot hears replies to itself."""
    sent = await bot.send_message(GROUP, "질문?")
    await telegram.act({"do": "type", "chat": GROUP, "user": PERSON, "text": "답", "reply_to": sent.message_id})
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.message_id == sent.message_id


async def test_press(bot: Bot, telegram: TelegramService) -> None:
    """A pressed button brings its data and message; the answer is a notice only its presser sees."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("더", callback_data="more 2")]])
    number = (await bot.send_message(GROUP, "x", reply_markup=keyboard)).message_id
    await telegram.act({"do": "press", "chat": GROUP, "user": OTHER, "message_id": number, "data": "more 2"})
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert (query.data, query.from_user.id, query.message.message_id) == ("more 2", OTHER, number)
    with telegram.changes.watch() as changes:
        assert await query.answer("네")
        notice = changes.get_nowait()
    assert (notice["kind"], notice["for"], notice["text"]) == ("notice", str(OTHER), "네")
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer()


async def test_impossible(telegram: TelegramService) -> None:
    """What a person could not do is refused with a sentence."""
    with pytest.raises(ValueError, match="no button with the data 'x'"):
        await telegram.act({"do": "press", "chat": PERSON, "user": PERSON, "message_id": 1, "data": "x"})
    with pytest.raises(ValueError, match="no person 1002 in the chat 1001"):
        await telegram.act({"do": "type", "chat": PERSON, "user": OTHER, "text": "x"})
    with pytest.raises(ValueError, match="no chat 5"):
        await telegram.act({"do": "type", "chat": 5, "user": OTHER, "text": "x"})
    with pytest.raises(ValueError, match='"chat" has to be an id'):
        await telegram.act({"do": "type", "chat": "Readers", "text": "x"})
    with pytest.raises(ValueError, match="one of these in Telegram, not 'dance': ask, block"):
        await telegram.act({"do": "dance"})


async def test_membership(bot: Bot, telegram: TelegramService) -> None:
    """Block, unblock and kick arrive as changes of the bot's own membership."""
    telegram.block(PERSON)
    telegram.unblock(PERSON)
    telegram.kick(SUPERGROUP)
    telegram.invite(SUPERGROUP)
    changes = [update.my_chat_member for update in await bot.get_updates()]
    statuses = [(one.old_chat_member.status, one.new_chat_member.status) for one in changes if one]
    assert statuses == [("member", "kicked"), ("kicked", "member")] * 2


async def test_migration(bot: Bot, telegram: TelegramService) -> None:
    """An upgrade arrives as service messages in both chats."""
    to = telegram.migrate(GROUP)
    messages = [update.message for update in await bot.get_updates()]
    assert [(one.chat_id, one.migrate_to_chat_id, one.migrate_from_chat_id) for one in messages if one] == [
        (GROUP, to, None),
        (to, None, GROUP),
    ]


async def test_application(telegram: TelegramService) -> None:
    """The library's whole application, with its updater, answers a command."""

    async def answer(update: Update, _context: Context) -> None:
        if update.message is not None:
            await update.message.reply_html("<b>안녕</b>")

    app = Application.builder().bot(client(telegram)).build()
    app.add_handler(CommandHandler("start", answer))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=5)
        await telegram.act({"do": "type", "chat": PERSON, "user": PERSON, "text": "/start"})
        await until(lambda: len(telegram.messages(PERSON)) == 2)
        await app.updater.stop()
        await app.stop()
    assert telegram.messages(PERSON)[-1]["text"] == "안녕"


async def test_webhook(bot: Bot, telegram: TelegramService) -> None:
    """With a webhook set, updates are posted there with the secret, again until taken, and polling is refused."""
    arrived: asyncio.Queue[tuple[str, Update | None]] = asyncio.Queue()

    async def take(request: web.BaseRequest) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        arrived.put_nowait((secret, Update.de_json(await request.json(), bot)))
        return web.Response(status=200 if arrived.qsize() > 1 else 500)

    runner = web.ServerRunner(web.Server(take), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await telegram.act({"do": "type", "chat": PERSON, "user": PERSON, "text": "x"})
    await until(lambda: not telegram._world.updates.pending)
    assert (await bot.get_webhook_info()).pending_update_count == 0
    deliveries = [arrived.get_nowait() for _ in range(arrived.qsize())]
    await bot.delete_webhook()
    await runner.cleanup()
    assert [secret for secret, _ in deliveries] == ["s", "s"]
    assert deliveries[0][1] == deliveries[1][1]
