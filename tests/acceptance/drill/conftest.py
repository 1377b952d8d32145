"""A bot in haste with an admin chat on each platform, and somebody on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core import vigil
from bot.notices import alarm, lookout
from bot.store import embedded
from config.settings import AdminChatSettings
from tests.acceptance.drill.duty import Duty
from tests.acceptance.town import GENERAL, GROUP
from tests.crash.store import OtherStore
from tests.servers import BINARIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from config.settings import Settings
    from tests.acceptance.town import Town


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let things stand for less than a second before they are told: here nothing blinks."""
    monkeypatch.setattr(vigil, "SETTLED", 0.2)
    for one in (lookout, alarm):
        monkeypatch.setattr(one, "BEAT", 0.1)
    monkeypatch.setattr(alarm, "LASTING", 0.5)
    monkeypatch.setattr(alarm, "TURN", 0.5)
    monkeypatch.setattr(embedded, "STEADY", 2.0)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Give settings with an admin chat on each platform, the one on Discord in English."""
    chats = [
        AdminChatSettings(platform="telegram", address=str(GROUP)),
        AdminChatSettings(platform="discord", address=str(GENERAL), language="en"),
    ]
    return settings.model_copy(update={"admin_chats": chats})


@pytest.fixture
def duty(town: Town, settings: Settings, capsys: pytest.CaptureFixture[str]) -> Duty:
    """Give somebody on duty."""
    return Duty(town, settings, capsys)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[OtherStore]:
    """Give a server of the operator's own, which runs."""
    server = OtherStore(tmp_path, "valkey", str(BINARIES["valkey"]))
    await server.revive()
    yield server
    await server.close()
