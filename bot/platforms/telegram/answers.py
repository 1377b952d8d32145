"""How a call to the Bot API can end badly, told apart by what is known of the message's fate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.error import NetworkError, TelegramError, TimedOut

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotConnected(NetworkError):
    """No connection came about, so the request never left: safe to repeat."""


class Unanswered(TimedOut):
    """The request was on its way and no whole answer came back: it may have been carried out."""


class Unreadable(NetworkError):
    """Something answered with `status`, but not in the words of the Bot API: a proxy, or the wrong server."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the answer ({status}) is not one of the Bot API")
        self.status = status


class Declined(TelegramError):
    """The Bot API said no: its code, its description word for word, and its parameters.

    python-telegram-bot's own classes are not used for this: they drop the code of a 5xx, fold the description's case
    (`TOPIC_CLOSED` becomes `Topic_closed`), and RetryAfter warns of a deprecation when it is made (22.8, source).
    """

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any]) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
