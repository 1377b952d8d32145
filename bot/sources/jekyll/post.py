"""What the bot announces: a post out of what Jekyll computes, or what keeps it from being announced."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from bot.core.post import Level, Post, digest, post_id
from bot.core.sighting import Problem
from bot.core.text.packing import LONGEST, pack
from bot.sources.jekyll import names, plain, ruby
from bot.sources.jekyll.content import decode
from bot.sources.jekyll.dates import parse_date
from bot.sources.jekyll.document import read_document
from bot.sources.jekyll.faults import Faulty, line_of
from bot.sources.jekyll.lead import lead_of
from bot.sources.jekyll.picture import picture_of
from bot.sources.jekyll.url import absolute_url_of
from bot.sources.prose.plain import from_html, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.sources.jekyll.document import Document
    from bot.sources.jekyll.site import Site


_TELLING = 80  # characters
_ENOUGH = 4 * LONGEST  # of a body, to have as much text as is searched


def read_post(
    relative: str, content: bytes, site: Site, *, now: datetime, changed_at: datetime | None = None, version: str = ""
) -> Post | Problem | None:
    """Return the post that the file is at `now`; None where Jekyll would never show it or the editor withdrew it.

    `relative` is the path from the site's root. `content` may be no more than the file's first `MOST_READ` bytes.
    Whatever is wrong with the file comes back as its one `Problem`. `version` is the post's mark of what was read.
    """
    try:
        if not names.is_post_path(relative):
            return None
        text = decode(relative, content)
        if not text or text.isspace():
            return _empty(relative)
        document = read_document(relative, text, site, now=now, changed_at=changed_at)
        return None if document is None else _post(document, version)
    except Faulty as fault:
        return fault.problem


def key_of(relative: str) -> str:
    """Return the key of the post at this path: composed, so that a copy from a Mac is the same post."""
    return unicodedata.normalize("NFC", relative)


def id_of(site: Site, key: str) -> str:
    """Return the id of a post that nobody has seen before under another one; two sites may have the same path."""
    return post_id(f"{site.url}{site.baseurl}/{key}")


def _post(document: Document, version: str) -> Post | None:
    if document.problem:
        raise Faulty(document.problem)
    if not document.is_shown or document.data.get("retracted") is True:
        return None
    return post_of(document, version)


def post_of(document: Document, version: str = "") -> Post:
    """Return the post that the document is once it is published; raises `Faulty` at the first thing wrong."""
    if problem := document.problem or document.site.problem:
        raise Faulty(problem)
    key = key_of(document.path)
    return Post(
        id=id_of(document.site, key),
        key=key,
        title=_title(document),
        link=absolute_url_of(document),
        published_at=document.date,
        excerpt=_excerpt(document),
        image=picture_of(document),
        categories=_words(document.categories),
        tags=_words(document.tags or ()),
        declared=_level(document),
        version=version,
        embargo=_embargo(document),
        correction=plain.from_markup(ruby.to_s(document.data.get("correction") or "")),
        body=_body(document),
        text=pack(plain.from_markup(document.body[:_ENOUGH])),
    )


def faults_of(document: Document) -> Iterator[Problem]:
    """Yield everything that keeps the document from being a post, where `post_of` tells of the first."""
    if not document.head and (not document.body or document.body.isspace()):
        yield _empty(document.path)
        return
    if document.problem:
        yield document.problem  # its front matter is lost, so there is nothing more to say
        return
    if document.site.problem:
        yield document.site.problem
    for part in (_title, _level, _embargo, absolute_url_of):
        try:
            part(document)
        except Faulty as fault:
            yield fault.problem


def _empty(relative: str) -> Problem:
    return Problem(relative, "the file is empty", "Write the post, or remove the file.")


def _title(document: Document) -> str:
    title = document.title
    if isinstance(title, list | dict):
        what, remedy = "the title is a list or a mapping, no text", "Put it between quotes: title: '[속보] 제목'."
        raise Faulty(Problem(document.path, what, remedy, line_of("title", document.head)))
    text = from_html(ruby.to_s(title))
    if not text:
        raise Faulty(
            Problem(document.path, "the title is empty", "Write one: title: ...", line_of("title", document.head))
        )
    return text


def _excerpt(document: Document) -> str:
    """Return the front matter's excerpt as text, else the body's first real paragraph."""
    own = document.data.get("excerpt")
    parts = own if isinstance(own, list) else [own] if ruby.is_true(own) else []
    said = plain.from_markup(", ".join(map(ruby.to_s, parts)))
    return said or lead_of(document.body, is_markdown=document.is_markdown, site_url=document.site.url)


def _level(document: Document) -> Level | None:
    """Return the level the post asks for itself; raises `Faulty` for a word that is none."""
    asked: Any = document.data.get("alert")
    if asked is None:
        return None
    word = ruby.to_s(asked).strip().lower()
    if word in {*Level}:
        return Level(word)
    what = f"alert: {ruby.to_s(asked)} is no level"
    remedy = f"Write one of {', '.join(Level)}."
    raise Faulty(Problem(document.path, what, remedy, line_of("alert", document.head)))


def _embargo(document: Document) -> datetime | None:
    """Return until when nobody is to be told: the front matter's `embargo`, or a date that Jekyll itself waits for."""
    asked = document.data.get("embargo")
    until = [document.date] if document.is_future else []
    if asked is not None:
        try:
            until.append(parse_date(asked if isinstance(asked, str) else ruby.to_s(asked), document.site.zone))
        except (ValueError, OverflowError) as error:
            what = f"the embargo {ruby.to_s(asked)!r} is no date, so the post is kept back"
            remedy = "Write it as 2026-11-20 09:00:00 +0900."
            line = line_of("embargo", document.head)
            raise Faulty(Problem(document.path, what, remedy, line)) from error
    return max(until, default=None)


def _body(document: Document) -> str:
    """Return the body's digest, nothing where it is too short to tell one post from another."""
    text = " ".join(document.body.split())
    return digest(text) if len(text) >= _TELLING else ""


def _words(words: object) -> tuple[str, ...]:
    """Return categories or tags as readers meet them: text, once each."""
    flat = ruby.flatten(words if isinstance(words, list) else [])
    return tuple(dict.fromkeys(filter(None, (line(ruby.to_s(word)).rstrip(",") for word in flat))))
