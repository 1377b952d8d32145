"""Stories in Discord's forum and media channels, on the wire: a post each, tagged, corrected and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.core.errors import Closed, Gone, Refused, Scope, Throttled, Unavailable, Unprovable
from bot.core.notice import Matter, Notice
from bot.core.phrases import phrases_in
from bot.core.post import Level, Note
from bot.sandbox.discord.places import Forum, Tag
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, GUILD, alert, is_online, listening, until

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService
    from bot.sandbox.discord.places import Channel, Thread
    from tests.platforms.discord.desk import RecordingDesk

FORUM = 2006
FAMILY = "👨‍👩‍👧‍👦"
PLACE = replace(CHANNEL, address=str(FORUM))


@pytest.fixture(autouse=True)
def forum(service: DiscordService) -> Forum:
    """Give the server a forum with three tags, one of them for moderators."""
    tags = [Tag(id="1", name="정치"), Tag(id="2", name="경제"), Tag(id="3", name="공지", is_moderated=True)]
    made = Forum(tags=tags)
    service.add_forum(FORUM, GUILD, "기사", made)
    return made


def the_post(service: DiscordService) -> tuple[Channel, Thread]:
    """Return the forum's only post."""
    (post,) = service.posts(FORUM)
    assert post.thread is not None
    return post, post.thread


async def test_post(service: DiscordService, connection: DiscordConnection) -> None:
    """A story is a post with its mark, headline and tags, and its alert is the post's first message."""
    story = replace(alert("큰일"), level=Level.BREAKING, categories=("정치", "공지", "경제", "없음"))
    sent = await connection.messenger.send(PLACE, story, "n1")
    post, thread = the_post(service)
    assert (post.name, thread.tags) == ("🚨 속보 큰일", ["1", "2"])
    (message,) = service.messages(int(post.id))
    assert sent == f"{post.id}/{message['id']}"
    assert "큰일" in message["embeds"][0]["title"]


async def test_long_name(service: DiscordService, connection: DiscordConnection) -> None:
    """A headline longer than a name takes is cut by whole graphemes."""
    await connection.messenger.send(PLACE, alert(FAMILY * 60), "n1")
    name = the_post(service)[0].name
    assert len(name) <= 100
    assert name.removesuffix("…").replace(FAMILY, "") == ""


async def test_remembered(service: DiscordService, connection: DiscordConnection) -> None:
    """Without the gateway a channel is known for a forum once it refused a message."""
    for number in range(2):
        await connection.messenger.send(PLACE, alert(f"{number}"), f"n{number}")
    assert [call.name for call in service.calls].count("POST /channels/{id}/messages") == 1


