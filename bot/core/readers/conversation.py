"""The nouns of a reader's question and our answer, the same on every platform."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.core.delivery import Channel, Language, Platform
    from bot.core.phrases.sentences import Phrases
    from bot.core.phrases.words import Words


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
class RoleName(Span):
    """A role, by its id as `text`: shown by its name where the platform has roles, and pinged by none."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, shown in the reader's own zone; `at` is aware.

    Where no more than the day is known (`is_day`), its date is shown, the same everywhere.
    """

    at: datetime
    is_day: bool = False


Line: TypeAlias = tuple[Span | Moment, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: pressing it asks `press` as if it had been typed, or opens `url` where there is one.

    A press is a line of at most 64 bytes of UTF-8: `/name[@address] words`. The address names the channel that it is
    about, where that is another than the one in which it is pressed.
    """

    label: str
    press: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a menu offers; `value` is at most 32 bytes."""

    label: str
    value: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """At most 25 options of which any number may be chosen: choosing asks `press` with all that are chosen then.

    Where a platform has no menus each option is a button that asks `toggle VALUE on`, or `off` where it is chosen: who
    presses one that somebody else has pressed meanwhile does not undo that.
    """

    press: str
    toggle: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A text to fill in; sending it asks `press` with that text.

    Where a platform has no forms a message asks to be replied to: its last line is `press`, as code, by which the reply
    is known.
    """

    press: str
    title: str
    hint: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Picker:
    """A list of the asker's own channels, from which the platform lets them choose one; what is chosen asks `press`.

    Only Telegram has one, in private chats.
    """

    press: str
    label: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What we answer.

    `private` keeps it to the asker where the platform can: Discord's ephemeral messages, Telegram's pop-ups to a
    pressed button. With `is_update` it takes the place of the message whose button was pressed, where one was. A `form`
    is shown instead of everything else where the platform has forms.
    """

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    menus: tuple[Menu, ...] = ()
    form: Form | None = None
    pickers: tuple[Picker, ...] = ()
    private: bool = False
    is_update: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where.

    `manages` is None where the platform has to be asked whether they manage that channel. `name` is what they are
    called.
    """

    channel: Channel
    user: str
    language: Language
    manages: bool | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A command somebody gave: its canonical name and its arguments by parameter name.

    `about` is the channel that it is about, where that is not the one it was given in. `chosen` are the values of a
    menu, `before` those that were chosen in it when it was shown, None where nobody knows; `text` is what a form was
    filled in with. `is_pressed` says that a button asked, or a menu or form.
    """

    command: str
    asker: Asker
    arguments: Mapping[str, str] = field(default_factory=dict)
    about: Channel | None = None
    chosen: tuple[str, ...] | None = None
    before: tuple[str, ...] | None = None
    text: str | None = None
    is_pressed: bool = False

    @property
    def channel(self) -> Channel:
        """Return the channel that is concerned, as its platform describes it; the roster may know more."""
        return self.about or self.asker.channel


class Sort(StrEnum):
    """What an argument is; a category is completed while it is typed, where the platform can."""

    TEXT = "text"
    NUMBER = "number"
    CATEGORY = "category"
    CHANNEL = "channel"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument of a command, with its words by language; a hidden one is for links and buttons, no menu shows it."""

    name: str
    words: Callable[[Phrases], Words]
    sort: Sort = Sort.TEXT
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command as menus and help show it.

    `name` fits both platforms (`[a-z0-9_]{1,32}`); the name in each language works typed without a slash as well.
    What is told to one that `takes_list` may stand in several lines, each a part of the list.
    With `needs_slash` talk in a shared channel is never taken for it, as its arguments may be any words.
    `for_managers` keeps it, in a group or guild, to those who may manage the channel. `for_operators` keeps it to the
    admin chats: it does not exist elsewhere. `platforms` are those that have what it is about.
    """

    name: str
    words: Callable[[Phrases], Words]
    parameters: tuple[Parameter, ...] = ()
    for_managers: bool = False
    for_operators: bool = False
    needs_slash: bool = False
    takes_list: bool = False
    platforms: frozenset[Platform] | None = None

    @property
    def shown(self) -> tuple[Parameter, ...]:
        """Return the arguments that menus and help show."""
        return tuple(parameter for parameter in self.parameters if not parameter.is_hidden)
