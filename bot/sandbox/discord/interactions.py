"""The interactions people began and the bot answers: one acknowledgement, then fifteen minutes to say more."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.errors import Code, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN_SECONDS = 900.0
_KEPT = 1000


class Kind(IntEnum):
    """What somebody did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(slots=True, kw_only=True)
class Interaction:
    """What somebody asked of the bot.

    `pressed` is the message whose component was used, or from whose component the form came; `command` the command's
    name; `completes` the kind of the option that is being typed; `opener` the interaction that opened the form.
    `answered` is set by the bot's acknowledgement, `is_late` when it did not come in time. `original` is the id of
    the message that `@original` names, empty where there is none; `thinking` that of a deferred answer still to come.
    `form` is what it opened, `choices` what it offered.
    """

    id: str
    kind: Kind
    channel_id: str
    user_id: str
    born: float
    pressed: str = ""
    command: str = ""
    completes: int = 0
    opener: Interaction | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    is_late: bool = False
    original: str = ""
    thinking: str = ""
    is_private: bool = False
    form: dict[str, Any] | None = None
    choices: list[dict[str, Any]] | None = None


class Interactions:
    """The interactions by token; `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by_token: dict[str, Interaction] = {}

    def begin(self, interaction_id: str, kind: Kind, channel_id: str, user_id: str, **about: Any) -> Interaction:
        """Remember a new interaction; `about` is what it is about, by the names of its fields."""
        begun = Interaction(
            id=interaction_id, kind=kind, channel_id=channel_id, user_id=user_id, born=self._clock(), **about
        )
        self._by_token[begun.token] = begun
        if len(self._by_token) > _KEPT:
            del self._by_token[next(iter(self._by_token))]
        return begun

    def with_form(self, interaction_id: str, user_id: str) -> Interaction:
        """Return the interaction whose form this person has before them; raise ValueError where there is none."""
        for begun in self._by_token.values():
            if begun.id == interaction_id and begun.user_id == user_id and begun.form is not None:
                return begun
        raise ValueError(f"{user_id} has no form {interaction_id} before them")

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
        if found is None or not found.answered.is_set() or found.kind is Kind.AUTOCOMPLETE:
            raise refusal(Code.UNKNOWN_WEBHOOK)
        if self._clock() - found.born >= _TOKEN_SECONDS:
            raise refusal(Code.INVALID_WEBHOOK_TOKEN)
        return found
