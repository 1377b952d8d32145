"""Stores to look at: a full one and an empty one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.commands.stock import stock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with something of each kind."""
    folder = tmp_path_factory.mktemp("full")
    asyncio.run(stock(folder))
    return folder


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that nobody has used."""
    return tmp_path_factory.mktemp("empty")
