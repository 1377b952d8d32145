"""`python -m bot preview`: how alerts would look, and what is wrong with posts, before they are published."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from bot.commands.settings import EXAMPLE
from bot.commands.settings import settings as _settings
from bot.core.delivery import Language
from bot.wiring.choices import level_rules


def preview(  # noqa: PLR0917 - typer gives them by name
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", exists=True, dir_okay=False, help="Posts or drafts.")
    ] = None,
    site: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="The site's folder; else the nearest above with _config.yml."),
    ] = None,
    now: Annotated[str, typer.Option(metavar="ISO", help="As if it were then, such as 2026-11-20T09:00.")] = "",
    lang: Annotated[Language, typer.Option(help="The language of the channels.")] = Language.KO,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,  # noqa: FBT002 - an option
    watch: Annotated[bool, typer.Option("--watch", help="Again whenever the one FILE is saved.")] = False,  # noqa: FBT002 - an option
    future: Annotated[bool, typer.Option("--future", help="As Jekyll's own.")] = False,  # noqa: FBT002 - an option
    drafts: Annotated[bool, typer.Option("--drafts", help="As Jekyll's own.")] = False,  # noqa: FBT002 - an option
    unpublished: Annotated[bool, typer.Option("--unpublished", help="As Jekyll's own.")] = False,  # noqa: FBT002 - an option
) -> None:
    """Show the alerts of FILEs and every mistake in them (exit 1), or without a FILE go over all posts of --site."""
    from bot.editor.asked import Asked, Misused, moment  # noqa: PLC0415 - see the package
    from bot.editor.command import preview_files, watch_file  # noqa: PLC0415
    from bot.editor.report import report  # noqa: PLC0415

    if files and (future or drafts or unpublished):
        raise typer.BadParameter("--future, --drafts and --unpublished are for a whole site: leave out FILE")
    if watch and len(files or ()) != 1:
        raise typer.BadParameter("--watch takes one FILE")
    rules = level_rules(_settings(EXAMPLE if EXAMPLE.exists() else None))  # a site's own CI may have no settings
    try:
        asked = Asked(rules=rules, language=lang, root=site, now=moment(now), as_json=as_json)
        if not files:
            code = report(asked, future=future, drafts=drafts, unpublished=unpublished)
        else:
            code = watch_file(files[0], asked) if watch else preview_files(files, asked)
    except Misused as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(code)
