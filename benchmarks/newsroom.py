"""A site to publish on: drafts that are renamed into place, and an archive of as many posts as wanted."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG = "title: bench\nurl: https://newsdao.kr\npermalink: /:categories/:title/\ntimezone: Asia/Seoul\n"
_POST = """---
title: 시청 앞 광장, 주말마다 차 없는 거리로! {number}
categories: [{category}]
tags: [교통, 광장]
excerpt: 이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하세요.
image: /assets/img/square.jpg
{more}---
본문입니다.
"""
_PARAGRAPH = "광장을 지나는 버스 다섯 노선은 주말 이틀 동안 옆 길로 돌아갑니다. 시는 두 달 뒤 결과를 알립니다.\n\n"
_CATEGORIES = ("News", "Tech", "Sports", "Culture")
_FIRST_DAY = date(2020, 1, 1)
_PARAGRAPHS = 12  # some 1,700 bytes of body each: what a short news story has


class Newsroom:
    """A Jekyll site's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.posts = folder / "_posts"
        self._beside = folder.with_name("beside")
        self.posts.mkdir(parents=True)
        (folder / "_drafts").mkdir()
        (folder / "_config.yml").write_text(_CONFIG, encoding="utf-8")
        self._drafts = 0

    def draft(self, more: str = "") -> Path:
        """Write a post where Jekyll keeps drafts; `more` are further lines of its front matter.

        None has the address of an older post: it would be taken for that one.
        """
        self._drafts += 1
        path = self.folder / "_drafts" / f"breaking-{self._drafts}.md"
        path.write_text(_POST.format(number=self._drafts, category="News", more=more), encoding="utf-8")
        return path

    def publish(self, draft: Path) -> float:
        """Rename a draft into place; return when (monotonic seconds)."""
        at = time.monotonic()
        draft.rename(self.posts / f"2026-11-20-{draft.name}")
        return at

    def fill(self, count: int) -> None:
        """Write so many older posts, forty a day: the last must not lie in the future, where Jekyll leaves it."""
        _write(self.posts, count)

    def prepare(self, count: int) -> None:
        """Write so many posts beside the site, on the same disk."""
        self._beside.mkdir(exist_ok=True)
        _write(self._beside, count)

    def check_out(self) -> None:
        """Rename all that was prepared into place."""
        for path in list(self._beside.iterdir()):
            path.rename(self.posts / path.name)

    def empty(self) -> None:
        """Remove every post."""
        for path in self.posts.iterdir():
            path.unlink()


def _write(folder: Path, count: int) -> None:
    for number in range(count):
        day = _FIRST_DAY + timedelta(days=number // 40)
        text = _POST.format(number=number, category=_CATEGORIES[number % 4], more="") + _PARAGRAPH * _PARAGRAPHS
        (folder / f"{day}-story-{number}.md").write_text(text, encoding="utf-8")
