"""Sends what the desk answers back to where it was asked."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog

from bot.core.errors import Moved, PlatformError, Throttled, Unavailable
from bot.platforms.telegram.address import target_of
from bot.platforms.telegram.render import reply_message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.core.conversation import Reply
    from bot.core.delivery import Channel
    from bot.platforms.telegram.api import Api
    from bot.platforms.telegram.questions import Question

_log = structlog.get_logger()

Turn: TypeAlias = "Callable[[Channel], AbstractAsyncContextManager[bool]]"
_TRIES = 3
_LONGEST_PAUSE = 10.0


@asynccontextmanager
async def at_once(_: Channel) -> AsyncIterator[bool]:
    """Let a reply go without waiting for a turn."""
    yield True


class Replies:
    """Answers on their way out; each waits for its `turn`, so that it shares the platform's pace with broadcasts."""

    def __init__(self, api: Api, turn: Turn = at_once) -> None:
        self._api = api
        self._turn = turn

    async def send(self, question: Question, reply: Reply) -> None:
        """Send the reply; where that cannot be done within a few tries, say so in the log and leave it."""
        message = target_of(question.asker.channel.address) | reply_message(reply) | _pointing_at(question)
        for tries_left in reversed(range(_TRIES)):
            try:
                async with self._turn(question.asker.channel) as may_go:
                    if may_go:
                        await self._api.call("sendMessage", message)
            except Moved as moved:
                message |= {"chat_id": int(moved.address)}
            except PlatformError as failure:
                pause = _pause(failure)
                if pause is None or not tries_left:
                    _log.warning("telegram.reply_failed", channel=question.asker.channel.id, why=str(failure))
                    return
                await asyncio.sleep(pause)
            else:
                return


def _pointing_at(question: Question) -> dict[str, Any]:
    if question.answers is None:
        return {}
    return {"reply_parameters": {"message_id": question.answers, "allow_sending_without_reply": True}}


def _pause(failure: PlatformError) -> float | None:
    """Return the seconds after which to try again, None where that makes no sense or would say it twice."""
    if isinstance(failure, Throttled) and failure.pause <= _LONGEST_PAUSE:
        return failure.pause
    if isinstance(failure, Unavailable) and not failure.sent_maybe:
        return 1.0
    return None
