"""Starts the commands of engines."""

from __future__ import annotations

from subprocess import PIPE, STDOUT, CompletedProcess, Popen, run
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def started(*command: str) -> Popen[str]:
    """Start a command whose output and complaints come out of one pipe."""
    return Popen(command, stdout=PIPE, stderr=STDOUT, text=True)  # noqa: S603 - the tests wrote the command


def packing(*command: str) -> Popen[bytes]:
    """Start a command whose output is bytes."""
    return Popen(command, stdout=PIPE)  # noqa: S603 - the tests wrote the command


def finished(*command: str, environment: Mapping[str, str] | None = None) -> CompletedProcess[str]:
    """Run a command to its end and return its status with all it said."""
    return run(command, stdout=PIPE, stderr=STDOUT, text=True, check=False, env=environment)  # noqa: S603 - as above


def output(*command: str, environment: Mapping[str, str] | None = None) -> str:
    """Return what a command printed; raises `CalledProcessError`, its complaints left where one sees them."""
    done = run(command, stdout=PIPE, text=True, check=True, env=environment)  # noqa: S603 - as above
    return done.stdout.strip()
