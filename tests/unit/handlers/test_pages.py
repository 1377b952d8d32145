"""Lists of stories, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.delivery import Kind, Language
from bot.core.hours import Hours
from bot.core.ports.readers import Spot
from bot.core.post import Level
from bot.core.readers.conversation import Span
from handlers.listing import Kind as Of
from handlers.listing import Listing, listing_of, spot_of, spot_to_text
from tests.unit.handlers.shelves import Chat, post, presses, reader, shown, titles

if TYPE_CHECKING:
    from bot.core.readers.conversation import Reply

STORIES = [post(f"광장 기사 {minutes:02}", "News", minutes=minutes) for minutes in range(12)]
EVERY = [f"광장 기사 {minutes:02}" for minutes in range(12)]


async def turn(chat: Chat, reply: Reply | None, label: str) -> Reply:
    """Press the button of a page."""
    assert reply is not None
    (press,) = (button.press for row in reply.buttons for button in row if label in button.label)
    chat.now += timedelta(seconds=1)
    turned = await chat.desk.pressed(press, chat.asker)
    assert turned is not None
    return turned


def stories(reply: Reply | None) -> list[str]:
    """Return the titles on the page, whatever is marked in them."""
    assert reply is not None
    lines = ("".join(part.text for part in line if isinstance(part, Span) and part.href) for line in reply.lines)
    return [line for line in lines if line]


@pytest.mark.parametrize("asked", ["/latest", "/latest News", "/today", "/search 광장", '/search "광장 기사"'])
async def test_turning(asked: str) -> None:
    """A list is turned to its end and back, each page in the place of the one before, and no story is left out."""
    chat = Chat(*STORIES)
    first = await chat.says(asked)
    second = await turn(chat, first, "▶")
    third = await turn(chat, second, "▶")
    assert [stories(page) for page in (first, second, third)] == [EVERY[:5], EVERY[5:10], EVERY[10:]]
    assert [page.is_update for page in (second, third)] == [True, True]
    assert len(presses(third)) == 1
    back = await turn(chat, third, "◀")
    assert stories(back) == EVERY[5:10]
    assert stories(await turn(chat, back, "◀")) == EVERY[:5]


async def test_as_many() -> None:
    """Each page has as many stories as were asked for, and turned back to the first is what it was."""
    chat = Chat(*STORIES)
    first = await chat.says("/latest 10")
    second = await turn(chat, first, "▶")
    assert [stories(first), stories(second)] == [EVERY[:10], EVERY[10:]]
    back = await turn(chat, second, "◀")
    assert first is not None
    assert (back.lines, back.buttons) == (first.lines, first.buttons)


async def test_position() -> None:
    """A page says where in the list it is."""
    chat = Chat(*STORIES)
    assert shown(await turn(chat, await chat.says("/latest"), "▶")).endswith("\n6–10 / 12")


@pytest.mark.parametrize("asked", ["/latest", "/search 광장"])
async def test_arrivals(asked: str) -> None:
    """What is published while somebody reads moves no story off the next page."""
    chat = Chat(*STORIES)
    first = await chat.says(asked)
    chat.archive.posts[:0] = [post(f"광장 새 소식 {number}", minutes=-number) for number in (3, 2, 1)]
    assert stories(await turn(chat, first, "▶")) == EVERY[5:10]


async def test_one_page() -> None:
    """A list that fits has no buttons."""
    assert presses(await Chat(*STORIES[:3]).says("/latest")) == []


@pytest.mark.parametrize("category", ["가" * 40, "아주 긴 이름을 가진 카테고리의 이름입니다 정말로"])
async def test_long(category: str) -> None:
    """A list too long for a button is kept, and its pages are turned like any other's."""
    chat = Chat(*(post(f"기사 {minutes:02}", category, minutes=minutes) for minutes in range(7)))
    first = await chat.says(f"/latest {category}")
    assert all(len(press.encode()) <= 64 for press in presses(first))
    assert titles(await turn(chat, first, "▶")) == ["기사 05", "기사 06"]


