"""`python -m bot why`: what became of a post in a channel."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.deciding import done
from bot.commands.settings import settings as _settings
from bot.core.delivery import Language
from bot.ops import logs


def why(
    post: Annotated[str, typer.Argument(help="Its id, its link, its path, or words of its title.")],
    channel: Annotated[str, typer.Argument(help="telegram:-1001, discord:3001, an @name, or words of its title.")],
    lang: Annotated[Language, typer.Option(help="The language of the answer.")] = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="One object.")] = False,  # noqa: FBT002 - an option
) -> None:
    """Say what became of POST in CHANNEL, why, and what is next; a bot may run meanwhile."""
    from bot.operator.told import in_json  # noqa: PLC0415 - see the package
    from bot.operator.why import why as explained  # noqa: PLC0415 - the same

    settings = _settings()
    logs.set_up("text", settings.secrets)
    told = done(explained(settings, post, channel, lang))
    for line in in_json(told) if as_json else [one.text for one in told]:
        typer.echo(line)
