"""The clone through whatever happens to its branch and to its own files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.sources.git.clone import Clone
from bot.sources.git.failures import GitFailed
from bot.sources.git.remote import Remote
from tests.sources.git.repository import Repository, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POSTS = "_posts/2026-11-20-"


@pytest.fixture
def clone(repository: Repository, folder: Path) -> Clone:
    """Give a clone that has not been made yet."""
    return Clone(Remote(url=repository.url), folder)


def posts(clone: Clone) -> set[str]:
    """Return the slugs of the posts that the clone shows."""
    return {path.name.removeprefix("2026-11-20-").removesuffix(".md") for path in clone.folder.glob("_posts/*")}


async def test_first(clone: Clone, repository: Repository) -> None:
    """The first update brings the newest commit alone, and can't say what changed."""
    repository.publish("a")
    newest = repository.publish("b")
    assert await clone.update() is None
    assert (posts(clone), clone.commit) == ({"first", "a", "b"}, newest)
    assert git(clone.folder, "rev-list", "--count", "HEAD") == "1"


async def test_changes(clone: Clone, repository: Repository) -> None:
    """Later updates name the files that changed, whatever characters their names have; without a change none."""
    await clone.update()
    repository.write("속보 \n두 줄")
    repository.path("first").unlink()
    repository.push()
    assert await clone.update() == [f"{POSTS}first.md", f"{POSTS}속보 \n두 줄.md"]
    assert posts(clone) == {"속보 \n두 줄"}
    assert await clone.update() == ()


async def test_rename(clone: Clone, repository: Repository) -> None:
    """A renamed file is named twice: where it was and where it is."""
    await clone.update()
    repository.path("first").rename(repository.path("second"))
    repository.push()
    assert await clone.update() == [f"{POSTS}first.md", f"{POSTS}second.md"]


async def test_force_push(clone: Clone, repository: Repository) -> None:
    """A rewritten history is followed like any other, and what it lost is gone."""
    repository.publish("lost")
    await clone.update()
    git(repository.copy, "rm", "--quiet", f"{POSTS}lost.md")
    repository.write("a")
    newest = repository.push("main", "--amend")
    assert await clone.update() == [f"{POSTS}a.md", f"{POSTS}lost.md"]
    assert (posts(clone), clone.commit) == ({"first", "a"}, newest)


async def test_unrelated_history(clone: Clone, repository: Repository) -> None:
    """A branch that begins anew, with no commit in common, is followed too."""
    await clone.update()
    git(repository.copy, "checkout", "--quiet", "--orphan", "anew")
    repository.publish("a")
    assert await clone.update() == [f"{POSTS}a.md"]


async def test_shallow_remote(repository: Repository, folder: Path, tmp_path: Path) -> None:
    """A repository that is itself without its past is followed like any other."""
    repository.publish("a")
    git(tmp_path, "clone", "--quiet", "--bare", "--depth=1", repository.url, "shallow.git")
    clone = Clone(Remote(url=f"file://{tmp_path}/shallow.git"), folder)
    await clone.update()
    repository.publish("b")
    git(tmp_path / "shallow.git", "fetch", "--quiet", "--depth=1", repository.url, "+main:main")
    assert await clone.update() == [f"{POSTS}b.md"]


async def test_branch(repository: Repository, folder: Path) -> None:
    """A named branch is followed, and no other one; when it is gone the clone stays as it was, and says so."""
    repository.write("draft")
    repository.push("next/올해")
    clone = Clone(Remote(url=repository.url, branch="next/올해"), folder)
    await clone.update()
    before = clone.commit
    repository.publish("main-only")
    assert await clone.update() == ()
    git(repository.bare, "branch", "--quiet", "-D", "next/올해")
    with pytest.raises(GitFailed, match=r"couldn't find remote ref refs/heads/next/올해. Set branch to one that is"):
        await clone.update()
    assert (posts(clone), clone.commit) == ({"first", "draft"}, before)
    repository.push("next/올해")
    assert await clone.update() is not None
    assert "main-only" in posts(clone)


async def test_default_branch(clone: Clone, repository: Repository) -> None:
    """Without a name it is the branch that the repository has chosen, also after it has chosen another."""
    await clone.update()
    repository.write("a")
    repository.push("trunk")
    git(repository.bare, "symbolic-ref", "HEAD", "refs/heads/trunk")
    assert await clone.update() == [f"{POSTS}a.md"]


async def test_empty_repository(folder: Path, tmp_path: Path) -> None:
    """A repository without a commit has the remedy said, and is followed as soon as it has one."""
    git(tmp_path, "init", "--quiet", "--bare", "empty.git")
    clone = Clone(Remote(url=f"file://{tmp_path}/empty.git"), folder)
    with pytest.raises(GitFailed, match="Push a commit"):
        await clone.update()
    assert clone.commit == ""


