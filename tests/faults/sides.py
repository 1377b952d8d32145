"""Both platforms as the fault tests look at them: a chat for each row, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

from bot.sandbox.discord import DiscordService
from bot.sandbox.discord import Limits as DiscordLimits
from bot.sandbox.telegram import Limits as TelegramLimits
from bot.sandbox.telegram import TelegramService

if TYPE_CHECKING:
    from collections.abc import Sequence

GUILD, NEW_HOME, READER = 3000, -1001234567890, 1001
NEIGHBOUR = "no fault at all"  # every other channel, as one of them


class Side(Protocol):
    """One platform: `addresses` are its chats, by a row's words and `NEIGHBOUR`."""

    name: str
    addresses: dict[str, str]
    moving: str
    send: str
    edit: str
    delete: str

    @property
    def service(self) -> TelegramService | DiscordService:
        """Return the platform itself."""

    def texts(self, what: str) -> list[str]:
        """Return what the row's chat shows."""

    def is_plain(self, what: str, word: str) -> bool:
        """Return whether every message with the word is plain text."""


def _spread(names: Sequence[str]) -> list[str]:
    """Return the names and `NEIGHBOUR` far from their like: failures in a row would be taken for an outage."""
    return sorted((NEIGHBOUR, *names), key=lambda what: crc32(what.encode()))


class TelegramSide:
    """Telegram, with a broadcast channel for each row, and one reader. The chat `moving` is upgraded to `NEW_HOME`."""

    name = "telegram"
    send, edit, delete = "sendMessage", "editMessageText", "deleteMessage"

    def __init__(self, names: Sequence[str] = ()) -> None:
        unlimited = dict.fromkeys(TelegramLimits.__dataclass_fields__)
        self.service = TelegramService(limits=TelegramLimits(**unlimited))
        self.addresses = {what: str(-1_000_100 - number) for number, what in enumerate(_spread(names))}
        for what, address in self.addresses.items():
            self.service.add_channel(int(address), what[:50])
        self.service.add_group(NEW_HOME, "이사 간 방", [READER])
        self.service.add_private(READER, "지민", "ko")
        self.moving = ""

    def texts(self, what: str) -> list[str]:
        """Return what the row's chat shows, where it was and where it is."""
        return [message.get("text", "") for message in self._messages(what)]

    def is_plain(self, what: str, word: str) -> bool:
        """Return whether every message with the word is without its button."""
        return all("reply_markup" not in message for message in self._messages(what) if word in message["text"])

    def _messages(self, what: str) -> list[dict[str, Any]]:
        new = self.service.messages(NEW_HOME) if what == self.moving else []
        return self.service.messages(int(self.addresses[what])) + new


class DiscordSide:
    """Discord, with a channel for each row in one server."""

    name = "discord"
    send = "POST /channels/{id}/messages"
    edit, delete = "PATCH /channels/{id}/messages/{id}", "DELETE /channels/{id}/messages/{id}"

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.service = DiscordService(limits=DiscordLimits.off())
        self.addresses = {what: str(5_000 + number) for number, what in enumerate(_spread(names))}
        self.service.add_guild(GUILD, "뉴스다오")
        for what, address in self.addresses.items():
            self.service.add_text(int(address), GUILD, what[:50])
        self.service.add_member(READER, GUILD, "지민", may_manage=True, locale="ko")
        self.moving = ""

    def texts(self, what: str) -> list[str]:
        """Return what the row's channel shows, its markup's backslashes left out."""
        return [self._words(message) for message in self.service.messages(int(self.addresses[what]))]

    def is_plain(self, what: str, word: str) -> bool:
        """Return whether every message with the word is without an embed."""
        messages = self.service.messages(int(self.addresses[what]))
        return all(not message["embeds"] for message in messages if word in self._words(message))

    @staticmethod
    def _words(message: dict[str, Any]) -> str:
        titles = [embed.get("title", "") for embed in message["embeds"]]
        return "\n".join([message["content"], *titles]).replace("\\", "")
