"""The whole bot where Telegram calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.checkup import check
from tests.acceptance.conftest import running
from tests.acceptance.town import JIMIN, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.town import Town


def _called(settings: Settings) -> Settings:
    return settings.model_copy(update={"telegram_webhook": True, "public_url": f"http://{settings.http_address}"})


async def test_asked(town: Town, settings: Settings) -> None:
    """A question comes by a call and is answered; asked while no bot ran, after the restart, by call or by poll."""
    for number, how in enumerate((_called(settings), _called(settings), settings), start=1):
        await town.types(JIMIN, JIMIN, "/latest")
        async with running(how):
            await until(
                lambda: len(town.on_telegram(JIMIN)) >= 2 * number,  # noqa: B023 - it is awaited here
                lambda: town.on_telegram(JIMIN),
            )
            await until(lambda: not town.telegram._world.updates.pending)
    assert town.telegram._world.updates.webhook == ""


async def test_check(town: Town, settings: Settings) -> None:
    """`check` says where Telegram calls, and with Telegram's words why it can't."""
    called = _called(settings)
    async with running(called):
        await until(lambda: bool(town.telegram._world.updates.webhook))
        told = [str(one) for one in await check(called)]
        assert any(
            line.startswith(f"ok    webhook: Telegram calls {called.public_url}/hooks/telegram/") for line in told
        )
    await town.types(JIMIN, JIMIN, "/latest")
    await until(lambda: town.telegram._world.updates.failure is not None)
    told = [str(one) for one in await check(called)]
    assert any(line.startswith("WRONG webhook: ") and line.endswith(": Connection refused") for line in told)
