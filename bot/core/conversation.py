"""The nouns of a reader's question and our answer, the same on every platform."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.delivery import Channel, Language


class Style(StrEnum):
    """How a span of text looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of plain text in one style, a link where `href` is an absolute http(s) URL."""

    text: str
    style: Style = Style.PLAIN
    href: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, shown in the reader's own zone; `at` is aware."""

    at: datetime


Line: TypeAlias = tuple[Span | Moment, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply; pressing it asks `press` as if it had been typed (at most 64 bytes of UTF-8)."""

    label: str
    press: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What we answer. `private` keeps it to the asker where the platform can (Discord's ephemeral messages)."""

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where. `manages` is None where the platform has to be asked whether they manage the channel."""

    channel: Channel
    user: str
    language: Language
    manages: bool | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A command somebody gave: its canonical name and its arguments by parameter name."""

    command: str
    asker: Asker
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument of a command; `is_number` admits digits only; the texts are by language."""

    name: str
    names: Mapping[Language, str]
    help: Mapping[Language, str]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command as menus and help show it.

    `name` fits both platforms (`[a-z0-9_]{1,32}`); `names` are its words by language, which work typed without a
    slash as well; `for_managers` keeps it, in a group or guild, to those who may manage the channel. `for_operators`
    keeps it to the admin chats: it does not exist elsewhere.
    """

    name: str
    names: Mapping[Language, str]
    help: Mapping[Language, str]
    parameters: tuple[Parameter, ...] = ()
    for_managers: bool = False
    for_operators: bool = False
