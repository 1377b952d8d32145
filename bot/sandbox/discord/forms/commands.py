"""Checks the application commands a bot registers."""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.forms.field import Field
from bot.sandbox.discord.forms.names import check_description, check_name, localizations

MOST_COMMANDS = 100
_ALL_TOGETHER = 8000  # name, description and choices of one command (Discord's documentation, "Application Commands")
_CHAT_INPUT = 1
_GROUPS = {1: (3, 4, 5, 6, 7, 8, 9, 10, 11), 2: (1,)}  # what may stand in a subcommand, and in a group of them
_KINDS = range(1, 12)
_CHANNEL = 7
_CHANNEL_TYPES = (*range(6), *range(10, 17))
_WITH_CHOICES: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 10: (int, float)}


def check_commands(body: Any) -> list[dict[str, Any]]:
    """Return the commands of a bulk overwrite; refuse them as Discord does."""
    root = Field(body if isinstance(body, list) else [])
    fields = root.items(MOST_COMMANDS)
    seen: set[tuple[Any, Any]] = set()
    for field in fields:
        _check_command(field)
        name = (field.at("type").value or _CHAT_INPUT, field.at("name").value)
        if name in seen:
            field.at("name").wrong("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(name)
    root.settle()
    return [field.value for field in fields]


def _check_command(field: Field) -> None:
    kind = field.at("type")
    if kind.value not in (None, _CHAT_INPUT):
        kind.wrong("BASE_TYPE_CHOICES", "The sandbox imitates only slash commands, type 1.")
    check_name(field)
    check_description(field)
    check_options(field.at("options"), _KINDS)
    _check_availability(field)
    if _size(field.value) > _ALL_TOGETHER:
        field.wrong("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({_ALL_TOGETHER})")


def _check_availability(field: Field) -> None:
    permissions = field.at("default_member_permissions")
    if permissions.is_there() and not str(permissions.value).isdecimal():
        permissions.wrong("NUMBER_TYPE_COERCE", f'Value "{permissions.value}" is not int.')
    for key, known in (("contexts", range(3)), ("integration_types", range(2))):
        for one in field.at(key).items(len(known)):
            one.choice(known)


def check_options(field: Field, kinds: range | tuple[int, ...]) -> None:
    """Note what is wrong with options: their kinds, names, order and choices."""
    seen: set[Any] = set()
    is_past_required = False
    for one in field.items(25):
        _check_option(one, kinds)
        if one.at("name").value in seen:
            one.at("name").wrong("APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE", "Option names must be unique")
        if one.at("required").truth() and is_past_required:
            message = "Required options must be placed before non-required options"
            one.wrong("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        is_past_required = is_past_required or not one.at("required").value
        seen.add(one.at("name").value)


def _check_option(field: Field, kinds: range | tuple[int, ...]) -> None:
    check_name(field)
    check_description(field)
    kind = field.at("type").choice(kinds)
    if kind in _GROUPS:
        check_options(field.at("options"), _GROUPS[kind])
    _check_choices(field.at("choices"), kind)
    _check_completion(field, kind)
    if kind == _CHANNEL:
        for one in field.at("channel_types").items(len(_CHANNEL_TYPES)):
            one.choice(_CHANNEL_TYPES)
    if kind == 3:
        field.at("min_length").whole(0, 6000)
        field.at("max_length").whole(1, 6000)


def _check_completion(field: Field, kind: Any) -> None:
    autocomplete = field.at("autocomplete")
    if autocomplete.truth() and (kind not in _WITH_CHOICES or field.at("choices").value):
        message = "Autocomplete is for strings and numbers without choices."
        autocomplete.wrong("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message)


def _check_choices(field: Field, kind: Any) -> None:
    for one in field.items(25):
        one.at("name").text(100, 1)
        for local in localizations(one.at("name_localizations")):
            local.text(100, 1)
        value = one.at("value")
        if kind not in _WITH_CHOICES or not isinstance(value.value, _WITH_CHOICES[kind]):
            value.wrong("BASE_TYPE_CHOICES", "The value does not fit the option's type.")


def _size(command: Any) -> int:
    """Return the characters Discord counts: the longest of a text and its translations."""
    if isinstance(command, list):
        return sum(map(_size, command))
    if not isinstance(command, dict):
        return 0
    texts = sum(_longest(command, key) for key in ("name", "description", "value"))
    return texts + _size(command.get("options")) + _size(command.get("choices"))


def _longest(thing: dict[str, Any], key: str) -> int:
    translations = thing.get(f"{key}_localizations")
    texts = [thing.get(key), *(translations.values() if isinstance(translations, dict) else ())]
    return max(len(text) if isinstance(text, str) else 0 for text in texts)
