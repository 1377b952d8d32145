"""The few habits of Ruby that show in what Jekyll computes: how values print, merge and compare."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def to_s(value: object) -> str:
    """Return the value as a template prints it: nothing for nil, `true` for true, a list as its `inspect`."""
    if isinstance(value, str):
        return str(value)
    return "" if value is None else inspect(value)


def is_true(value: object) -> bool:
    """Return whether Ruby takes the value for true: all but nil and false, 0 and "" included."""
    return value is not None and value is not False


def inspect(value: object) -> str:
    """Return the value as Ruby's `inspect` writes it: `["a", "b"]`, `{"a"=>1}`, `nil`."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(inspect, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{inspect(key)}=>{inspect(item)}' for key, item in value.items())}}}"
    if value is None:
        return "nil"
    return str(value).lower() if isinstance(value, bool) else str(value)


def union(*lists: Iterable[Any]) -> list[Any]:
    """Return all items once, in order: Ruby's `|`, to which 7 and "7" differ and equal lists do not."""
    seen: dict[object, Any] = {}
    for items in lists:
        for item in items:
            seen.setdefault(item if isinstance(item, str) else (inspect(item),), item)
    return list(seen.values())


def flatten(items: Iterable[Any]) -> list[Any]:
    """Return the items with lists inside lists opened, nil left out."""
    flat: list[Any] = []
    for item in items:
        if isinstance(item, list):
            flat += flatten(item)
        elif item is not None:
            flat.append(item)
    return flat


def deep_merge(target: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return `other` laid over `target`, mappings merged inside, where nil never hides a value."""
    merged = dict(target)
    for key, value in other.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = deep_merge(old, value)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged


def capitalize(word: str) -> str:
    """Return the word with its first letter upper and all others lower case."""
    return word[:1].upper() + word[1:].lower()
