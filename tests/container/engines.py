"""Builds the image and runs it: with Docker, or where there is no engine with buildah and Linux's own namespaces."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tests.container.processes import finished, output

if TYPE_CHECKING:
    from subprocess import Popen

TAG = "sokbo-test"
IMITATION = Path("../shared/container/build")
ENTER = Path(__file__).parent / "enter.sh"


class Engine(Protocol):
    """What the tests want of an engine; `port` is the one on loopback where the container's bot is reached."""

    def build(self, context: Path) -> None:
        """Build the image from this folder; raises `CalledProcessError`."""

    def config(self) -> dict[str, Any]:
        """Return the image's configuration in Docker's words: Env, Entrypoint, User, Healthcheck ..."""

    def archive(self) -> list[str]:
        """Return a command that writes the image's files to its output as a tar archive."""

    def run(self, *arguments: str, port: int, user: str | None) -> list[str]:
        """Return a command that runs the image in the foreground, its files read-only but for /tmp, /data and /site."""

    def inside(self, *command: str, port: int) -> list[str]:
        """Return one that runs another command beside the bot that was given this port."""

    def terminate(self, running: Popen[str]) -> None:
        """Send SIGTERM to what `run` started."""

    def remove(self) -> None:
        """Leave nothing of the image behind."""


class Docker:
    """A Docker engine, or Podman behind the same command."""

    def build(self, context: Path) -> None:
        """Build with the engine's own cache."""
        output("docker", "build", "--quiet", "--tag", TAG, str(context))

    def config(self) -> dict[str, Any]:
        """Ask the engine."""
        config: dict[str, Any] = json.loads(output("docker", "image", "inspect", TAG))[0]["Config"]
        return config

    def archive(self) -> list[str]:
        """Export a container that never runs."""
        return ["sh", "-c", f"c=$(docker create {TAG}) && docker export $c; docker rm $c >/dev/null"]

    def run(self, *arguments: str, port: int, user: str | None) -> list[str]:
        """Publish the port, as the README tells; the client in the foreground passes signals and status on."""
        locks = ["--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"]  # noqa: S108 - the container's
        whose = ["--user", user] if user else []
        name = f"{TAG}-{port}"
        return [
            "docker", "run", "--rm", "--name", name, *locks, *whose, "-v", "/site", "-p", f"127.0.0.1:{port}:8080",
            TAG, *arguments,
        ]  # fmt: skip

    def inside(self, *command: str, port: int) -> list[str]:
        """Execute in the container."""
        return ["docker", "exec", f"{TAG}-{port}", *command]

    def terminate(self, running: Popen[str]) -> None:
        """Tell the client."""
        running.terminate()

    def remove(self) -> None:
        """Untag; the layers stay in the engine's cache."""
        output("docker", "image", "rm", TAG)


class Imitation:
    """The image as buildah builds it, run in namespaces: the network is the host's, the rest is as with an engine."""

    def __init__(self) -> None:
        # "docker", for the other format has no health check.
        self._environment = os.environ | {
            "STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot", "BUILDAH_FORMAT": "docker"
        }  # fmt: skip
        self._container = self._root = ""

    def build(self, context: Path) -> None:
        """Build on an imitated base, which is made once, in some two minutes."""
        output(str(IMITATION.resolve()), "-t", TAG, str(context), environment=self._environment)
        self._container = self._buildah("from", "--pull-never", TAG)
        self._root = self._buildah("mount", self._container)

    def config(self) -> dict[str, Any]:
        """Read the manifest."""
        config: dict[str, Any] = json.loads(self._buildah("inspect", "--type", "image", TAG))["Docker"]["config"]
        return config

    def archive(self) -> list[str]:
        """Pack the files where they are mounted."""
        return ["tar", "--directory", self._root, "--create", "--file=-", "."]

    def run(self, *arguments: str, port: int, user: str | None) -> list[str]:
        """Start what the configuration says; the bot is process 1 there."""
        config = self.config()
        return self._enter(*config["Entrypoint"], *(arguments or config["Cmd"]), port=port, user=user)

    def inside(self, *command: str, port: int) -> list[str]:
        """Enter the files once more: the network, all that the health check needs, is shared."""
        return self._enter(*command, port=port, user=None)

    def terminate(self, running: Popen[str]) -> None:
        """Tell unshare's child; unshare itself passes nothing on."""
        child = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text(encoding="ascii")
        os.kill(int(child), signal.SIGTERM)

    def remove(self) -> None:
        """Delete the image; the imitated base stays for the next time."""
        if self._container:
            self._buildah("rm", self._container)
            self._buildah("rmi", TAG)

    def _enter(self, *command: str, port: int, user: str | None) -> list[str]:
        config = self.config()
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child=KILL"]
        place = [self._root, user or config["User"], config["WorkingDir"], " ".join([*config["Volumes"], "/site"])]
        return [
            *namespaces, "sh", str(ENTER), *place, *config["Env"], "HOME=/", f"HTTP_ADDRESS=127.0.0.1:{port}", *command,
        ]  # fmt: skip

    def _buildah(self, *arguments: str) -> str:
        return output("buildah", *arguments, environment=self._environment)


def an_engine() -> Engine | None:
    """Return what can build here: a Docker engine that answers, else buildah as root, else nothing."""
    if shutil.which("docker") and finished("docker", "info").returncode == 0:
        return Docker()
    return Imitation() if IMITATION.exists() and os.geteuid() == 0 else None
