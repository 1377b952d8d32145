"""A newsroom for tests: a Jekyll site whose editors write, correct and withdraw posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
title: newsdao
url: https://newsdao.kr
permalink: /:categories/:title/
timezone: Asia/Seoul
"""

TODAY = f"{datetime.now(ZoneInfo('Asia/Seoul')):%Y-%m-%d}"  # a post of another day would be held back
HASTE: dict[str, dict[str, float]] = {
    "patience": {"page_breaking": 0, "page": 0, "correction": 0},
    "brake": {"posts": 1_000_000, "minutes": 1, "hours": 1_000_000},
}
"""Settings of a bot that waits for nothing and holds nothing back, for tests of other things."""
HASTE_IN_TOML = "\n".join(
    f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in table.items()) for name, table in HASTE.items()
)


class Newsroom:
    """A site folder with a configuration and no posts yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.posts = folder / "_posts"
        self.posts.mkdir(parents=True)
        (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")

    def publish(
        self, slug: str, title: str, *, excerpt: str = "요약입니다.", more: str = "", body: str = "본문\n"
    ) -> Path:
        """Write a post as a careful tool does, beside its place, and rename it into it; again for a correction."""
        return self.put(slug, f"---\ntitle: {title!r}\ncategories: [News]\nexcerpt: {excerpt!r}\n{more}---\n{body}")

    def put(self, slug: str, text: str | bytes) -> Path:
        """Rename a file with just this content into place."""
        draft, path = self.folder / f".{slug}.tmp", self.path(slug)
        draft.write_bytes(text.encode() if isinstance(text, str) else text)
        return draft.rename(path)

    def withdraw(self, slug: str) -> None:
        """Remove a post's file."""
        self.path(slug).unlink()

    def path(self, slug: str) -> Path:
        """Return where the post stands."""
        return self.posts / f"{TODAY}-{slug}.md"
