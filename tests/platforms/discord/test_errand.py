"""Every request of a delivery has a place in the pace: its first one its own, each further one asks for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.errors import Throttled, Unavailable
from bot.platforms.discord import DiscordConnection, connect
from bot.platforms.discord.history import MEMORY
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, TOKEN, alert

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.discord import DiscordService

REFUSED = {"code": 50035, "message": "Invalid Form Body"}


class Places:
    """Counts those who ask for one more place, and refuses them once `is_closed`."""

    def __init__(self) -> None:
        self.asked = 0
        self.is_closed = False

    async def another(self) -> None:
        """Give a place at once."""
        self.asked += 1
        if self.is_closed:
            raise Throttled("the platform is left alone for a while", pause=600.0)


@pytest.fixture
def places() -> Places:
    """Give places for everybody."""
    return Places()


@pytest.fixture
async def paced(service: DiscordService, places: Places) -> AsyncIterator[DiscordConnection]:
    """Give the adapter, which has asked who it is already."""
    async with connect(TOKEN, api_url=service.url, gateway_url=service.gateway_url, another=places.another) as opened:
        await opened.verify()
        yield opened


def refuse(service: DiscordService, call: str) -> None:
    """Let the next such call be refused for what it says."""
    service.faults.add(Fault(Failure.ANSWER, call, status=400, body=REFUSED))


async def test_one_request(paced: DiscordConnection, places: Places) -> None:
    """A delivery that goes well asks for nothing besides its place."""
    message_id = await paced.messenger.send(CHANNEL, alert(), "n1")
    await paced.messenger.edit(CHANNEL, message_id, alert("새 제목"))
    await paced.messenger.delete(CHANNEL, message_id)
    assert places.asked == 0


async def test_further_requests(service: DiscordService, paced: DiscordConnection, places: Places) -> None:
    """Plain text after a refusal, a repeat brought up to date, a look for what is in doubt: all have a place."""
    already = len(service.calls)
    refuse(service, "POST /channels/{id}/messages")
    message_id = await paced.messenger.send(CHANNEL, alert(), "n1")
    refuse(service, "PATCH /channels/{id}/messages/{id}")
    await paced.messenger.edit(CHANNEL, message_id, alert())
    await paced.messenger.send(CHANNEL, alert("새 제목"), "n1")
    await paced.messenger.send(CHANNEL, alert(), "n2", doubt=MEMORY + 60.0)
    assert places.asked >= 5
    assert len(service.calls) - already == 4 + places.asked


async def test_left_alone(paced: DiscordConnection, places: Places) -> None:
    """A repeat that can't be brought up to date now is known to stand there: it is in doubt, not unsent."""
    await paced.messenger.send(CHANNEL, alert(), "n1")
    places.is_closed = True
    with pytest.raises(Unavailable) as caught:
        await paced.messenger.send(CHANNEL, alert("새 제목"), "n1")
    assert caught.value.sent_maybe
