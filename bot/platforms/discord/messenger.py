"""Shows alerts in Discord's channels: each message once, and true to what was last asked."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import structlog

from bot.core.delivery import Platform
from bot.core.errors import Closed, Gone, Refused, Throttled, Unavailable
from bot.core.phrases import phrases_in
from bot.platforms.discord import forums, render
from bot.platforms.discord.errand import Errand
from bot.platforms.discord.failures import ArchivedThread, MissingPermissions, NoTextChannel
from bot.platforms.discord.forums import about_post, in_post, parts_of
from bot.platforms.discord.history import MEMORY, is_it, standing
from bot.platforms.discord.likeness import holds
from bot.platforms.discord.mentions import NOBODY, role_of
from bot.platforms.discord.wire import field

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.delivery import Channel
    from bot.core.post import Alert
    from bot.core.readers.conversation import Button
    from bot.platforms.discord.account import Account
    from bot.platforms.discord.errand import Another
    from bot.platforms.discord.places import Places
    from bot.platforms.discord.wire import Wire

    Buttons: TypeAlias = Callable[[Alert, Channel], Sequence[Sequence[Button]]]

_log = structlog.get_logger()

_MESSAGES: Final = "/channels/{channel_id}/messages"
_MESSAGE: Final = "/channels/{channel_id}/messages/{message_id}"
# What an edit replaces as a whole, so that a message that was plain and becomes an embed keeps nothing of the old one.
_BLANK: Final = {"content": "", "embeds": [], "components": []}
# Of an embed, what readers read and Discord gives back as it was; it rewrites times and adds sizes and proxies.
_READ: Final = ("title", "description", "url", "fields", "footer", "author", "image")


def no_buttons(_alert: Alert, _channel: Channel) -> Sequence[Sequence[Button]]:
    """Return that nothing stands beside an alert's own button."""
    return ()


