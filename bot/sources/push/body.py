"""Reads what was pushed: one object, an array, or JSON Lines; or says every mistake in it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import from_json

from bot.sources.push.item import Item
from bot.sources.push.mistakes import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_ITEMS = 100
MOST_MISTAKES = 100
JSON, LINES = "application/json", frozenset({"application/x-ndjson", "application/jsonl"})
BOM = b"\xef\xbb\xbf"  # some shells write one before every file


class NotJson(Exception):
    """The body is no JSON; the message says where it stops being some."""


class Mistaken(Exception):
    """The body is JSON, but no posts; `mistakes` has all that is wrong, each with its item, field and remedy."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


def items_of(body: bytes, content_type: str) -> list[Item]:
    """Return what was pushed; raises `NotJson` or `Mistaken`, and then none of it is good."""
    named = _values(body.removeprefix(BOM), content_type)
    if not 1 <= len(named) <= MOST_ITEMS:
        raise Mistaken([f"send from 1 to {MOST_ITEMS} posts at once; these are {len(named)}"])
    items: dict[str, Item] = {}
    mistakes: list[str] = []
    for name, value in named:
        try:
            items[name] = Item.model_validate(value)
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)[: MOST_MISTAKES - len(mistakes)]
            mistakes += [f"{name}{sentence(one)}" for one in found]
    mistakes += _repeated(items)
    if mistakes:
        raise Mistaken(mistakes[:MOST_MISTAKES])
    return list(items.values())


def _values(body: bytes, content_type: str) -> list[tuple[str, Any]]:
    """Return what the body holds, each value with the words that name it in a mistake."""
    if content_type in LINES:
        lines = enumerate(body.splitlines(), start=1)
        return [(f"line {number}: ", _parsed(line, number)) for number, line in lines if line.strip()]
    value = _parsed(body)
    if isinstance(value, list):
        return [(f"item {number}: ", one) for number, one in enumerate(value, start=1)]
    return [("", value)]


def _parsed(text: bytes, line: int | None = None) -> Any:
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError as error:
        place = f"line {line} of the body: " if line else ""
        raise NotJson(f"{place}this is not JSON in UTF-8: {error}") from error


def _repeated(items: dict[str, Item]) -> Iterator[str]:
    """Say which items are about the same post as another one: nobody could tell which of them is to count."""
    first: dict[str, str] = {}
    for name, item in items.items():
        other = first.setdefault(item.key, name)
        if other != name:
            yield f"{name}id: {other.rstrip(': ')} has the same one; push them one after the other"
