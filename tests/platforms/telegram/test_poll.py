"""Long polling through conflicts, outages and cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.core.errors import Throttled, Unavailable
from bot.platforms.telegram.patience import Patience
from bot.sandbox.faults import Failure, Fault
from tests.platforms.telegram.conftest import listening, until
from tests.platforms.telegram.samples import declines
from tests.platforms.telegram.test_listener import answered, types

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def events(logs: Iterable[Any]) -> list[str]:
    """Return the names of the logged events above debugging, without the start's own."""
    return [one["event"] for one in logs if one["log_level"] != "debug"]


async def test_conflict(telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk) -> None:
    """A second consumer of our updates is named once, with what to do, and polling goes on until it is gone."""
    telegram.faults.add(declines(409, CONFLICT, call="getUpdates", times=2))
    with capture_logs() as logs:
        async with listening(connection, desk):
            await types(telegram, "/latest")
            await until(lambda: answered(telegram) == ["heard: /latest"])
    assert events(logs) == ["telegram.poll_conflict", "telegram.poll_recovered"]
    assert "deleteWebhook" in logs[0]["remedy"]


@pytest.mark.parametrize("failure", [Failure.CUT_BEFORE, Failure.CUT_AFTER, Failure.GARBAGE, Failure.TRUNCATED])
async def test_cut(
    telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk, failure: Failure
) -> None:
    """A poll that breaks is made again, and no command is lost by it."""
    telegram.faults.add(Fault(failure, call="getUpdates"))
    with capture_logs() as logs:
        async with listening(connection, desk):
            await types(telegram, "/latest")
            await until(lambda: answered(telegram) == ["heard: /latest"])
    assert events(logs) == ["telegram.poll_failed", "telegram.poll_recovered"]


async def test_start_during_outage(
    telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk
) -> None:
    """A server that fails at the start delays the listening and the menu, and stops neither."""
    telegram.faults.add(declines(502, "Bad Gateway", call="getMe"))
    telegram.faults.add(declines(502, "Bad Gateway", call="setMyCommands"))
    async with listening(connection, desk):
        await until(lambda: "ko" in telegram.state()["commands"])
        await types(telegram, "/latest")
        await until(lambda: len(answered(telegram)) == 1)


def test_patience_grows() -> None:
    """Pauses double up to the longest, each spread over its upper half."""
    patience = Patience(first=1.0, longest=8.0)
    pauses = [patience.after(Unavailable("down", sent_maybe=False)) for _ in range(6)]
    assert all(most / 2 <= pause <= most for pause, most in zip(pauses, (1, 2, 4, 8, 8, 8), strict=True))


def test_patience_obeys() -> None:
    """A throttled call waits exactly as long as it was told."""
    assert Patience().after(Throttled("slow down", pause=42.0)) == 42.0
