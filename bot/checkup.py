"""Looks at everything the bot needs before it is started, and says what is wrong and what to do."""

from __future__ import annotations

import fcntl
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp

from bot.core.errors import PlatformError, StoreError, Unavailable
from bot.core.pace import Pace
from bot.core.sighting import Problem
from bot.core.text.escaping import escaped
from bot.ops.naming import is_loopback
from bot.ops.web import AddressUnusable, serve
from bot.platforms.discord.connection import connect as connect_discord
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.platforms.telegram.poll import DOORS
from bot.sources.feed.fetching import Unreachable
from bot.sources.feed.reading.feed import NotAFeed
from bot.sources.git.clone import head_of
from bot.sources.git.failures import GitFailed
from bot.sources.jekyll import Faulty, Site, open_post, posts_in
from bot.store.store import open_store
from bot.wiring import choices, watching
from bot.wiring.watching import Feeds
from config.sources import FeedSettings, GitSettings, PushSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.wiring.bureau import Connection
    from config.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and how it is."""

    sentence: str
    is_good: bool = True

    def __str__(self) -> str:
        """Return the sentence behind a mark, on one line: files may be called anything."""
        return f"{'ok   ' if self.is_good else 'WRONG'} {escaped(self.sentence)}"


async def check(settings: Settings) -> list[Finding]:
    """Look at sites, repositories, feeds, store, tokens and the web address; every mistake is found in one go."""
    findings = [one for folder in choices.folders(settings) for one in _site(folder)]
    findings += [one async for one in _feeds(settings)]
    findings += [await _repository(one, settings) for one in settings.sources if isinstance(one, GitSettings)]
    findings.append(await _store(settings))
    findings += [one async for one in _tokens(settings)]
    findings.append(await _address(settings))
    findings += _pushes(settings)
    findings += _onlookers(settings)
    return findings


def _onlookers(settings: Settings) -> Iterator[Finding]:
    """Say who else is told what happens; whether they are there is none of an alert's business."""
    if settings.otel_exporter_otlp_endpoint:
        yield Finding(f"traces: each story's goes to {settings.otel_exporter_otlp_endpoint}")
    if settings.sentry_dsn:
        yield Finding("reports: mistakes in the bot go to Sentry")


def _site(folder: Path) -> Iterator[Finding]:
    try:
        site = Site.load(folder)
        paths = list(posts_in(folder, site))
    except Faulty as error:
        yield _wrong(folder, error.problem)
        return
    except OSError as error:
        yield Finding(
            f"site: {error.filename}: can't be read ({error.strerror}). Let the bot's user read it.", is_good=False
        )
        return
    if site.problem:
        yield _wrong(folder, site.problem)
        return
    now = datetime.now(UTC)
    problems = [one for path in paths if isinstance(one := open_post(folder, path, site, now=now), Problem)]
    yield from (_wrong(folder, problem) for problem in problems)
    yield Finding(f"site: {folder} has {len(paths) - len(problems)} posts that can be announced, at {site.url}")


async def _feeds(settings: Settings) -> AsyncIterator[Finding]:
    feeds = Feeds("")
    for source in [feeds.open(one) for one in settings.sources if isinstance(one, FeedSettings)]:
        try:
            sighting = await source.look_once()
        except (Unreachable, NotAFeed) as error:
            yield Finding(f"feed: {source.name}: {error}", is_good=False)
            continue
        for problem in sighting.problems.values():
            yield Finding(f"feed: {source.name}: {problem}", is_good=False)
        yield Finding(f"feed: {source.name} has {len(sighting.posts)} posts that can be announced")


def _wrong(folder: Path, problem: Problem) -> Finding:
    """Return what is wrong with a site; where it is, is told from inside the site, unless it is the folder itself."""
    where = problem.where if problem.where == str(folder) else str(folder / problem.where)
    return Finding(f"site: {replace(problem, where=where)}", is_good=False)


