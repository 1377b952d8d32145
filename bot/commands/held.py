"""`python -m bot held`: what to do about posts that the brake holds."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from bot.commands.deciding import done
from bot.commands.progress import bar
from bot.commands.settings import settings as _settings
from bot.core.delivery import Language
from bot.ops import logs


def held(
    action: Annotated[Literal["list", "release", "drop"], typer.Argument(help="What to do.")] = "list",
    post: Annotated[str, typer.Argument(help="The post's id, as it is listed.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Release or drop all of them.")] = False,  # noqa: FBT002 - an option
    lang: Annotated[Language, typer.Option(help="The language of what is said.")] = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,  # noqa: FBT002 - an option
) -> None:
    """List posts that are held, release them or drop them; a bot may run meanwhile."""
    from bot.commands.printing import print_table  # noqa: PLC0415 - see the package
    from bot.operator.held import decide  # noqa: PLC0415 - the same

    if bool(post) + every != (action != "list"):
        raise typer.BadParameter("release and drop need a POST as it is listed, or --all; list takes none")
    settings = _settings()
    logs.set_up("text", settings.secrets)
    told = done(decide(settings, action, post, language=lang, through=bar("posts")))
    print_table(told, as_json=as_json)
    raise typer.Exit(0 if all(one.is_done for one in told.rows) else 1)
