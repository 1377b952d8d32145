"""Forums and threads of the sandbox, as discord.py meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.sandbox.discord import DiscordService, Limits
from bot.sandbox.discord.limits import Rate
from bot.sandbox.discord.places import Forum, Tag
from bot.sandbox.journal import Journal
from tests.sandbox.discord.stage import GUILD, TALK, call, logged_in, online, served, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sandbox.discord.stage import Client

FORUM, THREAD = 9001, 9002


def a_forum(service: DiscordService, **more: bool) -> Forum:
    """Add a forum with a free and a moderated tag."""
    made = Forum(tags=[Tag(id="1", name="정치"), Tag(id="2", name="공지", is_moderated=True)], **more)
    service.add_forum(FORUM, GUILD, "기사", made)
    return made


def forum_of(client: Client) -> discord.ForumChannel:
    """Return the forum as the gateway told of it."""
    channel = client.get_channel(FORUM)
    assert isinstance(channel, discord.ForumChannel)
    return channel


async def test_post() -> None:
    """A post is begun with its tags, found among the open ones, renamed, archived and deleted."""
    async with served() as service:
        a_forum(service)
        async with online(service) as client:
            forum = forum_of(client)
            thread, message = await forum.create_thread(
                name="큰일", content="본문", applied_tags=[forum.available_tags[0]]
            )
            assert thread.id == message.id
            await until(lambda: "thread_create" in client.told)
            assert [one.id for one in await forum.guild.active_threads()] == [thread.id]
            await thread.edit(name="더 큰일", archived=True)
            assert service.posts(FORUM)[0].name == "더 큰일"
            assert await forum.guild.active_threads() == []
            with pytest.raises(discord.HTTPException, match="50083"):
                await message.edit(content="고침")
            await thread.send("답글")
            assert [one.id for one in await forum.guild.active_threads()] == [thread.id]
            await thread.delete()
            await until(lambda: "thread_delete" in client.told)
            assert service.posts(FORUM) == []


async def test_tags() -> None:
    """A required tag that is missing, one that is unknown, and a moderated one without the right are refused."""
    async with served() as service:
        made = a_forum(service, is_tag_required=True)
        service.deny(FORUM, "manage_threads")
        async with online(service) as client:
            forum = forum_of(client)
            with pytest.raises(discord.HTTPException, match="40067"):
                await forum.create_thread(name="큰일", content="본문")
            with pytest.raises(discord.HTTPException, match="50035"):
                await forum.create_thread(name="큰일", content="본문", applied_tags=[discord.Object(7)])  # type: ignore[list-item]
            with pytest.raises(discord.HTTPException, match="50013"):
                await forum.create_thread(name="큰일", content="본문", applied_tags=[forum.available_tags[1]])
        assert made.tags


async def test_no_text() -> None:
    """A forum holds no messages, and a text channel no posts."""
    async with served() as service, logged_in(service) as client:
        a_forum(service)
        with pytest.raises(discord.HTTPException, match="50008"):
            await client.get_partial_messageable(FORUM).send("본문")
        route = discord.http.Route("POST", "/channels/{channel_id}/threads", channel_id=TALK)
        with pytest.raises(discord.HTTPException, match="50024"):
            await client.http.request(route, json={"name": "큰일", "message": {"content": "본문"}})


async def test_nonce() -> None:
    """The first message of a post takes no nonce."""
    async with served() as service, logged_in(service) as client:
        a_forum(service)
        route = discord.http.Route("POST", "/channels/{channel_id}/threads", channel_id=FORUM)
        with pytest.raises(discord.HTTPException, match="nonce"):
            await client.http.request(route, json={"name": "큰일", "message": {"content": "본문", "nonce": "1"}})


async def test_locked() -> None:
    """An archived thread opens for a message; a locked one does so for those who manage threads."""
    async with served() as service, logged_in(service) as client:
        thread = service.add_thread(THREAD, TALK, "후속")
        thread.is_archived = thread.is_locked = True
        await client.get_partial_messageable(THREAD).send("하나")
        thread.is_archived = True
        service.deny(TALK, "manage_threads")
        with pytest.raises(discord.HTTPException, match="160005"):
            await client.get_partial_messageable(THREAD).send("둘")


async def test_journal(tmp_path: Path) -> None:
    """Posts are there again after a restart, as they were, and those that were deleted are not."""
    path = tmp_path / "journal.jsonl"
    async with served(journal=Journal(path)) as service:
        a_forum(service)
        async with online(service) as client:
            forum = forum_of(client)
            kept, _ = await forum.create_thread(name="큰일", content="본문")
            await kept.edit(name="더 큰일", archived=True)
            gone, _ = await forum.create_thread(name="철회", content="본문")
            await gone.delete()
    again = DiscordService(journal=Journal(path))
    again.add_guild(GUILD, "서울신보")
    a_forum(again)
    await again.start()
    try:
        (post,) = again.posts(FORUM)
        assert post.thread is not None
        assert (post.name, post.thread.is_archived) == ("더 큰일", True)
        assert [message["content"] for message in again.messages(int(post.id))] == ["본문"]
    finally:
        await again.stop()


async def test_archived_list() -> None:
    """Archived threads of a channel are listed for who may read there, those of others are not."""
    async with served() as service, logged_in(service) as client:
        a_forum(service)
        service.add_thread(THREAD, FORUM, "옛 기사").is_archived = True
        service.add_thread(THREAD + 1, FORUM, "새 기사")
        service.add_thread(THREAD + 2, TALK, "옛 이야기").is_archived = True
        route = discord.http.Route("GET", "/channels/{channel_id}/threads/archived/public", channel_id=FORUM)
        assert [one["id"] for one in (await client.http.request(route))["threads"]] == [str(THREAD)]
        service.deny(FORUM, "read_message_history")
        with pytest.raises(discord.HTTPException, match="50013"):
            await client.http.request(route)


async def test_renames() -> None:
    """A thread is renamed twice in ten minutes; a name that it has already costs nothing, and a third is refused."""
    async with served(limits=Limits(renames=Rate(2, 600.0))) as service:
        service.add_thread(THREAD, TALK, "처음")
        path = f"/channels/{THREAD}"
        answers = [await call(service, "PATCH", path, {"name": name}) for name in ("하나", "둘", "둘", "셋")]
        assert [one.status for one in answers] == [200, 200, 200, 429]
        assert 590 < answers[-1].body["retry_after"] <= 600
