"""Publishes the command menu in each language."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog

from bot.core.delivery import Language
from bot.core.errors import PlatformError, Throttled, Unavailable
from bot.core.phrases import phrases_in
from bot.platforms.telegram.address import chat_of
from bot.platforms.telegram.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.conversation import Command
    from bot.platforms.telegram.api import Api

_log = structlog.get_logger()
_LONGEST_DESCRIPTION = 256


def menu(commands: Iterable[Command], language: Language) -> list[dict[str, str]]:
    """Return the menu as `setMyCommands` takes it. Names are ASCII there (doc), so only descriptions are localized."""
    phrases = phrases_in(language)
    return [{"command": one.name, "description": one.words(phrases).help[:_LONGEST_DESCRIPTION]} for one in commands]


async def publish(api: Api, commands: Iterable[Command], admin_chats: Iterable[str] = ()) -> None:
    """Set the menu, English for everybody and Korean for those whose app is Korean; keep trying through outages.

    What is for operators stands in the menu of the admin chats alone, at these addresses.
    """
    listed = tuple(commands)
    await _publish(api, [one for one in listed if not one.for_operators], {})
    for address in admin_chats:
        await _publish(api, listed, {"scope": {"type": "chat", **chat_of(address)}})


async def _publish(api: Api, commands: Iterable[Command], scope: dict[str, Any]) -> None:
    listed = tuple(commands)
    await _persist(api, {"commands": menu(listed, Language.EN), **scope})
    await _persist(api, {"commands": menu(listed, Language.KO), "language_code": "ko", **scope})


async def _persist(api: Api, parameters: dict[str, Any]) -> None:
    patience = Patience()
    while True:
        try:
            await api.call("setMyCommands", parameters)
        except (Throttled, Unavailable) as failure:
            await asyncio.sleep(patience.after(failure))
        except PlatformError as failure:
            _log.warning("telegram.menu_refused", why=str(failure))
            return
        else:
            return
