"""Text for a line of a log or a terminal: what would begin another line, or steer the terminal, is written out."""

from __future__ import annotations


def escaped(text: str, but: str = "") -> str:
    """Return the text with each character that can't be seen written as Python does, `but` these."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in but else ascii(one)[1:-1] for one in text)
