"""`/connect` and the greeting: who may connect what, what is said of what is missing, and who keeps the channel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.delivery import Channel, Kind, Language, Platform, Wishes
from bot.core.readers.conversation import Asker
from tests.unit.handlers.shelves import Chat, presses, reader, shown

NEWS = Channel(platform=Platform.TELEGRAM, address="-1001", kind=Kind.BROADCAST, title="속보 알림")


def a_chat(language: Language = Language.KO, *, is_manager: bool = True) -> Chat:
    """Return a private chat with a reader who may manage the channel."""
    chat = Chat(asker=reader(language=language), is_manager=is_manager)
    chat.roster.channels[NEWS.id] = NEWS
    return chat


@pytest.mark.parametrize(("language", "word"), [(Language.KO, "@이름"), (Language.EN, "@name")])
async def test_how(language: Language, word: str) -> None:
    """Without a channel, Telegram offers the asker's own channels and groups, and says how to type one."""
    reply = await a_chat(language).says("/connect")
    assert reply is not None
    assert word in shown(reply)
    assert [one.press for one in reply.pickers] == ["/connect "]


async def test_connected() -> None:
    """Whoever manages the channel becomes its keeper, and sees how things stand in it."""
    chat = a_chat()
    text = await chat.reads("/connect -1001")
    assert text.startswith("‘속보 알림’을 연결했습니다.\n")
    assert chat.roster.channels[NEWS.id].keeper == chat.asker.user
    reply = await chat.says("/연결 -1001")
    assert any(one.startswith("/settings@-1001") for one in presses(reply or pytest.fail("no answer")))


async def test_lacking() -> None:
    """What the bot lacks there is named, with how to give it; the channel is connected all the same."""
    chat = a_chat(Language.EN)
    chat.rights.lacks = ("can_post_messages",)
    text = await chat.reads("/connect -1001")
    assert text.startswith("I can’t send alerts to “속보 알림” yet.")
    assert "can_post_messages" in text
    assert chat.roster.channels[NEWS.id].keeper == chat.asker.user


async def test_lacking_little() -> None:
    """Where alerts come, but lack a part for want of a permission, that is said, and not that none come."""
    chat = a_chat(Language.EN)
    chat.roster.channels[NEWS.id] = replace(NEWS, wishes=Wishes(), suspended="kicked")
    chat.rights.lacks = ("Embed Links",)
    text = await chat.reads("/connect -1001")
    assert text.startswith("“속보 알림” is connected.\n⚠️ Permissions I lack: Embed Links\nAlerts come all the same")
    assert chat.roster.channels[NEWS.id].suspended == ""


async def test_let_in_again() -> None:
    """Connecting a channel that refused the bot lets alerts go there again, where the bot lacks nothing any more."""
    chat = a_chat()
    chat.roster.channels[NEWS.id] = replace(NEWS, wishes=Wishes(), suspended="kicked")
    chat.rights.lacks = ("can_post_messages",)
    await chat.reads("/connect -1001")
    assert chat.roster.channels[NEWS.id].suspended == "kicked"
    chat.rights.lacks = ()
    await chat.reads("/connect -1001")
    assert chat.roster.channels[NEWS.id].suspended == ""


async def test_not_theirs() -> None:
    """Who does not manage the channel changes nothing of it and learns nothing of it."""
    chat = a_chat(is_manager=False)
    assert await chat.reads("/connect -1001") == "‘-1001’ 관리자만 연결할 수 있습니다."
    assert chat.roster.channels[NEWS.id] == NEWS


@pytest.mark.parametrize("asked", ["@nobody", "없는 채널", "\u202e" + "가" * 300])
async def test_unknown(asked: str) -> None:
    """What is not found is said to be so, cut to a line."""
    text = await a_chat().reads(f"/connect {asked}")
    assert "찾지 못했습니다" in text
    assert len(text) < 200


async def test_private() -> None:
    """A private chat needs no connecting."""
    chat = a_chat()
    chat.roster.channels["telegram:5"] = replace(NEWS, address="5", kind=Kind.PRIVATE)
    assert "/subscribe" in await chat.reads("/connect 5")


async def test_on_discord() -> None:
    """On Discord one chooses the channel in the server."""
    asker = Asker(Channel(platform=Platform.DISCORD, address="9", kind=Kind.PRIVATE), "7", Language.KO)
    assert "서버에서" in await Chat(asker=asker).reads("/connect")


async def test_greeted_once() -> None:
    """Let in, the bot says hello with what it does and lacks; thrown out and let in again at once, it says nothing."""
    chat = Chat(asker=reader(Kind.GROUP))
    chat.rights.lacks = ("can_send_messages",)
    reply = await chat.desk.joined(chat.asker)
    text = shown(reply or pytest.fail("no greeting"))
    assert "명령에만 답합니다" in text
    assert "can_send_messages" in text
    assert presses(reply) == ["/subscribe", "/help"]
    assert await chat.desk.joined(chat.asker) is None


async def test_back() -> None:
    """Where wishes are remembered, it says that they are back, and who let it in keeps the channel."""
    chat = Chat(asker=reader(Kind.GROUP, Language.EN))
    channel = replace(chat.asker.channel, wishes=Wishes())
    chat.roster.channels[channel.id] = channel
    reply = await chat.desk.joined(chat.asker)
    assert "alerts come again" in shown(reply or pytest.fail("no greeting"))
    assert chat.roster.channels[channel.id].keeper == chat.asker.user


async def test_topics_back() -> None:
    """In a forum what its topics wished for is remembered, too."""
    chat = Chat(asker=reader(Kind.GROUP, Language.EN))
    topic = replace(chat.asker.channel, address=f"{chat.asker.channel.address}/5", wishes=Wishes())
    chat.roster.channels[topic.id] = topic
    assert "alerts come again" in shown(await chat.desk.joined(chat.asker) or pytest.fail("no greeting"))


async def test_in_a_channel() -> None:
    """In a channel with many readers the greeting is for who let it in, and its buttons name the channel."""
    chat = Chat(asker=replace(reader(), channel=NEWS))
    reply = await chat.desk.joined(chat.asker)
    assert reply is not None
    assert reply.private
    assert presses(reply)[0] == "/subscribe@-1001"
    assert "속보 알림" in shown(reply)
