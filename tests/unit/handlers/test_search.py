"""`/search`, as it is asked and answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.delivery import Kind, Language
from bot.core.readers.conversation import Span, Style
from tests.unit.handlers.shelves import Chat, post, presses, reader, shown, titles

STORIES = (
    post("광장을 지나는 버스", "교통"),
    post("날씨", minutes=1),
    replace(post("옛 기사", minutes=2), excerpt="이번 주말에는 광장이 차 없는 거리로 바뀝니다."),
)


async def test_found() -> None:
    """Stories with the words come newest first, a snippet below those whose title does not say why."""
    reply = await Chat(*STORIES).says("/search 광장")
    assert reply is not None
    assert shown(reply) == (
        "‘광장’ 검색 결과\n 광장을 지나는 버스\n 옛 기사\n이번 주말에는 광장이 차 없는 거리로 바뀝니다."
    )


async def test_marked() -> None:
    """The words are bold in the title, which stays a link all along, and in the snippet."""
    reply = await Chat(*STORIES).says("/검색 광장에서")
    assert reply is not None
    first, snippet = reply.lines[1], reply.lines[3]
    link = STORIES[0].link
    assert first[-2:] == (Span("광장", Style.BOLD, link), Span("을 지나는 버스", href=link))
    assert snippet[1] == Span("광장", Style.BOLD)


@pytest.mark.parametrize("words", ["돌고래", "🎉", '"', "<b>광장은</b>", "AND OR NOT"])
async def test_nothing(words: str) -> None:
    """Where nothing is found the answer says so and how to find more, and shows the words as they were typed."""
    text = await Chat(post("날씨")).reads(f"/search {words}")
    assert text.startswith(f"‘{words}’")
    assert "검색 결과가 없습니다" in text
    assert "낱말을 줄이거나" in text


async def test_no_words() -> None:
    """Without words the answer says how to ask, in the reader's language."""
    assert "예: /search" in await Chat(*STORIES).reads("/search")
    assert "as in /search" in await Chat(*STORIES, asker=reader(language=Language.EN)).reads("/search")


async def test_overheard() -> None:
    """A group's talk is no search, whatever it would find; a slash makes it one."""
    chat = Chat(*STORIES, asker=reader(Kind.GROUP))
    assert await chat.says("검색 해 봤는데 없더라") is None
    assert await chat.says("검색 광장") is None
    assert titles(await chat.says("/검색 광장")) == ["광장", "을 지나는 버스", "옛 기사"]


async def test_long_pages() -> None:
    """The pages of a search for many words are all of the same search, however long it is to write."""
    words = " ".join(f"{number}번째로아주아주길게이어쓴낱말입니다" for number in range(12))
    stories = [post(f"{number} {words}", minutes=number) for number in range(8)]
    chat = Chat(*stories, *(post(f"{number} {words[:190]}", minutes=20) for number in range(9)))
    (older,) = presses(await chat.says(f"/search {words}"))
    page = await chat.desk.pressed(older, chat.asker)
    assert page is not None
    assert len(page.lines) == 1 + 3 + 1  # heading, stories, position


async def test_long() -> None:
    """Words without end are cut where they are shown, and a story of them is one message."""
    text = await Chat(*STORIES).reads("/search " + "가" * 5_000)
    assert len(text) < 250


async def test_broken() -> None:
    """Where the search fails the reader is told to try again."""
    chat = Chat(*STORIES)
    chat.archive.is_broken = True
    assert await chat.reads("/search 광장") == "지금은 답할 수 없습니다. 잠시 뒤에 다시 시도해 주십시오."
