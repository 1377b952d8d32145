"""`python -m bot export` and `import`: channels and their wishes leave one store and enter another."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from bot.commands.deciding import done
from bot.commands.progress import bar
from bot.commands.settings import settings as _settings
from bot.ops import logs


def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; without one, to the screen.")] = None,
) -> None:
    """Write every channel with its wishes, hours and language, one JSON object a line; a bot may run meanwhile."""
    from bot.operator.transfer import exported  # noqa: PLC0415 - see the package

    settings = _settings()
    logs.set_up("text", settings.secrets)
    lines = done(exported(settings, through=bar("channels")))
    text = "".join(f"{line}\n" for line in lines)
    if file is None:
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        typer.echo(f"{file} can't be written: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{len(lines)} channels written to {file}")


def import_(
    file: Annotated[Path, typer.Argument(help="What `export` wrote.")],
    over: Annotated[bool, typer.Option("--over", help="Channels that are there already are written over.")] = False,  # noqa: FBT002 - an option
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,  # noqa: FBT002 - an option
) -> None:
    """Take in channels that another store had; a bot may run meanwhile, and serves them from then on."""
    from bot.operator.told import in_json  # noqa: PLC0415 - see the package
    from bot.operator.transfer import imported  # noqa: PLC0415 - the same

    settings = _settings()
    logs.set_up("text", settings.secrets)
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file} can't be read: {error}", err=True)
        raise typer.Exit(1) from None
    told = done(imported(settings, lines, over=over, through=bar("channels")))
    for line in in_json(told) if as_json else [one.text for one in told if one.text]:
        typer.echo(line)
    raise typer.Exit(0 if all(one.is_done for one in told) else 1)
