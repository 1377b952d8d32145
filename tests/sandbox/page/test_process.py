"""The sandbox as a process of its own."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession
from telegram import Bot

from bot.sandbox.scene import TELEGRAM_CHANNEL
from tests.sandbox.page.conftest import done

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

COMMAND = (sys.executable, "-m", "bot.sandbox")


@asynccontextmanager
async def running(*options: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, dict[str, Any]]]:
    """Give the process and the addresses it printed."""
    process = await asyncio.create_subprocess_exec(*COMMAND, "--page-port", "0", *options, stdout=-1, stderr=-1)
    assert process.stdout is not None
    try:
        yield process, json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
async def test_stops(sign: signal.Signals) -> None:
    """It prints its addresses in one line, serves, and leaves quietly when told, streams being open or not."""
    async with (
        running() as (process, told),
        ClientSession() as session,
        session.get(f"{told['page']}changes") as stream,
    ):
        assert (await stream.content.readline()).startswith(b"retry: ")
        process.send_signal(sign)
        _, complaints = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, complaints) == (0, b"")


async def test_remembers(tmp_path: Path) -> None:
    """With a data folder the chats survive even a kill."""
    folder = ("--data", str(tmp_path / "data"))
    async with running(*folder) as (process, told):
        async with Bot(told["TELEGRAM_TOKEN"], f"{told['TELEGRAM_API_URL']}/bot") as bot:
            await bot.send_message(TELEGRAM_CHANNEL, "속보")
        process.kill()
    async with running(*folder) as (_, told), ClientSession() as session:
        state = await (await session.get(f"{told['page']}state")).json()
    assert [one["text"] for one in state["services"]["telegram"]["chats"][0]["messages"]] == ["속보"]


async def test_site(site: Path) -> None:
    """With a site's folder its pictures are shown under the address its settings name."""
    async with running("--site", str(site)) as (_, told), ClientSession() as session:
        response = await done(session.get(f"{told['page']}web/newsdao.kr/assets/시장.png"))
    assert response.status == 200


async def test_site_without_address(tmp_path: Path) -> None:
    """A site that does not say its address is named, with what to do."""
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    process = await asyncio.create_subprocess_exec(*COMMAND, "--site", str(tmp_path), stdout=-1, stderr=-1)
    _, complaint = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 1
    assert b"_config.yml: there is no `url: https://...`" in complaint
