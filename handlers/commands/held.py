"""`/held`: what the brake holds, with a button for each decision; in admin chats alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Command, Reply, Span, Style
from handlers.replies import heading, plain, rows, story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Language
    from bot.core.event import HeldPost
    from bot.core.phrases import Phrases
    from bot.core.ports.operators import Held
    from bot.core.readers.conversation import Line, Query

COMMAND = Command(
    "held",
    words=lambda phrases: phrases.words.held,
    for_operators=True,
)

SHOWN = 4
"""Posts in one answer: with the row for all of them, these are the five rows of buttons that Discord takes."""


async def answer(query: Query, held: Held, *told: str) -> Reply:
    """Show the first held posts, below what was `told` about others before."""
    count, posts = await held.count(), await held.first(SHOWN)
    phrases, language = phrases_in(query.asker.language), query.asker.language
    before = tuple(plain(sentence) for sentence in told)
    if not posts:
        return Reply((*before, plain(phrases.none_held)))
    return Reply(
        (*before, heading(phrases.held_posts(count)), *_lines(posts, count, language)), _buttons(posts, count, phrases)
    )


def _lines(posts: Sequence[HeldPost], count: int, language: Language) -> tuple[Line, ...]:
    """Return each post with its number, and the reasons; most often it is the same for all."""
    reasons = dict.fromkeys(one.why for one in posts if one.why)
    numbered = ((Span(f"{number}. "), *story(one.post, language)) for number, one in enumerate(posts, 1))
    left = count - len(posts)
    more = (plain(phrases_in(language).more_held(left)),) if left > 0 else ()
    return (*((Span(reason, Style.ITALIC),) for reason in reasons), *numbered, *more)


def _buttons(posts: Sequence[HeldPost], count: int, phrases: Phrases) -> tuple[tuple[Button, ...], ...]:
    """Return a row for each post, and one for as many as there are now: nobody has looked at those that may come."""
    pressed = [
        button
        for number, one in enumerate(posts, 1)
        for button in (
            Button(f"{phrases.button_release} {number}", f"/release {one.post.id}"),
            Button(f"{phrases.button_drop} {number}", f"/drop {one.post.id}"),
        )
    ]
    for_all = (
        Button(phrases.button_release_all, f"/release all {count}"),
        Button(phrases.button_drop_all, f"/drop all {count}"),
    )
    return rows([*pressed, *for_all] if count > 1 else pressed, width=2)
