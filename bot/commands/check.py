"""`python -m bot check`: everything the bot needs, looked at before it starts."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from bot.commands.settings import settings as _settings
from bot.ops import logs


def check(
    as_json: Annotated[bool, typer.Option("--json", help="One object a line: is_good, sentence.")] = False,  # noqa: FBT002 - an option
) -> None:
    """Look at settings, site, store and tokens, and print every mistake with its remedy."""
    from bot import checkup  # noqa: PLC0415 - see the package

    settings = _settings()
    logs.set_up("text", settings.secrets)
    findings = asyncio.run(checkup.check(settings))
    for finding in findings:
        fields = {"is_good": finding.is_good, "sentence": finding.sentence}
        typer.echo(json.dumps(fields, ensure_ascii=False) if as_json else str(finding))
    raise typer.Exit(0 if all(finding.is_good for finding in findings) else 1)
