"""A newsroom whose every deed is remembered: what its folder says, and what the chats ought to show because of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "title: life\nurl: https://newsdao.kr\npermalink: /:categories/:title/\ntimezone: Asia/Seoul\n"
FUTURE = "2099-01-01 09:00:00 +0900"
TODAY = f"{datetime.now(ZoneInfo('Asia/Seoul')):%Y-%m-%d}"
PAST = "2020-01-01"


@dataclass(slots=True)
class Story:
    """One post. `is_news` says that it is to be announced, `has_gone_out` that it was."""

    number: int
    slug: str
    title: str
    day: str = TODAY
    more: str = ""
    is_news: bool = True
    is_there: bool = True
    is_held: bool = False
    has_gone_out: bool = False

    @property
    def is_shown(self) -> bool:
        """Return whether every chat ought to show it."""
        return self.is_news and self.is_there and not self.is_held and not self.more

    @property
    def name(self) -> str:
        """Return its file's name."""
        return f"{self.day}-{self.slug}.md"

    @property
    def text(self) -> str:
        """Return its file's content; no two stories have the same body."""
        body = f"이 글은 {self.number}번째 기사의 본문이며 다른 어떤 기사와도 같지 않습니다. " * 4
        return f"---\ntitle: {self.title}\nexcerpt: 요약\n{self.more}---\n{body}\n"


class Paper:
    """The site's folder and the stories in it, those that are gone too."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.posts = root / "_posts"
        self.posts.mkdir(parents=True)
        (root / "_config.yml").write_text(CONFIG, encoding="utf-8")
        self.stories: list[Story] = []
        self._numbers = count(1)
        self._ticks = count(1)

    def add(self, *, day: str = TODAY, more: str = "", is_news: bool = True) -> Story:
        """Write a new story."""
        number = next(self._numbers)
        story = Story(number, f"story-{number}", self.new_title(number), day, more, is_news)
        self.stories.append(story)
        self.write(story)
        return story

    def new_title(self, number: int) -> str:
        """Return a title that no story ever had."""
        return f"기사 {number} 판 {next(self._ticks)}."

    def write(self, story: Story) -> None:
        """Rename the story's file into place, as careful tools do; no two states of it have the same time."""
        draft = self.root / ".draft"
        draft.write_text(story.text, encoding="utf-8")
        self._stamp(draft)
        draft.rename(self.posts / story.name)
        story.is_there = True

    def remove(self, story: Story) -> None:
        """Remove the story's file."""
        (self.posts / story.name).unlink()
        story.is_there = False

    def rename(self, story: Story) -> None:
        """Give the story's file another name."""
        old = self.posts / story.name
        story.slug = f"story-{story.number}-{next(self._ticks)}"
        old.rename(self.posts / story.name)

    def touch_all(self) -> None:
        """Let every file be written anew with what it has, as a rebase does."""
        for story in self.stories:
            if story.is_there:
                self.write(story)

    def _stamp(self, path: Path) -> None:
        at = 1_700_000_000_000_000_000 + next(self._ticks) * 1_000_000
        os.utime(path, ns=(at, at))