async def test_forgotten() -> None:
    """A button whose list is forgotten, or that nobody made, is answered with what to do."""
    chat = Chat(*STORIES)
    for press in (
        "/more >5:x mabcdefghijkl",
        "/more",
        "/more >5: z",
        "/more 5 a",
        "/gone",
        "rubbish",
        "/more >5: t9" * 9,
    ):
        chat.now += timedelta(seconds=2)
        reply = await chat.desk.pressed(press, chat.asker)
        assert reply is not None
        assert shown(reply)
        assert titles(reply) == []


async def test_breaking() -> None:
    """Breaking news alone is shown, or that there is none."""
    chat = Chat(*STORIES, post("지진", level=Level.BREAKING, minutes=3))
    assert titles(await chat.says("/breaking")) == ["지진"]
    assert titles(await chat.says("속보")) == ["지진"]
    assert "아직 속보가 없습니다" in await Chat(*STORIES).reads("/breaking")


async def test_today() -> None:
    """Today begins at the channel's midnight: 21:00 in Seoul is noon in London."""
    chat = Chat(post("저녁", minutes=60), post("새벽", minutes=20 * 60), post("어제", minutes=22 * 60))
    assert titles(await chat.says("/today")) == ["저녁", "새벽"]


async def test_categories() -> None:
    """The categories come with their numbers, and a button to the stories of each."""
    chat = Chat(*STORIES, post("경기", "Sports", minutes=99), asker=reader(language=Language.EN))
    reply = await chat.says("/categories")
    assert reply is not None
    assert "News · 12\nSports · 1" in shown(reply)
    assert presses(reply) == ["/latest News", "/latest Sports"]


async def test_many_categories() -> None:
    """Many categories are turned page by page, all of them with a button; a page that is no more is the last."""
    chat = Chat(*(post(f"{number}", f"분야 {number:02}", minutes=number) for number in range(30)))
    first = await chat.says("/categories")
    second = await turn(chat, first, "▶")
    third = await turn(chat, second, "▶")
    asked = [press for page in (first, second, third) for press in presses(page) if "/latest" in press]
    assert sorted(asked) == [f"/latest 분야 {number:02}" for number in range(30)]
    assert (second.is_update, presses(third)[-1]) == (True, "/categories 12")
    assert shown(await turn(chat, third, "◀")) == shown(second)
    gone = await chat.desk.pressed("/categories 996", chat.asker)
    assert gone is not None
    assert shown(gone) == shown(third)


async def test_bother() -> None:
    """Where alerts come stories would only repeat them: they are the asker's alone; else all may read them."""
    chat = Chat(*STORIES, asker=reader(Kind.GROUP, manages=True))
    asked = await chat.says("/latest")
    assert asked is not None
    assert not asked.private
    await chat.says("/subscribe")
    again = await chat.says("/latest")
    assert again is not None
    assert again.private


@given(st.sampled_from(list(Of)), st.text(max_size=30), st.integers(0, 999), st.text("0123456789abcdef", max_size=16))
def test_round_trip(kind: Of, of: str, skip: int, post_id: str) -> None:
    """What a button remembers is read as it was written; anything else is no list, and breaks nothing."""
    listing = listing_of(Listing(kind, of.strip()).text)
    assert listing in {None, Listing(kind, of.strip())}
    spot = Spot(skip, post_id, is_before=bool(skip % 2))
    assert spot_of(spot_to_text(spot, count := 1 + skip % 10)) == (spot, count)
    listing_of(of)
    spot_of(of)


async def test_today_in_no_zone() -> None:
    """A channel whose time zone is no more has its day by the clock of the settings."""
    chat = Chat(post("저녁"))
    await chat.roster.put(replace(chat.asker.channel, hours=Hours(zone="Mars/Olympus")))
    assert titles(await chat.says("/today")) == ["저녁"]
