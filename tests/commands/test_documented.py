"""The table that the operators' page shows is one that the program prints."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from bot.core.delivery import Platform
from bot.core.event import Published
from bot.core.pace import Pace, Rate
from bot.core.post import Level
from bot.store.store import open_store
from tests.builders import a_channel
from tests.commands.stock import COMMANDS, a_story
from tests.commands.terminal import COLOUR, on_terminal, piped
from tests.contract.steps import claim, settle, subscribe, walk
from tests.process.bot import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
TIME = re.compile(r"\d\d-\d\d \d\d:\d\d")


async def stock(folder: Path) -> None:
    """Let a breaking story reach four channels of five, and another one three of four, where one still waits."""
    async with open_store(None, folder, "newsroom", Pace({one: Rate(100_000) for one in Platform})) as store:
        places = [a_channel(str(number)) for number in range(1, 6)]
        await subscribe(store, *places)
        breaking = a_story("a", "[속보] 서울시의회, 내년도 예산안 본회의 통과", ago=30, level=Level.BREAKING)
        await store.ledger.record("site", [Published(breaking)])
        await walk(store)
        for delivery in await claim(store):
            if delivery.channel == places[-1]:
                await store.outbox.abandon(delivery, "refused")
                await store.roster.suspend(places[-1], "blocked")
            else:
                await settle(store, delivery)
        await store.ledger.record("site", [Published(a_story("b", "한강 다리 스무 곳 점검", ago=5))])
        await walk(store)
        for delivery in (await claim(store))[:3]:
            await settle(store, delivery)


def test_shown(tmp_path: Path) -> None:
    """At 80 columns it reads just so, but for the hours."""
    asyncio.run(stock(tmp_path))
    shown = COLOUR.sub("", on_terminal(tmp_path, 80, "posts"))
    (block,) = re.findall(r"```text\n\$ python -m bot posts\n(.+?)```", DOCUMENT, re.DOTALL)
    assert TIME.sub("", block) == TIME.sub("", shown)


def test_columns(full: Path) -> None:
    """The page names as many columns for a pipe as each command gives."""
    rows = re.findall(
        r"^\| `([a-z]+)` \| (.+) \|$", DOCUMENT.partition("| Command | Columns in a pipe |")[2], re.MULTILINE
    )
    named = {command: len(columns.split(", ")) for command, columns in rows if command in COMMANDS}
    assert named == {command: piped(full, command)[0].splitlines()[0].count("\t") + 1 for command in COMMANDS}
