"""Which language somebody is answered in."""

from __future__ import annotations

import pytest

from bot.core.delivery import Language
from bot.core.readers.languages import FALLBACK, language_of


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ko", Language.KO),
        ("ko-KR", Language.KO),
        ("KO_kr", Language.KO),
        ("en-GB", Language.EN),
        ("kok", FALLBACK),  # Konkani
        ("de", FALLBACK),
        ("-", FALLBACK),
        ("", Language.KO),
        (None, Language.KO),
    ],
)
def test_language(code: str | None, language: Language) -> None:
    """An app's code is read up to where it names a region; what we lack is English, and silence is Korean."""
    assert language_of(code) is language
