"""Hands updates on, each when the one before it in its chat is done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_log = structlog.get_logger()
Handle: TypeAlias = "Callable[[dict[str, Any]], Awaitable[None]]"


class ChatOrder:
    """Updates on their way to `handle`, each given `limit` seconds from its arrival."""

    def __init__(self, handle: Handle, *, limit: float = 30.0) -> None:
        self._handle = handle
        self._limit = limit
        self._last_of: dict[object, asyncio.Task[None]] = {}

    def start(self, update: dict[str, Any], group: asyncio.TaskGroup) -> asyncio.Task[None]:
        """Let the update be handled in its turn, by a task of the group."""
        chat = _chat_in(update)
        task = self._last_of[chat] = group.create_task(self._in_turn(update, self._last_of.get(chat)))
        return task

    def tidy(self) -> None:
        """Forget what is done."""
        self._last_of = {chat: task for chat, task in self._last_of.items() if not task.done()}

    async def _in_turn(self, update: dict[str, Any], before: asyncio.Task[None] | None) -> None:
        try:
            async with asyncio.timeout(self._limit):
                if before is not None:
                    await asyncio.wait([before])
                await self._handle(update)
        except Exception as failure:  # noqa: BLE001 -- one bad update must not stop the others
            _log.warning("telegram.update_failed", update=update["update_id"], why=repr(failure))


def _chat_in(update: dict[str, Any]) -> object:
    """Return the chat whose order the update belongs to, None where it names none.

    What is asked inline belongs to nobody's chat: each is answered by itself, for who types on waits for the last.
    """
    for kind, content in update.items():
        if kind == "inline_query" and isinstance(content, dict):
            return kind, content.get("id")
        if isinstance(content, dict):
            place = content if "chat" in content else content.get("message")
            chat = place.get("chat") if isinstance(place, dict) else None
            return str(chat.get("id")) if isinstance(chat, dict) else None
    return None
