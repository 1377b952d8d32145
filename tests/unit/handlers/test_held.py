"""Held posts in an admin chat: seen, and decided about by button or by word."""

from __future__ import annotations

import pytest

from bot.core.delivery import Kind, Language
from bot.core.event import HeldPost
from tests.unit.handlers.shelves import NOON, Chat, post, presses, reader, shown

WHY = "6 posts within 10 minutes, where 5 may pass"


def a_chat(count: int, language: Language = Language.EN) -> Chat:
    """Return an admin chat while so many posts are held."""
    chat = Chat(asker=reader(Kind.GROUP, language))
    chat.admin_chats.add(chat.asker.channel.id)
    for number in range(count):
        one = post(f"Story {number}")
        chat.held.posts[one.id] = HeldPost(one, NOON, WHY)
    return chat


@pytest.mark.parametrize("text", ["/held", "/보류", "보류", "held", "/release all", "/drop all", "버리기 모두"])
async def test_nowhere_else(text: str) -> None:
    """Outside of admin chats these commands do not exist: not in private, not in a group, not by a platform's call."""
    private, group = Chat(), Chat(asker=reader(Kind.GROUP))
    for chat in (private, group):
        chat.held.posts |= a_chat(1).held.posts
    assert "명령" in await private.reads(text)
    assert await group.reads(text) == ""
    called = await group.desk.called("release", {"post": "all"}, group.asker)
    assert "명령은 없습니다" in shown(called)
    assert not private.held.released + private.held.dropped + group.held.released


async def test_nothing_held() -> None:
    """Where nothing is held, that is said, and there is nothing to press."""
    reply = await a_chat(0).says("/held")
    assert reply is not None
    assert (shown(reply), reply.buttons) == ("Nothing is held.", ())


async def test_listed() -> None:
    """The first posts are shown with their reason, told once, and two buttons each; then what is done with all."""
    chat = a_chat(6)
    reply = await chat.says("/held")
    assert reply is not None
    assert shown(reply).count(WHY) == 1
    assert "Held: 6 posts" in shown(reply)
    assert "… and 2 more" in shown(reply)
    first = next(iter(chat.held.posts))
    assert presses(reply)[:2] == [f"/release {first}", f"/drop {first}"]
    assert presses(reply)[-2:] == ["/release all 6", "/drop all 6"]
    assert [len(row) for row in reply.buttons] == [2, 2, 2, 2, 2], "Discord takes five rows"


async def test_one_by_one() -> None:
    """Each answer says what became of the post and shows what is left, till nothing is."""
    chat = a_chat(2)
    first, second = chat.held.posts
    released = await chat.says(f"/release {first}")
    assert shown(released or pytest.fail("no answer")).startswith("Released: Story 0\nHeld: 1 post\n")
    assert presses(released) == [f"/release {second}", f"/drop {second}"]
    assert await chat.reads(f"/drop {second}") == "Dropped, nobody is told: Story 1\nNothing is held."
    assert (chat.held.released, chat.held.dropped) == ([first], [second])
    assert chat.audit.noted == [("7 (telegram:100)", "release", first, ""), ("7 (telegram:100)", "drop", second, "")]


async def test_decided_already() -> None:
    """A button that is pressed twice, or was decided about elsewhere, does nothing and says so."""
    chat = a_chat(1)
    (only,) = chat.held.posts
    await chat.says(f"/drop {only}")
    assert "isn’t held any more" in await chat.reads(f"/release {only}")
    assert chat.held.released == []


@pytest.mark.parametrize(
    ("text", "is_released"), [("/release all 3", True), ("내보내기 모두", True), ("/drop all", False)]
)
async def test_all(text: str, is_released: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """All of them go out, or nobody is told of them, oldest first."""
    chat = a_chat(3)
    every = list(chat.held.posts)
    assert "3" in await chat.reads(text)
    assert (chat.held.released if is_released else chat.held.dropped) == every


async def test_others_by_now() -> None:
    """The button for all does nothing once others are held than when it was shown: nobody has looked at those."""
    chat = a_chat(7)
    text = await chat.reads("/release all 3")
    assert text.startswith("What is held has changed")
    assert "Held: 7 posts" in text
    assert chat.held.released == []


async def test_no_post_named() -> None:
    """Without a post the answer names how to choose one."""
    assert "/held" in await a_chat(1).reads("/release")


async def test_korean() -> None:
    """Those who read Korean are asked and answered in Korean."""
    chat = a_chat(2, Language.KO)
    reply = await chat.says("보류")
    assert reply is not None
    assert "보류한 게시물 2건" in shown(reply)
    labels = [button.label for row in reply.buttons for button in row]
    assert labels == ["내보내기 1", "버리기 1", "내보내기 2", "버리기 2", "모두 내보내기", "모두 버리기"]
