"""Checks what the bot offers while an option is being typed."""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.forms.field import Field
from bot.sandbox.discord.forms.names import localizations

_TYPES: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 10: (int, float)}


def choices(data: Any, kind: int) -> list[dict[str, Any]]:
    """Return the choices for an option of this kind, at most 25; refuse them as Discord does."""
    root = Field({"data": data})
    field = root.at("data").at("choices")
    field.is_there(is_required=True)
    found = field.items(25)
    for one in found:
        one.at("name").text(100, 1)
        for local in localizations(one.at("name_localizations")):
            local.text(100, 1)
        value = one.at("value")
        if not isinstance(value.value, _TYPES[kind]) or isinstance(value.value, bool):
            value.wrong("BASE_TYPE_CHOICES", "The value does not fit the option's type.")
        elif isinstance(value.value, str):
            value.text(100, 1)
    root.settle()
    return [one.value for one in found]
