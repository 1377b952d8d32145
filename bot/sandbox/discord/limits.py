"""Discord's rate limits, as windows that slide, and the account of requests that ought not to have been made."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.sandbox.discord.errors import ApiError, Code, refusal
from bot.sandbox.windows import Window

if TYPE_CHECKING:
    from collections.abc import Callable

_VIA = {"Via": "1.1 google"}  # Discord's proxies add it; discord.py takes a 429 without it for a ban


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The rates that are enforced; None enforces nothing.

    `everything` is the bot's global limit, which interactions do not count to. `messages`, `edits`, `deletions` and
    `crossposts` are per channel, `renames` per thread, `answers` per interaction, `published_edits` per announcement
    channel. After `invalid` requests that were refused with 401, 403 or 429 the address is banned.
    """

    everything: Rate | None = Rate(50, 1.0)
    messages: Rate | None = Rate(5, 5.0)
    edits: Rate | None = Rate(5, 5.0)
    deletions: Rate | None = Rate(5, 1.0)
    crossposts: Rate | None = Rate(10, 3600.0)
    published_edits: Rate | None = Rate(3, 3600.0)
    renames: Rate | None = Rate(2, 600.0)
    answers: Rate | None = Rate(5, 2.0)
    invalid: Rate | None = Rate(10_000, 600.0)

    @classmethod
    def off(cls) -> Limits:
        """Return limits that enforce nothing."""
        return cls(**dict.fromkeys(cls.__dataclass_fields__))


class Limiter:
    """Admits requests or refuses them with 429; `clock` gives monotonic seconds."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._windows: dict[tuple[str, str], Window] = {}

    def admit_any(self) -> None:
        """Count a request to the global limit."""
        window = self._window("everything", "")
        if window and (pause := window.wait(self._clock())):
            raise limited(pause, scope="global")
        if window:
            window.admit(self._clock())

    def admit(self, bucket: str, place: str) -> dict[str, str]:
        """Count a request to the bucket of a place; return the headers that tell what is left."""
        window = self._window(bucket, place)
        if window is None:
            return {}
        now = self._clock()
        if pause := window.wait(now):
            raise limited(pause, scope="user", headers=_headers(window, now, bucket))
        window.admit(now)
        return _headers(window, now, bucket)

    def admit_published_edit(self, channel_id: str) -> None:
        """Count an edit of a published message, a limit of its own that the headers do not show.

        What was seen of it: header Retry-After 1, body 1163.097, scope shared, code 20028 (discord-api-docs#6109).
        """
        window = self._window("published_edits", channel_id)
        if window and (pause := window.wait(self._clock())):
            error = limited(pause, scope="shared")
            error.body |= refusal(Code.CHANNEL_WRITE_LIMIT).body
            error.headers["Retry-After"] = "1"
            raise error
        if window:
            window.admit(self._clock())

    def admit_rename(self, thread_id: str) -> None:
        """Count a new name of a thread, a limit of its own that the headers do not show, either."""
        window = self._window("renames", thread_id)
        if window and (pause := window.wait(self._clock())):
            raise limited(pause, scope="shared")
        if window:
            window.admit(self._clock())

    def _window(self, bucket: str, place: str) -> Window | None:
        rate: Rate | None = getattr(self._limits, bucket)
        if rate is None:
            return None
        key = (bucket, place)
        if key not in self._windows:
            self._windows[key] = Window(rate.count, rate.seconds)
        return self._windows[key]


class Offences:
    """Counts the invalid requests of the last ten minutes; enough of them and the address is banned."""

    def __init__(self, rate: Rate | None, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._window = Window(rate.count, rate.seconds) if rate else None
        self.count = 0

    def note(self, status: int, headers: dict[str, str]) -> None:
        """Count an answer if it is of the kind that counts: 401, 403, and 429 unless its scope is shared."""
        if status in (401, 403) or (status == 429 and headers.get("X-RateLimit-Scope") != "shared"):
            self.count += 1
            if self._window:
                self._window.admit(self._clock())

    @property
    def are_too_many(self) -> bool:
        """Return whether the address is banned."""
        return self._window is not None and self._window.wait(self._clock()) > 0


def limited(pause: float, *, scope: str, headers: dict[str, str] | None = None) -> ApiError:
    """Return the 429 that asks to wait; only its body has the pause to the millisecond."""
    pause = math.ceil(pause * 1000) / 1000
    is_global = scope == "global"
    body = {"message": "You are being rate limited.", "retry_after": pause, "global": is_global, "code": 0}
    about = {"Retry-After": str(math.ceil(pause)), "X-RateLimit-Scope": scope} | _VIA
    about |= {"X-RateLimit-Global": "true"} if is_global else {}
    return ApiError(429, body, (headers or {}) | about)


def _headers(window: Window, now: float, bucket: str) -> dict[str, str]:
    """Return the bucket's headers. With nothing left, the reset is when the whole window is free again.

    Discord's own windows begin with the first request; a window that slides is stricter, so the reset is told later,
    such that whoever believes the headers is never refused.
    """
    reset_after = window.empty_in(now)
    return {
        "X-RateLimit-Limit": str(window.limit),
        "X-RateLimit-Remaining": str(window.left(now)),
        "X-RateLimit-Reset": f"{time.time() + reset_after:.3f}",
        "X-RateLimit-Reset-After": f"{math.ceil(reset_after * 1000) / 1000:.3f}",
        "X-RateLimit-Bucket": blake2b(bucket.encode(), digest_size=16).hexdigest(),
    }
