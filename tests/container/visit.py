"""A running container, and a visitor of its pages."""

from __future__ import annotations

import json
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.container.processes import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from subprocess import Popen

    from tests.container.engines import Engine
    from tests.container.stay import Stay

PATIENCE = 30.0


@contextmanager
def a_bot(image: Engine, stay: Stay) -> Iterator[Popen[str]]:
    """Run the image's own command for as long as the block lasts, from when the bot is ready."""
    with started(*image.run(stay=stay)) as bot:
        try:
            _until_ready(bot, stay.port)
            yield bot
        finally:
            if bot.poll() is None:
                image.tell(signal.SIGTERM, bot.pid, stay)


def page(port: int, path: str) -> str:
    """Return what a browser gets."""
    return _answer(f"http://127.0.0.1:{port}{path}")


def order(port: int, path: str) -> dict[str, Any]:
    """Return the JSON with which an order without content is answered."""
    headers = {"Content-Type": "application/json"}
    answer: dict[str, Any] = json.loads(_answer(Request(f"http://127.0.0.1:{port}{path}", b"{}", headers)))
    return answer


def _answer(request: str | Request) -> str:
    with urlopen(request, timeout=5) as answer:  # noqa: S310 - the address is ours, with http before it
        text: str = answer.read().decode()
        return text


def _until_ready(bot: Popen[str], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            page(port, "/readyz")
        except (URLError, OSError) as why:
            if bot.poll() is not None:
                pytest.fail(f"the container ended with status {bot.returncode}: {bot.communicate()[0]}")
            if time.monotonic() > deadline:
                pytest.fail(f"the bot was not ready after {PATIENCE} s: {why}")
            time.sleep(0.05)
        else:
            return
