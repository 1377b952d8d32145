"""What `posts`, `channels`, `status`, `held` and `uncertain` give to a pipe."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands.stock import BUDGET, COMMANDS, NEXT
from tests.commands.terminal import is_tame, on_terminal, piped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("command", COMMANDS)
def test_piped(full: Path, command: str) -> None:
    """A pipe gets each row whole on a line, with the same tabs in all, as programs read it, whatever the width is."""
    written, _ = piped(full, command, variable="COLUMNS=40")
    rows = [line.split("\t") for line in written.splitlines()]
    assert len(rows) == len(piped(full, command, "--json")[0].splitlines())
    assert len({len(row) for row in rows}) == 1
    assert is_tame(written.replace("\t", ""))
    assert "…" not in written.replace(BUDGET, "")


def test_piped_words(full: Path) -> None:
    """In a pipe words, numbers and times are those of `--json`; what to do next is said beside it."""
    written, _ = piped(full, "posts", "--lang", "ko")
    told = [json.loads(line) for line in piped(full, "posts", "--json")[0].splitlines()]
    rows = [line.split("\t") for line in written.splitlines()]
    named = ("post", "level", "state", "reached", "pending", "failed", "uncertain", "link")
    assert [[*row[:1], *row[2:8], row[9]] for row in rows] == [[str(one[name]) for name in named] for one in told]
    assert {row[1][-6:] for row in rows} == {"+09:00"}
    assert [row[8] for row in rows].count(BUDGET) == 1
    written, said = piped(full, "held")
    assert "python" not in written
    _, *commands = said.splitlines()
    assert commands == ["  python -m bot held release POST", "  python -m bot held drop POST"]


FIELDS = {
    "posts": "post title link level state published_at announced_at reached pending failed uncertain",
    "channels": "channel title kind state wishes last_at problem",
    "held": "post title link level published_at since why",
    "uncertain": "channel channel_title post title link since why obstacle",
    "status": "what where",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_json(full: Path, command: str) -> None:
    """With `--json` each row is an object on a line, with these fields, and nothing is said beside them."""
    written, said = piped(full, command, "--json")
    assert list(json.loads(written.splitlines()[0])) == FIELDS[command].split()
    assert said == ""


def test_json_at_terminal(full: Path) -> None:
    """A terminal, however narrow, gets the very same JSON."""
    assert on_terminal(full, 60, "posts", "--json") == piped(full, "posts", "--json")[0]


@pytest.mark.parametrize("command", ["posts", "held"])
def test_nothing_piped(empty: Path, command: str) -> None:
    """A list of nothing is nothing to a program, and the sentence stands beside it."""
    written, said = piped(empty, command)
    assert written == ""
    assert NEXT[command] in said
