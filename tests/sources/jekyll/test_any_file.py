"""Whatever a file holds, the reader answers with a post, a problem or nothing, and never falls over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.post import Post
from bot.core.sighting import Problem
from bot.sources.jekyll import Document, answers_of, read_document

from .reading import NOW, PATH, SITE, outcome, page

KEYS = st.sampled_from(["title", "date", "excerpt", "image", "alert", "categories", "category", "tags", "published"])
MARKS = st.text(st.sampled_from("a속보 -:#&*!|>'\"%@`{}[],\n\t0129.+<p/b="), max_size=40)
LINES = st.lists(st.builds("{}: {}".format, KEYS, st.one_of(MARKS, st.text(max_size=20))), max_size=5)


def _is_announceable(post: Post) -> bool:
    texts = (post.title, post.excerpt, *post.categories, *post.tags)
    are_lines = all(text.isprintable() or "\n" not in text for text in texts)
    return bool(post.title) and are_lines and post.link.startswith(SITE.url) and post.published_at.tzinfo is not None


@settings(max_examples=150)
@given(LINES, st.one_of(MARKS, st.text(max_size=200)))
def test_front_matter(lines: list[str], body: str) -> None:
    """Any values of the keys the bot heeds, and any body, make a sound post, a problem or nothing."""
    found = outcome(page(*lines, body=body).encode("utf-8", "surrogatepass"))
    assert found is None or isinstance(found, Problem) or _is_announceable(found)


@settings(max_examples=100)
@given(st.binary(max_size=300), st.booleans())
def test_bytes(content: bytes, is_closed: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Any bytes make a post, a problem or nothing."""
    found = outcome(b"---\n" + content + b"\n---\n" if is_closed else content)
    assert found is None or isinstance(found, Post | Problem)


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_answers(body: str) -> None:
    """Any text is a document to Jekyll, and its answers can be given."""
    document = read_document(PATH, body, SITE, now=NOW)
    assert isinstance(document, Document)
    assert answers_of(document)["url"].startswith("/")
