"""Builds the image and runs it: with Docker, or where there is no engine with buildah and Linux's own namespaces."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any, Protocol

from tests.container.docker import Docker
from tests.container.imitation import BUILD, Imitation
from tests.container.processes import finished

if TYPE_CHECKING:
    from pathlib import Path
    from signal import Signals

    from tests.container.memory import Memory
    from tests.container.stay import Stay


class Engine(Protocol):
    """What the tests want of an engine."""

    def build(self, context: Path) -> None:
        """Build the image from this folder; raises `CalledProcessError`."""

    def config(self) -> dict[str, Any]:
        """Return the image's configuration in Docker's words: Env, Entrypoint, User, Healthcheck ..."""

    def archive(self) -> list[str]:
        """Return a command that writes the image's files to its output as a tar archive."""

    def run(self, *arguments: str, stay: Stay) -> list[str]:
        """Return a command that runs the image in the foreground."""

    def inside(self, *command: str, stay: Stay) -> list[str]:
        """Return one that runs another command in the same container."""

    def tell(self, number: Signals, pid: int, stay: Stay) -> None:
        """Send a signal to the bot; `pid` is the number of the process that `run` started."""

    def memory(self, pid: int, stay: Stay) -> Memory:
        """Return how much memory a running container with a limit has held."""

    def leave(self, stay: Stay) -> None:
        """Clear away what is left of a container that has ended."""

    def remove(self) -> None:
        """Leave nothing of the image behind."""


def an_engine() -> Engine | None:
    """Return what can build here: a Docker engine that answers, else buildah as root, else nothing."""
    if shutil.which("docker") and finished("docker", "info").returncode == 0:
        return Docker()
    return Imitation() if BUILD.exists() and os.geteuid() == 0 else None
