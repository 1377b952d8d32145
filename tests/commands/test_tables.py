"""What `posts`, `channels`, `status`, `held` and `uncertain` show at a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.commands.stock import BLOCKED, BUDGET, COMMANDS, LACKS, LISTS, LOST, NEWSROOM, NEXT, READER, SERVER, WHY
from tests.commands.terminal import COLOUR, is_tame, on_terminal, piped, widest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("width", "language"), [(60, "en"), (80, "ko"), (160, "en")])
@pytest.mark.parametrize("command", COMMANDS)
def test_fits(full: Path, command: str, width: int, language: str) -> None:
    """No line is wider than the terminal, whatever a title holds, and nothing in it but colours is for the terminal."""
    shown = on_terminal(full, width, command, "--lang", language)
    assert widest(shown) <= width
    assert is_tame(shown)
    assert COLOUR.search(shown)


@pytest.mark.parametrize("width", [30, 80])
@pytest.mark.parametrize("command", LISTS)
def test_ids(full: Path, command: str, width: int) -> None:
    """What the next command takes stands whole at the beginning of each row, however narrow the terminal is."""
    ids = [line.partition("\t")[0] for line in piped(full, command)[0].splitlines()]
    shown = _plain(on_terminal(full, width, command))
    assert [line.split(" ")[0] for line in shown if line.startswith(tuple(ids))] == ids


def test_posts(full: Path) -> None:
    """A row has the post's id, time, level, state and counts below their headings, and a title that is cut."""
    head, *rows = _plain(on_terminal(full, 160, "posts", "--lang", "en"))
    row = next(row for row in rows if "[속보] 서울시의회" in row and "breaking" in row)
    assert head.split() == ["POST", "PUBLISHED", "LEVEL", "STATE", "SENT", "DUE", "FAILED", "UNCERTAIN", "TITLE"]
    assert row.split()[3:9] == ["breaking", "published", "1", "0", "1", "1"]
    assert head.index("LEVEL") == row.index("breaking")
    assert head.index("UNCERTAIN") + len("UNCERTAIN") == row.index(" 1  [속보]") + 2
    assert head.index("TITLE") == row.index("[속보]")
    assert row.endswith("…")


def test_narrow(full: Path) -> None:
    """Where there is no room for a title it stands below its row, and so does what is not 0."""
    head, *lines = _plain(on_terminal(full, 60, "posts", "--lang", "en"))
    assert head.split() == ["POST", "PUBLISHED", "LEVEL", "STATE", "SENT"]
    at = next(at for at, line in enumerate(lines) if "breaking" in line)
    title, counts = lines[at + 1 : at + 3]
    assert counts == "  Failed: 1  Uncertain: 1"
    assert title.startswith(f"  {BUDGET[:20]}")


def test_channels(full: Path) -> None:
    """A channel has its state, its wishes, what is wrong, and its name."""
    rows = _plain(on_terminal(full, 160, "channels", "--lang", "en"))
    assert f"suspended       {_last(rows, BLOCKED.id)}  everything" in _of(rows, BLOCKED.id)
    assert LACKS in _of(rows, BLOCKED.id)
    assert "topics 정치; keywords 금리" in _of(rows, READER.id)
    assert [_of(rows, one.id).split()[-1] for one in (SERVER, READER, BLOCKED)] == ["속보", "지민", "Alex"]
    assert _of(rows, "telegram:9").split() == ["telegram:9", "not", "subscribed", "never"]


def test_held(full: Path) -> None:
    """What all held posts have in common is said once where that makes room, and the commands to decide are there."""
    shown = "\n".join(_plain(on_terminal(full, 80, "held")))
    assert shown.count(WHY) == 1
    assert re.search(f"^The same in all rows:\n(.*\n)?.*  Why: {WHY}", shown, re.MULTILINE)
    assert shown.count("보류 기사") == 3
    assert shown.endswith("\n  python -m bot held release POST\n  python -m bot held drop POST")
    assert "\n".join(_plain(on_terminal(full, 160, "held", "--lang", "en"))).count(WHY) == 4


def test_uncertain(full: Path) -> None:
    """An uncertain alert has its channel and post as the next command takes them, the chat's name, and why."""
    lines = _plain(on_terminal(full, 80, "uncertain", "--lang", "ko"))
    assert lines[0].split() == ["채널", "게시물", "언제부터"]
    assert lines[1].startswith(f"{NEWSROOM.id}  ")
    assert lines[2].startswith(f"  {BUDGET[:20]}")
    assert lines[3] == f"  까닭: {LOST}  이름: {NEWSROOM.title}"
    assert lines[-1] == "  python -m bot uncertain drop CHANNEL POST"
    assert _plain(on_terminal(full, 30, "uncertain"))[-1] == lines[-1]


def test_status(full: Path) -> None:
    """How things stand is named line by line, and what comes next is a command."""
    shown = _plain(on_terminal(full, 60, "status", "--lang", "en"))
    assert "Held      4 posts, 1 uncertain alert" in shown
    assert "Discord   due: nothing; under way: 0" in shown
    assert shown[-1] == "  python -m bot run"
    assert "보류      게시물 4건, 불확실한 알림 1건" in _plain(on_terminal(full, 60, "status", "--lang", "ko"))


@pytest.mark.parametrize(("variable", "codes"), [("NO_COLOR=1", {"0", "1", "2"}), ("TERM=dumb", set())])
def test_without_colours(full: Path, variable: str, codes: set[str]) -> None:
    """Who wants no colours gets the same table in bold and faint, a terminal that has none in plain characters."""
    written = on_terminal(full, 160, "posts", variable=variable)
    assert set(re.findall(r"\x1b\[([\d;]*)", written)) == codes
    assert COLOUR.sub("", written) == COLOUR.sub("", on_terminal(full, 160, "posts", "--lang", "en"))


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing(empty: Path, command: str) -> None:
    """Where there is nothing, that is said in the reader's language, with what it means and the next command."""
    said = on_terminal(empty, 60, command, "--lang", "ko")
    assert NEXT[command] in said
    assert any("가" <= one <= "힣" for one in said)
    assert widest(said) <= 60


def _plain(shown: str) -> list[str]:
    return COLOUR.sub("", shown).splitlines()


def _of(rows: list[str], channel: str) -> str:
    (row,) = (row for row in rows if row.split()[:1] == [channel])
    return row


def _last(rows: list[str], channel: str) -> str:
    """Return when the channel got something last, as it is shown."""
    return _of(rows, channel).partition("suspended")[2].strip()[: len("11-20 12:00")]
