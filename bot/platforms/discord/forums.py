"""Discord's forum and media channels: a story is a post, a thread that begins with its alert.

A post's id is that of its first message as well. What the bot says in a forum is known by `post/message`.
"""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog
from discord.utils import time_snowflake, utcnow

from bot.core.announcement import sentences_of
from bot.core.errors import Closed, Gone, Refused, Scope, Throttled, Unprovable
from bot.core.phrases import phrases_in
from bot.core.schedule.listing import heading_of
from bot.core.text.plain import cut
from bot.platforms.discord.failures import MissingPermissions, UnknownChannel
from bot.platforms.discord.history import MARGIN
from bot.platforms.discord.wire import field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.core.delivery import Language
    from bot.core.post import Alert
    from bot.platforms.discord.errand import Errand

_log = structlog.get_logger()

_CHANNEL: Final = "/channels/{channel_id}"
_MESSAGE: Final = "/channels/{channel_id}/messages/{message_id}"
_ARCHIVED: Final = "/channels/{channel_id}/threads/archived/public"
_FORUMS: Final = {15, 16}
_TAG_REQUIRED: Final = 1 << 4
_NAME, _TAGS = 100, 5
_MOST_LOOKED_AT: Final = 20


def in_post(message_id: str) -> bool:
    """Return whether the message is in a forum's post."""
    return "/" in message_id


def parts_of(message_id: str) -> tuple[str, str]:
    """Return the post's id and the message's."""
    post, _, message = message_id.partition("/")
    return post, message


def name_of(alert: Alert, language: Language) -> str:
    """Return what a post is called, cut to what a name takes: a story's mark and headline, else what it is about."""
    if alert.notice:
        name = sentences_of(alert.notice, language)[0]
    elif alert.roundup:
        name = heading_of(alert.roundup, language)
    else:
        name = f"{phrases_in(language).mark(alert.level)} {alert.headline}"
    return cut(name.strip() or alert.headline, _NAME)


@contextmanager
def about_post() -> Iterator[None]:
    """Let what closes a post be no reason to close its forum; one that was deleted is `Gone`."""
    try:
        yield
    except Closed as closed:
        error = Gone if isinstance(closed, UnknownChannel) else Refused
        raise error(str(closed)) from None


async def is_forum(errand: Errand, channel_id: int) -> bool:
    """Return whether a channel that holds no messages holds posts."""
    return field(await errand.call("GET", _CHANNEL, channel_id=channel_id), "type") in _FORUMS


async def look(errand: Errand, channel_id: int) -> dict[str, Any]:
    """Return the forum with its tags."""
    forum: dict[str, Any] = await errand.call("GET", _CHANNEL, channel_id=channel_id)
    return forum


async def begin(errand: Errand, forum: dict[str, Any], name: str, tags: Sequence[str], body: Any) -> str:
    """Make a post with these tags and return its message's id."""
    wanted = {"name": name, "message": body, "applied_tags": tags}
    post = await errand.call("POST", _CHANNEL + "/threads", channel_id=int(forum["id"]), json=wanted)
    return f"{field(post, 'id')}/{post['id']}"


def tags_for(
    forum: dict[str, Any], categories: Iterable[str], *, may_moderate: bool, there: Sequence[str] = ()
) -> Sequence[str]:
    """Return the tags that are called as the categories are; the first of all where one is required and none fits.

    Those for moderators are put on by a bot that `may_moderate`; of those that are `there` already none is taken off.
    """
    moderated = {tag["id"] for tag in forum.get("available_tags", ()) if tag["moderated"]}
    free = {
        _folded(tag["name"]): tag["id"]
        for tag in forum.get("available_tags", ())
        if may_moderate or tag["id"] not in moderated
    }
    wanted = [free[_folded(one)] for one in categories if _folded(one) in free]
    fitting = list(dict.fromkeys([*(one for one in there if one in moderated), *wanted]))[:_TAGS]
    if fitting or not forum.get("flags", 0) & _TAG_REQUIRED:
        return fitting
    return list(there)[:1] or list(free.values())[:1]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


