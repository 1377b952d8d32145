"""`python -m bot links`: the addresses by which readers take the bot in, for the site."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.settings import settings as _settings
from bot.ops import logs

if TYPE_CHECKING:
    from config.settings import Settings


def links(
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,  # noqa: FBT002 - an option
) -> None:
    """Print the links for the site: a chat per category, a group, a channel, a server; a bot may run meanwhile."""
    from bot.operator.links import all_links, said  # noqa: PLC0415 - see the package

    settings = _settings()
    logs.set_up("text", settings.secrets)
    found, problems = asyncio.run(all_links(settings))
    for line in said(found, as_json=as_json):
        typer.echo(line)
    for problem in (*_without(settings), *problems):
        typer.echo(problem, err=True)
    raise typer.Exit(1 if problems or not found else 0)


def _without(settings: Settings) -> list[str]:
    """Return what the links lack for want of a token."""
    if settings.is_sandboxed:
        return ["No token is set: these links are as the sandbox's bots would have them."]
    tokens = {"TELEGRAM_TOKEN": settings.telegram_token, "DISCORD_TOKEN": settings.discord_token}
    return [f"{name} is not set, so there are no links for it." for name, token in tokens.items() if token is None]
