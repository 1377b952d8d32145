"""How somebody subscribes, and sets every button of the panel: the same script on both platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.acceptance.readers.conftest import Reading
    from tests.acceptance.readers.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def panel_of(visitor: Visitor, *ways: str) -> None:
    """Open the settings, and go to one of their panels."""
    await visitor.say("settings")
    await visitor.finds("알림 설정")
    for way in ways:
        await visitor.press(way)


async def test_two_taps(reading: Reading) -> None:
    """A newcomer chooses a category within two taps of the greeting, and gets its stories and no others."""
    reader = reading.newcomer()
    await reader.say("start")
    await reader.finds("구독할 카테고리 고르기")
    await reader.press("구독할 카테고리 고르기")
    await reader.finds("Tech")
    await reader.choose("Tech")
    await reader.finds("✅ Tech")
    reader.looks()
    for category in ("News", "Tech"):
        slug = f"{reading.platform}-{category.lower()}"
        reading.newsroom.put(slug, f"---\ntitle: 새 {category} {slug}\ncategories: [{category}]\n---\n본문\n")
    seen = await reader.finds("새 Tech", "1시간 음소거", "설정")
    assert "새 News" not in seen
    await reader.press("1시간 음소거")
    await reader.finds("음소거")
    await reader.press("설정")
    await reader.finds("알림 설정", "Tech")


async def test_one_line(reading: Reading) -> None:
    """One line subscribes to a category, another ends it."""
    reader = reading.newcomer()
    await reader.say("subscribe", category="Sports")
    await reader.finds("Sports", "구독했습니다")
    await reader.say("subscribe", category="Sports")
    await reader.finds("이미")
    await reader.say("unsubscribe", category="Sports")
    await reader.finds("해지")
    await reader.say("unsubscribe")
    await reader.finds("구독하고 있지 않습니다")


SCREENS = [
    ((), ["모든 기사", "속보", "구독 해지", "키워드", "← 뒤로", "언어"]),
    (("시간",), ["22–07", "모아 두기", "속보는 바로", "23–08", "조용한 시간 없음", "← 뒤로"]),
    (("시간",), ["1시간 음소거", "음소거 해제", "8시간", "내일까지", "음소거 해제"]),
    (("모아 보기",), ["매일", "6:00", "7:00", "8:00", "9:00", "12:00"]),
    (("모아 보기",), ["매일", "18:00", "19:00", "20:00", "21:00", "22:00"]),
    (("모아 보기",), ["매주", "화요일", "수요일", "목요일", "금요일", "월요일"]),
    (("모아 보기",), ["매주", "토요일", "일요일", "끄기", "← 뒤로"]),
]


@pytest.mark.parametrize(("ways", "labels"), SCREENS)
async def test_every_button(reading: Reading, ways: tuple[str, ...], labels: list[str]) -> None:
    """Each button of each panel does something where it stands, and none leaves a second panel behind."""
    reader = reading.newcomer()
    await panel_of(reader, *ways)
    for label in labels:
        await reader.press(label)
        await reader.finds("\n")


FORMS = [
    (("키워드",), "키워드 더하기", "금리, -부동산", "금리"),
    (("시간",), "직접 적기", "23:30-06:15", "23:30–06:15"),
    (("시간",), "직접 적기", "언제나", "언제나"),
    (("시간",), "시간대", "Berlin", "Europe/Berlin"),
    (("시간",), "시간대", "Atlantis", "Atlantis"),
]


@pytest.mark.parametrize(("ways", "label", "text", "answer"), FORMS)
async def test_forms(reading: Reading, ways: tuple[str, ...], label: str, text: str, answer: str) -> None:
    """A form takes what is written, or says what it can't read."""
    reader = reading.newcomer()
    await panel_of(reader, *ways)
    await reader.fill(label, text)
    await reader.finds(answer)


async def test_keywords(reading: Reading) -> None:
    """Words are added by the command and taken away by choosing them."""
    reader = reading.newcomer()
    await reader.say("keywords", words="금리, -부동산")
    await reader.finds("금리", "부동산")
    await panel_of(reader, "키워드")
    await reader.finds("금리")
    await reader.choose("금리")
    await reader.finds("지웠습니다", "해지")


async def test_shared(reading: Reading) -> None:
    """In a shared chat who manages it sets it, and who does not is told so, by command and by button."""
    manager, member = reading.group()
    if reading.platform == "discord":
        with pytest.raises(ValueError, match="no permission"):
            await member.say("settings")
    else:
        await member.say("settings")
        await member.finds("관리자만")
    await manager.say("settings")
    await manager.finds("알림 설정")
    await manager.press("속보")
    await manager.finds("✅ 속보")
    if reading.platform == "telegram":
        await member.press("속보")
        await member.finds("관리자만")
        await manager.say("unsubscribe", category="")
        await manager.finds("해지")
    await manager.say("subscribe", category="Sports")
    await manager.finds("구독했습니다")
    slug = f"{reading.platform}-shared"
    manager.looks()
    member.looks()
    reading.newsroom.put(slug, f"---\ntitle: 새 경기 {slug}\ncategories: [Sports]\n---\n본문\n")
    await member.finds("새 경기", "나도 받기")
    if reading.platform == "discord":
        await member.press("나도 받기")
        await member.finds("봇과의 대화방", "새 경기")
