"""Tells whether what Discord holds is what we asked for, though it adds fields of its own."""

from __future__ import annotations

from typing import Any


def holds(whole: Any, part: Any) -> bool:
    """Return whether everything in `part` is in `whole`: empty is like absent, space around a text does not count."""
    if not part:
        return not whole
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(holds(whole.get(name), inner) for name, inner in part.items())
    if isinstance(part, list | tuple):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(holds, whole, part))
    return str(whole).strip() == str(part).strip()
