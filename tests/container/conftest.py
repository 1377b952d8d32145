"""The image, built once from a copy of the project in which lie things that must not get into it."""

from __future__ import annotations

import shutil
import socket
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.acceptance.newsroom import Newsroom
from tests.container.engines import an_engine
from tests.container.guest import Inn
from tests.container.processes import packing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.container.engines import Engine

PROJECT = Path(__file__).parents[2]
SECRET = b"1234567890:a-token-that-must-not-be-in-the-image"
PLANTED = (
    ".env", "config/sokbo.toml", "config/.env.local", "bot/.netrc", ".git/config", "data/store/appendonly.aof",
    "secrets/telegram", "id_ed25519", "tests/test_planted.py", "bot/__pycache__/old.cpython-311.pyc",
)  # fmt: skip


class Packed(NamedTuple):
    """A file or folder in the image, and whether what we planted is written in it."""

    member: tarfile.TarInfo
    has_secret: bool


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give the engine that has built the image."""
    engine = an_engine()
    if engine is None:
        pytest.skip("nothing here can build an image: no Docker engine answers, and the imitation needs root")
    context = tmp_path_factory.mktemp("context") / "project"
    left_out = shutil.ignore_patterns(".venv", ".git", ".*_cache", ".hypothesis", "__pycache__", "data", "*.sock")
    shutil.copytree(PROJECT, context, ignore=left_out)
    for name in PLANTED:
        (context / name).parent.mkdir(parents=True, exist_ok=True)
        (context / name).write_bytes(SECRET)
    try:
        engine.build(context)
        yield engine
    finally:
        engine.remove()


@pytest.fixture(scope="session")
def packed(image: Engine) -> dict[str, Packed]:
    """Give everything in the image by its path."""
    found = {}
    with packing(*image.archive()) as pack, tarfile.open(fileobj=pack.stdout, mode="r|") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            has_secret = content is not None and SECRET in content.read()
            found["/" + member.name.removeprefix("./").strip("/")] = Packed(member, has_secret=has_secret)
    return found


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Give a site with one post of old, so that the bot says when it has looked."""
    site = Newsroom(tmp_path / "site")
    site.publish("old", "지난 기사")
    return site


@pytest.fixture
def inn(image: Engine, newsroom: Newsroom, tmp_path: Path, port: int) -> Inn:
    """Give a place where containers stay."""
    return Inn(image, tmp_path, port, newsroom.folder)


@pytest.fixture
def port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
        return free
