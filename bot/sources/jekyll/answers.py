"""What Jekyll would compute for a file, as one record: the answers an editor or a script asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from bot.sources.jekyll.address import absolute_url
from bot.sources.jekyll.excerpt import excerpt_of, strip_html
from bot.sources.jekyll.url import url_of

if TYPE_CHECKING:
    from bot.sources.jekyll.document import Document


class Answers(TypedDict):
    """A document as Jekyll computes it, in what JSON can say; `date` is ISO 8601 with its offset."""

    path: str
    collection: str
    published: bool
    url: str
    absolute_url: str
    title: Any
    slug: str | None
    date: str
    categories: list[Any]
    tags: list[Any] | None
    excerpt: str
    excerpt_text: str


def answers_of(document: Document) -> Answers:
    """Return the record; raises `BuildStopped` where the permalink's template is wrong."""
    excerpt, url = excerpt_of(document), url_of(document)
    return Answers(
        path=document.path,
        collection=document.collection,
        published=document.is_published,
        url=url,
        absolute_url=absolute_url(url, document.site.url, document.site.baseurl),
        title=document.title,
        slug=document.slug,
        date=document.date.isoformat(),
        categories=document.categories,
        tags=document.tags,
        excerpt=excerpt,
        excerpt_text=strip_html(excerpt),
    )
