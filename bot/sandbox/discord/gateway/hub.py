"""All sessions of the bot: who is told of what, and how tests and people disturb them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.gateway.events import PRIVILEGED, Close, Closed, Intent, Op
from bot.sandbox.discord.gateway.session import Session

if TYPE_CHECKING:
    from bot.sandbox.discord.gateway.connection import Connection
    from bot.sandbox.discord.world import World

_MOST_ABANDONED = 8
_NO_GUILD = "0"  # what happens in private chats belongs to the first shard


class Hub:
    """The sessions; `granted` are the privileged intents the bot may use, none at first."""

    def __init__(self, world: World) -> None:
        self.granted = Intent(0)
        self.connections: set[Connection] = set()
        self._world = world
        self._sessions: dict[str, Session] = {}

    def identify(self, asked: dict[str, Any], connection: Connection, gateway_url: str) -> Session:
        """Begin a session: READY, then a GUILD_CREATE for every guild."""
        intents = asked.get("intents")
        if not isinstance(intents, int):
            raise Closed(Close.INVALID_INTENTS)
        if intents & PRIVILEGED & ~self.granted:
            raise Closed(Close.DISALLOWED_INTENTS)
        session = Session(secrets.token_hex(16), Intent(intents), _shard(asked), connection)
        self._forget_abandoned()
        self._sessions[session.id] = session
        guilds = [guild for guild in self._world.guilds.values() if guild.has_bot and session.serves(guild.id)]
        session.dispatch("READY", self._ready(session, [guild.id for guild in guilds], gateway_url))
        for guild in guilds if Intent.GUILDS in session.intents else ():
            session.dispatch("GUILD_CREATE", self.arrival(guild.id))
        return session

    def resume(self, asked: dict[str, Any], connection: Connection) -> Session | None:
        """Take a session up again; None, and INVALID_SESSION sent, where it is not known any more."""
        session = self._sessions.get(str(asked.get("session_id")))
        seq = asked.get("seq")
        if session is None or not isinstance(seq, int):
            connection.send(Op.INVALID_SESSION, data=False)
            return None
        if not session.may_resume(seq):
            raise Closed(Close.INVALID_SEQ)
        session.resume(seq, connection)
        return session

    def forget(self, session: Session) -> None:
        """End a session: a bot that closed it with 1000 or 1001 cannot resume it."""
        self._sessions.pop(session.id, None)

    def arrival(self, guild_id: str) -> dict[str, Any]:
        """Return what GUILD_CREATE says of a guild."""
        return objects.arrival(self._world.guilds[guild_id], self._world.channels_of(guild_id), self._world.bot)

    def join(self, guild_id: str) -> None:
        """Tell of a guild that lets the bot in; `unavailable` stands only in what is told of those it was in already.

        By that discord.py tells the two apart (2.7.1, source: `ConnectionState.parse_guild_create`).
        """
        told = {key: value for key, value in self.arrival(guild_id).items() if key != "unavailable"}
        self.dispatch("GUILD_CREATE", told, Intent.GUILDS)

    def dispatch(self, event: str, data: dict[str, Any], intent: Intent = Intent(0)) -> None:  # noqa: B008  (immutable)
        """Tell every session that asked for such events; no intent means all."""
        guild_id = data.get("guild_id") or (data["id"] if event.startswith("GUILD_") else _NO_GUILD)
        for session in self._sessions.values():
            if intent in session.intents and session.serves(guild_id):
                session.dispatch(event, self._as_allowed(event, data, session))

    @property
    def is_bot_online(self) -> bool:
        """Return whether a session has a connection."""
        return any(session.connection is not None for session in self._sessions.values())

    def close_all(self, code: int) -> None:
        """Close every connection; sessions stay, to be resumed."""
        for connection in list(self.connections):
            connection.close(code)

    def ask_to_reconnect(self) -> None:
        """Tell every session to connect anew and be resumed, as Discord does when it moves connections."""
        for session in self._sessions.values():
            if session.connection is not None:
                session.connection.send(Op.RECONNECT)

    def invalidate(self, *, may_resume: bool) -> None:
        """Tell every session that it is no longer valid, and forget it unless it may be resumed."""
        for session in list(self._sessions.values()):
            if session.connection is not None:
                session.connection.send(Op.INVALID_SESSION, data=may_resume)
            if not may_resume:
                self.forget(session)

    def _forget_abandoned(self) -> None:
        """Forget the oldest sessions nobody came back to, as Discord does after some minutes."""
        abandoned = [session for session in self._sessions.values() if session.connection is None]
        for session in abandoned[:-_MOST_ABANDONED]:
            self.forget(session)

    def _ready(self, session: Session, guild_ids: list[str], gateway_url: str) -> dict[str, Any]:
        return {
            "v": 10,
            "user": self._world.bot,
            "guilds": [{"id": guild_id, "unavailable": True} for guild_id in guild_ids],
            "session_id": session.id,
            "resume_gateway_url": gateway_url,
            "application": {"id": self._world.bot["id"], "flags": 0},
        }

    def _as_allowed(self, event: str, data: dict[str, Any], session: Session) -> dict[str, Any]:
        """Return the event as the session may see it: without its intent, what others wrote has no text."""
        is_message = event in ("MESSAGE_CREATE", "MESSAGE_UPDATE")
        if not is_message or Intent.MESSAGE_CONTENT in session.intents or self._concerns_bot(data):
            return data
        return data | {"content": "", "embeds": [], "components": [], "attachments": []}

    def _concerns_bot(self, message: dict[str, Any]) -> bool:
        bot_id = self._world.bot["id"]
        return message["author"]["id"] == bot_id or any(one["id"] == bot_id for one in message["mentions"])


def _shard(asked: dict[str, Any]) -> tuple[int, int]:
    number, shards = asked.get("shard") or (0, 1)
    if not 0 <= number < shards:
        raise Closed(Close.INVALID_SHARD)
    return number, shards
