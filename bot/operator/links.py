"""Makes the links by which readers take the bot in, of what the platforms say it is called there."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from bot.core.errors import PlatformError, StoreError
from bot.core.readers import invitations
from bot.platforms.discord.connection import connect as connect_discord
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.sandbox.sandbox import Sandbox
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from config.settings import Settings

What = Literal["everything", "breaking", "category", "group", "channel", "server"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link, and what it does there: it subscribes a chat to something, or adds the bot to a place."""

    platform: str
    what: What
    url: str
    category: str = ""


async def all_links(settings: Settings) -> tuple[Sequence[Link], Sequence[str]]:
    """Return the links for each platform that has a token, and what is wrong where some could not be made.

    Without any token they are those of the sandbox, which is started for as long as that takes.
    """
    problems: list[str] = []
    links: list[Link] = []
    async with AsyncExitStack() as stack:
        categories = await _categories(settings, problems)
        if settings.is_sandboxed:
            sandbox = Sandbox()
            stack.push_async_callback(sandbox.stop)
            await sandbox.start()
            telegram = (sandbox.telegram.token, sandbox.telegram.url)
            links += [one async for one in _telegram(*telegram, categories, problems)]
            links += [one async for one in _discord(sandbox.discord.token, sandbox.discord.url, settings, problems)]
        if settings.telegram_token:
            given = settings.telegram_token.get_secret_value(), settings.telegram_api_url
            links += [one async for one in _telegram(*given, categories, problems)]
        if settings.discord_token:
            own = settings.discord_token.get_secret_value(), settings.discord_api_url
            links += [one async for one in _discord(*own, settings, problems)]
    return links, problems


def said(links: Sequence[Link], *, as_json: bool) -> list[str]:
    """Return the lines to print: one JSON object each, or what a link does and the link."""
    if as_json:
        return [json.dumps(asdict(link), ensure_ascii=False) for link in links]
    named = [(f"{link.platform} {link.category or link.what}", link.url) for link in links]
    return [f"{name}\n  {url}" for name, url in named]


async def _categories(settings: Settings, problems: list[str]) -> list[str]:
    """Return the categories of the posts that the bot has seen, most used first."""
    try:
        async with attach_store(settings.redis_url, settings.data_dir) as store:
            return [name for name, _ in await store.archive.categories()]
    except (StoreError, OSError) as error:
        problems.append(f"store: {error}. There are no links for categories without it.")
        return []


async def _telegram(
    token: str, api_url: str | None, categories: Sequence[str], problems: list[str]
) -> AsyncIterator[Link]:
    try:
        async with connect_telegram(token, api_url=api_url) as connection:
            name = (await connection.verify()).removeprefix("@")
    except PlatformError as error:
        problems.append(f"TELEGRAM_TOKEN: {error}")
        return
    for offer in invitations.offers(categories):
        what: What = "category" if offer.category else "breaking" if offer.is_breaking else "everything"
        yield Link("telegram", what, invitations.telegram_chat(name, offer), offer.category)
    yield Link("telegram", "group", invitations.telegram_group(name))
    yield Link("telegram", "channel", invitations.telegram_channel(name))


async def _discord(token: str, api_url: str | None, settings: Settings, problems: list[str]) -> AsyncIterator[Link]:
    try:
        async with connect_discord(token, api_url=api_url) as connection:
            application = await connection.application()
    except PlatformError as error:
        problems.append(f"DISCORD_TOKEN: {error}")
        return
    has_roles = any(channel.roles for channel in settings.channels)
    yield Link("discord", "server", invitations.discord_server(application, mentions_roles=has_roles))
