"""Misbehaviour on request: what the next matching call to a sandbox service meets instead of, or after, its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Failure(StrEnum):
    """How a call fails. The two that cut differ in whether the service did what it was asked before."""

    ANSWER = "answer"
    HANG = "hang"
    CUT_BEFORE = "cut before accepting"
    CUT_AFTER = "cut after accepting"
    GARBAGE = "a body that is no JSON"
    TRUNCATED = "a body that ends early"


@dataclass(slots=True)
class Fault:
    """One misbehaviour, met by the next `times` calls that match.

    `call` is a Bot API method (`sendMessage`) or a Discord route (`POST /channels/{id}/messages`), `chat` the chat or
    channel id; None matches all. For ANSWER, `status`, `body` (JSON) and `headers` are the answer.
    """

    failure: Failure
    call: str | None = None
    chat: str | None = None
    times: int = 1
    status: int = 500
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def is_for(self, call: str, chat: str) -> bool:
        """Return whether the call to `chat` meets this fault."""
        return self.times > 0 and self.call in (None, call) and self.chat in (None, chat)


class Faults:
    """The faults that wait, first come first met."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let a coming call meet the fault."""
        self._waiting.append(fault)

    def take(self, call: str, chat: str) -> Fault | None:
        """Return the fault that this call meets, if any, and use it up by one."""
        for fault in self._waiting:
            if fault.is_for(call, chat):
                fault.times -= 1
                self._waiting = [one for one in self._waiting if one.times > 0]
                return fault
        return None

    def clear(self) -> None:
        """Let everything work again."""
        self._waiting.clear()
