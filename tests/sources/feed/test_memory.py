"""The memory that a feed may take to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sources.feed.reading.memory import MOST, most_memory

if TYPE_CHECKING:
    from pathlib import Path

MB = 10**6


@pytest.fixture
def process(tmp_path: Path) -> Path:
    """Give what the kernel says of a process that has no memory yet, in a service's control group."""
    folder = tmp_path / "self"
    folder.mkdir()
    (folder / "cgroup").write_text("9:cpu:/\n0::/system.slice/sokbo.service\n")
    (folder / "statm").write_text("0 0 0 0 0 0 0\n")
    return folder


def _group(folder: Path, limit: str, used: int, idle: int = 0, busy: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "memory.max").write_text(f"{limit}\n")
    (folder / "memory.current").write_text(f"{used}\n")
    (folder / "memory.stat").write_text(f"anon 5\ninactive_file {idle}\nactive_file {busy}\n")


def test_limited(tmp_path: Path, process: Path) -> None:
    """Where the bot has a limit, a feed may take three quarters of what is left, the kernel's cache not counted."""
    groups = tmp_path / "groups"
    _group(groups / "system.slice/sokbo.service", str(256 * MB), 236 * MB, 20 * MB, 60 * MB)
    assert most_memory(groups, process) == 75 * MB
    _group(groups / "system.slice", str(200 * MB), 180 * MB)
    assert most_memory(groups, process) == 15 * MB
    _group(groups / "system.slice", str(200 * MB), 210 * MB)
    assert most_memory(groups, process) == 0


@pytest.mark.parametrize("limit", ["max", ""])
def test_unlimited(limit: str, tmp_path: Path, process: Path) -> None:
    """Where there is no limit, or nobody can say, it may take a gibibyte, its own beginning included."""
    _group(tmp_path / "system.slice/sokbo.service", limit, 10 * MB)
    assert most_memory(tmp_path, process) == MOST
    assert most_memory(tmp_path / "nowhere", tmp_path / "nobody") == MOST
