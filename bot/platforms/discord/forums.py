"""Discord's forum and media channels: a story is a post, a thread that begins with its alert.

A post's id is that of its first message as well. What the bot says in a forum is known by `post/message`.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog
from discord.utils import time_snowflake, utcnow

from bot.core.errors import Closed, Gone, Refused, Scope, Throttled, Unprovable
from bot.core.phrases import phrases_in
from bot.core.text import cut
from bot.platforms.discord.failures import UNKNOWN_CHANNEL, MissingPermissions, code_of
from bot.platforms.discord.history import MARGIN, is_alert
from bot.platforms.discord.wire import field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.delivery import Language
    from bot.core.model import Alert
    from bot.platforms.discord.errand import Errand

_log = structlog.get_logger()

_CHANNEL: Final = "/channels/{channel_id}"
_MESSAGE: Final = "/channels/{channel_id}/messages/{message_id}"
_FORUMS: Final = {15, 16}
_TAG_REQUIRED: Final = 1 << 4
_NAME, _TAGS = 100, 5


def in_post(message_id: str) -> bool:
    """Return whether the message is in a forum's post."""
    return "/" in message_id


def parts_of(message_id: str) -> tuple[str, str]:
    """Return the post's id and the message's."""
    post, _, message = message_id.partition("/")
    return post, message


def name_of(alert: Alert, language: Language) -> str:
    """Return what a story's post is called: its mark and headline, cut to what a name takes."""
    return cut(f"{phrases_in(language).mark(alert.level)} {alert.headline}".strip(), _NAME)


@contextmanager
def about_post() -> Iterator[None]:
    """Let what closes a post be no reason to close its forum; one that was deleted is `Gone`."""
    try:
        yield
    except Closed as closed:
        error = Gone if code_of(closed) == UNKNOWN_CHANNEL else Refused
        raise error(str(closed)) from None


async def is_forum(errand: Errand, channel_id: int) -> bool:
    """Return whether a channel that holds no messages holds posts."""
    return field(await errand.call("GET", _CHANNEL, channel_id=channel_id), "type") in _FORUMS


async def look(errand: Errand, channel_id: int) -> dict[str, Any]:
    """Return the forum with its tags."""
    forum: dict[str, Any] = await errand.call("GET", _CHANNEL, channel_id=channel_id)
    return forum


async def begin(errand: Errand, forum: dict[str, Any], name: str, categories: Iterable[str], body: Any) -> str:
    """Make a post, tagged by the story's categories, and return its message's id."""
    wanted = {"name": name, "message": body, "applied_tags": _tags(forum, categories)}
    post = await errand.call("POST", _CHANNEL + "/threads", channel_id=int(forum["id"]), json=wanted)
    return f"{field(post, 'id')}/{post['id']}"


def _tags(forum: dict[str, Any], categories: Iterable[str]) -> list[str]:
    """Return the tags that are called as the categories are; the first of all where one is required and none fits."""
    free = {tag["name"].casefold(): tag["id"] for tag in forum.get("available_tags", ()) if not tag["moderated"]}
    fitting = [free[one.casefold()] for one in categories if one.casefold() in free][:_TAGS]
    if fitting or not forum.get("flags", 0) & _TAG_REQUIRED:
        return fitting
    return list(free.values())[:1]


async def standing(errand: Errand, forum: dict[str, Any], link: str, doubt: float) -> str:
    """Return our post with the link that was made `doubt` seconds ago or later, empty where there is none."""
    ours = field(await errand.call("GET", "/users/@me"), "id")
    after = time_snowflake(utcnow() - timedelta(seconds=doubt + MARGIN))
    answer = await errand.call("GET", "/guilds/{guild_id}/threads/active", guild_id=forum["guild_id"])
    for post in field(answer, "threads"):
        if post["parent_id"] == forum["id"] and post["owner_id"] == ours and int(post["id"]) > after:
            try:
                first = await errand.call("GET", _MESSAGE, channel_id=post["id"], message_id=post["id"])
            except Gone:
                continue
            except Closed as closed:
                why = "the post may stand there already: give the bot the permission Read Message History"
                raise Unprovable(f"{why}: {closed}") from None
            if is_alert(first, link):
                return f"{post['id']}/{post['id']}"
    return ""


async def opened(errand: Errand, post: str) -> str:
    """Open a post where it is archived: nothing in it can be edited before. Return what it is called."""
    there = await errand.call("GET", _CHANNEL, channel_id=post)
    if field(there, "thread_metadata")["archived"]:
        await open_again(errand, post)
    return str(there["name"])


async def open_again(errand: Errand, thread: str) -> None:
    """Open a thread that is archived."""
    await errand.call("PATCH", _CHANNEL, channel_id=thread, json={"archived": False})


async def rename(errand: Errand, post: str, name: str) -> None:
    """Give a post another name. Discord takes few renames: the edit waits for that alone, or goes without it."""
    try:
        await errand.call("PATCH", _CHANNEL, channel_id=post, json={"name": name})
    except Throttled as limit:
        scope = Scope.PLATFORM if limit.scope is Scope.PLATFORM else Scope.MESSAGE
        raise Throttled(str(limit), pause=limit.pause, scope=scope) from None
    except (MissingPermissions, Refused) as refusal:
        _log.warning("discord.post_not_renamed", post=post, why=str(refusal))


async def remove(errand: Errand, message_id: str) -> None:
    """Delete a story's post, its first message alone where the bot may not manage threads, or a note in it."""
    post, message = parts_of(message_id)
    with about_post():
        if post == message:
            try:
                await errand.call("DELETE", _CHANNEL, channel_id=post)
            except MissingPermissions:
                await opened(errand, post)
            else:
                return
        await errand.call("DELETE", _MESSAGE, channel_id=post, message_id=message)
