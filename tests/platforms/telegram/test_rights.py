"""Who may do what, as Telegram says at each call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Channel, Kind, Language, Platform
from bot.core.readers.conversation import Asker
from tests.platforms.telegram.samples import CHANNEL, READER

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService

GROUP = Channel(platform=Platform.TELEGRAM, address="-1002000000001", kind=Kind.GROUP, title="독자")
ALEX = Asker(READER, "1002", Language.EN, manages=True, name="Alex")


@pytest.fixture
def forum(telegram: TelegramService) -> TelegramService:
    """Give the service with a supergroup that has a topic and a plain bot."""
    telegram.add_group(-1002000000001, "독자", [1001], topics=[7])
    return telegram


async def test_manages(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A channel is managed by those who may post there, a topic by the managers of its group, a chat by its person."""
    telegram.add_channel(-1007, "우리 채널", admins=[1002])
    ours = Channel(platform=Platform.TELEGRAM, address="-1007")
    assert await connection.rights.manages(ALEX, ours)
    assert not await connection.rights.manages(ALEX, CHANNEL)
    assert await connection.rights.manages(ALEX, READER)
    stranger = Channel(platform=Platform.TELEGRAM, address="1001", kind=Kind.PRIVATE)
    assert not await connection.rights.manages(ALEX, stranger)


async def test_lost(telegram: TelegramService, connection: TelegramConnection) -> None:
    """Who managed a chat a moment ago and does not any more may change nothing there."""
    telegram.add_channel(-1007, "우리 채널", admins=[1001, 1002])
    ours = Channel(platform=Platform.TELEGRAM, address="-1007")
    assert await connection.rights.manages(ALEX, ours)
    telegram._world.chats[-1007].admins.remove(1002)
    assert not await connection.rights.manages(ALEX, ours)


@pytest.mark.parametrize(
    ("happens", "channel", "lacking"),
    [
        (lambda _: None, CHANNEL, ()),
        (lambda forum: forum.promote(-1001, without=["can_post_messages"]), CHANNEL, ("Post Messages",)),
        (lambda forum: forum.demote(-1001), CHANNEL, ("Add New Admins", "Post Messages")),
        (lambda forum: forum.kick(-1001), CHANNEL, ("Add New Admins", "Post Messages")),
        (lambda _: None, GROUP, ()),
        (lambda forum: forum.restrict(-1002000000001), GROUP, ("Send Messages",)),
        (lambda forum: forum.leave(-1002000000001), GROUP, ("Add Members",)),
        (lambda forum: forum.block(1002), READER, ()),
    ],
)
async def test_lacking(
    forum: TelegramService,
    connection: TelegramConnection,
    happens: Callable[[TelegramService], None],
    channel: Channel,
    lacking: tuple[str, ...],
) -> None:
    """What the bot lacks is named as Telegram's apps name it."""
    happens(forum)
    assert tuple(await connection.rights.lacking(channel)) == lacking


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("@sokbo_news", "-1001"),
        ("https://t.me/sokbo_news", "-1001"),
        ("t.me/s/sokbo_news/12", "-1001"),
        ("-1001", "-1001"),
        ("t.me/c/2000000001/7", "-1002000000001/7"),
        ("-1002000000001/7", "-1002000000001/7"),
        ("1002", "1002"),
        ("1001", None),
        ("@nobody_here", None),
        ("-5", None),
        ("https://example.com/sokbo_news", None),
        ("@x; DROP TABLE", None),
        ("t.me/", None),
        ("９" * 30, None),
        ("", None),
    ],
)
async def test_find(
    forum: TelegramService, connection: TelegramConnection, reference: str, address: str | None
) -> None:
    """A chat is found by its number, name or link, a forum's with its topic; another one's private chat is not."""
    found = await connection.rights.find(reference, ALEX)
    assert (found.address if found else None) == address
    if address is None and not reference.removeprefix("-").isdecimal():
        assert all(one.chat in {"1001", "@nobody_here"} for one in forum.calls)


async def test_find_moved(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A group that was upgraded is found where it is now."""
    to = telegram.migrate(-2001)
    found = await connection.rights.find("-2001", ALEX)
    assert found is not None
    assert (found.address, found.title) == (str(to), "편집국")


async def test_private(telegram: TelegramService, connection: TelegramConnection) -> None:
    """Somebody's private chat is there unless they never started the bot or have blocked it."""
    assert await connection.rights.private(ALEX) == READER.__class__(
        platform=Platform.TELEGRAM, address="1002", kind=Kind.PRIVATE, title="Alex", language=Language.EN
    )
    telegram.block(1002)
    assert await connection.rights.private(ALEX) is None
    assert await connection.rights.private(Asker(CHANNEL, "3003", Language.KO)) is None
    assert await connection.rights.private(Asker(CHANNEL, "-1001", Language.KO)) is None
