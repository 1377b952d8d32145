"""Updates handed on in order, and confirmed only once they were handled."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.platforms.telegram.intake import Intake
from bot.platforms.telegram.poll import Poll
from tests.platforms.telegram.conftest import until
from tests.platforms.telegram.test_listener import types

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService


@asynccontextmanager
async def taking_in(intake: Intake) -> AsyncIterator[None]:
    """Let updates come in for as long as the block lasts."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(intake.until_refused(group))
        yield
        task.cancel()


def offsets(telegram: TelegramService) -> list[int]:
    """Return the offsets that were asked for, in order."""
    return [int(one.body["offset"]) for one in telegram.calls if one.name == "getUpdates"]


async def test_flood(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A reader with more questions than Telegram shows at once, none of which gets done, holds up nobody for long."""
    gate, done = asyncio.Event(), []

    async def handle(update: dict[str, Any]) -> None:
        if update["message"]["chat"]["id"] == 1001:
            await gate.wait()
        done.append(update["message"]["text"])

    for number in range(120):
        await types(telegram, f"/flood {number}")
    await types(telegram, "/latest", chat=1002, user=1002)
    async with taking_in(Intake(Poll(connection._api), handle, hold=0.2)):
        await until(lambda: done == ["/latest"])
        gate.set()
        await until(lambda: len(done) == 121)
    assert done[1:] == [f"/flood {number}" for number in range(120)]


async def test_confirmed_after(telegram: TelegramService, connection: TelegramConnection) -> None:
    """No later offset is asked for while an update is in hand, and one is as soon as it is done."""
    gate, in_hand = asyncio.Event(), []

    async def handle(update: dict[str, Any]) -> None:
        in_hand.append(update["update_id"])
        await gate.wait()

    async with taking_in(Intake(Poll(connection._api), handle)):
        await types(telegram, "/latest")
        await until(lambda: len(offsets(telegram)) >= 3)
        assert offsets(telegram)[-1] == in_hand[0]
        gate.set()
        await until(lambda: not telegram._world.updates.pending)


async def test_confirmed_at_the_end(telegram: TelegramService, connection: TelegramConnection) -> None:
    """What was answered just before the stop is confirmed with the last word, so that nobody is answered twice."""
    gate, in_hand = asyncio.Event(), []

    async def handle(update: dict[str, Any]) -> None:
        in_hand.append(update)
        await gate.wait()

    async with taking_in(Intake(Poll(connection._api), handle)):
        await types(telegram, "/latest")
        await until(lambda: len(in_hand) == 1)
        asyncio.get_running_loop().call_later(0.05, gate.set)
    assert not telegram._world.updates.pending


async def test_time_limit(telegram: TelegramService, connection: TelegramConnection) -> None:
    """An update that is not done in time is given up, and the next of its chat comes."""
    done: list[str] = []

    async def handle(update: dict[str, Any]) -> None:
        if update["message"]["text"] == "/hang":
            await asyncio.Event().wait()
        done.append(update["message"]["text"])

    async with taking_in(Intake(Poll(connection._api), handle, limit=0.3)):
        await types(telegram, "/hang")
        await until(lambda: not telegram._world.updates.pending)
        await types(telegram, "/latest")
        await until(lambda: done == ["/latest"])
