"""What is in the image, and what is not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.container.conftest import Packed
    from tests.container.engines import Engine

pytestmark = [pytest.mark.container, pytest.mark.timeout(600)]  # the first test builds, the first time the base too


def below(packed: dict[str, Packed], *folders: str) -> Iterator[tuple[str, Packed]]:
    """Go through what lies in these folders."""
    return ((path, one) for path, one in packed.items() if path.startswith(tuple(f"{name}/" for name in folders)))


def test_nothing_else(packed: dict[str, Packed]) -> None:
    """Of the project the image holds the code, the examples and the licence, and nothing else."""
    at_the_top = {path.split("/")[2] for path, _ in below(packed, "/app")}
    assert at_the_top == {"LICENSE", "bot", "config", "examples", "handlers", "requirements.lock"}


def test_no_secret(packed: dict[str, Packed]) -> None:
    """What lay about in the folder it was built from, tokens, settings and databases, is nowhere in it."""
    assert [path for path, one in packed.items() if one.has_secret] == []


def test_no_leftovers(packed: dict[str, Packed]) -> None:
    """Building leaves no cache, no temporary file and no installer behind."""
    leftovers = ("/tmp/", "/data/", "/venv/lib/python3.13/site-packages/pip/")  # noqa: S108 - the image's
    assert "/venv/lib/python3.13/site-packages/aiohttp/__init__.py" in packed
    assert [path for path in packed if path.startswith(leftovers) or "/.cache/" in path] == []


def test_unchangeable(packed: dict[str, Packed]) -> None:
    """Nobody but root may write into the code, so that the bot can't be made to change itself."""
    members = [(path, one.member) for path, one in below(packed, "/app", "/venv") if not one.member.issym()]
    assert [path for path, member in members if member.uid != 0 or member.mode & 0o022] == []


def test_compiled(packed: dict[str, Packed]) -> None:
    """Every module is compiled, so that a start costs no compiling though nothing can be written beside the code."""
    modules = [path for path, _ in below(packed, "/app") if path.endswith(".py")]
    assert modules
    assert [path for path in modules if compiled(path) not in packed] == []


def compiled(path: str) -> str:
    """Return where Python 3.13 looks for a module's bytecode."""
    folder, name = path.rsplit("/", 1)
    return f"{folder}/__pycache__/{name.removesuffix('.py')}.cpython-313.pyc"


def test_size(packed: dict[str, Packed], capsys: pytest.CaptureFixture[str]) -> None:
    """The bot adds less than 120 MB to Python's own image."""
    sizes = {
        folder: sum(one.member.size for _, one in below(packed, folder)) / 1e6 for folder in ("/venv", "/app", "/site")
    }
    with capsys.disabled():
        sys.stdout.write(f"\nadded to the base: {', '.join(f'{name} {size:.1f} MB' for name, size in sizes.items())} ")
    assert 1 < sum(sizes.values()) < 120


def test_configuration(image: Engine) -> None:
    """An engine learns that the bot is not root, where its data lie, and how to see whether it is well."""
    config = image.config()
    assert config["User"] == "10001:10001"
    assert list(config["Volumes"]) == ["/data"]
    assert list(config["ExposedPorts"]) == ["8080/tcp"]
    assert config["Healthcheck"]["Test"] == ["CMD", "python", "-m", "bot", "health"]
