"""Somebody on duty, who looks where those who run the bot look: health, metrics, log, admin chats and console."""

from __future__ import annotations

import asyncio
import re
import time
from html import escape
from typing import TYPE_CHECKING, Final

import aiohttp

from tests.acceptance.conftest import readiness
from tests.acceptance.town import GENERAL, GROUP, PATIENCE, lines, until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    import pytest

    from config.settings import Settings
    from tests.acceptance.drill.sheet import Row
    from tests.acceptance.town import Town

KOREAN: Final = re.compile("[가-힣]")


class Duty:
    """Reads one bot's signals, and both admin chats: the one on Telegram is Korean, the one on Discord English."""

    def __init__(self, town: Town, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        self._town = town
        self._settings = settings
        self._capsys = capsys
        self._log = ""

    async def sees(self, said: Row) -> None:
        """Return once every signal and all that the console shows is there; of alerts the rules' own test knows."""
        for words in said.signals:
            if words != said.alert:
                await self._once(lambda: self._is_seen(words), words)  # noqa: B023 - used at once
        for page, words in said.shown:
            await self._once(lambda: self._is_shown(page, words), words)  # noqa: B023 - used at once

    async def is_told(self, sentences: Sequence[str]) -> None:
        """Return once each sentence stands in the admin chat that speaks its language."""
        for sentence in sentences:
            await until(lambda: bool(lines(self.told(sentence), sentence)), lambda: self.told(sentence))  # noqa: B023 - used at once

    def told(self, sentence: str) -> list[str]:
        """Return what stands in the admin chat that speaks the sentence's language, without Discord's backslashes."""
        if KOREAN.search(sentence):
            return self._town.on_telegram(GROUP)
        return [text.replace("\\_", "_") for text in self._town.on_discord(GENERAL)]

    async def sees_all_well(self) -> None:
        """Return once the bot is ready and the console says that all is well."""
        await self._once(self._is_well, "All is well.")

    async def _is_well(self) -> bool:
        return not await readiness(self._settings) and "All is well." in await self._page("console/?lang=en")

    async def _is_seen(self, words: str) -> bool:
        if words.startswith("sokbo_"):
            return f"{words}.0\n" in await self._page("metrics")
        self._log += self._capsys.readouterr().out
        return words in self._log or any(words in reason for reason in await readiness(self._settings))

    async def _is_shown(self, page: str, words: str) -> bool:
        language = "ko" if KOREAN.search(words) else "en"
        return escape(words) in await self._page(f"console/{page}?lang={language}")

    async def _page(self, path: str) -> str:
        address = f"http://{self._settings.http_address}/{path}"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            return await answer.text()

    async def _once(self, is_so: Callable[[], Awaitable[bool]], words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if await is_so():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"not seen within {PATIENCE} seconds: {words}; the log: {self._log}")
