"""When settings that change are read."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import PosixPath
from typing import TYPE_CHECKING

from bot.wiring.reloading import Reload, Reloading
from config.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

ONCE = Settings()


class Written(PosixPath):
    """A file that somebody writes at the moments at which it is looked at: of these sizes, one at each look."""

    sizes: list[int]

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """Return it as it stands; after the last size nothing happens any more."""
        size = self.sizes.pop(0) if len(self.sizes) > 1 else self.sizes[0]
        found = list(super().stat(follow_symlinks=follow_symlinks))
        found[6] = size
        return os.stat_result(found)


async def _read_at(tmp_path: Path, *sizes: int) -> list[int]:
    """Return the sizes at which the settings are read while the file becomes of these."""
    (tmp_path / "sokbo.toml").touch()
    file = Written(tmp_path / "sokbo.toml")
    file.sizes, read = [*sizes], list[int]()

    def load() -> Settings:
        read.append(file.sizes[0])
        return ONCE

    reloading = Reloading(ONCE, Reload(load, file, asyncio.Event()), {}, every=0.001)
    with suppress(TimeoutError):
        async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
            task = tasks.create_task(reloading.run())
            while len(file.sizes) > 1 or not read:  # noqa: ASYNC110 - the file is looked at elsewhere
                await asyncio.sleep(0.001)
            task.cancel()
    return read


async def test_being_written(tmp_path: Path) -> None:
    """A file that is being written is read when it is at rest: its first half would end half of the subscriptions."""
    assert await _read_at(tmp_path, 100, 0, 10, 20, 90, 120) == [120]