async def test_gateway(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> None:
    """With the gateway a forum is known, and never asked to hold a message."""
    async with listening(connection, desk):
        await until(lambda: is_online(service) and connection.messenger._places.is_forum(FORUM))
        await connection.messenger.send(PLACE, alert(), "n1")
    assert "POST /channels/{id}/messages" not in [call.name for call in service.calls]


async def test_required_tag(service: DiscordService, connection: DiscordConnection, forum: Forum) -> None:
    """Where a tag is required and no category fits, the first that is free is taken; without one, that is said."""
    forum.is_tag_required = True
    await connection.messenger.send(PLACE, replace(alert(), categories=()), "n1")
    assert the_post(service)[1].tags == ["1"]
    forum.tags.clear()
    with pytest.raises(Refused, match="requires one"):
        await connection.messenger.send(PLACE, alert(), "n2")


async def test_corrected(service: DiscordService, connection: DiscordConnection) -> None:
    """A correction edits the first message, also of an archived post, and renames the post where the name is new."""
    sent = await connection.messenger.send(PLACE, alert("틀린 제목"), "n1")
    post, thread = the_post(service)
    thread.is_archived = True
    await connection.messenger.edit(PLACE, sent, alert("맞는 제목"))
    (message,) = service.messages(int(post.id))
    assert (post.name, thread.is_archived) == ("맞는 제목", False)
    assert "맞는 제목" in message["embeds"][0]["title"]
    patches = [call.name for call in service.calls].count("PATCH /channels/{id}")
    await connection.messenger.edit(PLACE, sent, replace(alert("맞는 제목"), excerpt="다른 요약"))
    assert [call.name for call in service.calls].count("PATCH /channels/{id}") == patches


async def test_other_category(service: DiscordService, connection: DiscordConnection) -> None:
    """A story whose category is corrected has the tag of the new one; what moderators put on stays, at most five."""
    sent = await connection.messenger.send(PLACE, replace(alert(), categories=("정치",)), "n1")
    _, thread = the_post(service)
    thread.tags.append("3")
    service.deny(FORUM, "manage_threads")
    await connection.messenger.edit(PLACE, sent, replace(alert(), categories=("경제",)))
    assert sorted(thread.tags) == ["2", "3"]
    patches = [call.name for call in service.calls].count("PATCH /channels/{id}")
    await connection.messenger.edit(PLACE, sent, replace(alert("새 요약"), headline="제목", categories=("경제",)))
    await connection.messenger.edit(PLACE, sent, replace(alert("다른 요약"), headline="제목", categories=("경제",)))
    assert [call.name for call in service.calls].count("PATCH /channels/{id}") == patches + 1


async def test_tags_refused(service: DiscordService, connection: DiscordConnection) -> None:
    """Where Discord takes no other tags, the alert and the post's name are corrected all the same."""
    sent = await connection.messenger.send(PLACE, replace(alert("틀린 제목"), categories=("정치",)), "n1")
    refused = '{"code": 50035, "message": "Invalid Form Body"}'
    service.faults.add(Fault(Failure.ANSWER, "PATCH /channels/{id}", status=400, body=refused))
    with capture_logs() as logs:
        await connection.messenger.edit(PLACE, sent, replace(alert("맞는 제목"), categories=("경제",)))
    post, thread = the_post(service)
    assert (post.name, thread.tags) == ("맞는 제목", ["1"])
    assert "discord.post_not_tagged" in [log["event"] for log in logs]


async def test_withdrawn(service: DiscordService, connection: DiscordConnection) -> None:
    """A withdrawal deletes the post with all that was said in it; what is gone already is said to be."""
    sent = await connection.messenger.send(PLACE, alert(), "n1")
    assert await connection.messenger.delete(PLACE, sent)
    assert service.posts(FORUM) == []
    with pytest.raises(Gone):
        await connection.messenger.delete(PLACE, sent)
    with pytest.raises(Gone):
        await connection.messenger.edit(PLACE, sent, alert())


async def test_kept(service: DiscordService, connection: DiscordConnection) -> None:
    """A post that the bot may not delete says that its story was withdrawn, in its name as well; it can come back."""
    sent = await connection.messenger.send(PLACE, alert("틀린 기사"), "n1")
    service.deny(FORUM, "manage_threads")
    the_post(service)[1].is_archived = True
    assert not await connection.messenger.delete(PLACE, sent)
    post, _ = the_post(service)
    (message,) = service.messages(int(post.id))
    assert post.name == message["content"] == phrases_in(PLACE.language).withdrawn
    assert (message["embeds"], message["components"]) == ([], [])
    await connection.messenger.edit(PLACE, sent, alert("돌아온 기사"))
    assert post.name == "돌아온 기사"


async def test_name_waits(service: DiscordService, connection: DiscordConnection) -> None:
    """A name that Discord does not take yet waits, for this post alone; what the message says is corrected at once."""
    sent = await connection.messenger.send(PLACE, alert("하나"), "n1")
    for headline in ("둘", "셋"):
        await connection.messenger.edit(PLACE, sent, alert(headline))
    with pytest.raises(Throttled) as limit:
        await connection.messenger.edit(PLACE, sent, alert("넷"))
    assert (limit.value.scope, limit.value.pause > 500) == (Scope.MESSAGE, True)
    post, _ = the_post(service)
    assert post.name == "셋"
    assert "넷" in service.messages(int(post.id))[0]["embeds"][0]["title"]


async def test_locked(service: DiscordService, connection: DiscordConnection) -> None:
    """A post that was locked is left alone, and its forum is not closed for that."""
    sent = await connection.messenger.send(PLACE, alert(), "n1")
    service.deny(FORUM, "manage_threads")
    _, thread = the_post(service)
    thread.is_archived = thread.is_locked = True
    with pytest.raises(Refused, match="Manage Threads"):
        await connection.messenger.edit(PLACE, sent, alert("맞는 제목"))


async def test_note(service: DiscordService, connection: DiscordConnection) -> None:
    """A note is a reply within its story's post, and can be edited and removed there."""
    sent = await connection.messenger.send(PLACE, alert(), "n1")
    raised = replace(alert(), level=Level.BREAKING, note=Note.RAISED)
    note = await connection.messenger.send(PLACE, raised, "n2", reply_to=sent)
    post, _ = the_post(service)
    first, second = service.messages(int(post.id))
    assert second["message_reference"]["message_id"] == first["id"]
    await connection.messenger.edit(PLACE, note, raised)
    assert await connection.messenger.delete(PLACE, note)
    assert [one["id"] for one in service.messages(int(post.id))] == [first["id"]]


async def test_doubt(service: DiscordService, connection: DiscordConnection) -> None:
    """What an earlier attempt may have made is looked for, and brought up to date instead of made again."""
    service.faults.add(Fault(Failure.CUT_AFTER, "POST /channels/{id}/threads"))
    with pytest.raises(Unavailable) as raised:
        await connection.messenger.send(PLACE, alert("먼저"), "n1")
    assert raised.value.sent_maybe
    found = await connection.messenger.send(PLACE, alert("나중"), "n1", 1.0)
    assert found == f"{the_post(service)[0].id}/{the_post(service)[0].id}"
    assert the_post(service)[0].name == "나중"
    service.deny(FORUM, "read_message_history")
    with pytest.raises(Unprovable, match="Read Message History"):
        await connection.messenger.send(PLACE, alert("나중"), "n1", 1.0)


async def test_doubt_archived(service: DiscordService, connection: DiscordConnection) -> None:
    """A post that was archived while its outcome was unknown is found as well, among others."""
    first = await connection.messenger.send(PLACE, alert("먼저"), "n1")
    the_post(service)[1].is_archived = True
    other = replace(alert("다른 기사"), link="https://news.example/other.html")
    await connection.messenger.send(PLACE, other, "n2")
    assert await connection.messenger.send(PLACE, alert("나중"), "n1", 4000.0) == first
    assert [one.name for one in service.posts(FORUM)] == ["나중", "다른 기사"]


async def test_doubt_without_link(service: DiscordService, connection: DiscordConnection) -> None:
    """What has no link, as a notice, is told from other posts by all that it says."""
    notice = Notice(matter=Matter.SOURCE, about="site", why="the folder is gone")
    told = replace(alert(), headline="", link="", notice=notice)
    await connection.messenger.send(PLACE, alert("기사"), "n1")
    first = await connection.messenger.send(PLACE, told, "n2", 1.0)
    assert await connection.messenger.send(PLACE, told, "n2", 1.0) == first
    story, post = service.posts(FORUM)
    assert story.name == "기사"
    assert "site" in post.name


async def test_moderators_tag(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> None:
    """A tag for moderators is put on where the gateway says that the bot manages threads."""
    async with listening(connection, desk):
        await until(lambda: is_online(service) and connection.messenger._places.is_forum(FORUM))
        await connection.messenger.send(PLACE, replace(alert(), categories=("공지",)), "n1")
    assert the_post(service)[1].tags == ["3"]


async def test_plain(service: DiscordService, connection: DiscordConnection) -> None:
    """Where Discord refuses the embed, the post begins with plain text."""
    refused = {"code": 50035, "message": "Invalid Form Body"}
    service.faults.add(Fault(Failure.ANSWER, "POST /channels/{id}/threads", status=400, body=refused))
    await connection.messenger.send(PLACE, alert("큰일"), "n1")
    (message,) = service.messages(int(the_post(service)[0].id))
    assert message["embeds"] == []
    assert "큰일" in message["content"]


async def test_no_forum(service: DiscordService, connection: DiscordConnection) -> None:
    """A channel that holds neither messages nor posts is closed."""
    refused = {"code": 50008, "message": "Cannot send messages in a non-text channel"}
    service.faults.add(Fault(Failure.ANSWER, "POST /channels/{id}/messages", status=400, body=refused))
    with pytest.raises(Closed, match="50008"):
        await connection.messenger.send(CHANNEL, alert(), "n1")
