"""Every REST call the sandbox answers: its method, its path, what limits it and who handles it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.discord.rest import account, answers, commands, messages, threads

if TYPE_CHECKING:
    from bot.sandbox.discord.rest.exchange import Handler


@dataclass(frozen=True, slots=True)
class Route:
    """A call; `bucket` names a rate of Limits, and `is_bots` says that it needs the bot's token and counts globally."""

    method: str
    path: str
    handle: Handler
    bucket: str = ""
    is_bots: bool = True

    @property
    def name(self) -> str:
        """Return the call's name: `POST /channels/{id}/messages`."""
        return f"{self.method} {re.sub(r'{(?!token)[a-z]+}', '{id}', self.path)}"


_CHANNEL = "/channels/{channel}"
_MESSAGE = _CHANNEL + "/messages/{message}"
_COMMANDS = "/applications/{application}/commands"
_GUILD_COMMANDS = "/applications/{application}/guilds/{guild}/commands"
_WEBHOOK = "/webhooks/{application}/{token}"
_ORIGINAL = _WEBHOOK + "/messages/@original"
_ANSWER = _WEBHOOK + "/messages/{message}"

ROUTES = (
    Route("GET", "/users/@me", account.me),
    Route("GET", "/oauth2/applications/@me", account.application),
    Route("GET", "/applications/@me", account.application),
    Route("GET", "/gateway", account.gateway, is_bots=False),
    Route("GET", "/gateway/bot", account.gateway_bot),
    Route("GET", _CHANNEL, account.channel),
    Route("GET", "/guilds/{guild}", account.guild),
    Route("GET", "/guilds/{guild}/members/{user}", account.member),
    Route("POST", "/users/@me/channels", account.private_channel),
    Route("POST", _CHANNEL + "/messages", messages.create, "messages"),
    Route("GET", _CHANNEL + "/messages", messages.history),
    Route("GET", _MESSAGE, messages.fetch),
    Route("PATCH", _MESSAGE, messages.edit, "edits"),
    Route("DELETE", _MESSAGE, messages.delete, "deletions"),
    Route("POST", _MESSAGE + "/crosspost", messages.crosspost, "crossposts"),
    Route("POST", _CHANNEL + "/typing", messages.typing),
    Route("POST", _CHANNEL + "/threads", threads.create, "messages"),
    Route("PATCH", _CHANNEL, threads.modify),
    Route("DELETE", _CHANNEL, threads.remove),
    Route("GET", "/guilds/{guild}/threads/active", threads.active),
    Route("GET", _CHANNEL + "/threads/archived/public", threads.archived),
    Route("PUT", _COMMANDS, commands.overwrite),
    Route("GET", _COMMANDS, commands.registered),
    Route("PUT", _GUILD_COMMANDS, commands.overwrite),
    Route("GET", _GUILD_COMMANDS, commands.registered),
    Route("POST", "/interactions/{interaction}/{token}/callback", answers.callback, is_bots=False),
    Route("POST", _WEBHOOK, answers.follow, "answers", is_bots=False),
    Route("GET", _ORIGINAL, answers.fetch, "answers", is_bots=False),
    Route("PATCH", _ORIGINAL, answers.edit, "answers", is_bots=False),
    Route("DELETE", _ORIGINAL, answers.delete, "answers", is_bots=False),
    Route("GET", _ANSWER, answers.fetch, "answers", is_bots=False),
    Route("PATCH", _ANSWER, answers.edit, "answers", is_bots=False),
    Route("DELETE", _ANSWER, answers.delete, "answers", is_bots=False),
)
