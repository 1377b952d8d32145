"""How the commands end that carry out an operator's decision in the store."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from bot.core.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Coroutine


T = TypeVar("T")


def done(deciding: Coroutine[Any, Any, T]) -> T:
    """Return what was done; exit 1 with a sentence where there is no such thing, or no store."""
    try:
        return asyncio.run(deciding)
    except (LookupError, StoreError, OSError) as error:
        typer.echo(error.args[0] if isinstance(error, LookupError) else str(error), err=True)
        raise typer.Exit(1) from error
