"""What a visitor of the page can let go wrong, by a short name each; the page knows the names in its languages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.faults import Failure, Fault
from bot.sandbox.scene import DISCORD_GUILD, DISCORD_NEWS, JIMIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.sandbox.discord import DiscordService
    from bot.sandbox.faults import Faults
    from bot.sandbox.telegram import TelegramService

_TIMES: Final = 3
_PAUSE: Final = 2
_TELEGRAM_429: Final = {
    "ok": False,
    "error_code": 429,
    "description": f"Too Many Requests: retry after {_PAUSE}",
    "parameters": {"retry_after": _PAUSE},
}
_TELEGRAM_500: Final = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
_DISCORD_429: Final = {"message": "You are being rate limited.", "retry_after": float(_PAUSE), "global": False}
_DISCORD_500: Final = {"message": "500: Internal Server Error", "code": 0}
# discord.py takes a 429 without `Via` for a ban by the proxy in front of the API; Discord's own answers carry it.
_DISCORD_HEADERS: Final = {"Via": "1.1 google", "Retry-After": str(_PAUSE), "X-RateLimit-Scope": "user"}


def telegram_troubles(telegram: TelegramService) -> Mapping[str, Callable[[], None]]:
    """Return Telegram's troubles: failing sends, and a reader who blocks the bot."""
    return {
        **_failing_sends(telegram.faults, "sendMessage", _TELEGRAM_429, _TELEGRAM_500, {}),
        "block": partial(telegram.block, JIMIN.telegram),
        "unblock": partial(telegram.unblock, JIMIN.telegram),
        "clear": telegram.faults.clear,
    }


def discord_troubles(discord: DiscordService) -> Mapping[str, Callable[[], None]]:
    """Return Discord's troubles: failing sends, a permission that is missing, a bot put out, a reader who blocks it."""
    return {
        **_failing_sends(discord.faults, "POST /channels/{id}/messages", _DISCORD_429, _DISCORD_500, _DISCORD_HEADERS),
        "deny": partial(discord.deny, DISCORD_NEWS, "send_messages"),
        "allow": partial(discord.allow, DISCORD_NEWS, "send_messages"),
        "kick": partial(discord.kick, DISCORD_GUILD),
        "invite": partial(discord.invite, DISCORD_GUILD),
        "block": partial(discord.block, JIMIN.discord),
        "unblock": partial(discord.unblock, JIMIN.discord),
        "clear": discord.faults.clear,
    }


def _failing_sends(
    faults: Faults, call: str, slow_down: Any, broken: Any, headers: dict[str, str]
) -> dict[str, Callable[[], None]]:
    """Return the ways in which the next three sends fail."""
    ways = {
        "rate_limit": Fault(Failure.ANSWER, call, times=_TIMES, status=429, body=slow_down, headers=headers),
        "server_error": Fault(Failure.ANSWER, call, times=_TIMES, status=500, body=broken),
        "cut_before": Fault(Failure.CUT_BEFORE, call, times=_TIMES),
        "cut_after": Fault(Failure.CUT_AFTER, call, times=_TIMES),
    }
    return {name: partial(_add, faults, fault) for name, fault in ways.items()}


def _add(faults: Faults, fault: Fault) -> None:
    """Add a copy: a fault counts itself down as it is met."""
    faults.add(replace(fault))
