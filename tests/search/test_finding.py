"""What is found by which words."""

from __future__ import annotations

import asyncio
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.event import Published
from bot.core.text.packing import pack
from tests.builders import a_post

if TYPE_CHECKING:
    from bot.store.store import Store
    from tests.search.conftest import Shelf

SQUARE = a_post(
    "square", title="시청 앞 광장, 주말마다 차 없는 거리로!", excerpt="서울시장이 밝혔다", categories=("교통",)
)
CHIPS = a_post(
    "chips", minutes=1, title="AI반도체 수출, 3월에도 늘었다", excerpt="SAMSUNG Straße", text=pack("Café 앞에서")
)
TEXT = unicodedata.normalize("NFD", "고양시 주민들은 반딧불이를 보았다")
FIREFLY = a_post("firefly", minutes=2, title="밤의 빛", categories=("Culture",), text=pack(TEXT))


@pytest.fixture
async def filled(store: Store, shelf: Shelf) -> Shelf:
    """Give an index of three stories."""
    await store.ledger.record("site", [Published(post) for post in (SQUARE, CHIPS, FIREFLY)])
    await shelf.shows("반딧불이", "firefly")
    return shelf


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("광장", ["square"]),
        ("광장에서", ["square"]),
        ("거리", ["square"]),
        ("차", ["square"]),
        ("서울", ["square"]),
        ("시장", ["square"]),
        ("울시", ["square"]),
        ("시장은", ["square"]),
        ("교통", ["square"]),
        ("광장 서울시장", ["square"]),
        ("광장 반도체", []),
        ('"차 없는 거리"', ["square"]),
        ('"차 있는 거리"', []),
        ('"거리 서울"', []),
        ("반도체를", ["chips"]),
        ("ai반도체", ["chips"]),
        ("ａｉ", ["chips"]),
        ("samsung sam", ["chips"]),
        ("sung", []),
        ("strasse", ["chips"]),
        ("CAFE", ["chips"]),
        ("3월", ["chips"]),
        ("반딧불이", ["firefly"]),
        (unicodedata.normalize("NFD", "주민"), ["firefly"]),
        ("고양이", []),
        ("culture", ["firefly"]),
        ("앞", ["chips", "square"]),
        ("빛", ["firefly"]),
    ],
)
async def test_found(filled: Shelf, words: str, keys: list[str]) -> None:
    """Korean is found by any part of a word, with particles and without; other scripts by the beginnings of words."""
    assert await filled.keys(words) == keys


SYNTAX = (
    "",
    '"',
    '"""',
    "*",
    "^a",
    "a:b",
    "-a",
    "(",
    "NEAR(a b)",
    "a AND",
    "OR",
    "NOT",
    "{a b}: c",
    "a + b",
    "'",
    ";--",
)
STRANGE = ("\0", "a\0b", "🎉", "…!?", "Z\u0336\u0318" * 100, "\u202e가", "\ud800", "\ufdd1")
ENDLESS = ("가" * 400, "가 " * 200, "a" * 100_000, '"' * 1000)
RUBBISH = (*SYNTAX, *STRANGE, *ENDLESS)


@pytest.mark.parametrize("words", RUBBISH, ids=range(len(RUBBISH)))
async def test_rubbish(filled: Shelf, words: str) -> None:
    """Whatever is asked is answered."""
    assert len(await filled.keys(words)) <= 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(words=st.text(max_size=60))
async def test_anything(filled: Shelf, words: str) -> None:
    """Whatever is asked is answered, by what nobody thought of as well."""
    assert len(await filled.keys(words)) <= 3


async def test_every_part(filled: Shelf) -> None:
    """Every part of a title of two characters or more finds the story."""
    title = SQUARE.title
    for begin in range(len(title) - 1):
        for end in range(begin + 2, len(title) + 1):
            part = title[begin:end]
            if any(map(str.isalnum, part)):
                assert "square" in await filled.keys(f'"{part}"'), part


async def test_newest_first(store: Store, shelf: Shelf) -> None:
    """The newest come first, page after page, and it is told whether there are more; of a day, the last that came."""
    posts = [a_post(f"{number:02}", minutes=number // 2, title="금리 동결") for number in range(25)]
    await store.ledger.record("site", [Published(post) for post in posts])
    newest = [post.key for post in reversed(posts)]
    await shelf.shows("금리", *newest[:10])
    assert await shelf.keys("금리", 10, 10) == newest[10:20]
    assert [(await shelf.index.find("금리", 10, skip=skip)).is_more for skip in (0, 15, 25)] == [True, False, False]
    assert [post.key for post in await store.archive.latest(25)] == newest


async def test_arrivals(store: Store, shelf: Shelf) -> None:
    """The page after a story begins right after it, whatever was published meanwhile; where it is gone, by number."""
    posts = [a_post(f"{number}", minutes=number, title="금리 동결") for number in range(6)]
    await store.ledger.record("site", [Published(post) for post in posts])
    await shelf.shows("금리", "5", "4", "3", "2", "1", "0")
    await store.ledger.record("site", [Published(a_post("new", minutes=9, title="금리 인상"))])
    await shelf.shows("금리", "new", "5", "4", "3", "2", "1", "0")
    older = await shelf.index.find("금리", 2, skip=2, after=posts[4].id)
    assert ([post.key for post in older.posts], older.is_more) == (["3", "2"], True)
    gone = await shelf.index.find("금리", 2, skip=2, after="nowhere")
    assert [post.key for post in gone.posts] == ["4", "3"]


async def test_at_once(filled: Shelf) -> None:
    """Many ask at once, and each gets an answer of their own."""
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(filled.keys(words)) for words in ("광장", "반도체") * 50]
    assert [task.result() for task in asked] == [["square"], ["chips"]] * 50
