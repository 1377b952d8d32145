"""What the bot says, in each language."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from inspect import signature
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.delivery import Language
from bot.core.formatter import alert_of
from bot.core.phrases import Phrases, phrases_in
from bot.core.post import Level, Note
from bot.core.text.particles import Particle, attach
from tests.unit.alerts import post

_ARGUMENTS = {"roundup": (7, date(2026, 11, 20), date(2026, 11, 26))}
if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOMS = ("words", "notices", "standings", "inquiry")
_FIELDS = [field.name for field in fields(Phrases) if field.name not in _ROOMS]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", _FIELDS)
def test_said(language: Language, name: str) -> None:
    """Every sentence says something in every language, with its argument in it and no space at its ends."""
    sentence = getattr(phrases_in(language), name)
    arguments = _ARGUMENTS.get(name) or (("7",) * len(signature(sentence).parameters) if callable(sentence) else ())
    said = sentence(*arguments) if callable(sentence) else sentence
    assert said == said.strip() != ""
    assert isinstance(sentence, str) or "7" in said


@pytest.mark.parametrize("name", _FIELDS)
def test_translated(name: str) -> None:
    """A sentence is another one in the other language."""
    korean, english = (getattr(phrases_in(language), name) for language in Language)
    assert korean != english


@pytest.mark.parametrize("room", _ROOMS)
def test_rooms(room: str) -> None:
    """What is said to operators, of standings and in menus is said in every language, and in each in other words."""
    korean, english = (dict(_sentences(getattr(phrases_in(language), room))) for language in Language)
    assert korean.keys() == english.keys() != set()
    assert all(said == said.lstrip() != "" for said in (*korean.values(), *english.values()))
    assert sum(korean[name] != english[name] for name in korean) > 0.8 * len(korean)


def _sentences(room: Any, path: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(room):
        value, name = getattr(room, field.name), f"{path}{field.name}"
        if isinstance(value, str):
            yield name, value
        elif is_dataclass(value):
            yield from _sentences(value, f"{name}.")


def test_polite() -> None:
    """Korean sentences keep to one politeness, 합니다체."""
    sentences = (said for name in _FIELDS if isinstance(said := getattr(phrases_in(Language.KO), name), str))
    ended = [said for said in sentences if said.endswith(".")]
    assert ended
    assert all(said.endswith(("니다.", "십시오.")) for said in ended)


def test_mark() -> None:
    """Breaking news is marked, and nothing else."""
    korean, english = map(phrases_in, (Language.KO, Language.EN))
    assert (korean.mark(Level.BREAKING), english.mark(Level.BREAKING)) == ("🚨 속보", "🚨 Breaking")
    assert {korean.mark(level) for level in Level if level is not Level.BREAKING} == {""}


@pytest.mark.parametrize(
    ("last", "korean", "english"),
    [
        (date(2026, 11, 20), "11월 20일", "November 20"),
        (date(2026, 11, 26), "11월 20일–26일", "November 20–26"),
        (date(2026, 12, 2), "11월 20일–12월 2일", "November 20–December 2"),
        (date(2027, 11, 2), "11월 20일–11월 2일", "November 20–November 2"),
    ],
)
def test_roundup(last: date, korean: str, english: str) -> None:
    """A roundup is headed by how many stories it has, and of which days."""
    first = date(2026, 11, 20)
    assert phrases_in(Language.KO).roundup(3, first, last) == f"기사 3건 모아 보기 · {korean}"
    assert phrases_in(Language.EN).roundup(3, first, last) == f"3 stories · {english}"
    assert phrases_in(Language.EN).roundup(1, first, last) == f"1 story · {english}"


@pytest.mark.parametrize(
    ("note", "language", "said"),
    [
        (None, Language.KO, ""),
        (Note.RAISED, Language.KO, "🚨 이 기사가 속보로 바뀌었습니다."),
        (Note.RAISED, Language.EN, "🚨 This story is now breaking news."),
        (Note.CORRECTED, Language.KO, "정정 05:05 · 이름."),
        (Note.CORRECTED, Language.EN, "Corrected 05:05 · 이름."),
    ],
)
def test_note(note: Note | None, language: Language, said: str) -> None:
    """A note is a sentence: that a story is breaking news now, or when it was corrected, and what the editor says."""
    corrected = post(note=note, correction="이름.", corrected_at=datetime(2026, 11, 21, 5, 5, tzinfo=UTC))
    assert phrases_in(language).note(alert_of(corrected)) == said


@pytest.mark.parametrize(
    ("word", "object_form", "toward_form"),
    [
        ("뉴스", "뉴스를", "뉴스로"),
        ("경제면", "경제면을", "경제면으로"),
        ("서울", "서울을", "서울로"),
        ("News", "News를", "News로"),
        ("Google", "Google을", "Google로"),
        ("Market", "Market을", "Market으로"),
        ("report", "report를", "report로"),
        ("KBS", "KBS를", "KBS로"),
        ("HTML", "HTML을", "HTML로"),
        ("3", "3을", "3으로"),
        ("2027", "2027을", "2027로"),
        ("5%", "5%를", "5%로"),
        ("42.195km", "42.195km를", "42.195km로"),
        ("10 kg", "10 kg을", "10 kg으로"),
        ("5G", "5G를", "5G로"),
        ("ＨＴＭＬ", "ＨＴＭＬ을", "ＨＴＭＬ로"),
        ("Café", "Café를", "Café로"),
        ("Ⅱ", "Ⅱ를", "Ⅱ로"),
        ("(서울)", "(서울)을", "(서울)로"),
        ("🙂", "🙂을(를)", "🙂(으)로"),
        ("", "을(를)", "(으)로"),
    ],
)
def test_particles(word: str, object_form: str, toward_form: str) -> None:
    """A particle fits the sound of the word before it, in Hangul, Latin letters and digits."""
    assert attach(word, Particle.OBJECT) == object_form
    assert attach(word, Particle.TOWARD) == toward_form


def test_quoted() -> None:
    """A quoted word takes its particle after the quotation mark."""
    assert phrases_in(Language.KO).no_such_category("경제") == "‘경제’라는 카테고리는 없습니다."
    assert phrases_in(Language.KO).no_such_category("책") == "‘책’이라는 카테고리는 없습니다."
