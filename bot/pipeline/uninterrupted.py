"""Work that a cancellation must not cut in two."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


async def uninterrupted(work: Coroutine[None, None, None], on_cancel: Callable[[], None]) -> None:
    """Run `work` to its end even when cancelled meanwhile; `on_cancel` may tell it to hurry.

    The cancellation takes effect afterwards.
    `asyncio.shield` alone would let the caller go and leave the work to a loop that may be closing.
    """
    task = asyncio.ensure_future(work)  # noqa: TID251 - awaited below, whatever happens
    cancellation = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancellation = error
            on_cancel()
        except Exception:  # noqa: BLE001 - the work's own error; `result` raises it again
            break
    if cancellation is not None:
        raise cancellation
    task.result()
