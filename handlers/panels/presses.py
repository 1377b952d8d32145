"""What the buttons of a panel ask: always about the channel that the panel is of, wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.post import digest
from bot.core.readers.conversation import Button, Form, Menu, Option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.readers.conversation import Query

COMMAND: Final = "settings"
OPTIONS: Final = 25  # of one menu
CHOSEN: Final = "✅"


@dataclass(frozen=True, slots=True)
class Presses:
    """Makes the parts of a panel; `address` is the channel's where it is not the one in which they are pressed."""

    address: str = ""

    def asks(self, words: str, command: str = COMMAND) -> str:
        """Return what a button asks: `/settings@-100123 words`."""
        where = f"@{self.address}" if self.address else ""
        return f"/{command}{where} {words}".rstrip()

    def button(self, label: str, words: str, *, command: str = COMMAND) -> Button:
        """Return a button that changes something, or leads to another panel."""
        return Button(label, self.asks(words, command))

    def choice(self, label: str, words: str, *, is_on: bool) -> Button:
        """Return a button that shows whether something is chosen, and chooses it."""
        return self.button(f"{CHOSEN} {label}" if is_on else label, words)

    def switch(self, label: str, words: str, *, is_on: bool) -> Button:
        """Return a button that turns something on, or off where it is on: for two who press it at once the same."""
        return self.choice(label, f"{words} {'off' if is_on else 'on'}", is_on=is_on)

    def menu(self, label: str, press: str, toggle: str, options: Iterable[Option]) -> tuple[Menu, ...]:
        """Return a menu; none without options."""
        offered = tuple(options)[:OPTIONS]
        return (Menu(self.asks(press), self.asks(toggle), label, offered),) if offered else ()

    def form(self, title: str, hint: str, words: str, value: str = "") -> Form:
        """Return a form whose text goes to these words."""
        return Form(self.asks(words), title, hint, value)


def presses_of(query: Query) -> Presses:
    """Return what makes the parts of a panel of the channel that the question is about."""
    return Presses(query.about.address if query.about else "")


def mark_of(text: str) -> str:
    """Return the twelve letters that stand for a category or keyword in a button, which has no room for it."""
    return digest(text)
