"""The source through whatever happens to its folders."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.sources.directory.source import DirectorySource
from tests.acceptance.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Seen:
    """What the source has shown so far, by the posts' titles."""

    def __init__(self, source: DirectorySource) -> None:
        self.source = source
        self.titles: list[str] = []
        self.looks = 0

    async def keep(self) -> None:
        """Take in sightings for ever."""
        async for sighting in self.source.sightings():
            self.looks += 1
            self.titles += [post.title for post in sighting.posts]

    async def until(self, title: str) -> None:
        """Return when a post of that title was shown."""
        async with asyncio.timeout(20):
            while title not in self.titles:  # noqa: ASYNC110 - the source is watched from outside
                await asyncio.sleep(0.01)


@asynccontextmanager
async def watching(root: Path) -> AsyncIterator[Seen]:
    """Watch a folder for as long as the block lasts, from after the first look."""
    seen = Seen(DirectorySource("site", root))
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(seen.keep())
        async with asyncio.timeout(20):
            while not seen.looks and not seen.source.trouble:  # noqa: ASYNC110 - the same
                await asyncio.sleep(0.01)
        yield seen
        task.cancel()


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site with a post."""
    there = Newsroom(tmp_path / "site")
    there.publish("first", "first")
    return there


async def test_odd_name(newsroom: Newsroom) -> None:
    """A file whose name is no text does not end the watch."""
    async with watching(newsroom.folder) as seen:
        with open(os.fsencode(newsroom.posts) + b"/2026-11-20-\xff.md", "wb"):  # noqa: ASYNC230, PTH123 - a Path can't hold it
            pass
        newsroom.publish("after", "after")
        await seen.until("after")


async def test_folders_come_and_go(newsroom: Newsroom) -> None:
    """Folders that are made and removed while one looks do not end the watch."""
    async with watching(newsroom.folder) as seen:
        for number in range(200):
            path = newsroom.posts / f"d{number}"
            path.mkdir()
            path.rmdir()
        newsroom.publish("after", "after")
        await seen.until("after")


async def test_replaced_posts(newsroom: Newsroom) -> None:
    """When another `_posts` takes the place of the old one, what is published there is seen."""
    async with watching(newsroom.folder) as seen:
        following = newsroom.folder / "next"
        shutil.copytree(newsroom.posts, following)
        newsroom.posts.rename(newsroom.folder / "old")
        following.rename(newsroom.posts)
        newsroom.publish("after", "after")
        await seen.until("after")


async def test_site_comes_later(tmp_path: Path) -> None:
    """A site folder that is not there yet is waited for, and the source says so."""
    async with watching(tmp_path / "site") as seen:
        assert "no such folder" in seen.source.trouble
        Newsroom(tmp_path / "site").publish("first", "first")
        await seen.until("first")
        assert seen.source.trouble == ""


async def test_broken_configuration(newsroom: Newsroom) -> None:
    """While the site's configuration is broken the source says so, with the line; when it is mended, it goes on."""
    config = newsroom.folder / "_config.yml"
    good = config.read_text(encoding="utf-8")
    async with watching(newsroom.folder) as seen:
        config.write_text("url: [\n", encoding="utf-8")
        async with asyncio.timeout(20):
            while "_config.yml" not in seen.source.trouble:  # noqa: ASYNC110 - watched from outside
                await asyncio.sleep(0.01)
        config.write_text(good, encoding="utf-8")
        newsroom.publish("after", "after")
        await seen.until("after")


async def test_checkout(newsroom: Newsroom) -> None:
    """Of more changes at once than the kernel's queue holds, no post is missed."""
    async with watching(newsroom.folder) as seen:
        one, other = newsroom.path("one"), newsroom.path("other")
        one.write_text("---\ntitle: one\n---\n", encoding="utf-8")
        for _ in range(5000):
            one.rename(other)
            other.rename(one)
        newsroom.publish("after", "after")
        await seen.until("after")
