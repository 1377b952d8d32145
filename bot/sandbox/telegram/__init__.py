"""Telegram's Bot API on this machine, as strict as the real one."""

from bot.sandbox.telegram.limits import Limits
from bot.sandbox.telegram.service import SANDBOX_TOKEN, TelegramService
from bot.sandbox.telegram.wire import Call
from bot.sandbox.telegram.world import Accepted

__all__ = ["SANDBOX_TOKEN", "Accepted", "Call", "Limits", "TelegramService"]
