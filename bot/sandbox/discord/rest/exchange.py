"""What the handlers of REST calls receive and return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.discord.answers import Answers
    from bot.sandbox.discord.chat import Chat
    from bot.sandbox.discord.commands import Commands
    from bot.sandbox.discord.gateway.hub import Hub
    from bot.sandbox.discord.interactions import Interactions
    from bot.sandbox.discord.limits import Limiter
    from bot.sandbox.discord.nonces import Nonces
    from bot.sandbox.discord.world import World


class Accepted(NamedTuple):
    """A message the bot sent that was accepted: monotonic seconds, channel and message id."""

    at: float
    chat: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """Everything a handler may need."""

    world: World
    chat: Chat
    hub: Hub
    commands: Commands
    interactions: Interactions
    answers: Answers
    nonces: Nonces
    limiter: Limiter
    accept: Callable[[str, str], None]
    gateway_url: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: its path's parts by name, its query, and its JSON body, None without one."""

    parts: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


Answer: TypeAlias = tuple[int, Any]
Handler: TypeAlias = Callable[[Backend, Ask], Answer]
NOTHING: Answer = (204, None)
