"""Disks without room: a real one, which takes root, and a store's server that may not let its files grow."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from tests.servers import BINARIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCKS: Final = 1  # of 512 bytes or 1 KiB, as the shell counts: less than any store's file has
SERVER: Final = """#!/bin/sh
[ -e '{mark}' ] && ulimit -f {blocks}
exec '{program}' "$@"
"""


@contextmanager
def a_disk(folder: Path) -> Iterator[Path]:
    """Give a disk of four megabytes, where it may be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode:  # noqa: S603 - the system's own
        pytest.skip("only root may mount a small disk; that of the next test is full for its server alone")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - the system's own


@contextmanager
def filled(folder: Path, but_for: int = 0) -> Iterator[None]:
    """Leave so many bytes free on the folder's disk, and no page more, for as long as the block lasts."""
    filling = folder / "filling"
    filling.write_bytes(bytes(shutil.disk_usage(folder).free - but_for))
    assert shutil.disk_usage(folder).free <= but_for
    try:
        yield
    finally:
        filling.unlink()


@contextmanager
def limited(mark: Path) -> Iterator[None]:
    """Let the files of a server that starts not grow for as long as the block lasts."""
    mark.touch()
    try:
        yield
    finally:
        mark.unlink()


def a_limited_server(folder: Path) -> tuple[Path, Path]:
    """Return a folder for PATH with the store's server in it, and the mark beside which its files may not grow."""
    programs, mark = folder / "programs", folder / "full"
    programs.mkdir()
    server = programs / "valkey-server"
    server.write_text(SERVER.format(mark=mark, blocks=BLOCKS, program=BINARIES["valkey"]), encoding="utf-8")
    server.chmod(0o700)
    return programs, mark
