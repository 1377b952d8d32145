"""Korean particles that fit the word before them.

은/는, 이/가, 을/를, 과/와, (으)로 and (이)라는 depend on whether the word before them, read aloud, ends in a consonant.
Hangul says so itself; digits and Latin letters are judged by how a Korean reads them; after anything else both forms
are written, as Korean does where it cannot know.
"""

from __future__ import annotations

import unicodedata
from enum import Enum

import regex

_RIEUL = 8  # the index of ㄹ among the final consonants of a Hangul syllable
_READ = dict(
    zip("0123456789%", (21, 8, 0, 16, 0, 0, 1, 8, 8, 0, 0), strict=True)
)  # 영 일 이 삼 사 오 육 칠 팔 구 퍼센트
_LETTERS = {"l": _RIEUL, "m": 16, "n": 4, "r": _RIEUL}  # 엘 엠 엔 알; the other letters' names end in a vowel
_CLOSING = regex.compile(r"[\p{P}\s--%]+\Z", regex.V1)
_ACCENTS = regex.compile(r"\p{Mn}+")
_LATIN = regex.compile(r"[A-Za-z]+\Z")
# What stands for a unit behind a number is read as its name: 킬로미터, 그램, 리터.
_UNIT = regex.compile(r"\d\s*(?:[kcm]?(?P<meter>m)|[km]?(?P<gram>g)|m?(?P<liter>l))\Z")
_UNITS = {"meter": 0, "gram": 16, "liter": 0}
_ENDS_IN_L = regex.compile(r"(?:l|[^aeiou]le)\Z")
# Borrowed words keep n, m, ng (온라인, 게임, 마케팅), and b, c, k, p, t after one short vowel (웹, 뮤직, 앱, 인터넷); a
# consonant or two vowels before those make a syllable of their own (포스트, 보트).
_ENDS_IN_CONSONANT = regex.compile(r"(?:[mn]e?|ng|ck|ook|(?:\A|[^aeiou])[aeiou](?:[bckpt]|pp|tt))\Z")


class Particle(Enum):
    """A particle's forms: after a consonant, after a vowel, and where nobody can tell."""

    TOPIC = ("은", "는", "은(는)")
    SUBJECT = ("이", "가", "이(가)")
    OBJECT = ("을", "를", "을(를)")
    AND = ("과", "와", "과(와)")
    TOWARD = ("으로", "로", "(으)로")
    CALLED = ("이라는", "라는", "(이)라는")


def attach(word: str, particle: Particle, *, quoted: bool = False) -> str:
    """Return the word with the particle that fits: `뉴스를`, `Google을`, `서울로`; `quoted` puts ‘’ around the word."""
    shown = f"‘{word}’" if quoted else word
    final = _final_consonant(word)
    after_consonant, after_vowel, after_anything = particle.value
    if final is None:
        return shown + after_anything
    if final == 0 or (final == _RIEUL and particle is Particle.TOWARD):
        return shown + after_vowel
    return shown + after_consonant


def _final_consonant(word: str) -> int | None:
    """Return the final consonant's index in Unicode's order, 0 after a vowel, None where nobody can tell."""
    spoken = _CLOSING.sub("", unicodedata.normalize("NFKC", word[-64:]))
    last = spoken[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last in _READ:
        return _READ[last]
    if unit := _UNIT.search(spoken):
        return _UNITS[unit.lastgroup or ""]
    latin = _LATIN.search(_ACCENTS.sub("", unicodedata.normalize("NFD", spoken)))
    return _final_of_latin(latin.group()) if latin else None


def _final_of_latin(word: str) -> int:
    """Return the final consonant of a word as a Korean reads it: capitals letter by letter, the rest as borrowed."""
    if word.isupper():
        return _LETTERS.get(word[-1].lower(), 0)
    lower = word.lower()
    if _ENDS_IN_L.search(lower):
        return _RIEUL
    return 1 if _ENDS_IN_CONSONANT.search(lower) else 0
