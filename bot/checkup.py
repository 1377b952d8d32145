"""Looks at everything the bot needs before it is started, and says what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import choices
from bot.core.errors import PlatformError, StoreError
from bot.core.model import Problem
from bot.platforms.discord.connection import connect as connect_discord
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.sources.jekyll import Faulty, Site, open_post, posts_in
from bot.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.bureau import Connection
    from config.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and how it is."""

    sentence: str
    is_good: bool = True

    def __str__(self) -> str:
        """Return the sentence behind a mark."""
        return f"{'ok   ' if self.is_good else 'WRONG'} {self.sentence}"


async def check(settings: Settings) -> list[Finding]:
    """Look at sites, store and tokens; every mistake is found in one go."""
    findings = [one for folder in choices.folders(settings) for one in _site(folder)]
    findings.append(await _store(settings))
    findings += [one async for one in _tokens(settings)]
    return findings


def _site(folder: Path) -> Iterator[Finding]:
    try:
        site = Site.load(folder)
        paths = list(posts_in(folder, site))
    except Faulty as error:
        yield Finding(f"site: {error.problem}", is_good=False)
        return
    except OSError as error:
        yield Finding(
            f"site: {error.filename}: can't be read ({error.strerror}). Let the bot's user read it.", is_good=False
        )
        return
    if site.problem:
        yield Finding(f"site: {site.problem}", is_good=False)
        return
    now = datetime.now(UTC)
    problems = [one for path in paths if isinstance(one := open_post(folder, path, site, now=now), Problem)]
    yield from (Finding(f"site: {folder / str(problem)}", is_good=False) for problem in problems)
    yield Finding(f"site: {folder} has {len(paths) - len(problems)} posts that can be announced, at {site.url}")


async def _store(settings: Settings) -> Finding:
    place = "REDIS_URL" if settings.redis_url else f"embedded, in {settings.data_dir}"
    try:
        async with open_store(settings.redis_url, settings.data_dir, "check", {}):
            return Finding(f"store: {place}")
    except StoreError as error:
        return Finding(f"store: {error}", is_good=False)


async def _tokens(settings: Settings) -> AsyncIterator[Finding]:
    if settings.is_sandboxed:
        yield Finding("tokens: none is set, so the sandbox stands for Telegram and Discord")
    if settings.telegram_token:
        token = settings.telegram_token.get_secret_value()
        yield await _token("TELEGRAM_TOKEN", lambda: connect_telegram(token, api_url=settings.telegram_api_url))
    if settings.discord_token:
        token = settings.discord_token.get_secret_value()
        yield await _token("DISCORD_TOKEN", lambda: connect_discord(token, api_url=settings.discord_api_url))


async def _token(name: str, connect: Callable[[], AbstractAsyncContextManager[Connection]]) -> Finding:
    try:
        async with connect() as connection:
            return Finding(f"{name}: this is {await connection.verify()}")
    except PlatformError as error:
        return Finding(f"{name}: {error}", is_good=False)
