"""How stories that were searched for are shown: with the words in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Span, Style
from bot.core.text.hits import hits, snippet
from bot.core.text.terms import terms_of
from handlers.replies import clipped, heading, said, story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.delivery import Language
    from bot.core.ports.readers import Found
    from bot.core.post import Post
    from bot.core.readers.conversation import Asker, Line, Reply
    from bot.core.text.terms import Term

_LONGEST_NAMED = 60  # graphemes of the words that are shown again
_LONGEST_SNIPPET = 120


def without(words: str, to: Asker) -> Reply:
    """Return the answer where there are no words, or where nothing is found by them."""
    phrases = phrases_in(to.language)
    if not words:
        return said(phrases.search_how, to=to)
    return said(phrases.nothing_found(clipped(words, _LONGEST_NAMED)), phrases.search_hint, to=to)


def lines(words: str, found: Found, language: Language) -> tuple[Line, ...]:
    """Return a heading and the stories that were found by the words, whatever page of them."""
    title = heading(phrases_in(language).found_by(clipped(words, _LONGEST_NAMED)))
    terms = terms_of(words)
    return (title, *(line for post in found.posts for line in _story(post, terms, language)))


def _story(post: Post, terms: Sequence[Term], language: Language) -> Iterator[Line]:
    """Yield the post's line, its hits in bold; where its title has none, those around one of its excerpt's."""
    *before, title = story(post, language)
    if not isinstance(title, Span):
        return
    spans = tuple(_marked(title.text, terms, title.href))
    yield (*before, *spans)
    if all(span.style is Style.PLAIN for span in spans) and (around := snippet(post.excerpt, terms, _LONGEST_SNIPPET)):
        yield tuple(_marked(clipped(around, _LONGEST_SNIPPET), terms))


def _marked(text: str, terms: Sequence[Term], href: str = "") -> Iterator[Span]:
    """Yield the text in spans, its hits in bold."""
    end = 0
    for begin, following in hits(text, terms):
        if begin > end:
            yield Span(text[end:begin], href=href)
        yield Span(text[begin:following], Style.BOLD, href)
        end = following
    if end < len(text):
        yield Span(text[end:], href=href)