async def standing(
    errand: Errand, forum: dict[str, Any], doubt: float, name: str, is_it: Callable[[dict[str, Any]], bool]
) -> str:
    """Return our post that was made `doubt` seconds ago or later and whose first message `is_it`, empty for none.

    That of this name is looked at first. Raises `Unprovable` where what was posted can't be read, or is too much.
    """
    ours = field(await errand.call("GET", "/users/@me"), "id")
    after = time_snowflake(utcnow() - timedelta(seconds=doubt + MARGIN))
    posts = [one for one in await _threads(errand, forum) if one["owner_id"] == ours and int(one["id"]) > after]
    posts.sort(key=lambda one: one["name"] != name)
    for post in posts[:_MOST_LOOKED_AT]:
        with _readable():
            try:
                first = await errand.call("GET", _MESSAGE, channel_id=post["id"], message_id=post["id"])
            except (Gone, UnknownChannel):
                continue
        if is_it(first):
            return f"{post['id']}/{post['id']}"
    if len(posts) > _MOST_LOOKED_AT:
        raise Unprovable("the alert may stand there already, among more posts than we look through")
    return ""


async def _threads(errand: Errand, forum: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """Return the forum's posts: those that are not archived, and those that were archived last."""
    active = await errand.call("GET", "/guilds/{guild_id}/threads/active", guild_id=forum["guild_id"])
    with _readable():
        archived = await errand.call("GET", _ARCHIVED, channel_id=int(forum["id"]), query={"limit": "100"})
    return [*(one for one in field(active, "threads") if one["parent_id"] == forum["id"]), *field(archived, "threads")]


@contextmanager
def _readable() -> Iterator[None]:
    """Say what is missing where the bot may not read what was posted."""
    try:
        yield
    except Closed as closed:
        why = "the post may stand there already: give the bot the permission Read Message History"
        raise Unprovable(f"{why}: {closed}") from None


async def opened(errand: Errand, post: str) -> dict[str, Any]:
    """Open a post where it is archived: nothing in it can be edited before. Return it, with its name and tags."""
    there: dict[str, Any] = await errand.call("GET", _CHANNEL, channel_id=post)
    if field(there, "thread_metadata")["archived"]:
        await open_again(errand, post)
    return there


async def open_again(errand: Errand, thread: str) -> None:
    """Open a thread that is archived; one that is locked is `Closed` to a bot that may not manage threads."""
    try:
        await errand.call("PATCH", _CHANNEL, channel_id=thread, json={"archived": False})
    except MissingPermissions as refusal:
        why = f"the thread is locked: unlock it, or give the bot the permission Manage Threads ({refusal})"
        raise Closed(why) from None


async def rename(errand: Errand, post: str, name: str) -> None:
    """Give a post another name. Discord takes few renames: the edit waits for that alone, or goes without it."""
    try:
        await errand.call("PATCH", _CHANNEL, channel_id=post, json={"name": name})
    except Throttled as limit:
        scope = Scope.PLATFORM if limit.scope is Scope.PLATFORM else Scope.MESSAGE
        raise Throttled(str(limit), pause=limit.pause, scope=scope) from None
    except (MissingPermissions, Refused) as refusal:
        _log.warning("discord.post_not_renamed", post=post, why=str(refusal))


async def tag(errand: Errand, post: str, tags: Sequence[str]) -> None:
    """Give a post other tags; where Discord refuses them, the edit goes without."""
    try:
        await errand.call("PATCH", _CHANNEL, channel_id=post, json={"applied_tags": tags})
    except (MissingPermissions, Refused) as refusal:
        _log.warning("discord.post_not_tagged", post=post, why=str(refusal))


async def remove(errand: Errand, message_id: str) -> bool:
    """Delete a story's post with all that was said in it, or a note; return whether the bot may.

    A post goes for those who manage threads alone, also if it is theirs (doc).
    """
    post, message = parts_of(message_id)
    with about_post():
        if post != message:
            await opened(errand, post)
            await errand.call("DELETE", _MESSAGE, channel_id=post, message_id=message)
            return True
        try:
            await errand.call("DELETE", _CHANNEL, channel_id=post)
        except MissingPermissions:
            return False
    return True
