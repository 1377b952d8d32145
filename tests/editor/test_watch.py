"""`preview --watch`: the file is shown again whenever it is saved."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.editor.editor import GOOD

if TYPE_CHECKING:
    from tests.editor.editor import Editor

ROOT = Path(__file__).parents[2]


async def test_watch(editor: Editor) -> None:
    """Each save is shown, in place or by another file renamed over it; when the file goes, the command ends."""
    file = editor.post(*GOOD)
    command = [sys.executable, "-m", "bot", "preview", "--watch", str(file), "--now", "2026-11-23T12:00"]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        await _says("첫눈이 내립니다", process.stdout)
        editor.post("title: 그쳤습니다", *GOOD[1:])
        await _says("그쳤습니다", process.stdout)
        editor.post("title: ''", path="other.md").replace(file)
        await _says("the title is empty", process.stdout)
        file.unlink()
        assert await process.wait() == 1
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _says(words: str, output: asyncio.StreamReader) -> None:
    while words not in (line := (await output.readline()).decode()):
        assert line, f"it ended without {words}"
