"""What Discord's refusals mean: each answer that is no yes becomes one of the project's errors, by its remedy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiohttp import ClientConnectorError, ConnectionTimeoutError, InvalidURL

from bot.core.errors import Closed, Gone, PlatformError, Refused, Scope, Throttled, Unauthorized, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BANNED_PAUSE: Final = 600.0
_LIMIT_PAUSE: Final = 5.0
_NEVER_LEFT: Final = (ClientConnectorError, ConnectionTimeoutError, InvalidURL)

# Discord's JSON error codes, from its documentation (topics/opcodes-and-status-codes). Only what is about the channel
# closes it: a 4xx that is not listed here is about the one message.
_CLOSED: Final[Mapping[int, str]] = {
    10004: "the server does not exist (any more), or the bot was removed from it",
    10015: "the webhook does not exist (any more)",
    30007: "the channel has as many webhooks as Discord allows",
    50001: "the bot does not see the channel: it lacks the permission View Channel, or was removed from the server",
    50007: "this person takes no direct messages from the bot",
    50024: "the channel is not one that takes messages",
    50278: "the bot shares no server with this person any more",
    160005: "the thread is locked",
    220001: "the channel is a forum, which takes threads only",
}
_GONE: Final[Mapping[int, str]] = {10008: "the message was deleted", 50027: "the interaction ended too long ago"}
# Limits that carry a code of their own, with the seconds to wait where Discord names none.
# 20022 is about edits of published messages, of which there are about three an hour; 30046 about those of old ones.
_LIMITS: Final[Mapping[int, float]] = {
    20016: 60.0,
    20022: 1200.0,
    20028: 60.0,
    20029: 60.0,
    30046: 600.0,
    40003: 60.0,
    40004: 300.0,
    40062: 60.0,
}
_ABOUT_EDITS: Final = {20022, 30046}  # new messages still go
_WRITE_LIMIT: Final = 20028  # what an edit of a published message meets as well (discord-api-docs#6109)


class MissingPermissions(Closed):
    """Closed for want of a permission that Discord did not name (50013)."""


class UnknownChannel(Closed):
    """The channel, or a forum's post, does not exist (any more) (10003)."""


class NoTextChannel(Closed):
    """The channel takes no messages (50008): a forum, which takes posts, or none that shows text."""


class ArchivedThread(Closed):
    """Nothing in an archived thread can be changed before it is opened (50083)."""


_CLOSED_IN_KIND: Final[Mapping[int, tuple[type[Closed], str]]] = {
    10003: (UnknownChannel, "the channel does not exist (any more)"),
    50008: (NoTextChannel, "the channel is not one that holds messages"),
    50013: (MissingPermissions, "the bot lacks a permission (Send Messages, Embed Links or View Channel)"),
    50083: (ArchivedThread, "the thread is archived"),
}


class AlreadyPublished(Refused):
    """The message was published before (40033)."""


def failure_of(status: int, headers: Mapping[str, str], body: bytes, method: str = "") -> PlatformError:
    """Return the error for an answer with this status, which is 300 or more, to a request of this method."""
    answer = _json_object(body)
    code = answer.get("code", 0)
    why = _sentence(status, answer)
    if status == 429 or code in _LIMITS:
        return _throttled(headers, answer, why, is_edit=method == "PATCH")
    if code in _CLOSED:
        return Closed(f"{_CLOSED[code]}: {why}")
    if code in _GONE:
        return Gone(f"{_GONE[code]}: {why}")
    if code in _CLOSED_IN_KIND:
        kind, meaning = _CLOSED_IN_KIND[code]
        return kind(f"{meaning}: {why}")
    return _by_status(status, code, why)


def failure_without_answer(failure: Exception) -> PlatformError:
    """Return the error for a request that met no whole answer; the failure's text stays out, it may hold an address."""
    kind = type(failure).__name__
    if isinstance(failure, _NEVER_LEFT):
        return Unavailable(f"no connection to Discord ({kind})", sent_maybe=False)
    if isinstance(failure, TimeoutError):
        return Unavailable("Discord did not answer in time", sent_maybe=True)
    return Unavailable(f"the connection broke before Discord's answer was read ({kind})", sent_maybe=True)


def _throttled(headers: Mapping[str, str], answer: Mapping[str, Any], why: str, *, is_edit: bool) -> Throttled:
    """Read how long to wait: the body beats the header (edits of published messages: header 1, body 1163).

    A 429 without a `Via` header did not come from Discord's API but from Cloudflare before it, which bars the whole
    address (discord.py 2.7.1 takes it so, too).
    """
    is_barred, code = "Via" not in headers, answer.get("code", 0)
    usual = _BANNED_PAUSE if is_barred else _LIMITS.get(code, _LIMIT_PAUSE)
    pause = _number(answer.get("retry_after")) or _number(headers.get("Retry-After")) or usual
    is_whole = is_barred or answer.get("global") is True or headers.get("X-RateLimit-Scope") == "global"
    if is_whole:
        return Throttled(why, pause=pause, scope=Scope.PLATFORM)
    is_about_it = code in _ABOUT_EDITS or (is_edit and code == _WRITE_LIMIT)
    return Throttled(why, pause=pause, scope=Scope.MESSAGE if is_about_it else Scope.CHANNEL)


def _by_status(status: int, code: int, why: str) -> PlatformError:
    if status == 401 or code == 40001:
        return Unauthorized(f"Discord refuses the token: {why}. Set DISCORD_TOKEN to the bot's current token")
    if status >= 500:
        return Unavailable(f"Discord is in trouble: {why}", sent_maybe=True)
    if status == 403 and not code:
        return Throttled(f"something before Discord's API bars us: {why}", pause=_BANNED_PAUSE, scope=Scope.PLATFORM)
    if status < 400 or (not code and status in {404, 405}):
        return Unavailable(f"this is not Discord's API: {why}. Look at DISCORD_API_URL", sent_maybe=False)
    return _refused(code, why)


def _refused(code: int, why: str) -> Refused:
    """Return that the message itself is refused."""
    if code == 40033:
        return AlreadyPublished(why)
    if code == 40067:
        return Refused(f"the forum has no tag that anybody may use, but requires one: give it one: {why}")
    return Refused(why)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _number(value: Any) -> float:
    """Return the number, 0.0 where there is none; both the body's floats and the header's text occur."""
    try:
        return max(0.0, float(value))
    except (TypeError, ValueError):
        return 0.0


def _sentence(status: int, answer: Mapping[str, Any]) -> str:
    """Say what Discord said: `400 50035 Invalid Form Body (embeds.0.title: Must be 256 or fewer in length.)`."""
    code, message = answer.get("code", 0), answer.get("message", "no reason given")
    errors = answer.get("errors")
    details = "; ".join(_complaints(errors)) if isinstance(errors, dict) else ""
    return f"{status} {code} {message}" + (f" ({details})" if details else "")


def _complaints(errors: Mapping[str, Any], path: str = "") -> Iterator[str]:
    for name, inner in errors.items():
        if name == "_errors":
            yield f"{path}: {' '.join(str(one.get('message', '')) for one in inner)}"
        elif isinstance(inner, dict):
            yield from _complaints(inner, f"{path}.{name}" if path else name)
