"""The image as buildah builds it, run in namespaces: the network is the host's, the rest is as with an engine."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.container.docker import TAG
from tests.container.memory import Group, Memory, largest
from tests.container.processes import output

if TYPE_CHECKING:
    from signal import Signals

    from tests.container.stay import Stay

BUILD = Path("../shared/container/build")
ENTER = Path(__file__).parent / "enter.sh"


class Imitation:
    """What an engine does, done by hand; needs root."""

    def __init__(self) -> None:
        # "docker", for the other format has no health check.
        self._environment = os.environ | {
            "STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot", "BUILDAH_FORMAT": "docker"
        }  # fmt: skip
        self._container = self._root = ""
        self._groups: dict[int, Group] = {}

    def build(self, context: Path) -> None:
        """Build on an imitated base, which is made once, in some two minutes."""
        output(str(BUILD.resolve()), "-t", TAG, str(context), environment=self._environment)
        self._container = self._buildah("from", "--pull-never", TAG)
        self._root = self._buildah("mount", self._container)

    def config(self) -> dict[str, Any]:
        """Read the manifest."""
        config: dict[str, Any] = json.loads(self._buildah("inspect", "--type", "image", TAG))["Docker"]["config"]
        return config

    def archive(self) -> list[str]:
        """Pack the files where they are mounted."""
        return ["tar", "--directory", self._root, "--create", "--file=-", "."]

    def run(self, *arguments: str, stay: Stay) -> list[str]:
        """Start what the configuration says; the bot is process 1 there."""
        if stay.memory:
            with suppress(OSError):  # where the kernel's groups are somebody else's there is no limit
                self._groups[stay.port] = Group(f"{TAG}-{stay.port}", stay.memory)
        config = self.config()
        return self._enter(*config["Entrypoint"], *(arguments or config["Cmd"]), stay=stay)

    def inside(self, *command: str, stay: Stay) -> list[str]:
        """Enter the files once more: the network, and what memory there may be, are shared."""
        return self._enter(*command, stay=stay)

    def tell(self, number: Signals, pid: int, stay: Stay) -> None:  # noqa: ARG002 - there is but the process
        """Tell unshare's child; unshare itself passes nothing on."""
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            os.kill(int(child), number)

    def memory(self, pid: int, stay: Stay) -> Memory:
        """Read the group; without one count what each process held at most, which is more."""
        group = self._groups.get(stay.port)
        return group.memory() if group else Memory(largest(pid), 0)

    def leave(self, stay: Stay) -> None:
        """Delete the group."""
        if group := self._groups.pop(stay.port, None):
            group.remove()

    def remove(self) -> None:
        """Delete the image; the imitated base stays for the next time."""
        if self._container:
            self._buildah("rm", self._container)
            self._buildah("rmi", TAG)

    def _enter(self, *command: str, stay: Stay) -> list[str]:
        config = self.config()
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child=KILL"]
        places = dict.fromkeys([*config["Volumes"], "/site"], "") | {
            place: str(folder) for place, folder in stay.folders.items()
        }
        volumes = " ".join(f"{place}={folder}" for place, folder in places.items())
        variables = {"HOME": "/", "HTTP_ADDRESS": f"127.0.0.1:{stay.port}"} | dict(stay.variables)
        command = (
            *namespaces, "sh", str(ENTER), self._root, stay.user or config["User"], config["WorkingDir"], volumes,
            *config["Env"], *(f"{name}={value}" for name, value in variables.items()), *command,
        )  # fmt: skip
        group = self._groups.get(stay.port)
        return group.entering(command) if group else list(command)

    def _buildah(self, *arguments: str) -> str:
        return output("buildah", *arguments, environment=self._environment)
