"""The drill of docs/operating.md: each fault is made, and what that page says is seen, told and mended is so."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import aiohttp
import pytest
import yaml
from pydantic import SecretStr

from bot.core import vigil
from bot.notices import alarm, lookout
from config.settings import AdminChatSettings, BrakeSettings
from tests.acceptance.conftest import readiness, running
from tests.acceptance.town import CHANNEL, GENERAL, GROUP, NEWS, PATIENCE, lines, until
from tests.crash.store import OtherStore
from tests.servers import BINARIES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

ROOT = Path(__file__).parents[2]
DRILL = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8").partition("\n## Drill\n")[2].partition("\n## ")[0]
RULES = yaml.safe_load((ROOT / "deploy" / "prometheus-rules.yaml").read_text(encoding="utf-8"))
ALERTS = {rule["alert"] for group in RULES["groups"] for rule in group["rules"]}
PAGES: Final = {"Now": "", "Held": "held", "Channels": "channels"}


@dataclass(frozen=True)
class Row:
    """What the page says of one fault: quoted words by where they are to be seen, before and after it is mended."""

    signal: list[str]
    told: list[str]
    over: list[str]
    console: str
    shown: list[str]


def row(fault: str) -> Row:
    """Return the row of the drill about this fault."""
    (cells,) = (line.split(" | ") for line in DRILL.splitlines() if line.startswith(f"| {fault} |"))
    told, _, over = cells[2].partition("→")
    page = re.search(r"\*(\w+)\*", cells[3])
    assert page, cells[3]
    return Row(_quoted(cells[1]), _quoted(told), _quoted(over), PAGES[page[1]], _quoted(cells[3]))


def _quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


class Operator:
    """Looks where an operator looks: health, metrics, log, both admin chats and the console."""

    def __init__(self, town: Town, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        self._town = town
        self._settings = settings
        self._capsys = capsys
        self._log = ""

    async def sees(self, said: Row) -> None:
        """Return once every signal that is quoted is there, the console's too; the alert is one of the rules'."""
        for words in said.signal:
            await self._finds(words, self._is_seen)
        for words in said.shown:
            await self._finds(words, lambda words: self._is_shown(said.console, words))

    async def _finds(self, words: str, is_there: Callable[[str], Awaitable[bool]]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not await is_there(words):  # noqa: ASYNC110 - it is asked of servers, which tell nobody
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"nowhere is {words!r}") from None

    async def is_told(self, sentences: list[str]) -> None:
        """Return once the Korean sentences stand in the Korean admin chat, and the English ones in the other."""
        for sentence in sentences:
            is_korean = bool(re.search("[가-힣]", sentence))
            chat = (lambda: self._town.on_telegram(GROUP)) if is_korean else (lambda: self._town.on_discord(GENERAL))
            await until(lambda: bool(lines(chat(), sentence)), lambda: (sentence, chat()))  # noqa: B023 - used at once

    async def _is_seen(self, words: str) -> bool:
        if words in ALERTS:
            return True
        if words.startswith("sokbo_"):
            return f"{words}.0\n" in await self._page("metrics")
        self._log += self._capsys.readouterr().out
        return words in self._log or any(words in reason for reason in await readiness(self._settings))

    async def _is_shown(self, page: str, words: str) -> bool:
        return words in unescape(await self._page(f"console/{page}?lang=en"))

    async def _page(self, path: str) -> str:
        address = f"http://{self._settings.http_address}/{path}"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            return await answer.text()


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let things stand for less than a second before they are told."""
    monkeypatch.setattr(vigil, "SETTLED", 0.2)
    for one in (lookout, alarm):
        monkeypatch.setattr(one, "BEAT", 0.1)
    monkeypatch.setattr(alarm, "LASTING", 0.5)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Give settings with an admin chat on each platform, the one on Discord in English."""
    chats = [
        AdminChatSettings(platform="telegram", address=str(GROUP)),
        AdminChatSettings(platform="discord", address=str(GENERAL), language="en"),
    ]
    return settings.model_copy(update={"admin_chats": chats})


@pytest.fixture
def operator(town: Town, settings: Settings, capsys: pytest.CaptureFixture[str]) -> Operator:
    """Give somebody who looks after the bot."""
    return Operator(town, settings, capsys)


async def test_token(operator: Operator, settings: Settings) -> None:
    """A dead token stops its platform alone, is told on the other one, and is mended by a new one and a restart."""
    said = row("A dead token")
    async with running(settings, but_for="telegram", telegram_token=SecretStr("1:wrong")):
        await operator.sees(said)
        await operator.is_told([one for one in said.told if one.isascii() or "’" in one])
    async with running(settings):
        await operator.is_told(said.over)


async def test_permission(operator: Operator, town: Town, settings: Settings) -> None:
    """A lost permission suspends its channel alone; once it is given back alerts go there again."""
    said = row("A lost permission")
    async with running(settings):
        await until(lambda: town.discord.is_bot_online)
        town.discord.deny(NEWS, "send_messages")
        await operator.sees(said)
        await operator.is_told(said.told)
        town.discord.allow(NEWS, "send_messages")
        await operator.is_told(said.over)


async def test_source(operator: Operator, town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A folder that is gone withdraws nothing; once it is back, what was published meanwhile goes out."""
    said = row("A dead source")
    newsroom.publish("old", "지난 기사")
    away = newsroom.folder.with_name("away")
    async with running(settings):
        newsroom.folder.rename(away)
        await operator.sees(said)
        await operator.is_told(said.told)
        away.rename(newsroom.folder)
        newsroom.publish("new", "광장이 열립니다")
        await operator.is_told(said.over)
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "광장")), lambda: town.on_telegram(CHANNEL))


