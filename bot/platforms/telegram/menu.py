"""Publishes the command menus: for each kind of chat and for managers, in each language."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog

from bot.core.delivery import Language, Platform
from bot.core.errors import PlatformError, Throttled, Unavailable
from bot.core.phrases import phrases_in
from bot.core.readers.languages import FALLBACK
from bot.platforms.telegram.address import chat_of
from bot.platforms.telegram.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.core.readers.conversation import Command
    from bot.platforms.telegram.api import Api

    Scope = dict[str, Any]

_log = structlog.get_logger()
_LONGEST_DESCRIPTION = 256
_EVERYWHERE: Scope = {}


def menu(commands: Iterable[Command], language: Language) -> list[dict[str, str]]:
    """Return the menu as `setMyCommands` takes it. Names are ASCII there (doc), so only descriptions are localized."""
    phrases = phrases_in(language)
    return [{"command": one.name, "description": one.words(phrases).help[:_LONGEST_DESCRIPTION]} for one in commands]


async def publish(api: Api, commands: Iterable[Command], admin_chats: Iterable[str] = ()) -> None:
    """Set the menus, one language for everybody and each other one for those whose app is set to it.

    Members of a group see what is for all, managers what is for them as well. What is for operators stands in the
    menus of the admin chats alone, at these addresses. Goes on trying through outages.
    """
    for scope, listed in _menus(tuple(commands), admin_chats):
        for language in Language:
            spoken = {} if language is FALLBACK else {"language_code": language.value}
            await _persist(api, {"commands": menu(listed, language), **spoken, **scope})


def _menus(commands: Sequence[Command], admin_chats: Iterable[str]) -> Iterator[tuple[Scope, Sequence[Command]]]:
    """Yield each scope with the commands of its menu; a narrower one takes the place of a wider one (doc)."""
    ours = [one for one in commands if one.platforms is None or Platform.TELEGRAM in one.platforms]
    public = [one for one in ours if not one.for_operators]
    yield _EVERYWHERE, public
    yield {"scope": {"type": "all_private_chats"}}, public
    yield {"scope": {"type": "all_group_chats"}}, [one for one in public if not one.for_managers]
    yield {"scope": {"type": "all_chat_administrators"}}, public
    for address in admin_chats:
        yield {"scope": {"type": "chat", **chat_of(address)}}, ours


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
