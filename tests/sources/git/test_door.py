"""The door on the bot's web server, over the wire."""

from __future__ import annotations

import hashlib
import hmac
import json
from contextlib import asynccontextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.ops.web import serve
from bot.sources.git.door import LARGEST, Door
from tests.acceptance.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "It's a Secret to Everybody"
PUSH = json.dumps({"ref": "refs/heads/main", "repository": {"default_branch": "main"}}).encode()


class Knocks:
    """Counts how often the source was woken, and calls as GitHub does."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.count = 0
        self.url = url
        self._session = session

    def knock(self) -> None:
        """Count one."""
        self.count += 1

    async def call(
        self, body: bytes = PUSH, *, event: str = "push", delivery: str = "", signed: bytes | None = None
    ) -> tuple[int, str]:
        """Deliver an event, signed as if its body were `signed`; return status and text."""
        digest = hmac.new(SECRET.encode(), body if signed is None else signed, hashlib.sha256).hexdigest()
        headers = {"X-GitHub-Event": event, "X-GitHub-Delivery": delivery, "X-Hub-Signature-256": f"sha256={digest}"}
        async with self._session.post(self.url, data=BytesIO(body), headers=headers) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def knocks() -> AsyncIterator[Knocks]:
    """Give a caller before the door of a source called `site`, which follows main."""
    async with _knocks() as there:
        yield there


@asynccontextmanager
async def _knocks() -> AsyncIterator[Knocks]:
    port = free_port()
    async with aiohttp.ClientSession() as session:
        there = Knocks(f"http://127.0.0.1:{port}/hooks/git/site", session)
        doors = {"/hooks/git/site": Door("site", SECRET, "main", there.knock).application()}
        async with serve("127.0.0.1", port, _ready, {}, doors):
            yield there


async def _ready() -> list[str]:
    return []


async def test_push(knocks: Knocks) -> None:
    """A push to the branch wakes the source."""
    assert await knocks.call() == (202, "A look follows.\n")
    assert knocks.count == 1


async def test_ping(knocks: Knocks) -> None:
    """What is no push to the branch is heard and wakes nobody."""
    assert await knocks.call(b"{}", event="ping") == (200, "Heard: ping. There is nothing to do.\n")
    other = json.dumps({"ref": "refs/heads/속보"}).encode()
    assert await knocks.call(other) == (200, "Heard: a push to refs/heads/속보. There is nothing to do.\n")
    assert knocks.count == 0


async def test_replay(knocks: Knocks) -> None:
    """A delivery that comes again counts once; another one counts again."""
    assert (await knocks.call(delivery="1"))[0] == 202
    assert await knocks.call(delivery="1") == (200, "This was heard before.\n")
    assert (await knocks.call(delivery="2"))[0] == 202
    assert knocks.count == 2


async def test_forged(knocks: Knocks) -> None:
    """A wrong signature is told nothing, and is logged once until a right one comes."""
    for _ in range(3):
        assert await knocks.call(signed=b"other") == (401, "")
    assert knocks.count == 0


async def test_bad_content(knocks: Knocks) -> None:
    """A signed body that is no push is refused in words."""
    assert await knocks.call(b"[]") == (400, "The body is not the JSON of a push.\n")


async def test_too_large(knocks: Knocks) -> None:
    """A body over the limit is not read; one at the limit is."""
    assert (await knocks.call(b" " * (LARGEST + 1)))[0] == 413
    assert (await knocks.call(PUSH + b" " * (LARGEST - len(PUSH))))[0] == 202


async def test_other_methods(knocks: Knocks) -> None:
    """The door takes POST alone, at its own address alone."""
    async with aiohttp.ClientSession() as session:
        async with session.get(knocks.url) as answer:
            assert answer.status == 405
        async with session.post(f"{knocks.url}s", data=b"") as answer:
            assert answer.status == 404
