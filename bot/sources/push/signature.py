"""Says whether a request was signed by somebody who has the secret, and lately."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMESTAMP, SIGNATURE = "X-Sokbo-Timestamp", "X-Sokbo-Signature"
WINDOW = 300.0  # seconds that the clocks of both sides may differ
LIFETIME = 2 * WINDOW + 60.0  # for how long a request can be repeated: its clock may have been ahead, and ours be set


class Unsigned(Exception):
    """The request is not signed as it should be; the message tells the caller what to mend, and nothing of a secret."""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a body: hex of HMAC-SHA256 over `timestamp.body`."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, sha256).hexdigest()


def signed(timestamp: str, signature: str, body: bytes, secrets: Sequence[str], now: float) -> str:
    """Return the signature of a request that was signed with one of the secrets; raises `Unsigned`."""
    if not timestamp or not signature:
        raise Unsigned(f"sign the request: it needs both {TIMESTAMP} and {SIGNATURE}")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise Unsigned(f"{TIMESTAMP} must be the time in seconds since 1970, such as {int(now)}")
    behind = now - int(timestamp)
    if abs(behind) > WINDOW:
        side = "behind" if behind > 0 else "ahead of"
        raise Unsigned(f"your clock is {abs(behind):.0f} s {side} ours: set it, and sign each request when you send it")
    given = signature.encode(errors="surrogateescape")
    # Each is compared, and in constant time: how long an answer takes tells nothing.
    good = [one for one in (sign(secret, timestamp, body) for secret in secrets) if _is_same(one, given)]
    if not good:
        raise Unsigned(
            f"the signature is not right: {SIGNATURE} must be sha256= and the hex of HMAC-SHA256 over the timestamp,"
            " a dot and the body just as it is sent, with the secret that the bot's settings have"
        )
    return good[0]


def _is_same(expected: str, given: bytes) -> bool:
    return hmac.compare_digest(f"sha256={expected}".encode(), given.lower())
