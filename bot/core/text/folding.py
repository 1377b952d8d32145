"""The forms in which what people wrote is compared, whatever keyboard, case or file system it comes from."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})  # control, format (zero width, direction), lone surrogates


def composed(text: str) -> str:
    """Return the text in NFC, with single spaces and without characters that cannot be seen."""
    spaced = " ".join(text.split())
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def fold(text: str) -> str:
    """Return the form in which names are compared: composed, case-folded, of plain letters and digits."""
    return unicodedata.normalize("NFKC", composed(text)).casefold()
