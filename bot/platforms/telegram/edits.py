"""Which edited messages are answered: a command that somebody corrected a moment after they had sent it."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import Message

_FRESH = 120.0  # seconds after it was sent: who corrects a slip does so at once
_REMEMBERED = 1000


class Edits:
    """Remembers what was asked lately, so that an edit that asks the same, or nothing, is left alone.

    Telegram tells of edits that changed nothing to read, too: a preview that arrived, a reaction.
    """

    def __init__(self) -> None:
        self._asked: OrderedDict[tuple[int, int], str] = OrderedDict()

    def heard(self, message: Message) -> None:
        """Remember what the message says."""
        self._asked[message.chat.id, message.message_id] = message.text or ""
        if len(self._asked) > _REMEMBERED:
            self._asked.popitem(last=False)

    def is_question(self, message: Message) -> bool:
        """Return whether the edited message asks something new."""
        if message.edit_date is None or (message.edit_date - message.date).total_seconds() > _FRESH:
            return False
        said = message.text or ""
        return said.startswith("/") and self._asked.get((message.chat.id, message.message_id)) != said
