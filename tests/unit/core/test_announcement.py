"""What a notice says, in each language."""

from __future__ import annotations

import pytest

from bot.core.announcement import announcement_of, sentences_of
from bot.core.delivery import Language
from bot.core.notice import Matter, Notice
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Span

HELD = Notice(
    matter=Matter.HELD, why="7 posts within 10 minutes, where 5 may pass", count=7, titles=("하나", "둘\n\u202e", "셋")
)


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("language", Language)
def test_said(matter: Matter, language: Language) -> None:
    """Each matter is told with what it is about, why and what to do; its end in one sentence."""
    about = "" if matter in {Matter.HELD, Matter.UNCERTAIN, Matter.STORE} else "뉴스"
    begun = sentences_of(Notice(matter=matter, about=about, why="because", count=3), language)
    over = sentences_of(Notice(matter=matter, about=about, is_over=True), language)
    assert about in begun[0]
    assert begun[1:-1] == ("because",)
    assert begun[-1] == phrases_in(language).notices.of(matter).remedy
    (end,) = over
    assert about in end
    assert all(said == said.strip() != "" for said in (*begun, *over))


@pytest.mark.parametrize("matter", Matter)
def test_languages(matter: Matter) -> None:
    """Each sentence is another one in the other language, and Korean ones keep to 합니다체."""
    ours, theirs = (phrases_in(language).notices.of(matter) for language in Language)
    assert ours.remedy != theirs.remedy
    for said in (ours.begun("뉴스", 3), ours.over("뉴스")):
        assert said.endswith("니다.")
    assert ours.begun("뉴스", 3) != theirs.begun("뉴스", 3)


def test_dropped() -> None:
    """What the settings have no more is told as settled, whatever its matter is, with what it was about."""
    dropped = Notice(matter=Matter.SOURCE, about="뉴스", is_over=True, is_dropped=True)
    said = [sentences_of(dropped, language) for language in Language]
    assert all(len(one) == 1 and "뉴스" in one[0] for one in said)
    assert said[0] != said[1]
    assert said[0][0].endswith("니다.")


def test_held() -> None:
    """Held posts are told with their number, the reason, the first titles, and a button that lists them."""
    reply = announcement_of(HELD, Language.EN)
    text = ["".join(part.text for part in line if isinstance(part, Span)) for line in reply.lines]
    assert text == [
        "⚠️ 7 posts are held.",
        "7 posts within 10 minutes, where 5 may pass",
        "· 하나",
        "· 둘",
        "· 셋",
        "· …",
        "Release what is news, and drop the rest: /held",
    ]
    assert [button.press for row in reply.buttons for button in row] == ["/held"]


def test_all_titles() -> None:
    """Where every title is there, nothing says that there are more; what is over has nothing to press."""
    assert "· …" not in sentences_of(Notice(matter=Matter.HELD, count=1, titles=("하나",)), Language.KO)
    assert announcement_of(Notice(matter=Matter.HELD, is_over=True), Language.KO).buttons == ()


def test_key() -> None:
    """A notice and its end have one key, and no other source has it."""
    down, up = Notice(matter=Matter.SOURCE, about="a", why="x"), Notice(matter=Matter.SOURCE, about="a", is_over=True)
    assert down.key == up.key != Notice(matter=Matter.SOURCE, about="b").key
    assert down.key != Notice(matter=Matter.GONE, about="a").key
