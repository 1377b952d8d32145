"""What a look at a folder says, and what it does not jump to."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from bot.sources.directory.folder import GRACE, MANY, Folder
from bot.sources.jekyll import Site
from tests.acceptance.newsroom import Newsroom

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site without posts."""
    return Newsroom(tmp_path / "site")


@pytest.fixture
def folder(newsroom: Newsroom) -> Folder:
    """Give eyes on it."""
    eyes = Folder("site")
    eyes.site, eyes.root = Site.load(newsroom.folder), newsroom.folder
    return eyes


def again(newsroom: Newsroom, versions: dict[str, str]) -> Folder:
    """Return eyes that know what was read in an earlier life."""
    eyes = Folder("site", versions)
    eyes.site, eyes.root = Site.load(newsroom.folder), newsroom.folder
    return eyes


def keys(newsroom: Newsroom, *slugs: str) -> set[str]:
    """Return the posts' keys."""
    return {newsroom.path(slug).relative_to(newsroom.folder).as_posix() for slug in slugs}


def test_first_look(newsroom: Newsroom, folder: Folder) -> None:
    """The first look is complete and has every post; a second one has what changed since."""
    newsroom.publish("a", "A")
    newsroom.publish("b", "B")
    first = folder.look_at_all(0)
    assert first.complete
    assert {post.title for post in first.posts} == {"A", "B"}
    newsroom.publish("b", "B2")
    second = folder.look_at_all(60)
    assert [post.title for post in second.posts] == ["B2"]
    assert not second.complete


def test_next_life(newsroom: Newsroom, folder: Folder) -> None:
    """What was read in an earlier life and is as it was is not read again; it is neither new nor gone."""
    newsroom.publish("a", "A")
    newsroom.publish("b", "B")
    versions = {post.key: post.version for post in folder.look_at_all(0).posts}
    newsroom.publish("b", "B2")
    newsroom.publish("c", "C")
    look = again(newsroom, versions | {"_posts/gone.md": "1"}).look_at_all(0)
    assert look.complete
    assert {post.title for post in look.posts} == {"B2", "C"}
    assert look.unchanged == keys(newsroom, "a")
    assert look.missing == frozenset()


