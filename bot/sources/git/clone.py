"""A clone: a folder that shows one commit, and follows a branch elsewhere whatever happens to either."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, NamedTuple

import structlog

from bot.sources.git.failures import LET_WRITE, GitFailed, failure_of
from bot.sources.git.program import Program

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.sources.git.remote import Remote

log = structlog.get_logger()


class Patience(NamedTuple):
    """How many seconds a remote may take for its first answer, which brings everything, and for each later one."""

    first: float = 1800.0
    later: float = 60.0


PATIENCE = Patience()


class Clone:
    """The newest commit of a remote's branch, in a folder of ours. `commit` is empty until it stands there whole."""

    def __init__(self, remote: Remote, folder: Path, patience: Patience = PATIENCE) -> None:
        self.remote = remote
        self.folder = folder
        self.commit = ""
        self._git = Program(remote, folder, folder.parent)
        self._patience = patience

    async def update(self) -> Sequence[str] | None:
        """Bring the folder to where the remote is; return the paths that changed, None where that can't be said.

        A clone that is broken is thrown away and made anew. Raises `GitFailed`; the folder is then as it was, unless
        `commit` says otherwise.
        """
        await self._begin()
        try:
            fetched = await self._fetch()
        except GitFailed as failure:
            if failure.is_elsewhere or await self._is_sound():
                raise
            await self._begin_anew(failure)
            fetched = await self._fetch()
        if fetched == self.commit:
            return ()
        try:
            return await self._check_out(fetched)
        except GitFailed as failure:
            if failure.is_elsewhere:
                raise
            await self._begin_anew(failure)
            return await self._check_out(await self._fetch())

    async def tidy(self) -> None:
        """Clear away what no commit of ours needs any more, where there is enough of it; a failure does no harm."""
        try:
            await self._git.run("gc", "--auto", "--quiet")
        except GitFailed as failure:
            log.info("source.untidy", url=self.remote.url, why=failure.what)

    async def _begin(self) -> None:
        if (self.folder / ".git").is_dir():
            return
        self.commit = ""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise GitFailed(f"{self.folder} can't be made: {error.strerror}", LET_WRITE) from error
        await self._git.run("init", "--quiet")

    async def _begin_anew(self, failure: GitFailed) -> None:
        log.warning("source.cloned_anew", url=self.remote.url, why=failure.what)
        self.commit = ""
        try:
            await asyncio.to_thread(shutil.rmtree, self.folder)
        except OSError as error:
            what = f"{error.filename} can't be removed: {error.strerror}"
            raise GitFailed(what, LET_WRITE) from error
        await self._begin()

    async def _fetch(self) -> str:
        """Return the commit that the branch is at, which is now here: it alone, whatever its past was before."""
        is_first = not (self.folder / ".git" / "index").exists()
        await self._git.run(
            "fetch", "--quiet", "--depth=1", "--update-shallow", "--no-tags", "--no-recurse-submodules", "--no-auto-gc",
            "--", self.remote.url, self.remote.reference,
            patience=self._patience.first if is_first else self._patience.later,
        )  # fmt: skip
        return (await self._git.run("rev-parse", "--verify", "FETCH_HEAD^{commit}")).strip()

    async def _check_out(self, commit: str) -> Sequence[str] | None:
        """Make the folder show the commit and nothing else, not even what an interrupted checkout left."""
        before, self.commit = self.commit, ""
        changed = await self._changed(before, commit) if before else None
        await self._git.run("reset", "--quiet", "--hard", commit)
        await self._git.run("clean", "--quiet", "-ffdx")
        self.commit = commit
        return changed

    async def _changed(self, before: str, after: str) -> Sequence[str]:
        names = await self._git.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", before, after)
        return names.split("\0")[:-1]

    async def _is_sound(self) -> bool:
        """Return whether the clone is whole, so that what failed is not its fault; we alone put locks into it."""
        if any((self.folder / ".git").glob("**/*.lock")):
            return False
        try:
            await self._git.run("fsck", "--connectivity-only", "--no-dangling", "--no-progress")
        except GitFailed as failure:
            return failure.is_elsewhere
        return True


async def head_of(remote: Remote, data: Path) -> str:
    """Return the commit that the remote's branch is at, by asking alone; raises `GitFailed`."""
    git = Program(remote, data / "git" / "none", (data / "git").absolute())
    answer = await git.run("ls-remote", "--quiet", "--", remote.url, remote.reference, patience=PATIENCE.later)
    if not answer:
        raise failure_of(f"couldn't find remote ref {remote.reference}", 0)
    return answer.partition("\t")[0]
