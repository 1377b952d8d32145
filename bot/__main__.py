"""`python -m bot`: run, check, preview, held, uncertain, why, status and others, each a file in `bot.commands`."""

from __future__ import annotations

import typer

from bot.commands.check import check
from bot.commands.health import health
from bot.commands.held import held
from bot.commands.links import links
from bot.commands.overview import channels, posts, status
from bot.commands.preview import preview
from bot.commands.rescue import resend, retract
from bot.commands.run import run
from bot.commands.transfer import export, import_
from bot.commands.uncertain import uncertain
from bot.commands.why import why

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they cut long paths and messages, which is what is looked for in them
    help="News alerts for Telegram and Discord.",
)
for command in (
    *(run, check, preview, health, uncertain, held, links, why, status, posts, channels),
    *(resend, retract, export),
):
    cli.command()(command)
cli.command("import")(import_)

if __name__ == "__main__":
    cli()
