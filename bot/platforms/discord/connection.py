"""Discord as the app holds it: one token, one set of connections, a messenger and a listener on them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from bot.platforms.discord.account import Account
from bot.platforms.discord.endpoint import point_discord_at
from bot.platforms.discord.errand import at_once
from bot.platforms.discord.followers import DiscordFollowers
from bot.platforms.discord.listener import DiscordListener
from bot.platforms.discord.messenger import DiscordMessenger, no_buttons
from bot.platforms.discord.places import Places
from bot.platforms.discord.rights import DiscordRights
from bot.platforms.discord.wire import Wire, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from aiohttp.web import Application

    from bot.core.ports.sending import Offences
    from bot.platforms.discord.errand import Another
    from bot.platforms.discord.membership import OnMembership
    from bot.platforms.discord.messenger import Buttons


class DiscordConnection:
    """An async context: inside it `messenger` and `listener` work, each without the other.

    Nothing is asked of Discord on entering, so a Discord that is away stops nobody; the first call connects.
    """

    messenger: DiscordMessenger
    listener: DiscordListener
    rights: DiscordRights
    followers: DiscordFollowers
    doors: Mapping[str, Application] = MappingProxyType({})  # Discord is listened to by its gateway
    witness: None = None  # a nonce does: what all bots say alike shows once

    def __init__(
        self,
        token: str,
        *,
        read_timeout: float,
        offences: Offences | None,
        another: Another,
        on_membership: OnMembership | None,
        has_admin_chat: bool,
        buttons: Buttons,
    ) -> None:
        self._buttons = buttons
        self._read_timeout = read_timeout
        self._token = token.strip()
        self._account = Account(offences)
        self._another = another
        self._on_membership = on_membership
        self._has_admin_chat = has_admin_chat

    async def __aenter__(self) -> Self:
        self._wire = Wire(self._token, read_timeout=self._read_timeout, note=self._account.note)
        places = Places()
        self.rights = DiscordRights(self._wire, places)
        self.followers = DiscordFollowers(self._wire, places, self._another)
        self.messenger = DiscordMessenger(self._wire, self._account, places, self._another, self._buttons)
        self.listener = DiscordListener(
            self._wire, self._token, places, self._on_membership, has_admin_chat=self._has_admin_chat
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._wire.close()

    async def verify(self) -> str:
        """Return the bot's name; raises `Unauthorized` or `Unavailable`."""
        return str(field(await self._wire.call("GET", "/users/@me"), "username"))

    async def application(self) -> str:
        """Return the id of the bot's application, by which it is invited; raises `Unauthorized` or `Unavailable`."""
        return str(field(await self._wire.call("GET", "/oauth2/applications/@me"), "id"))


def connect(
    token: str,
    *,
    api_url: str | None = None,
    gateway_url: str | None = None,
    read_timeout: float = 15.0,
    offences: Offences | None = None,
    another: Another = at_once,
    on_membership: OnMembership | None = None,
    has_admin_chat: bool = False,
    buttons: Buttons = no_buttons,
) -> DiscordConnection:
    """Return Discord as the bot with this token sees it.

    The URLs are those of another server that speaks its REST v10 (`http://host:port/api/v10`) and gateway (`ws://...`),
    and hold for the whole process. `read_timeout` is how many seconds an answer may take. `offences` counts the
    requests Discord holds against us; `another` returns when a delivery may make one more request; `on_membership` is
    told which channels let the bot write, and which do not; `has_admin_chat` says that one of its channels takes the
    operators' commands; `buttons` says what stands beside an alert's own button.
    """
    point_discord_at(api_url, gateway_url)
    return DiscordConnection(
        token,
        read_timeout=read_timeout,
        offences=offences,
        another=another,
        on_membership=on_membership,
        has_admin_chat=has_admin_chat,
        buttons=buttons,
    )
