"""`python -m bot resend`, `hold` and `retract`: while the bot runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.acceptance.town import CHANNEL, NEWS, until

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter


async def test_by_command(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """A post is held and withdrawn from both platforms, each once; where it is shown it is not sent again."""
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "새 기사")
        await until(lambda: bot.output.count("delivery.done") == 2, lambda: bot.output)
        assert "it failed nowhere" in await output(start, "resend", "새 기사", code=1)
        shown = await output(start, "resend", "새 기사", "--to", f"telegram:{CHANNEL}", "--json", code=1)
        assert json.loads(shown)["why"] == "the channel shows it already"
        assert "held  " in await output(start, "hold", "새 기사")
        assert "held already" in await output(start, "hold", "새 기사", code=1)
        told = json.loads(await output(start, "retract", "새 기사", "--json"))
        assert (told["outcome"], told["channels"]) == ("withdrawn", 2)
        await until(lambda: not town.on_telegram(CHANNEL) and not town.on_discord(NEWS), lambda: bot.output)
        assert "was not there" in await output(start, "retract", told["post"], code=1)


async def output(start: Starter, *command: str, code: int = 0) -> str:
    """Return what a command says."""
    async with start(*command) as process:
        assert await process.ends() == code, process.output
        return process.output
