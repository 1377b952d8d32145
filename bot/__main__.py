"""`python -m bot`: run, check, health, uncertain, held.

A container asks `health` every half minute, so what only the others need is imported there: it is most of a second.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.request import ProxyHandler, build_opener

import structlog
import typer

from bot import choices
from bot.core.errors import StoreError
from bot.ops import logs
from config.load import SettingsError, load

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from bot.operator.told import Told
    from config.settings import Settings

EXAMPLE = Path("config/example.toml")
THREADS_GIVE_WAY = 0.001  # seconds that the event loop waits at most for a thread that reads posts; Python has 0.005
log = structlog.get_logger()
cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they cut long paths and messages, which is what is looked for in them
    help="News alerts for Telegram and Discord.",
)


@cli.command()
def run(
    announce_newest: Annotated[
        int | None, typer.Option(min=0, max=100, help="How many posts of a first look at a source are announced.")
    ] = None,
) -> None:
    """Watch the site and send alerts; with no token, on the sandbox."""
    settings = _settings()
    if announce_newest is not None:
        settings = settings.model_copy(update={"announce_newest": announce_newest})
    logs.set_up(settings.log_format, settings.secrets)
    if settings.is_sandboxed:
        watched = ", ".join(map(str, choices.folders(settings)))
        typer.echo(
            f"No token is set, so the sandbox stands for Telegram and Discord. Watching {watched}. "
            f"Open {settings.url}/ to see both chats."
        )
    try:
        asyncio.run(_until_told(settings))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told once, without secrets
        raise _told(error) from None


@cli.command()
def check() -> None:
    """Look at settings, site, store and tokens, and print every mistake with its remedy; exit 1 where there is one."""
    from bot import checkup  # noqa: PLC0415 - see above

    settings = _settings()
    logs.set_up("text", settings.secrets)
    findings = asyncio.run(checkup.check(settings))
    for finding in findings:
        typer.echo(str(finding))
    raise typer.Exit(0 if all(finding.is_good for finding in findings) else 1)


@cli.command()
def health() -> None:
    """Ask a bot that runs here whether it lives; exit 1 where it does not answer."""
    url = _settings().url
    directly = build_opener(ProxyHandler({}))  # HTTP_PROXY is for the way to Telegram, not for the way to ourselves
    try:
        with directly.open(f"{url}/healthz", timeout=3) as answer:
            typer.echo(answer.read().decode())
    except (OSError, HTTPException, UnicodeDecodeError) as error:
        typer.echo(f"no bot answers at {url}: {error}. Start it, or set HTTP_ADDRESS as it has it.", err=True)
        raise typer.Exit(1) from error


@cli.command()
def uncertain(
    action: Annotated[Literal["list", "resend", "drop"], typer.Argument(help="What to do.")] = "list",
    channel: Annotated[str, typer.Argument(help="As it is listed, such as telegram:-1001.")] = "",
    post: Annotated[str, typer.Argument(help="The post's id, as it is listed.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Resend or drop all of them.")] = False,  # noqa: FBT002 - an option
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,  # noqa: FBT002 - an option
) -> None:
    """List alerts of which nobody knows whether they arrived, send them again or drop them; a bot may run meanwhile."""
    from bot.operator.uncertain import decide, said  # noqa: PLC0415 - see above

    if bool(channel) != bool(post) or bool(channel) + every != (action != "list"):
        raise typer.BadParameter(
            "resend and drop need a CHANNEL and a POST as they are listed, or --all; list takes none"
        )
    settings = _settings()
    logs.set_up("text", settings.secrets)
    told = _done(decide(settings, action, channel, post))
    for line in said(action, told, as_json=as_json):
        typer.echo(line)
    raise typer.Exit(0 if all(one.is_done for one in told) else 1)


@cli.command()
def held(
    action: Annotated[Literal["list", "release", "drop"], typer.Argument(help="What to do.")] = "list",
    post: Annotated[str, typer.Argument(help="The post's id, as it is listed.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Release or drop all of them.")] = False,  # noqa: FBT002 - an option
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,  # noqa: FBT002 - an option
) -> None:
    """List posts that the brake holds, release them or drop them; a bot may run meanwhile."""
    from bot.operator.held import decide, said  # noqa: PLC0415 - see above

    if bool(post) + every != (action != "list"):
        raise typer.BadParameter("release and drop need a POST as it is listed, or --all; list takes none")
    settings = _settings()
    logs.set_up("text", settings.secrets)
    told = _done(decide(settings, action, post))
    for line in said(action, told, as_json=as_json):
        typer.echo(line)
    raise typer.Exit(0 if all(one.is_done for one in told) else 1)


def _done(deciding: Coroutine[Any, Any, Sequence[Told]]) -> Sequence[Told]:
    """Return what was done; exit 1 with a sentence where there is no such thing, or no store."""
    try:
        return asyncio.run(deciding)
    except (LookupError, StoreError, OSError) as error:
        typer.echo(error.args[0] if isinstance(error, LookupError) else str(error), err=True)
        raise typer.Exit(1) from error


async def _until_told(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM."""
    gc.disable()  # nothing that is imported ever becomes garbage: it is not looked for, now or later
    from bot import app  # noqa: PLC0415 - see above

    gc.freeze()
    gc.enable()
    sys.setswitchinterval(THREADS_GIVE_WAY)
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await app.run(settings, stop)


def _settings() -> Settings:
    try:
        return load(sandbox_file=EXAMPLE)
    except SettingsError as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        raise typer.Exit(2) from error


def _told(error: Exception) -> typer.Exit:
    """Say what ended the bot, in a sentence where it is the operator's to mend, else through the logs; exit 1."""
    cause: BaseException = error
    while isinstance(cause, BaseExceptionGroup):
        cause = cause.exceptions[0]
    if isinstance(cause, StoreError | OSError):
        typer.echo(str(cause), err=True)
    else:
        log.critical("bot.crashed", exc_info=error)
    return typer.Exit(1)


if __name__ == "__main__":
    cli()