class DiscordMessenger:
    """Sends, edits and deletes. A repeat with the same nonce, within Discord's few minutes, shows nothing twice.

    `buttons` says what stands beside an alert's own button, in rows.
    """

    platform = Platform.DISCORD
    is_idempotent = True

    def __init__(
        self, wire: Wire, account: Account, places: Places, another: Another, buttons: Buttons = no_buttons
    ) -> None:
        self._wire = wire
        self._buttons = buttons
        self._another = another
        self._account = account
        self._places = places
        self._forums: set[int] = set()

    async def send(self, channel: Channel, alert: Alert, nonce: str, doubt: float = 0.0, *, reply_to: str = "") -> str:
        """Show the alert and return the message's id; where it may stand there for longer than nonces last, look first.

        Where Discord refuses the embed, or the permission Embed Links may be missing, the alert goes out as plain text.
        What the gateway knows to be in vain is not asked for. In plain text it replies to nothing: that may be what was
        refused.
        """
        if in_post(reply_to):
            return await self._within(channel, alert, nonce, doubt, reply_to)
        errand = await self._errand(channel, is_new=True)
        if _snowflake(channel) in self._forums or self._places.is_forum(_snowflake(channel)):
            return await self._begin(errand, channel, alert, doubt)
        try:
            return await self._say(errand, channel, alert, nonce, doubt=doubt, reply_to=reply_to)
        except NoTextChannel:
            if not await forums.is_forum(errand, _snowflake(channel)):
                raise
        return await self._begin(errand, channel, alert, doubt)

    async def _say(
        self, errand: Errand, channel: Channel, alert: Alert, nonce: str, *, doubt: float, reply_to: str
    ) -> str:
        """Show the alert in a channel that holds messages."""
        if doubt > MEMORY and (shown := await self._standing(errand, channel, alert, doubt)):
            await self._edit(errand, channel, shown["id"], alert)
            return str(shown["id"])
        try:
            return await _show(errand, channel, self._replying(channel, self._body(channel, alert), reply_to), nonce)
        except (Refused, MissingPermissions) as refusal:
            _log.warning("discord.embed_refused", channel=channel.id, why=str(refusal))
            return await _show(errand, channel, self._plain(channel, alert), nonce)

    async def edit(self, channel: Channel, message_id: str, alert: Alert) -> None:
        """Make the message show the alert, as plain text where Discord refuses the embed; a forum's post is renamed."""
        if in_post(message_id):
            await self._revise(await self._errand(channel, is_new=False), channel, message_id, alert)
            return
        errand = await self._errand(channel, is_new=False)
        await _in_open_thread(errand, channel, lambda: self._edit(errand, channel, message_id, alert))

    async def delete(self, channel: Channel, message_id: str) -> bool:
        """Remove the message, which Discord always lets us, or a forum's post; raises `Gone` where it is not there.

        A post that the bot may not delete says instead that its story was withdrawn.
        """
        errand = await self._errand(channel, is_new=False)
        if in_post(message_id):
            return await forums.remove(errand, message_id) or await self._bury(errand, channel, message_id)
        there = {"channel_id": _snowflake(channel), "message_id": message_id}
        await _in_open_thread(errand, channel, lambda: errand.call("DELETE", _MESSAGE, **there))
        return True

    async def _begin(self, errand: Errand, channel: Channel, alert: Alert, doubt: float) -> str:
        """Show the alert as a post of a forum. Posts take no nonce, so what may be there is looked for first."""
        forum = await forums.look(errand, _snowflake(channel))
        self._forums.add(_snowflake(channel))
        name = forums.name_of(alert, channel.language)
        if doubt:
            forms = self._forms(channel, alert)
            shown = await forums.standing(errand, forum, doubt, name, lambda first: is_it(first, alert.link, forms))
            if shown:
                await self._revise(errand, channel, shown, alert)
                return shown
        may_moderate = self._places.may_manage_threads(_snowflake(channel))
        tags = forums.tags_for(forum, alert.categories, may_moderate=may_moderate)
        try:
            return await forums.begin(errand, forum, name, tags, self._rendered(channel, alert))
        except (Refused, MissingPermissions) as refusal:
            _log.warning("discord.embed_refused", channel=channel.id, why=str(refusal))
            return await forums.begin(errand, forum, name, tags, self._plain(channel, alert))

    async def _bury(self, errand: Errand, channel: Channel, message_id: str) -> bool:
        """Let a post that may not be deleted say that its story was withdrawn, and its name with it; return that."""
        post, message = parts_of(message_id)
        remedy = "give the bot Manage Threads there: it then deletes the posts of withdrawn stories"
        _log.warning("discord.post_kept", channel=channel.id, remedy=remedy)
        withdrawn = phrases_in(channel.language).withdrawn
        with about_post():
            await forums.opened(errand, post)
            await _replace(errand, replace(channel, address=post), message, {"content": withdrawn})
            await forums.rename(errand, post, withdrawn)
        return False

    async def _within(self, channel: Channel, alert: Alert, nonce: str, doubt: float, reply_to: str) -> str:
        """Show a note in the post that it is about."""
        post, message = parts_of(reply_to)
        errand, inside = await self._errand(channel, is_new=True), replace(channel, address=post)
        with about_post():
            return f"{post}/{await self._say(errand, inside, alert, nonce, doubt=doubt, reply_to=message)}"

    async def _revise(self, errand: Errand, channel: Channel, message_id: str, alert: Alert) -> None:
        """Edit a message of a post, which is opened where it is archived, and tagged and renamed with its story."""
        post, message = parts_of(message_id)
        with about_post():
            there = await forums.opened(errand, post)
            await self._edit(errand, replace(channel, address=post), message, alert)
            if post != message:
                return
            await self._tag(errand, channel, there, alert)
            if there["name"] != (wanted := forums.name_of(alert, channel.language)):
                await forums.rename(errand, post, wanted)

    async def _tag(self, errand: Errand, channel: Channel, post: dict[str, Any], alert: Alert) -> None:
        """Let the post have the tags of its story's categories as they are by now."""
        forum, before = await forums.look(errand, _snowflake(channel)), post.get("applied_tags", [])
        may_moderate = self._places.may_manage_threads(_snowflake(channel))
        tags = forums.tags_for(forum, alert.categories, may_moderate=may_moderate, there=before)
        if set(tags) != set(before):
            await forums.tag(errand, post["id"], tags)

    def _rendered(self, channel: Channel, alert: Alert) -> dict[str, Any]:
        role = role_of(alert, channel, self._places)
        return render.alert_message(alert, channel.language, self._buttons(alert, channel), role)

    def _body(self, channel: Channel, alert: Alert) -> dict[str, Any]:
        """Return the alert as it looks best there: text with the same buttons where no embed would be shown."""
        rendered = self._rendered(channel, alert)
        if self._places.may_embed(_snowflake(channel)):
            return rendered
        _log.warning("discord.embed_withheld", channel=channel.id, why="the bot lacks the permission Embed Links")
        return self._plain(channel, alert) | {"components": rendered.get("components", [])}

    def _plain(self, channel: Channel, alert: Alert) -> dict[str, Any]:
        return render.plain_message(alert, channel.language, role_of(alert, channel, self._places))

    async def _standing(self, errand: Errand, channel: Channel, alert: Alert, doubt: float) -> dict[str, Any] | None:
        """Return the message that an earlier attempt may have made."""
        return await standing(errand, _snowflake(channel), alert.link, doubt, self._forms(channel, alert))

    def _forms(self, channel: Channel, alert: Alert) -> Sequence[dict[str, Any]]:
        """Return the forms in which to look for what no link of its own tells from others, nothing for a story."""
        forms = (self._rendered, self._plain) if alert.note or alert.notice or alert.roundup else ()
        return [form(channel, alert) for form in forms]

    async def _edit(self, errand: Errand, channel: Channel, message_id: str, alert: Alert) -> None:
        try:
            await _replace(errand, channel, message_id, self._body(channel, alert))
        except (Refused, MissingPermissions) as refusal:
            _log.warning("discord.embed_refused", channel=channel.id, why=str(refusal))
            await _replace(errand, channel, message_id, self._plain(channel, alert))

    def _replying(self, channel: Channel, body: dict[str, Any], reply_to: str) -> dict[str, Any]:
        """Return the message as a reply, as it was where Discord would refuse that."""
        if not reply_to:
            return body
        if not self._places.may_read_history(_snowflake(channel)):
            why = "the bot lacks the permission Read Message History"
            _log.warning("discord.reply_withheld", channel=channel.id, why=why)
            return body
        return render.replying_to(reply_to, body)

    async def _errand(self, channel: Channel, *, is_new: bool) -> Errand:
        """Return the way to Discord, where what is to be done there is not known to be in vain."""
        await self._account.check()
        self._places.check(_snowflake(channel), is_new=is_new)
        return Errand(self._wire, self._another)


