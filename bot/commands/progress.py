"""A bar for work that takes long, on standard error; nothing where no terminal shows it."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")


def bar(what: str) -> Callable[[Sequence[T]], Iterable[T]]:
    """Return what goes through things one by one, with a bar that says `what` and how far it is."""
    if not sys.stderr.isatty():
        return iter
    return partial(_with_bar, what)


def _with_bar(what: str, things: Sequence[T]) -> Iterable[T]:
    from rich.console import Console  # noqa: PLC0415 - see the package
    from rich.progress import track  # noqa: PLC0415 - the same

    return track(things, what, console=Console(stderr=True), transient=True)