def test_next_life_with_other_settings(newsroom: Newsroom, folder: Folder) -> None:
    """After a change of the site's settings every post is read again, in this life and in the next one."""
    newsroom.publish("a", "A")
    versions = {post.key: post.version for post in folder.look_at_all(0).posts}
    with (newsroom.folder / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("baseurl: /paper\n")
    assert [post.title for post in again(newsroom, versions).look_at_all(0).posts] == ["A"]
    folder.site = Site.load(newsroom.folder)
    (post,) = folder.look_at_all(60).posts
    assert "/paper/" in post.link


def test_renamed(newsroom: Newsroom, folder: Folder) -> None:
    """The look that shows a renamed post under its new key says that the old one is missing, and withdraws it later."""
    old = newsroom.publish("a", "A")
    newsroom.publish("b", "B")
    folder.look_at_all(0)
    new = old.rename(newsroom.path("c"))
    look = folder.look_at([old, new], 10)
    assert look is not None
    assert [post.title for post in look.posts] == ["A"]
    assert look.missing == keys(newsroom, "a")
    assert look.withdrawn == frozenset()
    new.rename(newsroom.path("d"))
    following = folder.look_at_all(11)
    assert [post.title for post in following.posts] == ["A"]
    assert following.missing == keys(newsroom, "a", "c")
    last = folder.look_at([], 11 + GRACE)
    assert last is not None
    assert last.withdrawn == keys(newsroom, "a", "c")
    assert last.missing == frozenset()


def test_empty_is_not_complete(folder: Folder) -> None:
    """An empty folder may not be mounted yet: nothing is gone because of it."""
    assert not folder.look_at_all(0).complete


def test_being_written(newsroom: Newsroom, folder: Folder) -> None:
    """A file that is open for writing at the first look is neither there nor gone."""
    path = newsroom.publish("a", "A")
    newsroom.publish("b", "B")
    with path.open("a", encoding="utf-8"):
        look = folder.look_at_all(0)
    assert {post.title for post in look.posts} == {"B"}
    assert look.unsettled == keys(newsroom, "a")
    following = folder.look_at([], 1)
    assert following is not None
    assert [post.title for post in following.posts] == ["A"]


def test_gone_for_a_moment(newsroom: Newsroom, folder: Folder) -> None:
    """A file that is away for a moment, as editors and git do, is not withdrawn; one that stays away is."""
    path = newsroom.publish("a", "A")
    newsroom.publish("b", "B")
    folder.look_at_all(0)
    aside = path.rename(newsroom.folder / "aside")
    assert folder.look_at([path], 10) is None
    aside.rename(path)
    assert folder.look_at([], 10 + GRACE) is None
    assert not folder.is_unsettled
    path.unlink()
    assert folder.look_at([path], 20) is None
    look = folder.look_at([], 20 + GRACE)
    assert look is not None
    assert look.withdrawn == keys(newsroom, "a")


def test_many_gone(newsroom: Newsroom, folder: Folder) -> None:
    """When many posts go at once nothing is withdrawn, and the problem says so; when they are back it is over."""
    paths = [newsroom.publish(f"n{number}", "N") for number in range(MANY + 5)]
    newsroom.publish("stays", "S")
    folder.look_at_all(0)
    away = newsroom.folder / "away"
    away.mkdir()
    for path in paths:
        path.rename(away / path.name)
    folder.look_at(paths, 10)
    look = folder.look_at([], 10 + GRACE)
    assert look is not None
    assert look.withdrawn == frozenset()
    assert "none is withdrawn" in str(next(iter(look.problems.values())))
    assert look.gone == folder.look_at_all(10 + GRACE).gone == MANY + 5
    for path in paths:
        (away / path.name).rename(path)
    assert folder.look_at(paths, 20) is None
    assert not folder.is_unsettled
    assert folder.look_at_all(21).gone == 0


def test_name_composed(newsroom: Newsroom, folder: Folder) -> None:
    """A file renamed from a decomposed name to a composed one is the same post; twins are told of."""
    decomposed = newsroom.path(unicodedata.normalize("NFD", "한글"))
    newsroom.publish("x", "A").rename(decomposed)
    folder.look_at_all(0)
    composed = decomposed.rename(newsroom.path("한글"))
    assert folder.look_at([decomposed, composed], 10) is None or not folder.is_unsettled
    assert folder.look_at([], 10 + GRACE) is None
    decomposed.write_text("---\ntitle: twin\n---\n", encoding="utf-8")
    look = folder.look_at([decomposed], 20)
    assert look is not None
    assert look.posts == ()
    assert "twice" in str(next(iter(look.problems.values())))


def test_name_not_text(newsroom: Newsroom, folder: Folder) -> None:
    """A name that is no UTF-8 is told of, and gone without a word when it is renamed."""
    newsroom.publish("a", "A")
    odd = os.fsencode(newsroom.posts) + b"/2026-11-20-\xff.md"
    with open(odd, "wb") as file:  # noqa: PTH123 - a Path can't hold the name
        file.write(b"---\ntitle: x\n---\n")
    look = folder.look_at_all(0)
    assert [post.title for post in look.posts] == ["A"]
    assert "UTF-8" in str(next(iter(look.problems.values())))
    os.unlink(odd)  # noqa: PTH108 - the same
    assert folder.look_at_all(60).withdrawn == frozenset()


def test_many_gone_bit_by_bit(newsroom: Newsroom, folder: Folder) -> None:
    """A checkout takes a while: the last few of very many that go are withdrawn as little as the first."""
    paths = [newsroom.publish(f"n{number}", "글") for number in range(MANY + 5)]
    newsroom.publish("stays", "글")
    folder.look_at_all(0)
    first, last = paths[:-3], paths[-3:]
    for path in first:
        path.unlink()
    folder.look_at(first, 10)
    for path in last:
        path.unlink()
    folder.look_at(last, 11)
    for now in (10 + GRACE, 11 + GRACE, 12 + GRACE, 12 + 2 * GRACE):
        sighting = folder.look_at([], now)
        assert sighting is None or not sighting.withdrawn
    for path in first:
        newsroom.publish(path.stem.split("-", 3)[3], "글")
    back = folder.look_at(first, 20)
    after = folder.look_at([], 20 + GRACE)
    withdrawn = {key for one in (back, after) if one for key in one.withdrawn}
    assert withdrawn == keys(newsroom, *(path.stem.split("-", 3)[3] for path in last))
