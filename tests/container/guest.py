"""A bot in a container that serves chats of this machine, and is seen from outside alone."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING

from tests.container.processes import finished
from tests.container.stay import Stay
from tests.process.bot import BotProcess, spawned

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path
    from signal import Signals

    from tests.container.engines import Engine
    from tests.container.memory import Memory


class Guest(BotProcess):
    """One run of the image; it prints and logs to a file of ours."""

    def __init__(self, process: Process, printed: Path, engine: Engine, stay: Stay) -> None:
        super().__init__(process, printed, stay.variables)
        self._engine = engine
        self._stay = stay

    def tell(self, number: Signals) -> None:
        """Send a signal to the bot, not to what runs the container."""
        self._engine.tell(number, self.pid, self._stay)

    async def beside(self, *command: str) -> None:
        """Run another command in the container; it has to succeed."""
        done = await asyncio.to_thread(finished, *self._engine.inside(*command, stay=self._stay))
        assert done.returncode == 0, done.stdout

    def memory(self) -> Memory:
        """Return how much memory all that ran in the container held."""
        return self._engine.memory(self.pid, self._stay)


class Inn:
    """Where one container after another stays, each on what the last one left in /data."""

    def __init__(self, engine: Engine, folder: Path, port: int, site: Path) -> None:
        self.data, self.settings = folder / "data", folder / "settings"
        for place in (self.data, self.settings):
            place.mkdir()
        self._engine = engine
        self._printed = (folder / f"{number}.output" for number in count(1))
        self._port = port
        self._site = site
        # Who isn't root couldn't clear away what another number has written.
        self._user = f"{os.geteuid()}:{os.getegid()}" if os.geteuid() else engine.config()["User"]
        self.hand_over()

    def hand_over(self) -> None:
        """Let all that lies in /data belong to whom the bot runs as."""
        user, group = map(int, self._user.split(":"))
        for path in (self.data, *self.data.rglob("*")):
            os.chown(path, user, group)

    @asynccontextmanager
    async def guest(
        self, variables: Mapping[str, str], *arguments: str, memory: int | None = None
    ) -> AsyncIterator[Guest]:
        """Run the image for as long as the block lasts, killed at its end where it still runs."""
        folders = {"/data": self.data, "/settings": self.settings, variables.get("SITE", "/site"): self._site}
        stay = Stay(
            port=self._port, user=self._user, folders=folders, memory=memory, is_neighbour=True,
            variables={**variables, "CONFIG": "/settings/sokbo.toml"},
        )  # fmt: skip
        printed = next(self._printed)
        process = await spawned(printed, os.environ, *self._engine.run(*arguments, stay=stay))
        guest = Guest(process, printed, self._engine, stay)
        try:
            yield guest
        finally:
            if not guest.is_over:
                await guest.killed()
            self._engine.leave(stay)