async def _repository(one: GitSettings, settings: Settings) -> Finding:
    try:
        commit = await head_of(watching.remote_of(one, settings), settings.data_dir)
    except GitFailed as failure:
        return Finding(f"git: {one.url}: {failure}", is_good=False)
    return Finding(f"git: {one.url} answers; {one.branch or 'the branch of its choice'} is at {commit[:12]}")


async def _store(settings: Settings) -> Finding:
    place = "at REDIS_URL" if settings.redis_url else f"embedded, in {settings.data_dir}"
    if not settings.redis_url and _is_locked(settings.data_dir / "store" / "lock"):
        return Finding(f"store: {place}, in use by a running bot")
    try:
        async with open_store(settings.redis_url, settings.data_dir, "check", Pace({})):
            return Finding(f"store: {place}")
    except StoreError as error:
        return Finding(f"store: {error}", is_good=False)


async def _tokens(settings: Settings) -> AsyncIterator[Finding]:
    if settings.is_sandboxed:
        yield Finding("tokens: none is set, so the sandbox stands for Telegram and Discord")
    if settings.telegram_token:
        token, url = settings.telegram_token.get_secret_value(), settings.telegram_api_url
        yield await _token("TELEGRAM", url, lambda: connect_telegram(token, api_url=url))
        if settings.hears_by_webhook:
            yield await _webhook(token, url, settings)
    if settings.discord_token:
        word, base = settings.discord_token.get_secret_value(), settings.discord_api_url
        yield await _token("DISCORD", base, lambda: connect_discord(word, api_url=base))


async def _token(
    platform: str, url: str | None, connect: Callable[[], AbstractAsyncContextManager[Connection]]
) -> Finding:
    try:
        async with connect() as connection:
            return Finding(f"{platform}_TOKEN: this is {await connection.verify()}")
    except Unavailable as error:
        remedy = f"is {platform}_API_URL right, and the server there up?" if url else "is this machine's network up?"
        return Finding(f"{platform}_TOKEN: {error}; {remedy}", is_good=False)
    except PlatformError as error:
        return Finding(f"{platform}_TOKEN: {error}", is_good=False)


async def _webhook(token: str, url: str | None, settings: Settings) -> Finding:
    """Say whether Telegram gets through to us, as far as it has tried."""
    place = f"webhook: Telegram calls {settings.public_url}{DOORS}..., which a proxy leads to {settings.http_address}"
    try:
        async with connect_telegram(token, api_url=url) as connection:
            trouble = await connection.webhook_trouble()
    except PlatformError as error:
        return Finding(f"webhook: {error}", is_good=False)
    return Finding(f"{place}: {trouble}" if trouble else place, is_good=not trouble)


async def _address(settings: Settings) -> Finding:
    try:
        async with serve(*settings.host_and_port, _nothing, {}, {}):
            return Finding(f"web: {settings.http_address} is free")
    except AddressUnusable as error:
        if await _is_bot(settings.url):
            return Finding(f"web: a bot runs at {settings.url}")
        return Finding(f"web: {error}", is_good=False)


def _pushes(settings: Settings) -> Iterator[Finding]:
    """Say where posts are pushed to; that only this machine reaches it is right behind a proxy, and else forgotten."""
    host, _ = settings.host_and_port
    whom = ", by programs on this machine alone: lead a proxy there, or set HTTP_ADDRESS" if is_loopback(host) else ""
    for one in choices.sources(settings):
        if isinstance(one, PushSettings):
            yield Finding(f"push: posts for {one.name} are taken at {one.path} of {settings.http_address}{whom}")


async def _nothing() -> list[str]:
    return []


async def _is_bot(url: str) -> bool:
    try:
        async with aiohttp.request("GET", f"{url}/healthz", timeout=aiohttp.ClientTimeout(2)) as answer:
            return bool(await answer.json() == {"status": "ok"})
    except (aiohttp.ClientError, OSError, ValueError):
        return False


def _is_locked(path: Path) -> bool:
    """Return whether somebody holds the lock of a data folder; opening the store would wait for it."""
    try:
        with path.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # there is none yet, or it can't be read: the store itself says so
        return False
    return False
