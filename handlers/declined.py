"""What a handler raises where it has no answer to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.readers.conversation import Reply


class Declined(Exception):
    """The question cannot be answered as it was asked; `reply` names what is right.

    An exception and not a reply, because words overheard in a group that turn out to be no question are left alone.
    """

    def __init__(self, reply: Reply) -> None:
        super().__init__("declined")
        self.reply = reply
