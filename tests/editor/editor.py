"""An editor at work: a small site, and `python -m bot preview` as it is typed there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

from bot.commands.command_line import cli

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

CONFIG = "title: newsdao\nurl: https://newsdao.kr\npermalink: /:categories/:title/\ntimezone: Asia/Seoul\n"
NAME = "_posts/2026-11-20-첫눈.md"
NOW = "2026-11-23T12:00"
GOOD = ("title: 첫눈이 내립니다", "excerpt: 내일 새벽 눈이 옵니다.", "categories: [Weather]")


class Editor:
    """A site at `root`, in which files are written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("_config.yml", CONFIG)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file and return its path."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def post(self, *front_matter: str, body: str = "본문입니다.\n", path: str = NAME) -> Path:
        """Write a post with these lines between its `---`."""
        return self.write(path, "\n".join(["---", *front_matter, "---", "", body]))

    def preview(self, *words: str | Path, now: str = NOW) -> Result:
        """Return what the command prints, and how it ends."""
        result = CliRunner().invoke(cli, ["preview", *map(str, words), "--now", now])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def records(self, *words: str | Path, now: str = NOW) -> list[dict[str, Any]]:
        """Return the records that the command prints with `--json`."""
        return [json.loads(line) for line in self.preview("--json", *words, now=now).stdout.splitlines()]

    def record(self, file: Path, now: str = NOW) -> dict[str, Any]:
        """Return the record of one file."""
        (record,) = self.records(file, now=now)
        return record
