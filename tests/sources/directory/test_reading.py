"""Many files are read by other processes, and come back as if they had been read here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bot.core.post import Post
from bot.core.sighting import Problem
from bot.sources.directory.reading import CHUNK, MANY, State, Wanted, read, read_all
from bot.sources.jekyll import Site
from tests.acceptance.newsroom import Newsroom

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site without posts."""
    return Newsroom(tmp_path / "site")


@pytest.fixture
def archive(newsroom: Newsroom) -> list[Wanted]:
    """Give the files of an archive, among them one without a title and one that is not there."""
    paths = [newsroom.path(f"n{number}") for number in range(MANY + CHUNK // 2)]
    for number, path in enumerate(paths):
        path.write_text(f"---\ntitle: 제목 {number}\n---\n본문\n", encoding="utf-8")
    paths[7].write_text("---\ntitle: ''\n---\n", encoding="utf-8")
    paths[8].unlink()
    return [Wanted(path.relative_to(newsroom.folder).as_posix(), str(number)) for number, path in enumerate(paths)]


def test_archive(newsroom: Newsroom, archive: list[Wanted]) -> None:
    """Posts, problems and what is none of them come in the order asked for, each with its version."""
    site = Site.load(newsroom.folder)
    with newsroom.path("n9").open("a", encoding="utf-8"):
        results = list(read_all(newsroom.folder, site, archive))
    assert isinstance(results[7], Problem)
    assert results[8] is None
    assert results[9] is State.BEING_WRITTEN
    assert results[10:] == [read(newsroom.folder, site, one) for one in archive[10:]]
    assert [post.version for post in results if isinstance(post, Post)] == [
        one.version for one in archive if one.version not in {"7", "8", "9"}
    ]


@pytest.mark.parametrize("program", ["/nowhere", "/bin/false", "/bin/cat"])
def test_no_process(
    program: str, newsroom: Newsroom, archive: list[Wanted], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Where no other process can be had, or what it says makes no sense, the files are read all the same."""
    monkeypatch.setattr(sys, "executable", program)
    results = list(read_all(newsroom.folder, Site.load(newsroom.folder), archive))
    assert sum(isinstance(one, Post) for one in results) == len(archive) - 2
