"""The calls about messages in channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.forms import reference
from bot.sandbox.discord.forms.message import ON_EDIT, ON_SEND, Flag, draft
from bot.sandbox.discord.permissions import Permission
from bot.sandbox.discord.rest import threads
from bot.sandbox.discord.rest.exchange import NOTHING

if TYPE_CHECKING:
    from bot.sandbox.discord.chat import Shown
    from bot.sandbox.discord.forms.message import Draft
    from bot.sandbox.discord.forms.reference import Reference
    from bot.sandbox.discord.places import Channel
    from bot.sandbox.discord.rest.exchange import Answer, Ask, Backend


MOST = 100  # messages that one call gives


def create(backend: Backend, ask: Ask) -> Answer:
    """POST a message; with enforce_nonce a repeat gives the first one again."""
    channel = backend.world.channel(ask.parts["channel"], Permission.SEND_MESSAGES)
    if channel.forum:
        raise refusal(Code.NO_TEXT_CHANNEL)
    threads.open_again(backend, channel)
    made = draft(ask.body, ON_SEND)
    if made.embeds:
        backend.world.channel(channel.id, Permission.EMBED_LINKS)
    if made.nonce and made.is_nonce_enforced and (first := _first(backend, made)):
        return 200, first
    replied = _replied(backend, channel, made.reference) if made.reference else None
    message = backend.chat.add(channel.id, backend.world.bot, made, extra={}, replied=replied)
    backend.accept(channel.id, message["id"])
    if made.nonce:
        backend.nonces.remember(made.nonce, channel.id, message["id"])
    return 200, backend.chat.whole(message)


def _replied(backend: Backend, channel: Channel, asked: Reference) -> dict[str, Any] | None:
    """Return the message replied to, None for one that may be gone."""
    if Permission.READ_MESSAGE_HISTORY not in channel.bot_permissions:
        raise refusal(Code.MAY_NOT_REPLY)
    if asked.channel_id not in ("", channel.id) or asked.guild_id not in ("", channel.guild_id):
        raise reference.elsewhere()
    shown = backend.chat.look_up(channel.id, asked.message_id)
    if shown is None and asked.has_to_exist:
        raise reference.unknown()
    return shown.message if shown else None


def _first(backend: Backend, made: Draft) -> dict[str, Any] | None:
    """Return the message the nonce made already; one that was deleted since is an unknown message."""
    known = backend.nonces.find(made.nonce)
    return backend.chat.whole(backend.chat.find(known.channel_id, known.message_id).message) if known else None


def history(backend: Backend, ask: Ask) -> Answer:
    """GET messages, newest first: the last ones, or the first ones `after` an id; none where they may not be read."""
    channel = backend.world.channel(ask.parts["channel"])
    limit, after = ask.query.get("limit", "50"), ask.query.get("after", "")
    if not (limit.isdecimal() and 1 <= int(limit) <= MOST) or not (after.isdecimal() or not after):
        raise refusal(Code.INVALID_FORM_BODY)
    if Permission.READ_MESSAGE_HISTORY not in channel.bot_permissions:
        return 200, []
    there = [shown.message for shown in backend.chat.in_channel(channel.id) if not shown.only_for]
    if after:
        there = [message for message in there if int(message["id"]) > int(after)][: int(limit)]
    return 200, there[-int(limit) :][::-1]


def fetch(backend: Backend, ask: Ask) -> Answer:
    """GET a message."""
    channel = backend.world.channel(ask.parts["channel"])
    if Permission.READ_MESSAGE_HISTORY not in channel.bot_permissions:
        raise refusal(Code.MISSING_ACCESS)
    return 200, backend.chat.whole(_found(backend, ask).message)


def edit(backend: Backend, ask: Ask) -> Answer:
    """PATCH a message of the bot's own."""
    channel = backend.world.channel(ask.parts["channel"])
    shown = _found(backend, ask)
    if channel.thread and channel.thread.is_archived:
        raise refusal(Code.THREAD_ARCHIVED)
    if shown.message["author"]["id"] != backend.world.bot["id"]:
        raise refusal(Code.NOT_THE_AUTHOR)
    made = draft(ask.body, ON_EDIT)
    if shown.message["flags"] & Flag.CROSSPOSTED:
        backend.limiter.admit_published_edit(ask.parts["channel"])
    return 200, backend.chat.whole(backend.chat.edit(shown, made))


def delete(backend: Backend, ask: Ask) -> Answer:
    """DELETE a message: the bot's own, or another's where it may manage messages."""
    channel = backend.world.channel(ask.parts["channel"])
    if channel.thread and channel.thread.is_archived:
        raise refusal(Code.THREAD_ARCHIVED)
    shown = _found(backend, ask)
    if shown.message["author"]["id"] != backend.world.bot["id"]:
        backend.world.channel(channel.id, Permission.MANAGE_MESSAGES)
    backend.chat.remove(shown)
    return NOTHING


def crosspost(backend: Backend, ask: Ask) -> Answer:
    """POST a message of an announcement channel on to the channels that follow it, once."""
    channel = backend.world.channel(ask.parts["channel"], Permission.SEND_MESSAGES)
    shown = _found(backend, ask)
    if not channel.is_announcement:
        raise refusal(Code.WRONG_CHANNEL_TYPE)
    if shown.message["author"]["id"] != backend.world.bot["id"]:
        backend.world.channel(channel.id, Permission.MANAGE_MESSAGES)
    if shown.message["flags"] & Flag.CROSSPOSTED:
        raise refusal(Code.ALREADY_CROSSPOSTED)
    published = shown.message | {"flags": shown.message["flags"] | int(Flag.CROSSPOSTED)}
    return 200, backend.chat.replace(shown, published)


def typing(backend: Backend, ask: Ask) -> Answer:
    """POST that the bot is typing."""
    backend.world.channel(ask.parts["channel"], Permission.SEND_MESSAGES)
    return NOTHING


def _found(backend: Backend, ask: Ask) -> Shown:
    shown = backend.chat.find(ask.parts["channel"], ask.parts["message"])
    if shown.only_for:
        raise refusal(Code.UNKNOWN_MESSAGE)
    return shown
