"""How the Bot API says no: a status, a sentence in its words, and what to do about it."""

from __future__ import annotations

import math
from typing import Any

CHAT_NOT_FOUND = "Bad Request: chat not found"
EMPTY_TEXT = "Bad Request: message text is empty"
BLANK_TEXT = "Bad Request: text must be non-empty"
LONG_RAW_TEXT = "Bad Request: text is too long"
LONG_TEXT = "Bad Request: message is too long"
LONG_CAPTION = "Bad Request: message caption is too long"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET = "Conflict: terminated by setWebhook request"
OLD_QUERY = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class Refusal(Exception):
    """An answer that is not ok; `parameters` carry retry_after or migrate_to_chat_id."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """Return the JSON object of the answer."""
        said: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        return {**said, "parameters": self.parameters} if self.parameters else said


def bad(description: str) -> Refusal:
    """Return a 400 whose sentence begins with its customary words."""
    return Refusal(400, f"Bad Request: {description}")


def too_many(wait: float) -> Refusal:
    """Return a 429 that asks to wait, in whole seconds."""
    seconds = max(1, math.ceil(wait))
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
