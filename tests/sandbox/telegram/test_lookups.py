"""The bot, its chats, their people and its menus, as the library reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import BotCommand, BotCommandScopeAllGroupChats
from telegram.error import BadRequest, Forbidden

from tests.sandbox.telegram.conftest import CHANNEL, GROUP, OTHER, PERSON, SUPERGROUP, refusal

if TYPE_CHECKING:
    from telegram import Bot

    from bot.sandbox.telegram import TelegramService


async def test_me(bot: Bot) -> None:
    """The bot has a name, and privacy mode is on."""
    me = await bot.get_me()
    assert (me.username, me.can_read_all_group_messages) == ("sokbo_bot", False)


async def test_chat(bot: Bot) -> None:
    """A chat is described by its kind and title."""
    chat = await bot.get_chat("@sokbo_news")
    assert (chat.id, chat.type, chat.title) == (CHANNEL, "channel", "속보")
    assert (await bot.get_chat(SUPERGROUP)).is_forum is True


async def test_public(bot: Bot, telegram: TelegramService) -> None:
    """A channel that the bot is not in is described where it has a name, which another one may take from it."""
    telegram.add_channel(-1009, "이웃", "neighbours", has_bot=False)
    telegram.add_channel(-1008, "비밀", has_bot=False)
    assert (await bot.get_chat("@neighbours")).id == -1009
    with pytest.raises(Forbidden, match="bot is not a member"):
        await bot.get_chat(-1008)
    with pytest.raises(Forbidden, match="bot is not a member"):
        await bot.send_message("@neighbours", "?")
    telegram.rename(CHANNEL, "neighbours")
    assert (await bot.get_chat("@neighbours")).id == CHANNEL
    assert (await bot.get_chat(CHANNEL)).username == "neighbours"


@pytest.mark.parametrize(
    ("chat", "user", "status"),
    [
        (GROUP, PERSON, "creator"),
        (SUPERGROUP, OTHER, "administrator"),
        (GROUP, OTHER, "left"),
        (PERSON, PERSON, "member"),
        (GROUP, 7, "member"),
        (CHANNEL, 7, "administrator"),
    ],
)
async def test_member(bot: Bot, chat: int, user: int, status: str) -> None:
    """A member is told by what they are in the chat."""
    assert (await bot.get_chat_member(chat, user)).status == status


async def test_added_member(bot: Bot, telegram: TelegramService) -> None:
    """A person added to a group manages nothing there."""
    telegram.add_member(GROUP, 9, "Kim")
    assert (await bot.get_chat_member(GROUP, 9)).status == "member"


async def test_administrators(bot: Bot) -> None:
    """A group lists its admins, a private chat has none."""
    assert [one.user.id for one in await bot.get_chat_administrators(SUPERGROUP)] == [PERSON, OTHER]
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(PERSON)


async def test_commands(bot: Bot, telegram: TelegramService) -> None:
    """Menus are kept by language and scope; the page shows the default scope's."""
    await bot.set_my_commands([BotCommand("latest", "The latest news")])
    await bot.set_my_commands([BotCommand("latest", "최신 소식")], language_code="ko")
    await bot.set_my_commands([BotCommand("help", "Help")], scope=BotCommandScopeAllGroupChats())
    assert [one.description for one in await bot.get_my_commands(language_code="ko")] == ["최신 소식"]
    assert {key: menu[0]["command"] for key, menu in telegram.state()["commands"].items()} == {
        "": "latest",
        "ko": "latest",
    }
    await bot.delete_my_commands(language_code="ko")
    assert await bot.get_my_commands(language_code="ko") == ()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"commands": [{"command": "최신", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "Latest", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a" * 33, "description": "x"}]}, "command length must not exceed 32"),
        ({"commands": [{"command": "a", "description": "x" * 257}]}, "command description length must not exceed 256"),
        ({"commands": [{"command": "a", "description": ""}]}, "command description must be non-empty"),
        ({"commands": [], "language_code": "korean"}, "invalid language code specified"),
    ],
)
async def test_bad_commands(telegram: TelegramService, given: dict[str, Any], words: str) -> None:
    """A name that is not lower-case Latin, or a text too long, is refused."""
    assert await refusal(telegram, "setMyCommands", given) == (400, f"Bad Request: {words}")


async def test_action(bot: Bot) -> None:
    """The bot may show that it is typing, but not that it is dancing."""
    assert await bot.send_chat_action(PERSON, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(PERSON, "dancing")
