"""Sends what the desk answers back to where it was asked."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog

from bot.core.delivery import Kind
from bot.core.errors import Gone, Moved, PlatformError, Refused, Throttled, Unavailable
from bot.core.phrases import phrases_in
from bot.core.text.plain import clean
from bot.platforms.telegram.address import chat_of, target_of
from bot.platforms.telegram.descriptions import Unmodified
from bot.platforms.telegram.forms import form_message
from bot.platforms.telegram.keyboards import below
from bot.platforms.telegram.markup import still
from bot.platforms.telegram.render import reply_message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from bot.core.delivery import Channel
    from bot.core.readers.conversation import Reply
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
        """Send the reply, or put it in place of the message that was pressed where it is an update of that.

        What cannot be done within a few tries is said in the log and left. A message that is gone, not ours or too
        old to be changed is answered with a new one, but for a channel: what any reader presses posts nothing there.
        """
        channel = question.asker.channel
        first, *more = _messages(reply, question)
        is_update = reply.is_update and question.message_id and not reply.form
        is_settled = is_update and (await self._updated(question, first) or channel.kind is Kind.BROADCAST)
        if not is_settled:
            await self._write("sendMessage", channel, target_of(channel.address) | first | _pointing_at(question))
        for message in more:
            await self._write("sendMessage", channel, target_of(channel.address) | message)

    async def _updated(self, question: Question, message: dict[str, Any]) -> bool:
        """Show the message in place of the pressed one; return False where another has to be sent."""
        channel = question.asker.channel
        where = chat_of(channel.address) | {"message_id": question.message_id}
        try:
            await self._write("editMessageText", channel, where | message)
        except (Gone, Refused) as refusal:
            _log.debug("telegram.update_refused", channel=channel.id, why=str(refusal))
            return False
        return True

    async def _write(self, method: str, channel: Channel, message: dict[str, Any]) -> None:
        """Make the call in its turn; raises `Gone` or `Refused` where an edit is, and nothing else."""
        is_edit = method == "editMessageText"
        for tries_left in reversed(range(_TRIES)):
            try:
                async with self._turn(channel) as may_go:
                    if may_go:
                        await self._api.call(method, message)
            except Moved as moved:
                message |= {"chat_id": int(moved.address)}
            except Unmodified:
                return
            except PlatformError as failure:
                if is_edit and isinstance(failure, Gone | Refused):
                    raise
                pause = _pause(failure, is_repeatable=is_edit)
                if pause is None or not tries_left:
                    _log.warning("telegram.reply_failed", channel=channel.id, why=str(failure))
                    return
                await asyncio.sleep(pause)
            else:
                return


def _messages(reply: Reply, question: Question) -> Iterator[dict[str, Any]]:
    """Yield the messages that the reply becomes: one carries one keyboard, so that a picker may need its own."""
    asker = question.asker
    phrases = phrases_in(asker.language)
    if reply.form is not None:
        yield form_message(reply, reply.form, asker, is_reply=question.answers is not None)
        return
    message = reply_message(reply)
    pickers = reply.pickers if asker.channel.kind is Kind.PRIVATE else ()
    if question.picked is not None:
        yield {"text": phrases.picked(still(clean(question.picked))), "reply_markup": {"remove_keyboard": True}}
    if pickers and "reply_markup" not in message and not reply.is_update:
        yield message | below(pickers, phrases)
        return
    yield message
    if pickers:
        yield {"text": phrases.pick_below} | below(pickers, phrases)


def _pointing_at(question: Question) -> dict[str, Any]:
    if question.answers is None:
        return {}
    return {"reply_parameters": {"message_id": question.answers, "allow_sending_without_reply": True}}


def _pause(failure: PlatformError, *, is_repeatable: bool) -> float | None:
    """Return the seconds after which to try again, None where that makes no sense or would say it twice."""
    if isinstance(failure, Throttled) and failure.pause <= _LONGEST_PAUSE:
        return failure.pause
    if isinstance(failure, Unavailable) and (is_repeatable or not failure.sent_maybe):
        return 1.0
    return None
