"""`python -m bot export` and `import`: nobody is locked into a store."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.core.delivery import Kind, Language
from bot.store.codec import channel_to_json
from tests.acceptance.town import ALEX, lines, until
from tests.builders import a_channel
from tests.process.bot import ROOT, UNSET

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter


async def test_moved(start: Starter, town: Town, newsroom: Newsroom, tmp_path: Path) -> None:
    """A reader's subscription, with what it excludes, goes along to another store, and alerts come from there."""
    async with start() as bot:
        await bot.says("source.baseline")
        await town.types(ALEX, ALEX, "/subscribe News")
        await until(lambda: len(town.on_telegram(ALEX)) == 2)
        await town.types(ALEX, ALEX, "/keywords -광고")
        await until(lambda: len(town.on_telegram(ALEX)) == 4)
        written = tmp_path / "channels.jsonl"
        assert "channels written to" in await _output(start, "export", str(written))
        assert await bot.told_to_stop() == 0
    records = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    assert {"address": str(ALEX), "excluded": ["광고"], "topics": ["news"]}.items() <= records[-1].items()
    elsewhere = {"DATA_DIR": tmp_path / "elsewhere"}
    async with start(**elsewhere) as bot:
        await bot.says("source.baseline")
        assert "1 channels written, 2 were there already" in await _output(start, "import", str(written), **elsewhere)
        newsroom.publish("ad", "광고 특집")
        newsroom.publish("n", "새 소식")
        await until(lambda: bool(lines(town.on_telegram(ALEX), "새 소식")), lambda: bot.output)
        assert not lines(town.on_telegram(ALEX), "광고 특집")
        assert await bot.told_to_stop() == 0


async def test_wrong_lines(start: Starter, tmp_path: Path) -> None:
    """Lines that are no channels are named with what is wrong, and the others are taken in."""
    good = (
        '{"platform":"telegram","address":"7","kind":"private","title":"","language":"en","topics":[],'
        '"since":null,"suspended":""}'
    )
    wrong = (good.replace("telegram", "fax"), "{", "[]", '{"platform":"telegram"}', "[" * 100_000)
    file = tmp_path / "channels.jsonl"
    file.write_text("\n".join((wrong[0], good, *wrong[1:], "")), encoding="utf-8")
    async with start("import", str(file)) as command:
        assert await command.ends() == 1
        assert "1 channels written" in command.output
        assert all(f"line {number}: " in command.output for number in (1, 3, 4, 5, 6))
    async with start("import", str(tmp_path / "nothing")) as command:
        assert await command.ends() == 1
        assert "can't be read" in command.output


async def test_twice(start: Starter, tmp_path: Path) -> None:
    """What was there already is counted as such, and named where it stands otherwise; to programs in any case."""
    file = tmp_path / "channels.jsonl"
    file.write_text(records(1200), encoding="utf-8")
    assert "1200 channels written, 0 were there already\n" in await _output(start, "import", str(file))
    again = await _output(start, "import", str(file))
    assert "0 channels written, 1200 were there already\n" in again
    assert "telegram:" not in again
    file.write_text(records(2).replace('"en"', '"ko"', 1), encoding="utf-8")
    told = await _output(start, "import", str(file))
    assert "0 channels written, 2 were there already, 1 of them otherwise\n" in told
    assert "telegram:1000 was there already, otherwise than in the file, and stays as it is; --over" in told
    lines = (await _output(start, "import", str(file), "--json")).splitlines()
    assert [json.loads(line) for line in lines if line.startswith("{")] == [
        {"written": 0, "kept": 2, "otherwise": 1, "wrong": 0},
        {"channel": "telegram:1000", "kept": "otherwise"},
        {"channel": "telegram:1001", "kept": "same"},
    ]
    assert "1 channels written, 1 were there already\n" in await _output(start, "import", str(file), "--over")


async def test_bar(start: Starter, variables: dict[str, str], tmp_path: Path) -> None:
    """On a terminal both show how far they are, on standard error; what is exported to the screen stays clean."""
    file = tmp_path / "channels.jsonl"
    file.write_text(records(1200), encoding="utf-8")
    _, shown = await on_a_terminal(variables, "import", str(file))
    assert "channels" in shown
    printed, shown = await on_a_terminal(variables, "export")
    assert printed.splitlines() == file.read_text(encoding="utf-8").splitlines()
    assert "channels" in shown
    assert "channels" not in (await _output(start, "export")).replace(printed, "")


def records(count: int) -> str:
    """Return so many private chats as `export` writes them."""
    chats = (a_channel(str(1000 + number), kind=Kind.PRIVATE, language=Language.EN) for number in range(count))
    return "".join(f"{channel_to_json(one)}\n" for one in chats)


async def on_a_terminal(variables: dict[str, str], *words: str) -> tuple[str, str]:
    """Give a command whose standard error is a terminal; return what it printed, and what that showed."""
    ours, terminal = os.openpty()
    command = [sys.executable, "-m", "bot", *words]
    env = {**os.environ, **UNSET, **variables, "TERM": "xterm"}
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=PIPE, stderr=terminal)
    os.close(terminal)
    shown = asyncio.to_thread(_all_of, ours)
    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(shown)
        printed, _ = await process.communicate()
    assert process.returncode == 0
    return printed.decode(), reading.result()


def _all_of(terminal: int) -> str:
    """Return what is written there until nobody has it open any more, which Linux tells by an error."""
    shown = b""
    with suppress(OSError):
        while chunk := os.read(terminal, 4096):
            shown += chunk
    os.close(terminal)
    return shown.decode()


async def _output(start: Starter, *words: str, **variables: object) -> str:
    async with start(*words, **variables) as command:
        assert await command.ends() == 0, command.output
        return command.output
