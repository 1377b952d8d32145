"""The press that these tests' feeds come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sources.feed.press import a_press

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.sources.feed.press import Press


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    """Give a press."""
    async with a_press() as there:
        yield there
