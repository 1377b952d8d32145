"""The interactions people began and the bot answers: one acknowledgement, then fifteen minutes to say more."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.discord.errors import Code, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN_SECONDS = 900.0
_KEPT = 1000


@dataclass(slots=True, kw_only=True)
class Interaction:
    """A command somebody gave (type 2) or a button somebody pressed (type 3).

    `answered` is set by the bot's acknowledgement, `is_late` when it did not come in time. `original` is the id of
    the message that `@original` names, empty where there is none; `thinking` that of a deferred answer still to come.
    """

    id: str
    kind: int
    channel_id: str
    user_id: str
    born: float
    pressed: str = ""
    command: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    is_late: bool = False
    original: str = ""
    thinking: str = ""
    is_private: bool = False


class Interactions:
    """The interactions by token; `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by_token: dict[str, Interaction] = {}

    def begin(
        self, interaction_id: str, kind: int, channel_id: str, user_id: str, *, pressed: str = "", command: str = ""
    ) -> Interaction:
        """Remember a new interaction."""
        begun = Interaction(
            id=interaction_id,
            kind=kind,
            channel_id=channel_id,
            user_id=user_id,
            born=self._clock(),
            pressed=pressed,
            command=command,
        )
        self._by_token[begun.token] = begun
        if len(self._by_token) > _KEPT:
            del self._by_token[next(iter(self._by_token))]
        return begun

    def channel_of(self, token: str) -> str:
        """Return the channel an interaction began in, empty where the token is unknown."""
        found = self._by_token.get(token)
        return found.channel_id if found else ""

    def to_acknowledge(self, interaction_id: str, token: str) -> Interaction:
        """Return the interaction that waits for its acknowledgement, or refuse as Discord does."""
        found = self._by_token.get(token)
        if found is None or found.id != interaction_id or found.is_late:
            raise refusal(Code.UNKNOWN_INTERACTION)
        if found.answered.is_set():
            raise refusal(Code.ALREADY_ACKNOWLEDGED)
        return found

    def to_continue(self, token: str) -> Interaction:
        """Return the interaction that was acknowledged and may be said more to, or refuse as Discord does."""
        found = self._by_token.get(token)
        if found is None or not found.answered.is_set():
            raise refusal(Code.UNKNOWN_WEBHOOK)
        if self._clock() - found.born >= _TOKEN_SECONDS:
            raise refusal(Code.INVALID_WEBHOOK_TOKEN)
        return found
