"""A repository to follow, and the folder of a clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sources.git.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Give a repository with a site in it, which has one post."""
    return Repository(tmp_path / "there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give where the clone is to be, which is not there yet."""
    return tmp_path / "data" / "git" / "clone"
