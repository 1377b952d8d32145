"""The source through a day: looks at intervals and when called, and what it says of a remote that fails."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
from structlog.testing import capture_logs

from bot.ops.web import serve
from bot.sources.git.clone import Patience
from bot.sources.git.remote import Remote
from bot.sources.git.source import GitSource
from tests.acceptance.conftest import free_port
from tests.acceptance.town import until
from tests.silence import silence
from tests.sources.git.servers import SmartHttp, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest
    from aiohttp import web

    from bot.core.sighting import Sighting
    from tests.sources.git.repository import Repository

SECRET = "a long random word"
NEVER = 3600.0  # seconds between two looks that a test does not live to see


class Seen:
    """What the source has shown so far."""

    def __init__(self, source: GitSource) -> None:
        self.source = source
        self.sightings: list[Sighting] = []

    async def keep(self) -> None:
        """Take in sightings for ever."""
        async for sighting in self.source.sightings():
            self.sightings.append(sighting)

    @property
    def titles(self) -> list[str]:
        """Return the titles of all posts that were shown."""
        return [post.title for sighting in self.sightings for post in sighting.posts]

    async def until(self, title: str) -> None:
        """Return when a post of that title was shown."""
        await until(lambda: title in self.titles, lambda: (self.titles, self.source.trouble))


@asynccontextmanager
async def watching(source: GitSource) -> AsyncIterator[Seen]:
    """Watch for as long as the block lasts, from after the first look or the first trouble."""
    seen = Seen(source)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(seen.keep())
        await until(lambda: bool(seen.sightings or source.trouble))
        yield seen
        task.cancel()


@asynccontextmanager
async def called(source: GitSource) -> AsyncIterator[aiohttp.ClientSession]:
    """Open the source's door for as long as the block lasts; give a session that GitLab might have."""
    port = free_port()
    headers = {"X-Gitlab-Token": SECRET, "X-Gitlab-Event": "Push Hook"}

    async def ready() -> list[str]:
        return []

    async with (
        serve("127.0.0.1", port, ready, {}, source.doors),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}", headers=headers) as session,
    ):
        yield session


async def call(session: aiohttp.ClientSession) -> None:
    """Tell of a push to main."""
    async with session.post("/hooks/git/site", json={"ref": "refs/heads/main"}) as answer:
        assert answer.status == 202


def source_of(url: str, data: Path, *, every: float = 1.0, patience: float = 30.0) -> GitSource:
    """Return a source with a door."""
    return GitSource(
        "site", Remote(url=url), data, every=every, door="/hooks/git/site", secret=SECRET,
        patience=Patience(patience, patience),
    )  # fmt: skip


async def test_interval(repository: Repository, tmp_path: Path) -> None:
    """Commits are found without a call."""
    async with watching(source_of(repository.url, tmp_path)) as seen:
        repository.publish("a")
        await seen.until("a")
    assert (seen.titles, seen.source.trouble) == (["first", "a"], "")


async def test_called(repository: Repository, tmp_path: Path) -> None:
    """A call makes the next look come at once."""
    source = source_of(repository.url, tmp_path, every=NEVER)
    async with watching(source) as seen, called(source) as session:
        repository.publish("a")
        await call(session)
        await seen.until("a")


async def test_called_while_fetching(repository: Repository, tmp_path: Path) -> None:
    """Calls during a fetch lead to one more fetch after it: none is lost, and they do not pile up."""
    http = SlowHttp(repository.bare.parent)
    async with serving(http) as address:
        source = source_of(f"{address}/site.git", tmp_path, every=NEVER)
        async with watching(source) as seen, called(source) as session:
            http.gate.clear()
            await call(session)
            await until(lambda: http.waiting > 0)
            repository.publish("a")
            for _ in range(5):
                await call(session)
            http.gate.set()
            await seen.until("a")
            await until(lambda: http.waiting == 0)
            assert (http.rounds, source._called.is_set()) == (3, False)


class SlowHttp(SmartHttp):
    """A server that has its answer ready, and gives it when the gate is opened."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = 0
        self.rounds = 0

    async def answer(self, request: web.Request) -> web.Response:
        """Answer when the gate is open; each fetch begins with a GET."""
        answer = await super().answer(request)
        if request.method == "GET":
            self.rounds += 1
            return answer
        self.waiting += 1
        await self.gate.wait()
        self.waiting -= 1
        return answer


async def test_away_and_back(repository: Repository, tmp_path: Path) -> None:
    """A remote that fails is told once, and once that it is back; nothing is withdrawn meanwhile."""
    hidden = repository.bare.with_name("hidden.git")
    source = source_of(repository.url, tmp_path, every=NEVER)
    with capture_logs() as logs:
        async with watching(source) as seen, called(source) as session:
            repository.bare.rename(hidden)
            for _ in range(3):
                await call(session)
                await until(lambda: bool(source.trouble))
            assert "site.git: " in source.trouble
            hidden.rename(repository.bare)
            repository.publish("a")
            await call(session)
            await seen.until("a")
            assert source.trouble == ""
    events = [log["event"] for log in logs if log["event"].startswith("source.")]
    assert events == ["source.unreadable", "source.readable"]
    assert not any(sighting.withdrawn for sighting in seen.sightings)


async def test_hanging(tmp_path: Path) -> None:
    """A remote that says nothing from the beginning leads to no look: an empty one would be believed."""
    async with silence() as port:
        source = source_of(f"http://127.0.0.1:{port}/site.git", tmp_path, patience=0.3)
        async with watching(source) as seen:
            assert "no answer within 0.3 seconds" in source.trouble
            assert seen.sightings == []


async def test_watched_again(repository: Repository, tmp_path: Path) -> None:
    """A source that is watched anew, as when a lost lease is taken again, begins with a complete look."""
    source = source_of(repository.url, tmp_path)
    async with watching(source):
        pass
    async with watching(source) as seen:
        assert (seen.titles, seen.sightings[0].complete) == (["first"], True)


async def test_faulty_site(repository: Repository, tmp_path: Path) -> None:
    """While the site's settings are broken the source says so with the line, and goes on when they are mended."""
    config = repository.site / "_config.yml"
    good = config.read_text(encoding="utf-8")
    async with watching(source_of(repository.url, tmp_path)) as seen:
        config.write_text("url: [\n", encoding="utf-8")
        repository.push()
        await until(lambda: "_config.yml" in seen.source.trouble)
        config.write_text(good, encoding="utf-8")
        repository.publish("a")
        await seen.until("a")
        assert seen.source.trouble == ""


def test_no_door(repository: Repository, tmp_path: Path) -> None:
    """Without a secret there is no door."""
    assert GitSource("site", Remote(url=repository.url), tmp_path).doors == {}


async def test_no_git(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no git program, that is what is said."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    async with watching(source_of(repository.url, tmp_path)) as seen:
        assert "there is no git program. Install Git." in seen.source.trouble
