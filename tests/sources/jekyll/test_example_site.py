"""The example site that comes with the bot is a site to be proud of: every post is read without a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.post import Level, Post
from bot.sources.jekyll import Site, open_post, posts_in

from .reading import NOW, post_of

EXAMPLES = Path(__file__).parents[3] / "examples"
FOLDER = EXAMPLES / "site"
PATHS = [
    path for path in posts_in(FOLDER, Site.load(FOLDER)) if "예시-기사" not in path
]  # the page's button writes those


@pytest.mark.parametrize("path", PATHS)
def test_post(path: str) -> None:
    """The post has all that an alert shows; its picture is a file of the site."""
    site = Site.load(FOLDER)
    post = open_post(FOLDER, path, site, now=NOW)
    assert isinstance(post, Post), post
    assert all((post.title, post.excerpt, post.categories))
    assert post.link.startswith(f"{site.url}/{post.categories[0].lower()}/")
    assert post.image is None or (FOLDER / post.image.removeprefix(f"{site.url}/")).is_file()


def test_variety() -> None:
    """There is something of everything: both languages, many categories, a silent post, one marked 속보."""
    site = Site.load(FOLDER)
    posts = [post for path in PATHS if isinstance(post := open_post(FOLDER, path, site, now=NOW), Post)]
    assert len(posts) >= 12
    assert len({category for post in posts for category in post.categories}) >= 5
    assert any(post.declared is Level.SILENT for post in posts)
    assert any(post.title.startswith("[속보] ") for post in posts)
    assert any(post.title.isascii() for post in posts)


def test_sample() -> None:
    """The sample that the page's button publishes is a post of the first user's shape."""
    post = post_of((EXAMPLES / "sample-post.md").read_bytes(), "_posts/2026-11-23-견본.md")
    assert post.image == "https://newsdao.kr/assets/img/newsdao_breakingnews.jpg"
    assert post.excerpt
