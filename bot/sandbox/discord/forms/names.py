"""Checks the names, descriptions and localizations of application commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from bot.sandbox.discord.forms.field import Field

_SPOKEN = """
ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi
zh-CN zh-TW
"""
LOCALES = frozenset(_SPOKEN.split())
_NAME = regex.compile(r"[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}")


def is_name(text: Any) -> bool:
    """Return whether Discord takes it as a command's or option's name: lower case where there is case."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None and text == text.lower()


def check_name(field: Field) -> None:
    """Note what is wrong with the `name` and `name_localizations` of a command or option."""
    name = field.at("name")
    if name.is_there(is_required=True) and not is_name(name.value):
        name.wrong("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    for one in localizations(field.at("name_localizations")):
        if not is_name(one.value):
            one.wrong("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def check_description(field: Field) -> None:
    """Note what is wrong with the `description` and `description_localizations`: each has 1 to 100 characters."""
    field.at("description").text(100, 1)
    for one in localizations(field.at("description_localizations")):
        one.text(100, 1)


def localizations(field: Field) -> list[Field]:
    """Return the translations; a key that is no locale of Discord's is wrong."""
    if not field.is_there():
        return []
    if not isinstance(field.value, dict):
        field.wrong("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return []
    below = [field.at(locale) for locale in field.value]
    for locale, one in zip(field.value, below, strict=True):
        if locale not in LOCALES:
            one.wrong("BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(sorted(LOCALES))}}}.")
    return below
