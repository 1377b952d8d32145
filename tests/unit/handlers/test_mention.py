"""What `/mention` sets, shows and clears, and for whom there is such a command."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.delivery import Kind, Platform
from bot.core.post import Level
from bot.core.readers.conversation import RoleName
from tests.unit.handlers.shelves import Chat, presses, reader, shown


def guild(*, manages: bool = True) -> Chat:
    """Return a desk before somebody in a Discord channel."""
    asker = reader(Kind.GROUP, manages=manages)
    return Chat(asker=replace(asker, channel=replace(asker.channel, platform=Platform.DISCORD)))


async def roles(chat: Chat) -> dict[Level, str]:
    """Return the roles of the asker's channel."""
    channel = await chat.roster.get(chat.asker.channel.id)
    return dict(channel.roles) if channel else {}


async def asks(chat: Chat, **arguments: str) -> str:
    """Give the command, and return the text of its answer."""
    return shown(await chat.desk.called("mention", arguments, chat.asker))


async def test_set_and_cleared() -> None:
    """A role is set for a level, shown by its name, replaced, and cleared at a button."""
    chat = guild()
    await chat.desk.called("subscribe", {}, chat.asker)
    assert "언급하는 역할이 없습니다" in await asks(chat)
    assert "속보 알림에 언급하는 역할: 77" in await asks(chat, role="77")
    await asks(chat, level="일반", role="<@&78>")
    reply = await chat.desk.called("mention", {"level": "normal", "role": "79"}, chat.asker)
    assert await roles(chat) == {Level.BREAKING: "77", Level.NORMAL: "79"}
    assert [part for line in reply.lines for part in line if isinstance(part, RoleName)] == [
        RoleName("77"),
        RoleName("79"),
    ]
    assert presses(reply) == ["/mention breaking off", "/mention normal off"]
    await chat.desk.pressed("/mention breaking off", chat.asker)
    assert await roles(chat) == {Level.NORMAL: "79"}
    assert "79" in await asks(chat, level="breaking")


@pytest.mark.parametrize("level", ["속보", "breaking", "Breaking"])
async def test_any_language(level: str) -> None:
    """A level is known by its name in any language: Discord offers it in the app's."""
    chat = guild()
    await chat.desk.called("subscribe", {}, chat.asker)
    for language in ("en", "ko"):
        await chat.desk.called("language", {"name": language}, chat.asker)
        await asks(chat, level=level, role=f"7{len(language)}")
        assert (await roles(chat))[Level.BREAKING] == f"7{len(language)}"


async def test_unheard() -> None:
    """Who chooses a role that the bot may not ping is told so, and `/status` says it as long as it is so."""
    chat = guild()
    chat.rights.unpinged = ("77",)
    await chat.desk.called("subscribe", {}, chat.asker)
    assert "울리지 않습니다" in await asks(chat, role="77")
    assert "울리지 않습니다" in shown(await chat.desk.called("status", {}, chat.asker))
    assert "울리지 않습니다" not in await asks(chat, role="78")


async def test_elsewhere() -> None:
    """Where there are no roles the command is not what is thought to be meant."""
    said = await Chat(asker=reader()).reads("/mention")
    assert "명령은 없습니다" in said
    assert "/mention" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"level": "시끄럽게", "role": "77"}, "그런 등급은 없습니다: 시끄럽게"),
        ({"role": "@everyone"}, "역할로 읽을 수 없습니다: @everyone"),
        ({"role": "7" * 21}, "역할로 읽을 수 없습니다"),
    ],
)
async def test_wrong(arguments: dict[str, str], said: str) -> None:
    """A level or role that is none is named in the answer, and nothing changes."""
    chat = guild()
    await chat.desk.called("subscribe", {}, chat.asker)
    assert said in await asks(chat, **arguments)
    assert await roles(chat) == {}


async def test_not_subscribed() -> None:
    """Where no alerts come there is nobody to mention."""
    assert "구독하고 있지 않습니다" in await asks(guild(), role="77")


async def test_readers() -> None:
    """Who does not manage the channel changes nothing."""
    chat = guild(manages=False)
    assert "관리자" in await asks(chat, role="77")
    assert await roles(chat) == {}


async def test_telegram() -> None:
    """Telegram has no roles: the command does not exist there, and no help names it."""
    chat = Chat()
    assert "명령은 없습니다" in await chat.reads("/mention")
    assert "/mention" not in await chat.reads("/help")
    assert "/mention" in shown(await guild().desk.called("help", {}, guild().asker))
