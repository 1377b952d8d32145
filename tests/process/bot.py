"""The bot as an operator has it: a process of its own, started by command line and environment."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from config.environment import NAMES, SECRETS
from tests.acceptance.town import until

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping

ROOT = Path(__file__).parents[2]
# Nor is the bot compiled anew at each start, as it would be where that variable is set.
UNSET = dict.fromkeys(("CONFIG", "PYTHONDONTWRITEBYTECODE", *NAMES, *(f"{name}_FILE" for name in SECRETS)), "")
PROC = Path("/proc")


class BotProcess:
    """One run of `python -m bot`; `output` is all it has printed and logged so far."""

    def __init__(self, process: Process, printed: Path, variables: Mapping[str, str]) -> None:
        self._process = process
        self._printed = printed
        self._variables = variables

    @classmethod
    async def start(
        cls, printed: Path, variables: Mapping[str, str], *arguments: str, module: str = "bot"
    ) -> Self:  # fmt: skip
        """Start it, or a `module` that does.

        Variables that are not given are empty, which outdoes the developer's own `.env` too.
        """
        environment = {**os.environ, **UNSET, **variables}
        process = await spawned(printed, environment, sys.executable, "-m", module, *arguments)
        return cls(process, printed, variables)

    @property
    def output(self) -> str:
        """Return what was printed and logged so far."""
        return self._printed.read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        """Return its number."""
        return self._process.pid

    @property
    def is_over(self) -> bool:
        """Return whether the process has ended."""
        return self._process.returncode is not None

    async def says(self, words: str) -> None:
        """Return when the words have been printed or logged; a bot that ends before is a failure."""
        await until(lambda: words in self.output or self.is_over, lambda: self.output)
        assert words in self.output, self.output

    async def ends(self, within: float = 20.0) -> int:
        """Return the exit code."""
        try:
            async with asyncio.timeout(within):
                return await self._process.wait()
        except TimeoutError:
            raise AssertionError(f"not over within {within} seconds; it said {self.output}") from None

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def told_to_stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal and return the exit code; the bot takes five seconds, Docker kills after ten."""
        self.tell(number)
        return await self.ends(within=8)

    async def killed(self) -> None:
        """Kill it outright."""
        self.tell(signal.SIGKILL)
        await self._process.wait()

    def stand_still(self) -> None:
        """Let it do nothing, as a machine that is suspended or overloaded would, until it is to `go_on`."""
        self.tell(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on as if no time had passed."""
        self.tell(signal.SIGCONT)

    def relatives(self) -> list[str]:
        """Return the command lines of the processes that the bot started, directly or not, and that still run.

        A child inherits the environment, and no other process has our DATA_DIR in it; a Redis server, which writes its
        title over its environment, works in that folder. The bot itself counts too.
        """
        data = self._variables["DATA_DIR"]
        return [_command_line(folder) for folder in PROC.glob("[0-9]*") if _is_about(folder, data)]


@asynccontextmanager
async def a_bot(printed: Path, variables: Mapping[str, str], *arguments: str) -> AsyncIterator[BotProcess]:
    """Run the bot for as long as the block lasts, killed at its end where it still runs."""
    bot = await BotProcess.start(printed, variables, *arguments)
    try:
        yield bot
    finally:
        if not bot.is_over:
            await bot.killed()


async def spawned(printed: Path, environment: Mapping[str, str], *command: str) -> Process:
    """Start a command that prints and logs to the end of the file."""
    with printed.open("ab") as sink:
        return await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=sink, stderr=sink
        )


def _is_about(folder: Path, data: str) -> bool:
    """Return whether the process has the data folder in its environment or works in it."""
    try:
        if f"DATA_DIR={data}".encode() in (folder / "environ").read_bytes().split(b"\0"):
            return True
        return (folder / "cwd").readlink().is_relative_to(data)
    except OSError:  # gone meanwhile, or somebody else's
        return False


def _command_line(folder: Path) -> str:
    try:
        return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "one that has just ended"
