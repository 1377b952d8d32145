"""How long anything is waited for that takes a second on an idle machine: many times that, for others use it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.acceptance import town

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 90.0


async def until(is_so: Callable[[], bool], what: Callable[[], object] = lambda: "") -> None:
    """Return as soon as the claim holds; `what` is shown where it never does."""
    await town.until(is_so, what, PATIENCE)
