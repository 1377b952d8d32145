"""Prints what `python -m bot preview --site DIR` was asked for: a line of JSON for each post, or what is wrong."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from bot.editor import terminal
from bot.editor.asked import Misused
from bot.editor.command import plain_console
from bot.editor.records import line
from bot.editor.survey import paths, survey
from bot.sources.jekyll import Faulty, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.editor.asked import Asked
    from bot.editor.survey import Entry


def report(asked: Asked, *, future: bool, drafts: bool, unpublished: bool) -> int:
    """Go over the site; each flag is Jekyll's own, and overrules the site's settings where it is given."""
    if asked.root is None:
        raise Misused("name a FILE, or a whole site with --site DIR")
    try:
        own = Site.load(asked.root)
        site = replace(
            own,
            future=own.future or future,
            show_drafts=own.show_drafts or drafts,
            unpublished=own.unpublished or unpublished,
        )
        found = paths(asked.root, site)
    except (Faulty, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    entries = survey(asked.root, site, found, asked.rules, asked.when(site))
    watched = _with_progress(entries, len(found))
    if asked.as_json:
        _lines(watched)
    else:
        _findings(watched, asked.root)
    return 0


def _lines(entries: Iterable[Entry]) -> None:
    for entry in entries:
        sys.stdout.write(line(entry.record()) + "\n")
        sys.stdout.flush()


def _findings(entries: Iterable[Entry], root: Path) -> None:
    """Print every remark as it is found, and at the end what there is."""
    console, counted = plain_console(), Counter[str]()
    for entry in entries:
        path = entry.reading.place.path
        for remark in entry.remarks:
            terminal.show_remark(console, remark.found_in(path, str(root / path)))
        counted.update(_traits(entry))
    levels = ", ".join(f"{counted[level]} {level}" for level in ("breaking", "normal", "silent", "none"))
    console.print(f"{counted['post']} posts and drafts, {counted['published']} published; {levels}")
    console.print(f"{counted['error']} with errors, {counted['warning']} with nothing but warnings")


def _traits(entry: Entry) -> Iterator[str]:
    yield "post"
    if entry.reading.answers and entry.reading.answers["published"]:
        yield "published"
    if entry.reading.post:
        yield entry.reading.post.level
    if entry.remarks:
        yield "error" if any(remark.is_error for remark in entry.remarks) else "warning"


def _with_progress(entries: Iterable[Entry], total: int) -> Iterable[Entry]:
    """Return the entries, with a bar for whoever waits for them: not where it would stand among what is printed."""
    is_watched = sys.stderr.isatty() and not sys.stdout.isatty()
    return track(entries, "Reading", total, console=Console(stderr=True), transient=True) if is_watched else entries
