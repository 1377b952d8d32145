"""What `--help` teaches is so."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.commands.command_line import COMMANDS, cli
from bot.commands.examples import CODES, ENDS, EXAMPLES, GROUPS

EACH = [(name, words) for name, several in EXAMPLES.items() for words in several]
CHANNEL = (
    '{"platform":"telegram","address":"7","kind":"private","title":"","language":"en","topics":[],'
    '"since":null,"suspended":""}'
)


def test_all_are_taught() -> None:
    """Each command has its group, its examples and its exit codes, and no other has."""
    assert set(COMMANDS) == set(EXAMPLES) == set(ENDS) == {name for names in GROUPS.values() for name in names}


@pytest.mark.parametrize(("name", "words"), EACH, ids=[words for _, words in EACH])
def test_example(name: str, words: str) -> None:
    """Each example is a command as the program takes it, and stands in its help."""
    first, *rest = shlex.split(words.partition(" | ")[0])
    assert first == name
    group = get_command(cli)
    command = group.commands[name]  # type: ignore[attr-defined]  # a group, as it has several commands
    command.make_context(name, rest, resilient_parsing=name == "preview")  # whose files are not on this machine
    told = CliRunner().invoke(cli, [name, "--help"], env={"COLUMNS": "200"})
    assert f"python -m bot {words}" in told.output
    assert ENDS[name] in told.output


def test_overview() -> None:
    """The overview has the groups, and what an exit means."""
    told = CliRunner().invoke(cli, ["--help"], env={"COLUMNS": "200"})
    for words in (*GROUPS, CODES):
        assert words in told.output


def test_bar(tmp_path: Path) -> None:
    """On a terminal a bar says how far an import is; into a file there is none."""
    file = tmp_path / "channels.jsonl"
    file.write_text(CHANNEL, encoding="utf-8")
    shown, terminal = os.openpty()
    command = [sys.executable, "-m", "bot", "import", str(file)]
    for errors in (terminal, subprocess.PIPE):
        done = subprocess.run(  # noqa: S603 - the project's own command
            command, env={**os.environ, "DATA_DIR": str(tmp_path / "data"), "TERM": "xterm"},
            stdout=subprocess.PIPE, stderr=errors, text=True, check=True,
        )  # fmt: skip
        assert "were there already" in done.stdout
        assert "channels" not in (done.stderr or "")
    assert b"channels" in os.read(shown, 10_000)
    os.close(shown)
    os.close(terminal)


def test_full_disk(tmp_path: Path) -> None:
    """What cannot be printed for want of room is told in a sentence, with 1."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "status"], env={**os.environ, "DATA_DIR": str(tmp_path)},
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "what is said can't be written: No space left on device; free the disk or print elsewhere\n"


def test_light() -> None:
    """What lays out tables is read by the commands that print them, not by the bot when it starts."""
    program = "import sys, bot.commands.command_line, bot.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert [name for name in done.stdout.split() if name.startswith(("bot.operator.", "bot.commands.printing"))] == []
