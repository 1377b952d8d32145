"""Discord's refusals: the number, the HTTP status and the words of each, as the real API gives them."""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class Code(IntEnum):
    """A JSON error code (Discord's documentation, "Opcodes and Status Codes")."""

    UNKNOWN_CHANNEL = 10003
    UNKNOWN_GUILD = 10004
    UNKNOWN_MEMBER = 10007
    UNKNOWN_MESSAGE = 10008
    UNKNOWN_WEBHOOK = 10015
    UNKNOWN_INTERACTION = 10062
    NOT_YOUR_APPLICATION = 20012
    CHANNEL_WRITE_LIMIT = 20028
    ALREADY_CROSSPOSTED = 40033
    TAG_REQUIRED = 40067
    ALREADY_ACKNOWLEDGED = 40060
    MISSING_ACCESS = 50001
    NOT_THE_AUTHOR = 50005
    EMPTY_MESSAGE = 50006
    MAY_NOT_MESSAGE_USER = 50007
    NO_TEXT_CHANNEL = 50008
    MISSING_PERMISSIONS = 50013
    WRONG_CHANNEL_TYPE = 50024
    INVALID_WEBHOOK_TOKEN = 50027
    INVALID_RECIPIENT = 50033
    INVALID_FORM_BODY = 50035
    THREAD_ARCHIVED = 50083
    INVALID_JSON = 50109
    NO_MUTUAL_GUILDS = 50278
    MAY_NOT_REPLY = 160002
    THREAD_LOCKED = 160005


_ANSWERS: dict[Code, tuple[int, str]] = {
    Code.UNKNOWN_CHANNEL: (404, "Unknown Channel"),
    Code.UNKNOWN_GUILD: (404, "Unknown Guild"),
    Code.UNKNOWN_MEMBER: (404, "Unknown Member"),
    Code.UNKNOWN_MESSAGE: (404, "Unknown Message"),
    Code.UNKNOWN_WEBHOOK: (404, "Unknown Webhook"),
    Code.UNKNOWN_INTERACTION: (404, "Unknown interaction"),
    Code.NOT_YOUR_APPLICATION: (403, "You are not authorized to perform this action on this application"),
    Code.CHANNEL_WRITE_LIMIT: (
        429,
        "The write action you are performing on the channel has hit the write rate limit.",
    ),
    Code.ALREADY_CROSSPOSTED: (400, "This message has already been crossposted."),
    Code.TAG_REQUIRED: (400, "A tag is required to create a forum post in this channel"),
    Code.NO_TEXT_CHANNEL: (400, "Cannot send messages in a non-text channel"),
    Code.THREAD_ARCHIVED: (400, "Thread is archived"),
    Code.THREAD_LOCKED: (403, "Thread is locked"),
    Code.ALREADY_ACKNOWLEDGED: (400, "Interaction has already been acknowledged."),
    Code.MISSING_ACCESS: (403, "Missing Access"),
    Code.NOT_THE_AUTHOR: (403, "Cannot edit a message authored by another user"),
    Code.EMPTY_MESSAGE: (400, "Cannot send an empty message"),
    Code.MAY_NOT_MESSAGE_USER: (403, "Cannot send messages to this user"),
    Code.MISSING_PERMISSIONS: (403, "Missing Permissions"),
    Code.WRONG_CHANNEL_TYPE: (400, "Cannot execute action on this channel type"),
    Code.INVALID_WEBHOOK_TOKEN: (401, "Invalid Webhook Token"),
    Code.INVALID_RECIPIENT: (400, "Invalid Recipient(s)"),
    Code.NO_MUTUAL_GUILDS: (403, "Cannot send messages to this user due to having no mutual guilds"),
    Code.INVALID_FORM_BODY: (400, "Invalid Form Body"),
    Code.INVALID_JSON: (400, "The request body contains invalid JSON."),
    Code.MAY_NOT_REPLY: (403, "Cannot reply without permission to read message history"),
}


class ApiError(Exception):
    """An answer that says no: `status`, the JSON `body` and extra `headers`."""

    def __init__(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
        self.headers = headers or {}


def refusal(code: Code, errors: dict[str, Any] | None = None) -> ApiError:
    """Return the error for `code`; `errors` is the nested object that says which fields are wrong."""
    status, words = _ANSWERS[code]
    body: dict[str, Any] = {"message": words, "code": int(code)}
    return ApiError(status, body | ({"errors": errors} if errors else {}))


def plain(status: int, words: str) -> ApiError:
    """Return an error that has no code of its own, `401: Unauthorized` for one."""
    return ApiError(status, {"message": f"{status}: {words}", "code": 0})
