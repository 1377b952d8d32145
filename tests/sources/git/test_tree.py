"""What a look sees after a checkout."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.sources.git.clone import Clone
from bot.sources.git.remote import Remote
from bot.sources.git.tree import FULL_LOOK, Tree
from bot.sources.jekyll import Faulty
from tests.sources.git.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.core.sighting import Sighting


FIRST = frozenset({"_posts/2026-11-20-first.md"})


class Following:
    """A clone and its tree, looked at together."""

    def __init__(
        self, repository: Repository, folder: Path, inside: str = "", versions: Mapping[str, str] | None = None
    ) -> None:
        self.clone = Clone(Remote(url=repository.url), folder)
        self.tree = Tree("git", folder, inside, versions)
        self.now = 1000.0

    async def look(self, later: float = 0.1) -> Sighting | None:
        """Update and look, so many seconds later than the last time."""
        self.now += later
        return await asyncio.to_thread(self.tree.look, await self.clone.update(), self.now)

    async def sees(self) -> Sighting:
        """Update and look, where there is something to say."""
        sighting = await self.look()
        assert sighting is not None
        return sighting


@pytest.fixture
def following(repository: Repository, folder: Path) -> Following:
    """Give the tree of a repository with one post."""
    return Following(repository, folder)


def keys(sighting: Sighting) -> set[str]:
    """Return the keys of the posts in a sighting."""
    return {post.key.removeprefix("_posts/2026-11-20-").removesuffix(".md") for post in sighting.posts}


async def test_first(following: Following) -> None:
    """The first look is complete."""
    sighting = await following.sees()
    assert (keys(sighting), sighting.complete) == ({"first"}, True)


async def test_restart(following: Following, repository: Repository, folder: Path) -> None:
    """After a restart only what changed meanwhile is read: a checkout leaves the other files as they were."""
    versions = {post.key: post.version for post in (await following.sees()).posts}
    repository.publish("a")
    again = Following(repository, folder, versions=versions)
    sighting = await again.sees()
    assert (keys(sighting), sighting.unchanged, sighting.complete) == ({"a"}, FIRST, True)


async def test_change(following: Following, repository: Repository) -> None:
    """Later looks see what changed; without a change there is nothing to say."""
    await following.look()
    repository.publish("first", "corrected")
    assert [post.title for post in (await following.sees()).posts] == ["corrected"]
    assert await following.look() is None


async def test_renamed(following: Following, repository: Repository) -> None:
    """A rename is one sighting: the post under its new key, the old key gone."""
    repository.publish("stays")
    await following.look()
    repository.path("first").rename(repository.path("second"))
    repository.push()
    sighting = await following.sees()
    assert (keys(sighting), sighting.withdrawn, sighting.complete) == ({"second"}, FIRST, False)


async def test_renamed_with_settings(following: Following, repository: Repository) -> None:
    """It is one sighting also where the site's settings change with it and everything is looked at."""
    repository.publish("stays")
    await following.look()
    repository.path("first").rename(repository.path("second"))
    config = repository.site / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "title: other\n", encoding="utf-8")
    repository.push()
    sighting = await following.sees()
    assert ("second" in keys(sighting), sighting.withdrawn) == (True, FIRST)


async def test_removed(following: Following, repository: Repository) -> None:
    """A commit that removes a post withdraws it at once."""
    repository.publish("stays")
    await following.look()
    repository.path("first").unlink()
    repository.push()
    assert (await following.sees()).withdrawn == FIRST


async def test_many_removed(following: Following, repository: Repository) -> None:
    """A commit that removes a great many withdraws none, and that is told."""
    for number in range(30):
        repository.write(f"p{number}")
    repository.push()
    await following.look()
    for number in range(25):
        repository.path(f"p{number}").unlink()
    repository.push()
    sighting = await following.sees()
    assert sighting.withdrawn == frozenset()
    assert ["25 posts are gone at once" in str(problem) for problem in sighting.problems.values()] == [True]


async def test_cloned_anew(following: Following, repository: Repository) -> None:
    """A clone that was made anew shows what changed meanwhile; it is no first look, and nothing is withdrawn for it."""
    repository.publish("stays")
    await following.look()
    (following.clone.folder / ".git/HEAD").unlink()
    repository.path("first").unlink()
    repository.publish("new")
    sighting = await following.sees()
    assert keys(sighting) >= {"new"}
    assert (sighting.complete, sighting.withdrawn) == (False, FIRST)


async def test_inside(tmp_path: Path, folder: Path) -> None:
    """A site in a folder of the repository has its keys from there, and the rest of the repository is not its own."""
    repository = Repository(tmp_path / "there", inside="docs/site")
    following = Following(repository, folder, "docs/site")
    assert keys(await following.sees()) == {"first"}
    for beside in ("_posts", "docs/site2/_posts"):
        (repository.copy / beside).mkdir(parents=True)
        (repository.copy / beside / "2026-11-20-beside.md").write_text("---\n---\nx\n", encoding="utf-8")
    repository.publish("a")
    assert keys(await following.sees()) == {"a"}


async def test_excluded(following: Following, repository: Repository) -> None:
    """A post in a folder that Jekyll does not enter is none, and neither is a file beside the posts."""
    await following.look()
    for place in ("_site/_posts", "node_modules/x/_posts", "News/_posts"):
        (repository.site / place).mkdir(parents=True)
        (repository.site / place / "2026-11-20-a.md").write_text("---\ntitle: a\n---\nx\n", encoding="utf-8")
    (repository.site / "README.md").write_text("x", encoding="utf-8")
    repository.push()
    assert [post.key for post in (await following.sees()).posts] == ["News/_posts/2026-11-20-a.md"]


async def test_hour(following: Following, repository: Repository) -> None:
    """Everything is looked at once a minute, so that a post whose hour has come is found without a commit."""
    text = "---\ntitle: a\npublished: false\n---\nx\n"
    repository.path("a").write_text(text, encoding="utf-8")
    repository.push()
    await following.look()
    assert await following.look(later=1) is None
    later = await following.look(later=FULL_LOOK)
    assert later is not None
    assert "_posts/2026-11-20-a.md" in later.withdrawn


async def test_faulty_site(following: Following, repository: Repository) -> None:
    """While the site can't be used nothing is seen; afterwards everything that changed meanwhile is."""
    await following.look()
    config = repository.site / "_config.yml"
    good = config.read_text(encoding="utf-8")
    config.write_text("url: [\n", encoding="utf-8")
    repository.push()
    with pytest.raises(Faulty):
        await following.look()
    repository.publish("a")
    with pytest.raises(Faulty):
        await following.look()
    config.write_text(good, encoding="utf-8")
    repository.push()
    assert keys(await following.sees()) == {"a"}


async def test_no_such_folder(repository: Repository, folder: Path) -> None:
    """A folder that is not in the repository is named."""
    with pytest.raises(Faulty) as caught:
        await Following(repository, folder, "docs").look()
    assert str(caught.value.problem).startswith("docs: there is no such folder in the repository. Set folder ")
