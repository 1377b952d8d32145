"""Turns what went wrong at the Bot API into the project's errors, by what is to be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.errors import Closed, Moved, PlatformError, Refused, Scope, Throttled, Unauthorized, Unavailable
from bot.platforms.telegram.answers import Declined, NotConnected, Unreadable
from bot.platforms.telegram.descriptions import meaning_of

if TYPE_CHECKING:
    from telegram.error import TelegramError

_PAUSE = 5.0


class Conflicted(Unavailable):
    """Somebody else receives this bot's updates: another poller, or a webhook."""


def in_our_terms(failure: TelegramError) -> PlatformError:
    """Return the project's error for one of python-telegram-bot's, or of our request class's.

    What is not known to have been refused may have been delivered: a time-out, a broken connection, an unreadable
    yes, anything unforeseen.
    """
    match failure:
        case Declined():
            return _declined(failure)
        case NotConnected():
            return Unavailable(failure.message, sent_maybe=False)
        case Unreadable():
            return Unavailable(f"{failure.message}; check TELEGRAM_API_URL", sent_maybe=_perhaps_done(failure.status))
    return Unavailable(failure.message, sent_maybe=True)


def _declined(answer: Declined) -> PlatformError:
    """Read the API's own answer: parameters first, then the words, then the code."""
    if "migrate_to_chat_id" in answer.parameters:
        return Moved(answer.description, address=str(answer.parameters["migrate_to_chat_id"]))
    if answer.code == 429:
        pause = float(answer.parameters.get("retry_after", _PAUSE))
        return Throttled(
            answer.description, pause=pause, scope=Scope.UNKNOWN
        )  # Telegram does not say whose limit it is
    if (meaning := meaning_of(answer.description)) is not None:
        error, remedy = meaning
        return error(f"{answer.description}; {remedy}" if remedy else answer.description)
    return _by_code(answer)


def _by_code(answer: Declined) -> PlatformError:
    match answer.code:
        case 401 | 404:
            # 404 without more words: the path is not /bot<token>/<method>, so the token is malformed.
            return Unauthorized(f"{answer.description}; the token is wrong or was revoked; get one from @BotFather")
        case 403:
            return Closed(f"{answer.description}; check the bot's rights in the chat")
        case 409:
            return Conflicted(answer.description, sent_maybe=False)
        case code if code >= 500:
            return Unavailable(answer.description, sent_maybe=_perhaps_done(code))
    return Refused(answer.description)


def _perhaps_done(status: int) -> bool:
    """Return whether the request may have been carried out in spite of this status.

    A server that restarts answers 500 to everything under way, done or not, and a proxy's 502 and 504 come after it
    passed the request on; so no 5xx proves that the message was not sent. A 3xx or 4xx does.
    """
    return status < 300 or status >= 500