async def _in_open_thread(errand: Errand, channel: Channel, change: Callable[[], Awaitable[Any]]) -> None:
    """Change a message; an archived thread, in which Discord lets nobody change any, is opened for it."""
    try:
        await change()
    except ArchivedThread:
        await forums.open_again(errand, channel.address)
        await change()


async def _show(errand: Errand, channel: Channel, body: dict[str, Any], nonce: str) -> str:
    """Create the message; where the nonce was used before, Discord returns that message, which we then bring up."""
    try:
        message = await _create(errand, channel, body, nonce)
    except Gone:  # the message of this nonce was deleted: what is wanted now is a new one
        message = await _create(errand, channel, body, _successor(nonce))
    message_id = str(field(message, "id"))
    if not holds(_as_read(message), _as_read(body)):
        _log.info("discord.repeat_corrected", channel=channel.id, message=message_id)
        try:
            await _replace(errand, channel, message_id, body)
        except (
            Throttled,
            Unavailable,
        ) as failure:  # it stands there: by the time we come back its nonce may be forgotten
            raise Unavailable(f"sent, but not brought up to date: {failure}", sent_maybe=True) from None
    return message_id


async def _create(errand: Errand, channel: Channel, body: dict[str, Any], nonce: str) -> Any:
    wanted = {**body, "nonce": nonce, "enforce_nonce": True}
    return await errand.call("POST", _MESSAGES, channel_id=_snowflake(channel), json=wanted)


async def _replace(errand: Errand, channel: Channel, message_id: str, body: dict[str, Any]) -> None:
    # `flags` stays out: what a send may set (no notification) an edit may not. A mention pings when it is first sent.
    wanted = _BLANK | {name: value for name, value in body.items() if name in _BLANK} | {"allowed_mentions": NOBODY}
    await errand.call("PATCH", _MESSAGE, channel_id=_snowflake(channel), message_id=message_id, json=wanted)


def _snowflake(channel: Channel) -> int:
    if not (channel.address.isascii() and channel.address.isdecimal()):
        raise Closed(f"{channel.address!r} is no Discord channel id: give the number that Copy Channel ID gives")
    return int(channel.address)


def _successor(nonce: str) -> str:
    """Return the nonce to use after this one, the same each time, within Discord's 25 characters."""
    return hashlib.blake2b(nonce.encode(), digest_size=12).hexdigest()


def _as_read(message: dict[str, Any]) -> dict[str, Any]:
    embeds = [{name: embed.get(name) for name in _READ} for embed in message.get("embeds") or ()]
    return {"content": message.get("content"), "embeds": embeds}
