"""How fast a bot may send: true sliding windows over everything, each private chat and each group."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.windows import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the server allows; None turns a limit off. Edits count as sends (thread: tdlib's maintainer, td#2592)."""

    per_second: int | None = 30
    per_second_paid: int | None = 1000
    private_per_second: int | None = 1
    group_per_minute: int | None = 20


class Budget:
    """What is left of the limits now; times are monotonic seconds."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = _window(limits.per_second, 1.0)
        self._paid = _window(limits.per_second_paid, 1.0)
        self._chats: dict[int, Window | None] = {}

    def spend(self, chat_id: int, now: float, *, is_private: bool, is_paid: bool) -> float:
        """Count one message and return 0.0, or return the seconds to wait and count nothing."""
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = self._chat_window(is_private=is_private)
        windows = [one for one in (self._paid, None if is_paid else self._free, chat) if one is not None]
        wait = max((one.wait(now) for one in windows), default=0.0)
        if wait <= 0.0:
            for one in windows:
                one.admit(now)
        return wait

    def _chat_window(self, *, is_private: bool) -> Window | None:
        if is_private:
            return _window(self._limits.private_per_second, 1.0)
        return _window(self._limits.group_per_minute, 60.0)


def _window(limit: int | None, seconds: float) -> Window | None:
    return None if limit is None else Window(limit, seconds)
