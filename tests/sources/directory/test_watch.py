"""What listens to the kernel: the same claims about either of the two ways."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.sources.directory import portable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from contextlib import AbstractAsyncContextManager

    from bot.sources.directory.changes import Changes, Watch

    Way = Callable[[Iterable[Path]], AbstractAsyncContextManager[Watch]]

WAYS: dict[str, Way] = {"portable": portable.watch}
if sys.platform == "linux":
    from bot.sources.directory import inotify

    WAYS["inotify"] = inotify.watch
SETTING = Path("/proc/sys/fs/inotify/max_queued_events")
QUEUE = int(SETTING.read_text(encoding="ascii")) if SETTING.exists() else 0


@pytest.fixture(params=list(WAYS))
def way(request: pytest.FixtureRequest) -> Way:
    """Give each way to watch in turn."""
    return WAYS[request.param]


@asynccontextmanager
async def watching(way: Way, folder: Path) -> AsyncIterator[Watch]:
    """Watch a folder in whose past is nothing that is still told of."""
    async with way([folder]) as watch:
        while (await watch.changes(0.3)).paths:
            pass
        yield watch


async def until(watch: Watch, is_so: Callable[[Changes], bool]) -> None:
    """Return when there was a change of which the claim holds."""
    async with asyncio.timeout(20):
        while not is_so(await watch.changes(5)):
            pass


async def test_renamed_into_place(way: Way, tmp_path: Path) -> None:
    """A file that is renamed into the folder is named."""
    posts = tmp_path / "posts"
    posts.mkdir()
    (tmp_path / "draft").write_text("x", encoding="utf-8")
    async with watching(way, posts) as watch:
        path = (tmp_path / "draft").rename(posts / "a.md")
        await until(watch, lambda changes: path in changes.paths)


async def test_folder_is_sweeping(way: Way, tmp_path: Path) -> None:
    """A folder that is made or removed calls for a look at everything; a file that is written does not."""
    async with watching(way, tmp_path) as watch:
        (tmp_path / "a.md").write_text("x", encoding="utf-8")
        assert not (await watch.changes(5)).is_sweeping
        (tmp_path / "more").mkdir()
        await until(watch, lambda changes: changes.is_sweeping)


async def test_nothing(way: Way, tmp_path: Path) -> None:
    """Where nothing happens, the wait has an end all the same."""
    async with watching(way, tmp_path) as watch:
        assert not (await watch.changes(0.05)).paths


async def test_no_such_folder(way: Way, tmp_path: Path) -> None:
    """A folder that is not there can't be watched."""
    with pytest.raises(OSError, match=r"nowhere|No such file"):
        async with way([tmp_path / "nowhere"]):
            pass


@pytest.mark.skipif(not QUEUE, reason="only Linux tells of changes that it dropped")
async def test_more_than_the_kernel_keeps(tmp_path: Path) -> None:
    """Where more changed than the kernel's queue holds, everything is to be looked at."""
    here, there = tmp_path / "here.md", tmp_path / "there.md"
    here.write_text("x", encoding="utf-8")
    async with watching(WAYS["inotify"], tmp_path) as watch:
        for _ in range(QUEUE // 4 + 10):
            here.rename(there)
            there.rename(here)
        await until(watch, lambda changes: changes.is_sweeping)
