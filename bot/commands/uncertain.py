"""`python -m bot uncertain`: what to do about alerts that may have arrived."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from bot.commands.deciding import done
from bot.commands.progress import bar
from bot.commands.settings import settings as _settings
from bot.core.delivery import Language
from bot.ops import logs


def uncertain(  # noqa: PLR0917 - typer gives them by name
    action: Annotated[Literal["list", "resend", "drop"], typer.Argument(help="What to do.")] = "list",
    channel: Annotated[str, typer.Argument(help="As it is listed, such as telegram:-1001.")] = "",
    post: Annotated[str, typer.Argument(help="The post's id, as it is listed.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Resend or drop all of them.")] = False,  # noqa: FBT002 - an option
    lang: Annotated[Language, typer.Option(help="The language of what is said.")] = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,  # noqa: FBT002 - an option
) -> None:
    """List alerts of which nobody knows whether they arrived, send them again or drop them; a bot may run meanwhile."""
    from bot.commands.printing import print_table  # noqa: PLC0415 - see the package
    from bot.operator.uncertain import decide  # noqa: PLC0415 - the same

    if bool(channel) != bool(post) or bool(channel) + every != (action != "list"):
        raise typer.BadParameter(
            "resend and drop need a CHANNEL and a POST as they are listed, or --all; list takes none"
        )
    settings = _settings()
    logs.set_up("text", settings.secrets)
    told = done(decide(settings, action, channel, post, language=lang, through=bar("alerts")))
    print_table(told, as_json=as_json)
    raise typer.Exit(0 if all(one.is_done for one in told.rows) else 1)
