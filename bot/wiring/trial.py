"""The bot without a token: the sandbox stands for both platforms, with a newcomer's channels and an admin chat."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.sandbox import scene
from bot.sandbox.sandbox import Sandbox
from bot.sources.jekyll import Faulty, Site
from bot.wiring import choices
from config.settings import AdminChatSettings, ChannelSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp.web import Application

    from config.settings import Settings

SAMPLE = Path("examples/sample-post.md")
CHANNELS = [
    ChannelSettings(platform="telegram", address=str(scene.TELEGRAM_CHANNEL)),
    ChannelSettings(platform="telegram", address=str(scene.TELEGRAM_PRIVATE), kind="private"),
    ChannelSettings(platform="discord", address=str(scene.DISCORD_NEWS)),
]
ADMIN_CHATS = [AdminChatSettings(platform="telegram", address=str(scene.TELEGRAM_NEWSROOM))]


@asynccontextmanager
async def sandboxed(settings: Settings) -> AsyncIterator[tuple[Settings, Application]]:
    """Run the sandbox; give settings that point at it, and its page."""
    site = next(iter(choices.folders(settings)), settings.site)
    sandbox = Sandbox(settings.data_dir, publish=lambda: publish_sample(site), web=_web(site))
    await sandbox.start()
    try:
        yield (
            settings.model_copy(
                update={
                    "telegram_token": SecretStr(sandbox.telegram.token),
                    "telegram_api_url": sandbox.telegram.url,
                    "telegram_webhook": False,  # the first run knows no address at which it could be called
                    "discord_token": SecretStr(sandbox.discord.token),
                    "discord_api_url": sandbox.discord.url,
                    "discord_gateway_url": sandbox.discord.gateway_url,
                    "channels": settings.channels or CHANNELS,
                    "admin_chats": settings.admin_chats or ADMIN_CHATS,
                    "announce_newest": settings.announce_newest or 1,
                    # Nobody serves the example's pages, and a visitor may press the button as often as they like.
                    "patience": settings.patience.model_copy(update={"page": 0.0, "page_breaking": 0.0}),
                    "brake": settings.brake.model_copy(update={"posts": 1000}),
                }
            ),
            sandbox.page,
        )
    finally:
        await sandbox.stop()


def publish_sample(site: Path) -> str:
    """Write the sample post into the site as an editor's tool would, and return the file's name; raises `OSError`."""
    try:
        now = datetime.now(Site.load(site).zone)
    except Faulty as error:
        raise OSError(str(error)) from error
    name = f"{now:%Y-%m-%d}-예시-기사-{now:%H%M%S}.md"
    folder = site / "_posts"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".tmp", delete=False) as draft:
        draft.write(SAMPLE.read_bytes())
    shutil.copymode(SAMPLE, draft.name)
    Path(draft.name).replace(folder / name)
    return name


def _web(site: Path) -> dict[str, Path]:
    """Return the site's folder by its origin, so that the page shows the site's own pictures."""
    try:
        url = urlsplit(Site.load(site).url)
    except (Faulty, OSError):  # the source says so in its own words
        return {}
    return {f"{url.scheme}://{url.netloc}": site} if url.netloc else {}
