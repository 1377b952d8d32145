"""What readers write and what opens doors stands in no log, at no level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults import Failure, Fault
from tests.acceptance.town import ALEX, CHANNEL, GROUP, JIMIN, until
from tests.process.bot import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.town import Town

PRIVATE = "비밀이야기"
WORDS = (
    f"/search {PRIVATE}",
    f"/latest {PRIVATE}",
    f"/subscribe +{PRIVATE}",
    f"/{PRIVATE}",
    PRIVATE,
    f"최신 {PRIVATE}",
)
REFUSED = "wrong-SECRET-token"


@pytest.mark.parametrize("form", ["text", "json"])
async def test_readers(town: Town, variables: dict[str, str], tmp_path: Path, form: str) -> None:
    """Readers' words on either platform are in no line, though answers fail and every library says all it can say."""
    town.telegram.faults.add(Fault(Failure.GARBAGE, "sendMessage"))
    printed = tmp_path / "all.output"
    bot = await BotProcess.start(printed, variables | {"LOG_FORMAT": form}, module="tests.process.talkative")
    try:
        await bot.says("the libraries are heard")
        await bot.says("source.baseline")
        await until(lambda: bot.output.count("platform.connected") == 2, lambda: bot.output)
        for chat, user in ((JIMIN, JIMIN), (GROUP, ALEX), (CHANNEL, ALEX)):
            for words in WORDS:
                await town.telegram.act({"do": "type", "chat": str(chat), "user": str(user), "text": words})
        await until(lambda: "search" in str(town.discord.state()["commands"]), lambda: bot.output)
        await town.commands(JIMIN, "search", words=PRIVATE)
        await town.commands(ALEX, "latest", category=PRIVATE)
        await until(lambda: len(town.telegram.messages(JIMIN)) > len(WORDS) + 2, lambda: town.on_telegram(JIMIN))
        assert await bot.told_to_stop() == 0
    finally:
        if not bot.is_over:
            await bot.killed()
    assert PRIVATE not in bot.output
    assert PRIVATE.encode("unicode_escape").decode() not in bot.output
    assert town.telegram.token not in bot.output
    assert town.discord.token not in bot.output


async def test_refused_token(variables: dict[str, str], tmp_path: Path) -> None:
    """A token that is refused is in no line either, whatever the libraries say about it."""
    changed = variables | {"TELEGRAM_TOKEN": f"9:{REFUSED}", "DISCORD_TOKEN": REFUSED}
    bot = await BotProcess.start(tmp_path / "all.output", changed, module="tests.process.talkative")
    try:
        await until(lambda: bot.output.count("platform.stopped") >= 2, lambda: bot.output)
        assert await bot.told_to_stop() == 0
    finally:
        if not bot.is_over:
            await bot.killed()
    assert REFUSED not in bot.output
