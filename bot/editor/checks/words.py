"""What becomes of a post's title and excerpt on their way into an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.formatter import EXCERPT, HEADLINE
from bot.core.text.plain import ELLIPSIS, clean
from bot.editor.checks.told import warning
from bot.platforms.discord.render import title_fits
from bot.sources.jekyll import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.post import Alert
    from bot.editor.reading import Reading
    from bot.editor.remark import Remark


def remarks(reading: Reading) -> Iterator[Remark]:
    """Yield what readers of the alert do not get to see of the words in the file."""
    post, alert, document = reading.post, reading.alert, reading.document
    if not post or not alert or not document:
        return
    yield from _title(reading, clean(post.title), alert)
    if alert.excerpt != post.excerpt or not post.excerpt:
        is_own = line_of("excerpt", document.head) is not None
        yield from _excerpt(reading, clean(post.excerpt), alert, is_own=is_own)


def _title(reading: Reading, title: str, alert: Alert) -> Iterator[Remark]:
    if reading.document and line_of("title", reading.document.head) is None:
        yield warning(reading, f"has no title, so it is made of the file's name: {title}", "Write one: title: ...")
    if _is_cut(alert.headline, title):
        yield warning(reading, f"the title is cut after {HEADLINE} characters", "Shorten it.", "title")
    elif not title_fits(alert.headline):
        yield warning(reading, "Discord shows the title cut: what it escapes counts double", "Shorten it.", "title")


def _excerpt(reading: Reading, excerpt: str, alert: Alert, *, is_own: bool) -> Iterator[Remark]:
    if not excerpt:
        what, remedy = "has no excerpt, and no paragraph to take one from", "Write one: excerpt: ..."
        yield warning(reading, what, remedy, "excerpt")
    elif not alert.excerpt:
        what, remedy = "the excerpt only repeats the title, so it is left out", "Say something new in it."
        yield warning(reading, what, remedy, "excerpt")
    elif _is_cut(alert.excerpt, excerpt):
        which = "the excerpt" if is_own else "the first paragraph, which stands for an excerpt,"
        yield warning(reading, f"{which} is cut after {EXCERPT} characters", "Write a shorter excerpt.", "excerpt")
    elif is_own and alert.excerpt != excerpt:
        what = "the excerpt begins with the title, which is left out of it"
        yield warning(reading, what, "Begin it with something new.", "excerpt")


def _is_cut(shown: str, written: str) -> bool:
    return shown.endswith(ELLIPSIS) and not written.endswith(shown)
