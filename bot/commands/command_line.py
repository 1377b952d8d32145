"""All commands as one command line, grouped by what they are for."""

from __future__ import annotations

import typer

from bot.commands.check import check
from bot.commands.examples import CODES, epilog_of, group_of
from bot.commands.health import health
from bot.commands.held import held
from bot.commands.links import links
from bot.commands.overview import channels, posts, status
from bot.commands.preview import preview
from bot.commands.rescue import hold, resend, retract
from bot.commands.run import run
from bot.commands.transfer import export, import_
from bot.commands.uncertain import uncertain
from bot.commands.why import why

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they cut long paths and messages, which is what is looked for in them
    help=f"News alerts for Telegram and Discord. {CODES}",
)
COMMANDS = {
    **{one.__name__: one for one in (run, check, health, status, posts, channels, why)},
    **{one.__name__: one for one in (held, hold, uncertain, resend, retract, preview, links, export)},
    "import": import_,
}
for name, command in COMMANDS.items():
    cli.command(name, rich_help_panel=group_of(name), epilog=epilog_of(name))(command)
