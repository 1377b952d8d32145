"""A newsroom that keeps its site in a Git repository: what is pushed stands in the chats, and nothing comes twice."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from typing import TYPE_CHECKING

import aiohttp
import pytest

from config.settings import Settings
from tests.acceptance.conftest import readiness, running
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, lines, until
from tests.sources.git.repository import Repository, git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.town import Town

SECRET = "a long random word"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Give a repository whose site has one post."""
    return Repository(tmp_path / "there")


@pytest.fixture
def from_git(settings: Settings, repository: Repository) -> Settings:
    """Give the newsroom's settings, with the repository as its one source, looked at when its webhook calls."""
    source = {"kind": "git", "url": repository.url, "name": "site", "secret": SECRET, "every": 3600}
    given = settings.model_dump(exclude_unset=True) | {"sources": [source]}
    return Settings.model_validate(given)


async def tell(settings: Settings) -> None:
    """Tell the bot of a push, as GitHub does."""
    body = json.dumps({"ref": "refs/heads/main", "repository": {"default_branch": "main"}}).encode()
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-GitHub-Event": "push", "X-Hub-Signature-256": f"sha256={digest}"}
    url = f"{settings.url}/hooks/git/site"
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 202


def everywhere(town: Town) -> list[list[str]]:
    """Return what the chats show."""
    return [town.on_telegram(CHANNEL), town.on_telegram(JIMIN), town.on_discord(NEWS)]


async def test_life(town: Town, repository: Repository, from_git: Settings) -> None:
    """A pushed post is sent, a correction edits it, a force-push repeats nothing, a removal takes it away."""
    async with running(from_git):
        repository.publish("a", "틀린 제목")
        await tell(from_git)
        await until(lambda: all(lines(texts, "틀린") for texts in everywhere(town)), lambda: everywhere(town))
        repository.write("a", "맞는 제목")
        repository.push("main", "--amend")
        await tell(from_git)
        await until(lambda: all(lines(texts, "맞는") for texts in everywhere(town)), lambda: everywhere(town))
        git(repository.copy, "checkout", "--quiet", "--orphan", "rewritten")
        repository.publish("b", "다음 기사")
        await tell(from_git)
        await until(lambda: all(lines(texts, "다음") for texts in everywhere(town)), lambda: everywhere(town))
        repository.path("a").unlink()
        repository.push()
        await tell(from_git)
        await until(lambda: not any(lines(texts, "맞는") for texts in everywhere(town)), lambda: everywhere(town))
    assert [len(texts) for texts in everywhere(town)] == [1, 1, 1]
    counted = Counter(call.name for call in town.telegram.calls)
    assert (counted["sendMessage"], counted["deleteMessage"]) == (4, 2)


async def test_downtime(town: Town, repository: Repository, from_git: Settings) -> None:
    """What was pushed while the bot was down, or its clone was lost, is sent on return, and nothing old with it."""
    async with running(from_git):
        pass
    repository.publish("a", "그사이 기사")
    for clone in (from_git.data_dir / "git").glob("*/.git/HEAD"):
        clone.unlink()
    async with running(from_git):
        await until(lambda: all(map(len, everywhere(town))), lambda: everywhere(town))
    assert [lines(texts, "그사이") for texts in everywhere(town)] == everywhere(town)


async def test_away(town: Town, repository: Repository, from_git: Settings) -> None:
    """A remote that is away makes the bot not ready, with the reason, and withdraws nothing."""
    hidden = repository.bare.with_name("hidden.git")
    async with running(from_git):
        repository.publish("a", "남는 기사")
        await tell(from_git)
        await until(lambda: all(map(len, everywhere(town))), lambda: everywhere(town))
    repository.bare.rename(hidden)
    async with running(from_git, but_for="not appear to be a git repository"):
        (reason,) = await readiness(from_git)
        assert reason.startswith(f"source site: {repository.url}: ")
        hidden.rename(repository.bare)
        await tell(from_git)
        await until_ready(from_git)
    assert [len(lines(texts, "남는")) for texts in everywhere(town)] == [1, 1, 1]


async def until_ready(settings: Settings) -> None:
    """Return when there is no reason any more why the bot is not ready."""
    reasons = await readiness(settings)
    while reasons:
        reasons = await readiness(settings)
