"""Where a site's posts lie on disk, and which names are posts'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sources.jekyll import Site, is_post_path, posts_folders, posts_in

from .reading import SITE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "path",
    [
        "_posts/2026-11-20-속보.md",
        "_posts/2026-1-2-a.markdown",
        "_posts/26-11-20-a.MD",
        "_posts/2026-11-20-a.b.html",
        "_posts/2026-11-20-띄어 쓴 이름.md",
        "_posts/2026/2026-11-20-a.md",
        "korea/seoul/_posts/2026-11-20-a.md",
    ],
)
def test_posts(path: str) -> None:
    """A dated text in a `_posts` folder is a post."""
    assert is_post_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "_posts/.2026-11-20-a.md.swp",
        "_posts/2026-11-20-a.md~",
        "_posts/#2026-11-20-a.md#",
        "_posts/.#2026-11-20-a.md",
        "_posts/4913",
        "_posts/2026-11-20-a.md.tmp",
        "_posts/2026-11-20-a.md.bak",
        "_posts/2026-11-20-a.jpg",
        "_posts/2026-11-20_a.md",
        "_posts/a.md",
        "_posts/_old/2026-11-20-a.md",
        "_posts/old/.git/2026-11-20-a.md",
        "_drafts/2026-11-20-a.md",
        "_site/_posts/2026-11-20-a.md",
        ".git/_posts/2026-11-20-a.md",
        "posts/2026-11-20-a.md",
        "2026-11-20-a.md",
    ],
)
def test_no_posts(path: str) -> None:
    """An editor's swap or backup file, a hidden, undated or misplaced one is no post."""
    assert not is_post_path(path)


def _tree(root: Path, *files: str) -> None:
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("---\ntitle: 글\n---\n")


def test_folders(tmp_path: Path) -> None:
    """Every `_posts` is found but those Jekyll does not enter."""
    post = "_posts/2026-11-20-a.md"
    hidden = ("_site/", ".git/", "node_modules/x/", "vendor/bundle/x/", "old/", "_includes/", "tmp~/")
    _tree(
        tmp_path, post, f"korea/{post}", f"korea/seoul/{post}", "assets/a.jpg", *(f"{place}{post}" for place in hidden)
    )
    site = Site.parse("exclude: [old]")
    found = [folder.relative_to(tmp_path).as_posix() for folder in posts_folders(tmp_path, site)]
    assert found == ["_posts", "korea/_posts", "korea/seoul/_posts"]


def test_links(tmp_path: Path) -> None:
    """A link out of the site or back into it is not followed; one to another of its folders is."""
    site = tmp_path / "site"
    _tree(tmp_path, "outside/_posts/2026-11-20-a.md", "site/korea/_posts/2026-11-20-a.md")
    (site / "away").symlink_to(tmp_path / "outside")
    (site / "_posts").symlink_to(tmp_path / "outside/_posts")
    (site / "korea/again").symlink_to(site)
    assert [*posts_folders(site, SITE)] == [site / "korea/_posts"]


def test_posts_in(tmp_path: Path) -> None:
    """What Jekyll takes for posts is listed by its path from the site's root, in folders inside `_posts` as well."""
    _tree(tmp_path, "_posts/2026-11-20-a.md", "_posts/deep/2026-11-21-b.xml", "_posts/c.md", "_drafts/d.md")
    assert [*posts_in(tmp_path, SITE)] == ["_posts/2026-11-20-a.md", "_posts/deep/2026-11-21-b.xml"]
    assert [*posts_in(tmp_path, SITE, name="_drafts")] == ["_drafts/d.md"]


def test_no_folder(tmp_path: Path) -> None:
    """A site without posts, or without the folder its collections should be in, has none."""
    assert [*posts_folders(tmp_path, SITE)] == []
    assert [*posts_folders(tmp_path, Site.parse("collections_dir: all"))] == []
