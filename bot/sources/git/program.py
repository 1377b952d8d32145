"""Runs the git program, with an end to its patience."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.sources.git.environment import environment
from bot.sources.git.failures import GitFailed, failure_of

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path

    from bot.sources.git.remote import Remote

LOCAL = 300.0  # seconds for what asks no remote
FAREWELL = 2.0  # seconds in which git, told to end, removes its locks


class Program:
    """The git program, at work for one remote on one folder."""

    def __init__(self, remote: Remote, folder: Path, state: Path) -> None:
        self._remote = remote
        self._folder = folder
        self._state = state

    async def run(self, *arguments: str, patience: float = LOCAL) -> str:
        """Return what git writes; raises `GitFailed` when it fails, does not end in time, or isn't there.

        It is told where its repository is: left to search, it would take one further up, such as the bot's own.
        """
        own = environment(self._remote, self._state, os.environ)
        own |= {"GIT_DIR": str(self._folder / ".git"), "GIT_WORK_TREE": str(self._folder)}
        try:
            process = await asyncio.create_subprocess_exec(
                "git", *arguments,
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
                env=own, cwd=self._folder if self._folder.is_dir() else "/",
                start_new_session=True,  # a group to end as one, and no terminal to ask a password on
            )  # fmt: skip
        except FileNotFoundError as error:
            raise GitFailed("there is no git program", "Install Git.", is_elsewhere=True) from error
        except OSError as error:
            raise GitFailed(
                f"git can't be started: {error.strerror}", "Let the bot run git.", is_elsewhere=True
            ) from error
        try:
            async with asyncio.timeout(patience):
                written, said = await process.communicate()
        except TimeoutError as error:
            raise GitFailed(f"no answer within {patience:g} seconds", is_elsewhere=True) from error
        finally:
            await _end(process)
        if process.returncode:
            raise failure_of(said.decode("utf-8", "replace"), process.returncode)
        return os.fsdecode(written)


async def _end(process: Process) -> None:
    """End git with all it has started, gently first: killed, it leaves locks behind."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL):
                await process.wait()
