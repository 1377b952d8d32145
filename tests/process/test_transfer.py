"""`python -m bot export` and `import`: nobody is locked into a store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.acceptance.town import ALEX, lines, until

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


async def _output(start: Starter, *words: str, **variables: object) -> str:
    async with start(*words, **variables) as command:
        assert await command.ends() == 0, command.output
        return command.output
