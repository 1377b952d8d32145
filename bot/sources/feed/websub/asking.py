"""Asks a hub to call, and says in the log where it will not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog
from aiohttp import ClientError

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from bot.sources.feed.hub import Hub
    from bot.sources.feed.websub.subscription import Subscription

log = structlog.get_logger()


async def keep_subscribed(
    session: ClientSession, name: str, subscription: Subscription, hub: Hub, callback: str
) -> None:
    """Ask the hub where that is due; whatever comes of it, the feed is looked at as before."""
    if not subscription.is_due(hub, time.monotonic()):
        return
    form = subscription.ask(hub, callback, time.monotonic())
    try:
        async with session.post(hub.address, data=form, allow_redirects=False) as response:
            why = "" if response.status in {200, 202, 204} else f"the hub answers {response.status}"
    except (ClientError, OSError, ValueError) as error:
        why = str(error) or type(error).__name__
    if why:
        log.warning("websub.refused", source=name, why=why)
