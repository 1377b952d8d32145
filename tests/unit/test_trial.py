"""The sample post that a newcomer publishes with a button."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.post import Post
from bot.sources.jekyll import Site, open_post, posts_in
from bot.wiring.trial import publish_sample
from tests.acceptance.newsroom import Newsroom

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _in_the_projects_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go where the bot runs: the sample is found from there."""
    monkeypatch.chdir(ROOT)


def test_published(tmp_path: Path) -> None:
    """The sample becomes a post of today by the site's own clock, announceable at once; nothing else is left."""
    newsroom = Newsroom(tmp_path / "site")
    site = Site.load(newsroom.folder)
    before = datetime.now(site.zone)
    name = publish_sample(newsroom.folder)
    assert [path.name for path in newsroom.posts.iterdir()] == [name]
    (path,) = posts_in(newsroom.folder, site)
    post = open_post(newsroom.folder, path, site, now=datetime.now(UTC))
    assert isinstance(post, Post)
    assert post.image is not None
    assert before.date() <= post.published_at.astimezone(site.zone).date() <= datetime.now(site.zone).date()
    assert (newsroom.posts / name).stat().st_mode & 0o777 == (ROOT / "examples/sample-post.md").stat().st_mode & 0o777


@pytest.mark.parametrize("settings", ["title: [x\n", None])
def test_no_site(settings: str | None, tmp_path: Path) -> None:
    """Where there is no site, or a broken one, the button's answer says so, and nothing is written."""
    if settings is not None:
        (tmp_path / "_config.yml").write_text(settings, encoding="utf-8")
    folder = tmp_path if settings is not None else tmp_path / "none"
    with pytest.raises(OSError, match=r"_config\.yml"):
        publish_sample(folder)
    assert not (folder / "_posts").exists()