def _locked(clone: Clone) -> None:
    (clone.folder / ".git/index.lock").touch()


def _shallow_locked(clone: Clone) -> None:
    (clone.folder / ".git/shallow.lock").touch()


def _without_head(clone: Clone) -> None:
    (clone.folder / ".git/HEAD").unlink()


def _bad_index(clone: Clone) -> None:
    (clone.folder / ".git/index").write_bytes(b"DIRC")


def _bad_config(clone: Clone) -> None:
    (clone.folder / ".git/config").write_text("[[[", encoding="utf-8")


def _empty_objects(clone: Clone) -> None:
    for path in (clone.folder / ".git/objects").glob("??/*"):
        path.chmod(0o600)
        path.write_bytes(b"")


def _gone(clone: Clone) -> None:
    (clone.folder / ".git").rename(clone.folder.with_name("elsewhere"))


@pytest.mark.parametrize(
    "breaks",
    [_locked, _shallow_locked, _without_head, _bad_index, _bad_config, _empty_objects, _gone],
    ids=lambda breaks: breaks.__name__.strip("_"),
)
async def test_broken(clone: Clone, repository: Repository, breaks: Callable[[Clone], None]) -> None:
    """A clone that is damaged or locked is thrown away and made anew, by itself."""
    await clone.update()
    breaks(clone)
    newest = repository.publish("a", "more than before")
    assert await clone.update() is None
    assert (posts(clone), clone.commit) == ({"first", "a"}, newest)


async def test_broken_while_away(clone: Clone, repository: Repository) -> None:
    """A remote that fails costs a sound clone nothing."""
    await clone.update()
    mark = clone.folder / ".git" / "mark"
    mark.touch()
    repository.bare.rename(repository.bare.with_name("moved.git"))
    with pytest.raises(GitFailed, match="does not appear to be a git repository"):
        await clone.update()
    repository.bare.with_name("moved.git").rename(repository.bare)
    assert await clone.update() == ()
    assert mark.exists()


async def test_no_git(clone: Clone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the git program is missing, the clone is not to blame, and stays."""
    await clone.update()
    with monkeypatch.context() as away:
        away.setenv("PATH", str(tmp_path / "nothing"))
        with pytest.raises(GitFailed, match="there is no git program"):
            await clone.update()
    assert await clone.update() == ()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away: the repository of another is not tried")
async def test_another_users(clone: Clone, repository: Repository) -> None:
    """A repository on this machine may belong to another user, whom the settings have named with it."""
    for path in (repository.bare, *repository.bare.rglob("*")):
        os.chown(path, 12345, 12345)
    assert await clone.update() is None


async def test_restart(clone: Clone) -> None:
    """A bot that starts again finds its clone, and brings a half-made checkout into order, strangers' files too."""
    await clone.update()
    (clone.folder / f"{POSTS}first.md").unlink()
    (clone.folder / f"{POSTS}stranger.md").write_text("---\n---\n", encoding="utf-8")
    (clone.folder / ".gitignore").write_text("*\n", encoding="utf-8")
    objects = {path.name for path in (clone.folder / ".git/objects").rglob("*")}
    again = Clone(clone.remote, clone.folder)
    assert await again.update() is None
    assert posts(again) == {"first"}
    assert not (clone.folder / ".gitignore").exists()
    assert {path.name for path in (clone.folder / ".git/objects").rglob("*")} == objects


async def test_repository_around(repository: Repository, tmp_path: Path) -> None:
    """A broken clone inside another repository, such as the bot's own folder, never touches that one."""
    outer = Repository(tmp_path / "outer")
    outer.write("uncommitted")
    clone = Clone(Remote(url=repository.url), outer.copy / "data" / "git" / "clone")
    await clone.update()
    _without_head(clone)
    await clone.update()
    assert outer.path("uncommitted").exists()
    assert git(outer.copy, "log", "--format=%s") == "news"


async def test_harmless(clone: Clone, repository: Repository, tmp_path: Path) -> None:
    """Links become files, hooks and filters of a repository run nothing, submodules are left alone."""
    repository.path("link").symlink_to("/etc/passwd")
    (repository.copy / ".gitattributes").write_text("*.md filter=lfs\n", encoding="utf-8")
    git(repository.copy, "submodule", "--quiet", "add", Repository(tmp_path / "other").url, "theme")
    repository.push()
    await clone.update()
    link = clone.folder / f"{POSTS}link.md"
    assert not link.is_symlink()
    assert link.read_text(encoding="utf-8") == "/etc/passwd"
    assert list((clone.folder / "theme").iterdir()) == []


async def test_tidy(clone: Clone, repository: Repository) -> None:
    """What no commit needs is cleared away without a process that stays behind."""
    await clone.update()
    repository.publish("a")
    await clone.update()
    await clone.tidy()
    assert await clone.update() == ()
