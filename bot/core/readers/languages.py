"""Which of our languages somebody speaks, as far as their app says."""

from __future__ import annotations

from typing import Final

from bot.core.delivery import Language

FALLBACK: Final = Language.EN
"""What is spoken with those whose language we lack; the menus that everybody sees are in it."""


def language_of(code: str | None) -> Language:
    """Return the language of an app's code (an IETF tag in any case: `ko`, `en-US`); our first where it says none.

    Of two languages that share a beginning (`pt`, `pt-br`) it is the one that says more.
    """
    if not code:
        return next(iter(Language))
    tag = f"{code.replace('_', '-').casefold()}-"
    return max((one for one in Language if tag.startswith(f"{one.casefold()}-")), key=len, default=FALLBACK)
