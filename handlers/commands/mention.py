"""`/mention [level] [role]`: which role alerts of a level mention, on Discord, which alone has roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from bot.core.delivery import Language, Platform
from bot.core.phrases import phrases_in
from bot.core.post import Level
from bot.core.readers.conversation import Command, Parameter, Reply, RoleName, Sort, Span
from bot.core.text.folding import fold
from handlers.declined import Declined
from handlers.panels.presses import presses_of
from handlers.places import unheard
from handlers.replies import clipped, is_shared, plain, said

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.phrases import Phrases
    from bot.core.ports.readers import Rights
    from bot.core.readers.conversation import Line, Query
    from handlers.subscriptions import Subscriptions

LEVEL = Parameter("level", words=lambda phrases: phrases.words.level)
ROLE = Parameter("role", words=lambda phrases: phrases.words.role, sort=Sort.ROLE)
COMMAND = Command(
    "mention",
    words=lambda phrases: phrases.words.mention,
    parameters=(LEVEL, ROLE),
    for_managers=True,
    platforms=frozenset({Platform.DISCORD}),
)
_LEVELS: Final = (Level.BREAKING, Level.NORMAL, Level.SILENT)
_OFF: Final = frozenset({"off", "끄기"})
_ROLE: Final = regex.compile(r"(?:<@&)?(\d{1,20})>?")
_SHOWN: Final = 40  # graphemes of what can't be read


async def answer(query: Query, subscriptions: Subscriptions, rights: Rights) -> Reply:
    """Let alerts of the level, breaking news where none is named, mention the role; without a role, show them all."""
    name, _, rest = query.arguments.get(LEVEL.name, "").partition(" ")
    wanted = query.arguments.get(ROLE.name, "") or rest
    channel = await subscriptions.known(query)
    if channel is None or channel.wishes is None:
        raise Declined(said(phrases_in(query.asker.language).not_subscribed, to=query.asker))
    level = _level(name, query) if name else Level.BREAKING
    if wanted:
        role = "" if fold(wanted) in _OFF else _role(wanted, query)
        channel = await subscriptions.set_role(query, level, role)
    return _shown(query, channel, await unheard(channel, rights, query.asker.language))


def _level(name: str, query: Query) -> Level:
    """Return the level that is called so, in any language."""
    for level in _LEVELS:
        if fold(name) in {level.value, *(fold(_name(level, phrases_in(language))) for language in Language)}:
            return level
    raise Declined(said(phrases_in(query.asker.language).level_wrong(clipped(name, _SHOWN)), to=query.asker))


def _name(level: Level, phrases: Phrases) -> str:
    """Return what a level is called."""
    return {Level.BREAKING: phrases.breaking, Level.NORMAL: phrases.level_normal}.get(level, phrases.level_silent)


def _role(wanted: str, query: Query) -> str:
    """Return the role's id."""
    if found := _ROLE.fullmatch(wanted):
        return str(found[1])
    raise Declined(said(phrases_in(query.asker.language).role_wrong(clipped(wanted, _SHOWN)), to=query.asker))


def _shown(query: Query, channel: Channel, wrong: tuple[Line, ...]) -> Reply:
    """Return which roles are mentioned, each with a button that ends it, and what is `wrong` with some."""
    phrases, press = phrases_in(query.asker.language), presses_of(query)
    names = {level: _name(level, phrases) for level, _ in channel.roles}
    lines = tuple((Span(f"{phrases.mentions(names[level])} "), RoleName(role)) for level, role in channel.roles)
    off = tuple(
        press.button(phrases.mention_off(names[level]), f"{level} off", command=COMMAND.name)
        for level, _ in channel.roles
    )
    return Reply(
        (*lines, *wrong) or (plain(phrases.mentions_none),), (off,) if off else (), private=is_shared(query.asker)
    )
