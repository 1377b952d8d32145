"""The settings as every command gets them, or every mistake in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from config.load import SettingsError, load

if TYPE_CHECKING:
    from config.settings import Settings

EXAMPLE = Path("config/example.toml")


def settings(sandbox_file: Path | None = EXAMPLE) -> Settings:
    """Return the settings of this process; where they can't be used, say why and exit 2."""
    try:
        return load(sandbox_file=sandbox_file)
    except SettingsError as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        raise typer.Exit(2) from error
