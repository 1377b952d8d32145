"""A call's parameters, however they travelled: numbers, flags and objects arrive as themselves or as text."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.sandbox.telegram.refusals import bad

_INTEGER = re.compile(r"-?[0-9]{1,19}")


class Parameters:
    """What a caller gave, read by name and type."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given

    def text(self, name: str) -> str:
        """Return the text, empty where none was given; a number is its digits."""
        value = self.given.get(name)
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        if type(value) is int:
            return str(value)
        return json.dumps(value, ensure_ascii=False)

    def number(self, name: str, default: int = 0) -> int:
        """Return the whole number, the default where none can be read, as the server does."""
        value = self.given.get(name)
        if type(value) is int:
            return value
        text = self.text(name).strip()
        return int(text) if _INTEGER.fullmatch(text) else default

    def flag(self, name: str) -> bool:
        """Return whether the flag is set: true, yes and 1 are."""
        value = self.given.get(name)
        return value is True or (value is not None and self.text(name).lower() in {"true", "yes", "1"})

    def json(self, name: str, what: str) -> Any:
        """Return the object or array, None where none was given; refuse what cannot be read, called `what`."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what}") from None
