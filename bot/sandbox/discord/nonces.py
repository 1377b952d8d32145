"""Remembers for some minutes which message a nonce made, so that a repeat makes no second one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS = 180.0  # "the past few minutes" is all that Discord's documentation says


class Made(NamedTuple):
    """The message a nonce made, and when."""

    at: float
    channel_id: str
    message_id: str


class Nonces:
    """One author's nonces over all channels: Discord compares them by author alone."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._made: dict[str, Made] = {}

    def find(self, nonce: str) -> Made | None:
        """Return what the nonce made lately."""
        self._forget_old()
        return self._made.get(nonce)

    def remember(self, nonce: str, channel_id: str, message_id: str) -> None:
        """Keep what the nonce made."""
        self._made.pop(nonce, None)
        self._made[nonce] = Made(self._clock(), channel_id, message_id)

    def forget(self) -> None:
        """Know nothing any more."""
        self._made.clear()

    def _forget_old(self) -> None:
        while self._made:
            nonce, made = next(iter(self._made.items()))
            if made.at > self._clock() - _SECONDS:
                return
            del self._made[nonce]