async def test_disk(operator: Operator, town: Town, newsroom: Newsroom, settings: Settings, tmp_path: Path) -> None:
    """A full disk stops alerts until there is room, and then they go out: no restart, and none is lost."""
    said = row("A full disk")
    with a_disk(tmp_path / "disk") as disk:
        async with running(settings, data_dir=disk):
            filling = disk / "filling"
            filling.write_bytes(b"0" * shutil.disk_usage(disk).free)
            newsroom.publish("new", "광장이 열립니다")
            await operator.sees(said)
            await operator.is_told(said.told)
            assert not lines(town.on_telegram(CHANNEL), "광장")
            filling.unlink()
            await operator.is_told(said.over)
            await until(lambda: bool(lines(town.on_telegram(CHANNEL), "광장")), lambda: town.on_telegram(CHANNEL))
    assert len(town.on_telegram(CHANNEL)) == 1


async def test_store(operator: Operator, town: Town, newsroom: Newsroom, settings: Settings, tmp_path: Path) -> None:
    """A store that is away stops alerts until it is back, and then they go out: no restart, and none is lost."""
    said = row("A store outage")
    store = OtherStore(tmp_path, "valkey", str(BINARIES["valkey"]))
    await store.revive()
    try:
        async with running(settings, redis_url=store.url):
            await store.close()
            newsroom.publish("new", "광장이 열립니다")
            await operator.sees(said)
            await operator.is_told(said.told)
            await store.revive()
            await operator.is_told(said.over)
            await until(lambda: bool(lines(town.on_telegram(CHANNEL), "광장")), lambda: town.on_telegram(CHANNEL))
    finally:
        await store.close()
    assert len(town.on_telegram(CHANNEL)) == 1


async def test_flood(operator: Operator, town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Many posts at once are held, told of once, and go out when somebody releases them."""
    said = row("A flood of posts")
    async with running(settings, brake=BrakeSettings(posts=2)):
        for number in range(5):
            newsroom.publish(f"n{number}", f"기사 {number}")
        await operator.sees(said)
        await operator.is_told(said.told)
        await town.types(GROUP, 1001, "/release all")
        await operator.is_told(said.over)
        await until(lambda: len(town.on_telegram(CHANNEL)) == 5, lambda: town.on_telegram(CHANNEL))


@contextmanager
def a_disk(folder: Path) -> Iterator[Path]:
    """Give a disk of four megabytes, which only root may make."""
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() or not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]).returncode:  # noqa: S603, PLW1510 - the system's own, and its failure is the answer
        pytest.skip("only root may mount a small disk: a full one is not tried")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607 - the system's own
