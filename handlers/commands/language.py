"""`/language [name]`: the language in which the channel is spoken to, whatever its readers' apps are set to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Language
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Command, Parameter, Reply
from handlers.declined import Declined
from handlers.panels.presses import presses_of
from handlers.places import title_of
from handlers.replies import clipped, is_shared, plain, rows, said
from handlers.typed import fold

if TYPE_CHECKING:
    from bot.core.readers.conversation import Query
    from handlers.subscriptions import Subscriptions

NAME = Parameter("name", words=lambda phrases: phrases.words.tongue)
COMMAND = Command(
    "language",
    words=lambda phrases: phrases.words.language,
    parameters=(NAME,),
    for_managers=True,
)

_LONGEST = 32


async def answer(query: Query, subscriptions: Subscriptions) -> Reply:
    """Change the language, or show a button for each; raise `Declined` for one that is not spoken here."""
    asked = query.arguments.get(NAME.name, "")
    where = title_of(query.about, query.asker.language) if query.about else ""
    if not asked:
        phrases = phrases_in(query.asker.language)
        sentence = phrases.which_language_in(where) if where else phrases.which_language
        return Reply((plain(sentence),), _buttons(query), private=_is_private(query))
    language = next((one for one in Language if fold(asked) in _names(one)), None)
    if language is None:
        sentence = phrases_in(query.asker.language).no_such_language(clipped(asked, _LONGEST))
        raise Declined(Reply((plain(sentence),), _buttons(query), private=_is_private(query)))
    await subscriptions.speak(query, language)
    phrases = phrases_in(language)
    reply = said(phrases.speaks_in(where) if where else phrases.speaks, to=query.asker)
    return Reply(reply.lines, private=reply.private, is_update=query.is_pressed)


def _names(language: Language) -> set[str]:
    """Return what the language is called: by its code, by itself and by others."""
    phrases = phrases_in(language)
    return {fold(name) for name in (language, phrases.own_name, *phrases.other_names.split())}


def _buttons(query: Query) -> tuple[tuple[Button, ...], ...]:
    asks = presses_of(query).asks
    return rows(Button(phrases_in(one).own_name, asks(one, COMMAND.name)) for one in Language)


def _is_private(query: Query) -> bool:
    return is_shared(query.asker)
