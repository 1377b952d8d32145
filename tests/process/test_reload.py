"""Settings that change while the bot runs."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.acceptance.newsroom import HASTE_IN_TOML
from tests.acceptance.town import CHANNEL, GROUP, JIMIN, lines, until
from tests.process.conftest import SETTINGS

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.bot import BotProcess
    from tests.process.conftest import Starter

MORE = f"""
[[channels]]
platform = "telegram"
address = "{GROUP}"
kind = "group"

[[levels]]
level = "breaking"
category = "News"
"""


def _logged(bot: BotProcess, event: str) -> list[dict[str, Any]]:
    """Return what was logged under the name; a last line may be under way."""
    found = [json.loads(line) for line in bot.output.splitlines() if line.startswith("{") and line.endswith("}")]
    return [one for one in found if one["event"] == event]


def _save(variables: dict[str, str], text: str) -> None:
    """Write the settings as an editor does: beside, and renamed into place."""
    path = Path(variables["CONFIG"])
    draft = path.with_suffix(".new")
    draft.write_text(text + HASTE_IN_TOML, encoding="utf-8")
    draft.rename(path)


async def test_saved(start: Starter, town: Town, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """A channel and a level that are added count at once; taken out again, no more, and no restart is needed."""
    async with start(LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        _save(variables, SETTINGS + MORE)
        await bot.says("settings.reloaded")
        assert sorted(_logged(bot, "settings.reloaded")[0]["changed"]) == ["channels", "levels"]
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(lines(town.on_telegram(GROUP), "광장이")), lambda: bot.output)
        assert "속보" in lines(town.on_telegram(GROUP), "광장이")[0]
        _save(variables, SETTINGS)
        await until(lambda: len(_logged(bot, "settings.reloaded")) == 2, lambda: bot.output)
        newsroom.publish("b", "다리가 놓입니다")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "다리가")), lambda: bot.output)
        assert not lines(town.on_telegram(GROUP), "다리가")
        assert _logged(bot, "settings.need_restart") == []
        assert await bot.told_to_stop() == 0


async def test_readers_choices(start: Starter, town: Town, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """What readers chose in a channel whose table did not change stays, when another is added."""
    private = f'[[channels]]\nplatform = "telegram"\naddress = "{JIMIN}"\nkind = "private"\n'
    _save(variables, SETTINGS + private)
    async with start(LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        await until(lambda: len(_logged(bot, "platform.connected")) == 2, lambda: bot.output)
        await town.types(JIMIN, JIMIN, "/unsubscribe")
        await until(lambda: len(town.on_telegram(JIMIN)) == 2, lambda: bot.output)
        _save(variables, SETTINGS + private + MORE)
        await bot.says("settings.reloaded")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(lines(town.on_telegram(GROUP), "광장이")), lambda: bot.output)
        assert not lines(town.on_telegram(JIMIN), "광장이")


async def test_mistake(start: Starter, town: Town, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """A mistake is told with file and line, and nothing else of that file counts; mended, it does."""
    async with start(LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        _save(variables, "brak = 1\n" + SETTINGS + MORE)
        await bot.says("settings.mistaken")
        assert _logged(bot, "settings.mistaken")[0]["why"].startswith(f"{variables['CONFIG']}:1: brak")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "광장이")), lambda: bot.output)
        assert not lines(town.on_telegram(GROUP), "광장이")
        _save(variables, SETTINGS + MORE)
        await bot.says("settings.reloaded")


async def test_restart_needed(start: Starter, variables: dict[str, str]) -> None:
    """What can't be changed in a running bot is named in one line, without what it was changed to."""
    async with start(LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        _save(variables, f'git_token = "very-SECRET-token"\ntime_zone = "Europe/Berlin"\n{SETTINGS}')
        await bot.says("settings.need_restart")
        (waiting,) = _logged(bot, "settings.need_restart")
        assert sorted(waiting["changed"]) == ["git_token", "time_zone"]
        assert "very-SECRET-token" not in bot.output


async def test_hangup(start: Starter) -> None:
    """SIGHUP reads the settings again, and ends nothing."""
    async with start(LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        bot.tell(signal.SIGHUP)
        await bot.says("settings.reloaded")
        assert await bot.told_to_stop() == 0
