"""Says who may do what in which chat, by asking Telegram."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Final

from bot.core.delivery import Channel, Kind, Platform
from bot.core.errors import Closed, Moved, Refused
from bot.platforms.telegram.address import chat_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.readers.conversation import Asker
    from bot.platforms.telegram.api import Api

# As Telegram's apps call them.
POST_MESSAGES: Final = "Post Messages"
SEND_MESSAGES: Final = "Send Messages"
ADD_MEMBER: Final = "Add Members"
ADD_ADMIN: Final = "Add New Admins"

_KINDS = {"channel": Kind.BROADCAST, "group": Kind.GROUP, "supergroup": Kind.GROUP, "private": Kind.PRIVATE}
_NAME = r"[A-Za-z][A-Za-z0-9_]{3,31}"
_LINK = re.compile(r"(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/", re.ASCII | re.IGNORECASE)
_BY_LINK = re.compile(
    rf"(?:s/)?(?:c/(?P<number>\d{{1,16}})|(?P<name>{_NAME}))(?:/(?P<topic>\d{{1,10}}))?/?(?:\?.*)?", re.ASCII
)
_BY_NAME = re.compile(rf"@(?P<name>{_NAME})(?:/(?P<topic>\d{{1,10}}))?", re.ASCII)
_BY_NUMBER = re.compile(r"(?P<chat>-?\d{1,19})(?:/(?P<topic>\d{1,10}))?", re.ASCII)


class Rights:
    """Answers of `getChatMember`, asked for at each call: rights that were taken away end at once.

    That somebody has none is good for `lifetime` seconds: a crowd may press what is for managers alone.
    """

    def __init__(self, api: Api, *, lifetime: float = 10.0) -> None:
        self._api = api
        self._us = api.token.partition(":")[0]  # our number, where it is a token at all
        self._lifetime = lifetime
        self._refused: dict[tuple[str, str], float] = {}

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return whether the asker is an administrator of the chat, in a channel one who may post.

        Whoever is unknown there is none. A private chat is managed by its one person.
        """
        if channel.kind is Kind.PRIVATE:
            return channel.address == asker.user
        if asker.manages is not None and asker.channel.id == channel.id:
            return asker.manages
        key = str(chat_of(channel.address)["chat_id"]), asker.user
        now = time.monotonic()
        self._refused = {one: until for one, until in self._refused.items() if until > now}
        if key in self._refused:
            return False
        is_manager = _is_manager(await self._member(asker.user, channel), channel)
        if not is_manager:
            self._refused[key] = now + self._lifetime
        return is_manager

    async def lacking(self, channel: Channel) -> Sequence[str]:
        """Return the permissions that the bot lacks to show alerts there, as Telegram's apps call them."""
        if channel.kind is Kind.PRIVATE:
            return ()
        ours = await self._member(self._us, channel)
        if channel.kind is Kind.BROADCAST:
            if ours.get("status") != "administrator":
                return (ADD_ADMIN, POST_MESSAGES)
            return () if ours.get("can_post_messages") else (POST_MESSAGES,)
        return _lacking_in_group(ours) or await self._lacking_by_default(ours, channel)

    async def writes(self, channel: Channel) -> bool:
        """Return whether alerts arrive there: nothing is lacking for some part of them alone."""
        return not await self.lacking(channel)

    async def unheard(self, _: Channel) -> Sequence[str]:
        """Return nothing: there are no roles."""
        return ()

    async def writes_in_closed_topics(self, channel: Channel) -> bool:
        """Return whether a topic that is closed is open to the bot: it is to those who manage topics (doc)."""
        ours = await self._member(self._us, channel)
        return ours.get("status") == "administrator" and bool(ours.get("can_manage_topics"))

    async def find(self, reference: str, asker: Asker) -> Channel | None:
        """Return the chat that is meant by an address, an @name or a link; None where the bot knows none by it.

        A person's private chat is found by nobody but that person.
        """
        address, topic = _address_in(reference.strip())
        if not address:
            return None
        try:
            chat = await self._api.call("getChat", chat_of(address))
        except (Closed, Refused):
            return None
        except Moved as moved:
            return await self.find(f"{moved.address}/{topic}" if topic else moved.address, asker)
        if chat["type"] == "private" and str(chat["id"]) != asker.user:
            return None
        return Channel(
            platform=Platform.TELEGRAM,
            address=f"{chat['id']}/{topic}" if topic and chat.get("is_forum") else str(chat["id"]),
            kind=_KINDS.get(chat["type"], Kind.GROUP),
            title=chat.get("title") or chat.get("first_name", ""),
            language=asker.language,
        )

    async def private(self, asker: Asker) -> Channel | None:
        """Return the chat between the asker and the bot; None where they never started it, or have blocked it.

        Telegram lets a bot see people whom it may not write to, so it is asked by the lightest thing that is written:
        that the bot is typing, which what follows makes true.
        """
        if not asker.user.isdecimal():  # who speaks in a chat's name has no chat of their own
            return None
        try:
            await self._api.call("sendChatAction", {"chat_id": int(asker.user), "action": "typing"})
        except (Closed, Refused):
            return None
        return Channel(
            platform=Platform.TELEGRAM,
            address=asker.user,
            kind=Kind.PRIVATE,
            title=asker.name,
            language=asker.language,
        )

    async def _lacking_by_default(self, ours: dict[str, Any], channel: Channel) -> Sequence[str]:
        """Return what no plain member may do there; administrators may all the same."""
        if ours.get("status") != "member":
            return ()
        try:
            chat = await self._api.call("getChat", chat_of(channel.address))
        except (Closed, Refused, Moved):
            return ()
        return () if chat.get("permissions", {}).get("can_send_messages", True) else (SEND_MESSAGES,)

    async def _member(self, user: str, channel: Channel) -> dict[str, Any]:
        """Return what somebody is in the chat, empty where nobody can say."""
        try:
            member: dict[str, Any] = await self._api.call(
                "getChatMember", chat_of(channel.address) | {"user_id": int(user)}
            )
        except (Closed, Refused, Moved):
            return {}
        return member


def _is_manager(member: dict[str, Any], channel: Channel) -> bool:
    if member.get("status") == "administrator":
        return channel.kind is not Kind.BROADCAST or bool(member.get("can_post_messages"))
    return member.get("status") == "creator"


def _lacking_in_group(ours: dict[str, Any]) -> Sequence[str]:
    if ours.get("status") in {None, "left", "kicked"}:
        return (ADD_MEMBER,)
    is_silenced = ours["status"] == "restricted" and not (ours.get("is_member") and ours.get("can_send_messages"))
    return (SEND_MESSAGES,) if is_silenced else ()


def _address_in(reference: str) -> tuple[str, str]:
    """Return the chat's number or @name, and the topic, each empty where none is named."""
    if link := _LINK.match(reference):
        found = _BY_LINK.fullmatch(reference[link.end() :])
        if found is None:
            return "", ""
        return f"-100{found['number']}" if found["number"] else f"@{found['name']}", found["topic"] or ""
    if found := _BY_NAME.fullmatch(reference):
        return f"@{found['name']}", found["topic"] or ""
    if found := _BY_NUMBER.fullmatch(reference):
        return found["chat"], found["topic"] or ""
    return "", ""
