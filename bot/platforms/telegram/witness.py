"""What Telegram remembers for bots whose store is away: a menu of the chat that nobody meets holds a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.platforms.telegram.address import chat_of

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.platforms.telegram.api import Api

TONGUE: Final = "ae"  # Avestan: a menu is for those whose app speaks its language, and no app speaks this one
COMMAND: Final = "store"


class TelegramWitness:
    """A `Witness`: every bot of one token reads the same menus, and Telegram gives back those of just one language."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def has_heard(self, chat: Channel, absence: str) -> bool:
        """Return whether the chat's hidden menu names this absence."""
        menu = await self._api.call("getMyCommands", _hidden_in(chat))
        return any(one["description"] == absence for one in menu)

    async def note(self, chat: Channel, absence: str) -> None:
        """Let the chat's hidden menu name this absence, and no other."""
        menu = [{"command": COMMAND, "description": absence}]
        await self._api.call("setMyCommands", {**_hidden_in(chat), "commands": menu})


def _hidden_in(chat: Channel) -> dict[str, Any]:
    return {"scope": {"type": "chat", **chat_of(chat.address)}, "language_code": TONGUE}
