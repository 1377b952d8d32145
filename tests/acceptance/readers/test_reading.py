"""What a reader asks, and how it is answered: the same script on both platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.acceptance.readers.conftest import Reading

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTIONS = [
    ("start", {}, "최신 기사"),
    ("latest", {"count": "2"}, "지난 "),
    ("latest", {"count": "3", "category": "Tech"}, "지난 기사 10"),
    ("breaking", {}, "지난 큰일"),
    ("today", {}, "지난 "),
    ("search", {"words": "반딧불이"}, "검색 결과"),
    ("search", {"words": "없는낱말"}, "없"),
    ("categories", {}, "Sports"),
    ("language", {}, "English"),
    ("help", {}, "/subscribe"),
    ("status", {}, "구독"),
    ("connect", {}, "/connect"),
    ("settings", {}, "알림 설정"),
    ("keywords", {}, "키워드"),
]


@pytest.mark.parametrize(("command", "options", "answer"), QUESTIONS)
async def test_questions(reading: Reading, command: str, options: dict[str, str], answer: str) -> None:
    """Each command is answered to somebody who never saw the bot."""
    reader = reading.newcomer()
    await reader.say(command, **options)
    await reader.finds(answer)


@pytest.mark.parametrize("command", ["latest", "today"])
async def test_pages(reading: Reading, command: str) -> None:
    """A list is turned in place, there and back."""
    reader = reading.newcomer()
    await reader.say(command)
    first = await reader.finds("다음 ▶")
    before = len(list(reader.messages()))
    await reader.press("다음 ▶")
    assert await reader.finds("◀ 이전") != first
    await reader.press("◀ 이전")
    assert await reader.finds("다음 ▶") == first
    assert len(list(reader.messages())) == before


async def test_search_pages(reading: Reading) -> None:
    """What is found is turned in place as well."""
    reader = reading.newcomer()
    await reader.say("search", words="반딧불이")
    await reader.finds("다음 ▶")
    await reader.press("다음 ▶")
    await reader.finds("검색 결과", "◀ 이전")


async def test_language(reading: Reading) -> None:
    """Who chooses a language is spoken to in it from then on."""
    reader = reading.newcomer()
    await reader.say("language")
    await reader.finds("English")
    await reader.press("English")
    await reader.finds("I’ll speak English")
    await reader.say("help")
    await reader.finds("Reading")


async def test_help_is_true(reading: Reading) -> None:
    """Help speaks of words without a slash only where the bot hears them."""
    reader = reading.newcomer("en")
    await reader.say("help")
    seen = await reader.finds("/subscribe")
    assert ("without the slash" in seen) == (reading.platform == "telegram")
