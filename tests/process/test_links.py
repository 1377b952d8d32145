"""`python -m bot links`: the addresses for the site, of what the platforms say the bot is called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.core.readers.deep_links import payload_of
from bot.core.readers.wishing import Offer

if TYPE_CHECKING:
    from tests.process.conftest import Starter


async def test_links(start: Starter) -> None:
    """There is a link for everything, breaking news, each category, a group, a channel and a server."""
    async with start() as bot:
        await bot.says("source.baseline")
        links = [json.loads(line) for line in (await _output(start, "--json")).splitlines()]
        assert await bot.told_to_stop() == 0
    kinds = [(link["platform"], link["what"]) for link in links]
    assert kinds == [
        *(("telegram", what) for what in ("everything", "breaking", "category", "group", "channel")),
        ("discord", "server"),
    ]
    (category,) = (link for link in links if link["category"])
    assert category["url"].endswith(f"?start={payload_of(Offer('News'))}")
    assert all(link["url"].startswith(("https://t.me/", "https://discord.com/oauth2/")) for link in links)


async def test_without_bot(start: Starter) -> None:
    """No bot has to run for it, nor to have run."""
    assert "telegram everything\n  https://t.me/" in await _output(start)


async def test_wrong_token(start: Starter) -> None:
    """A platform that refuses its token is named, the other's links are printed all the same, and the exit is 1."""
    async with start("links", DISCORD_TOKEN="wrong") as command:
        assert await command.ends() == 1
        assert "DISCORD_TOKEN: " in command.output
        assert "https://t.me/" in command.output


async def test_one_token(start: Starter) -> None:
    """A platform without a token is no mistake: what is missing is said."""
    async with start("links", TELEGRAM_TOKEN="", TELEGRAM_API_URL="") as command:
        assert await command.ends() == 0
        assert "TELEGRAM_TOKEN is not set" in command.output


async def test_sandbox(start: Starter) -> None:
    """With no token at all the links are the sandbox's, and that is said."""
    async with start("links", TELEGRAM_TOKEN="", DISCORD_TOKEN="") as command:
        assert await command.ends() == 0
        assert "No token is set" in command.output
        assert "permissions=" in command.output


async def _output(start: Starter, *words: str) -> str:
    async with start("links", *words) as command:
        assert await command.ends() == 0, command.output
        return command.output
