"""A file's bytes as text, where they are text."""

from __future__ import annotations

from bot.core.sighting import Problem
from bot.sources.jekyll.faults import Faulty

# What is read of a file: the front matter and enough of the body to search in.
MOST_READ = 256 * 1024


def decode(relative: str, content: bytes) -> str:
    """Return the file's text, without byte order mark; raises `Faulty` where it is none, or the name is not UTF-8.

    A file of which only the first `MOST_READ` bytes were read may end in the middle of a letter.
    """
    try:
        relative.encode()
    except UnicodeEncodeError as error:
        shown = relative.encode("utf-8", "backslashreplace").decode()
        raise Faulty(Problem(shown, "the file's name is not UTF-8", "Rename it in UTF-8.")) from error
    if b"\0" in content:
        raise Faulty(Problem(relative, "a binary file, no text", "Save it as UTF-8 text, or move it elsewhere."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(content) >= MOST_READ:
            return content[: error.start].decode("utf-8-sig")
        line = content.count(b"\n", 0, error.start) + 1
        what = "not UTF-8, so Jekyll leaves the post out"
        raise Faulty(Problem(relative, what, "Save it as UTF-8 (it may be EUC-KR, CP949).", line)) from error
