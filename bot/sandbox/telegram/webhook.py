"""Brings updates to the bot's own server, in order, each until it was taken."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, ClientTimeout

if TYPE_CHECKING:
    from bot.sandbox.telegram.updates import Updates

RETRY_SECONDS = 0.2
TIMEOUT = ClientTimeout(total=10)


async def deliver(updates: Updates) -> None:
    """Post what waits wherever a webhook is set, until cancelled."""
    async with ClientSession(timeout=TIMEOUT) as session:
        while True:
            await updates.arrived.wait()
            updates.arrived.clear()
            while updates.webhook and updates.pending:
                if not await _is_taken(session, updates):
                    await asyncio.sleep(RETRY_SECONDS)


async def _is_taken(session: ClientSession, updates: Updates) -> bool:
    """Post the oldest update and forget it where the bot's server answers 2xx."""
    update = updates.pending[0]
    headers = {"X-Telegram-Bot-Api-Secret-Token": updates.secret} if updates.secret else {}
    try:
        async with session.post(updates.webhook, json=update, headers=headers) as answer:
            if not answer.ok:
                updates.fail(int(time.time()), f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return False
    except TimeoutError:
        updates.fail(int(time.time()), "Read timeout expired")
        return False
    except ClientError:
        updates.fail(int(time.time()), "Connection refused")
        return False
    updates.confirm(update["update_id"] + 1)
    return True
