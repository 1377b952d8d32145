"""What becomes of our place in chats: let in, thrown out, topics closed, groups that move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.platforms.telegram.connection import connect
from tests.platforms.telegram.conftest import TOKEN, listening, until

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk

FORUM = -1002000000001


class Ears:
    """Hears what the adapter tells of channels."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []
        self.moves: list[tuple[str, str]] = []

    async def on_membership(self, channel: Channel, is_member: bool, _: str) -> None:  # noqa: FBT001 -- the port's shape
        """Keep whether the channel is open."""
        self.told.append((channel.address, is_member))

    async def on_moved(self, channel: Channel, address: str) -> None:
        """Keep where the channel went."""
        self.moves.append((channel.address, address))


def wired(telegram: TelegramService, ears: Ears) -> TelegramConnection:
    """Return the adapter with ears."""
    return connect(TOKEN, api_url=telegram.url, on_membership=ears.on_membership, on_moved=ears.on_moved)


def texts(telegram: TelegramService, chat: int) -> list[str]:
    """Return what stands in the chat."""
    return [one["text"] for one in telegram.messages(chat) if "text" in one]


async def test_joined(telegram: TelegramService, desk: RecordingDesk) -> None:
    """In a group the bot greets once it is let in; a new right there is no reason to greet again."""
    ears = Ears()
    telegram.leave(-2001)
    async with wired(telegram, ears) as connection, listening(connection, desk):
        telegram.invite(-2001)
        await until(lambda: texts(telegram, -2001) == ["hello"])
        telegram.promote(-2001)
        await until(lambda: len(ears.told) == 3)
    assert ears.told == [("-2001", False), ("-2001", True), ("-2001", True)]
    assert texts(telegram, -2001) == ["hello"]
    assert [words for words, _ in desk.heard] == ["joined"]


async def test_joined_channel(telegram: TelegramService, desk: RecordingDesk) -> None:
    """In a channel it says so to the admin who let it in, and posts nothing; where it can't, nothing is said."""
    telegram.add_channel(-1005, "동네 소식", admins=[1001])
    telegram.add_channel(-1006, "남의 소식", admins=[3003])
    for channel in (-1005, -1006):
        telegram.leave(channel)
    async with wired(telegram, Ears()) as connection, listening(connection, desk):
        telegram.invite(-1006)
        telegram.invite(-1005)
        await until(lambda: texts(telegram, 1001) == ["hello"])
    assert telegram.messages(-1005) == telegram.messages(-1006) == []
    assert [asker.channel.address for _, asker in desk.heard] == ["-1006", "-1005"]


async def test_rights(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A right that is taken closes the channel, given back it opens it."""
    ears = Ears()
    async with wired(telegram, ears) as connection, listening(connection, desk):
        telegram.promote(-1001, without=["can_post_messages"])
        telegram.promote(-1001)
        telegram.demote(-1001)
        await until(lambda: len(ears.told) == 3)
    assert ears.told == [("-1001", False), ("-1001", True), ("-1001", False)]


async def test_topic(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A topic that is closed and opened again is told as the channel that it is."""
    telegram.add_group(FORUM, "독자", [1001], topics=[7])
    ears = Ears()
    async with wired(telegram, ears) as connection, listening(connection, desk):
        telegram.close_topic(FORUM, 7)
        telegram.reopen_topic(FORUM, 7)
        await until(lambda: len(ears.told) == 2)
    assert ears.told == [(f"{FORUM}/7", False), (f"{FORUM}/7", True)]


async def test_managed_topic(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A topic that is closed to members is open to a bot that manages topics."""
    telegram.add_group(FORUM, "독자", [1001], topics=[7])
    telegram.promote(FORUM)
    ears = Ears()
    async with wired(telegram, ears) as connection, listening(connection, desk):
        telegram.close_topic(FORUM, 7)
        telegram.reopen_topic(FORUM, 7)
        await until(lambda: (f"{FORUM}/7", True) in ears.told)
    assert ears.told == [(str(FORUM), True), (f"{FORUM}/7", True)]


async def test_moved(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A group that becomes a supergroup is told before an alert could miss it, by either of its two messages."""
    ears = Ears()
    async with wired(telegram, ears) as connection, listening(connection, desk):
        to = str(telegram.migrate(-2001))
        await until(lambda: len(ears.moves) == 2)
    assert ears.moves == [("-2001", to), ("-2001", to)]
