"""The commands there are: menus, slash commands and `/help` are all made from this one list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from bot.core.delivery import Language
from bot.core.phrases import phrases_in
from handlers.commands import (
    breaking,
    category_list,
    connect,
    drop,
    held,
    keywords,
    language,
    latest,
    mention,
    more,
    mute,
    release,
    search,
    settings,
    start,
    status,
    subscribe,
    today,
    unsubscribe,
)
from handlers.commands import help as help_screen
from handlers.pages import Pages
from handlers.subscriptions import Subscriptions
from handlers.typed import fold

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.core.ports.operators import Audit, Held
    from bot.core.ports.readers import Archive, Bookmarks, Greetings, History, Rights, Search, WholeRoster
    from bot.core.readers.conversation import Command, Query, Reply

    Answer: TypeAlias = Callable[[Query], Awaitable[Reply]]
    Clock: TypeAlias = Callable[[], datetime]
    IsAdminChat: TypeAlias = Callable[[str], Awaitable[bool]]

COMMANDS: tuple[Command, ...] = (
    start.COMMAND,
    latest.COMMAND,
    breaking.COMMAND,
    today.COMMAND,
    search.COMMAND,
    category_list.COMMAND,
    subscribe.COMMAND,
    unsubscribe.COMMAND,
    keywords.COMMAND,
    settings.COMMAND,
    mute.COMMAND,
    status.COMMAND,
    connect.COMMAND,
    language.COMMAND,
    mention.COMMAND,
    help_screen.COMMAND,
    held.COMMAND,
    release.COMMAND,
    drop.COMMAND,
)
PRESSED: tuple[Command, ...] = (more.COMMAND,)
"""Commands that only buttons give: in no menu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """All that commands are answered from: each gets of it just what it needs.

    `is_admin_chat` says whether the channel of this id is one; `clock` returns the aware present;
    `zone` names the time zone of channels that chose none.
    """

    archive: Archive
    search: Search
    bookmarks: Bookmarks
    roster: WholeRoster
    held: Held
    audit: Audit
    rights: Rights
    history: History
    greetings: Greetings
    is_admin_chat: IsAdminChat
    clock: Clock
    zone: str = "Asia/Seoul"


def answers(of: Resources) -> Mapping[str, Answer]:
    """Return who answers each command, by its name."""
    shelf, changes = of.archive, Subscriptions(of.roster, of.clock)
    panel = partial(settings.panel, archive=shelf, search=of.search, subscriptions=changes, zone=of.zone)
    pages = Pages(of.archive, of.search, of.roster)
    return {
        start.COMMAND.name: partial(start.answer, archive=shelf, subscriptions=changes, rights=of.rights),
        latest.COMMAND.name: partial(latest.answer, archive=of.archive, pages=pages),
        breaking.COMMAND.name: partial(breaking.answer, pages=pages),
        today.COMMAND.name: partial(today.answer, pages=pages, subscriptions=changes, zone=of.zone),
        category_list.COMMAND.name: partial(category_list.answer, archive=of.archive),
        language.COMMAND.name: partial(language.answer, subscriptions=changes),
        more.COMMAND.name: partial(more.answer, pages=pages),
        search.COMMAND.name: partial(search.answer, pages=pages),
        subscribe.COMMAND.name: partial(subscribe.answer, archive=shelf, subscriptions=changes),
        unsubscribe.COMMAND.name: partial(unsubscribe.answer, archive=shelf, subscriptions=changes),
        keywords.COMMAND.name: partial(keywords.answer, archive=shelf, search=of.search, subscriptions=changes),
        settings.COMMAND.name: partial(
            settings.answer, archive=shelf, search=of.search, subscriptions=changes, zone=of.zone
        ),
        mute.COMMAND.name: partial(mute.answer, subscriptions=changes, zone=of.zone),
        status.COMMAND.name: partial(
            status.answer,
            archive=of.archive,
            subscriptions=changes,
            history=of.history,
            rights=of.rights,
            zone=of.zone,
        ),
        connect.COMMAND.name: partial(connect.answer, subscriptions=changes, rights=of.rights, panel=panel),
        mention.COMMAND.name: partial(mention.answer, subscriptions=changes, rights=of.rights),
        help_screen.COMMAND.name: partial(help_screen.answer, commands=COMMANDS, is_admin_chat=of.is_admin_chat),
        held.COMMAND.name: partial(held.answer, held=of.held),
        release.COMMAND.name: partial(release.answer, held=of.held, audit=of.audit),
        drop.COMMAND.name: partial(drop.answer, held=of.held, audit=of.audit),
    }


def by_word() -> Mapping[str, Command]:
    """Return the commands by every word that calls them, folded: their names and their aliases in any language."""
    return {fold(word): command for command in COMMANDS for word in words_of(command)}


def words_of(command: Command) -> set[str]:
    """Return the words that call a command: its name, and what it is called in each language."""
    return {command.name, *(command.words(phrases_in(language)).name for language in Language)}
