"""A Docker engine, or Podman behind the same command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.container.memory import ROOT, VERSION_1, VERSION_2, memory_of
from tests.container.processes import finished, output

if TYPE_CHECKING:
    from pathlib import Path
    from signal import Signals

    from tests.container.memory import Memory
    from tests.container.stay import Stay

TAG = "sokbo-test"


class Docker:
    """The engine of this machine."""

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

    def run(self, *arguments: str, stay: Stay) -> list[str]:
        """Publish the port, as the README tells; a neighbour has this machine's network instead."""
        locks = ["--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"]  # noqa: S108 - the container's
        whose = ["--user", stay.user] if stay.user else []
        folders = {place: f"{folder}:{place}" for place, folder in stay.folders.items()}
        variables = dict(stay.variables)
        reached = ["-p", f"127.0.0.1:{stay.port}:8080"]
        if stay.is_neighbour:
            reached = ["--network", "host"]
            variables["HTTP_ADDRESS"] = f"127.0.0.1:{stay.port}"
        limits = [f"--memory={stay.memory}", f"--memory-swap={stay.memory}"] if stay.memory else []
        return [
            "docker", "run", "--rm", "--name", _name(stay), *locks, *whose, *reached, *limits,
            *(word for folder in ({"/site": "/site"} | folders).values() for word in ("-v", folder)),
            *(word for name, value in variables.items() for word in ("-e", f"{name}={value}")),
            TAG, *arguments,
        ]  # fmt: skip

    def inside(self, *command: str, stay: Stay) -> list[str]:
        """Execute in the container."""
        return ["docker", "exec", _name(stay), *command]

    def tell(self, number: Signals, pid: int, stay: Stay) -> None:  # noqa: ARG002 - the engine knows the process by name
        """Tell the engine: its client passes neither SIGKILL on nor, killed, anything else."""
        finished("docker", "kill", "--signal", number.name, _name(stay))

    def memory(self, pid: int, stay: Stay) -> Memory:  # noqa: ARG002 - as above
        """Read what the container itself may."""
        version = VERSION_2 if self._text(VERSION_2.events, stay) else VERSION_1
        return memory_of(lambda name: self._text(f"{version.folder}/{name}", stay), version)

    def leave(self, stay: Stay) -> None:
        """Nothing is left: containers are run with --rm."""

    def remove(self) -> None:
        """Untag; the layers stay in the engine's cache."""
        output("docker", "image", "rm", TAG)

    def _text(self, name: str, stay: Stay) -> str:
        return output(*self.inside("sh", "-c", f"cat {ROOT}/{name} 2>/dev/null || true", stay=stay))


def _name(stay: Stay) -> str:
    return f"{TAG}-{stay.port}"
