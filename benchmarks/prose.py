"""An archive to search: stories of Korean words, the common ones in most of them and the rare ones in a few."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.core.post import Post, post_id
from bot.core.text.packing import pack

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMON = (
    "시장",
    "광장",
    "버스",
    "거리",
    "주말",
    "노선",
    "시청",
    "정부",
    "국회",
    "대통령",
    "경제",
    "금리",
    "은행",
    "물가",
    "서울",
)
RARE = ("비빔밥", "반딧불이", "돌고래", "천문대", "곤충")
ENGLISH = ("AI", "Samsung", "K-pop", "GDP", "COVID-19")
PARTICLES = ("은", "는", "이", "가", "을", "를", "에", "에서", "의", "도", "으로", "", "", "")
CATEGORIES = ("News", "Tech", "Sports", "Culture")
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조구누두루무부수우주기니디리미비시이지강산장성정경영민한국"
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_WORDS = 6000  # different ones
_LENGTH = 180  # words of a story
_RARELY = 500  # posts to one with a rare word


class Prose:
    """Stories by number, the same in every run."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        made = ("".join(self._chance.choices(_SYLLABLES, k=self._chance.choice((2, 2, 3, 4)))) for _ in range(_WORDS))
        self._words = [*COMMON, *ENGLISH, *dict.fromkeys(made)]
        # Of a language's words the n-th is about n times as rare as the first (Zipf).
        self._weights = list(accumulate(1 / (place + 10) for place in range(len(self._words))))

    def stories(self, count: int) -> Iterator[tuple[Post, str]]:
        """Yield posts, oldest first, with their text."""
        for number in range(count):
            words = self._said(_LENGTH)
            if number % _RARELY == 0:
                words.insert(3, RARE[number // _RARELY % len(RARE)])
            yield _story(number, words)

    def _said(self, count: int) -> list[str]:
        words = self._chance.choices(self._words, cum_weights=self._weights, k=count)
        return [word + particle for word, particle in zip(words, self._chance.choices(PARTICLES, k=count), strict=True)]


def _story(number: int, words: list[str]) -> tuple[Post, str]:
    key, text = f"_posts/story-{number}.md", " ".join(words)
    post = Post(
        id=post_id(key),
        key=key,
        title=" ".join(words[4:10]),
        link=f"https://newsdao.kr/news/story-{number}/",
        published_at=_FIRST_DAY + timedelta(hours=2 * number),
        excerpt=" ".join(words[:20]),
        categories=(CATEGORIES[number % 4],),
        text=pack(text),
    )
    return post, text
