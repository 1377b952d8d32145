"""The calls about posts in forums: threads that begin with a message, whose id is theirs as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.discord import objects
from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.forms.field import Field
from bot.sandbox.discord.forms.message import ON_SEND, draft
from bot.sandbox.discord.gateway.events import Intent
from bot.sandbox.discord.permissions import Permission
from bot.sandbox.discord.places import Channel, Thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.discord.places import Forum
    from bot.sandbox.discord.rest.exchange import Answer, Ask, Backend

_TAGS = 5
MOST = 100  # threads that one call gives


def create(backend: Backend, ask: Ask) -> Answer:
    """POST a post to a forum. Its message takes no nonce (the API description), so a repeat makes a second post."""
    place = backend.world.channel(ask.parts["channel"], Permission.SEND_MESSAGES)
    if place.forum is None:
        raise refusal(Code.WRONG_CHANNEL_TYPE)
    root = Field(ask.body if isinstance(ask.body, dict) else {})
    name, message = root.at("name").text(100, 1), root.at("message")
    if message.is_there(is_required=True) and isinstance(message.value, dict) and "nonce" in message.value:
        message.at("nonce").wrong("BASE_TYPE_CHOICES", "A post's message takes no nonce.")
    tags = _tags(root.at("applied_tags"), place.forum)
    root.settle()
    made = draft(message.value, ON_SEND, "message")
    if made.embeds:
        backend.world.channel(place.id, Permission.EMBED_LINKS)
    _check_tags(backend, place, place.forum, tags)
    thread_id = backend.chat.ids.next()
    thread = Thread(parent=place, tags=tags)
    post = Channel(id=thread_id, guild_id=place.guild_id, name=name, position=place.position, thread=thread)
    backend.world.channels[thread_id] = post
    backend.chat.write_thread(post)
    shown = objects.channel(post, backend.world.bot["id"])
    backend.hub.dispatch("THREAD_CREATE", shown | {"newly_created": True}, Intent.GUILDS)
    sent = backend.chat.add(thread_id, backend.world.bot, made, extra={}, message_id=thread_id)
    backend.accept(place.id, thread_id)
    return 201, shown | {"message": sent}


def _tags(field: Field, forum: Forum) -> list[str]:
    ids = [one.snowflake() for one in field.items(_TAGS)]
    known = {one.id for one in forum.tags}
    for place, one in enumerate(ids):
        if one not in known:
            field.at(place).wrong("BASE_TYPE_CHOICES", "Unknown tag.")
    return ids


def _check_tags(backend: Backend, place: Channel, forum: Forum, tags: list[str], there: Sequence[str] = ()) -> None:
    if forum.is_tag_required and not tags:
        raise refusal(Code.TAG_REQUIRED)
    if any(one.is_moderated for one in forum.tags if (one.id in tags) is not (one.id in there)):
        backend.world.channel(place.id, Permission.MANAGE_THREADS)


def modify(backend: Backend, ask: Ask) -> Answer:
    """PATCH a post: its name and tags, and whether it is archived or locked. The bot may change no other channels."""
    place = backend.world.channel(ask.parts["channel"])
    if place.thread is None:
        raise refusal(Code.MISSING_PERMISSIONS)
    root = Field(ask.body if isinstance(ask.body, dict) else {})
    given = root.value.keys()
    name = root.at("name").text(100, 1) if "name" in given else place.name
    forum = place.thread.parent.forum
    is_tagged = forum is not None and "applied_tags" in given
    tags = _tags(root.at("applied_tags"), forum) if is_tagged and forum else place.thread.tags
    is_archived = root.at("archived").truth() if "archived" in given else place.thread.is_archived
    is_locked = root.at("locked").truth() if "locked" in given else place.thread.is_locked
    root.settle()
    if place.thread.is_locked or "locked" in given:
        backend.world.channel(place.id, Permission.MANAGE_THREADS)
    backend.world.channel(place.id, Permission.SEND_MESSAGES)
    if place.thread.is_archived and is_archived:
        raise refusal(Code.THREAD_ARCHIVED)
    if is_tagged and forum:
        _check_tags(backend, place, forum, tags, there=place.thread.tags)
    if name != place.name:
        backend.limiter.admit_rename(place.id)
    place.name, place.thread.is_archived, place.thread.is_locked = name, is_archived, is_locked
    place.thread.tags = list(tags)
    shown = objects.channel(place, backend.world.bot["id"])
    backend.chat.write_thread(place)
    backend.hub.dispatch("THREAD_UPDATE", shown, Intent.GUILDS)
    return 200, shown


def open_again(backend: Backend, place: Channel) -> None:
    """Let a message to an archived thread open it, as Discord does; a locked one takes none."""
    if place.thread is None or not place.thread.is_archived:
        return
    if place.thread.is_locked and Permission.MANAGE_THREADS not in place.bot_permissions:
        raise refusal(Code.THREAD_LOCKED)
    place.thread.is_archived = False
    backend.chat.write_thread(place)
    backend.hub.dispatch("THREAD_UPDATE", objects.channel(place, backend.world.bot["id"]), Intent.GUILDS)


def remove(backend: Backend, ask: Ask) -> Answer:
    """DELETE a post with all that is in it, for those who manage threads."""
    place = backend.world.channel(ask.parts["channel"])
    if place.thread is None:
        raise refusal(Code.MISSING_PERMISSIONS)
    backend.world.channel(place.id, Permission.MANAGE_THREADS)
    shown = objects.channel(place, backend.world.bot["id"])
    for message in list(backend.chat.in_channel(place.id)):
        backend.chat.remove(message)
    backend.chat.write_thread(place, is_gone=True)
    del backend.world.channels[place.id]
    told = {key: shown[key] for key in ("id", "guild_id", "parent_id", "type")}
    backend.hub.dispatch("THREAD_DELETE", told, Intent.GUILDS)
    return 200, shown


def active(backend: Backend, ask: Ask) -> Answer:
    """GET the posts of a guild that are not archived, newest first."""
    guild = backend.world.guild(ask.parts["guild"])
    there = [one for one in backend.world.channels_of(guild.id) if one.thread and not one.thread.is_archived]
    shown = [objects.channel(one, backend.world.bot["id"]) for one in reversed(there)]
    return 200, {"threads": shown, "members": []}


def archived(backend: Backend, ask: Ask) -> Answer:
    """GET the archived threads of a channel, those archived last first; for who may read what was said there."""
    channel = backend.world.channel(ask.parts["channel"], Permission.READ_MESSAGE_HISTORY)
    limit = ask.query.get("limit", "50")
    if not (limit.isdecimal() and 1 <= int(limit) <= MOST):
        raise refusal(Code.INVALID_FORM_BODY)
    there = [one for one in backend.world.channels_of(channel.guild_id) if one.thread and one.thread.is_archived]
    shown = [objects.channel(one, backend.world.bot["id"]) for one in reversed(there)]
    below = [one for one in shown if one["parent_id"] == channel.id]
    return 200, {"threads": below[: int(limit)], "members": [], "has_more": len(below) > int(limit)}
