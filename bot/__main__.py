"""`python -m bot`: run, check, health."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.error import URLError
from urllib.request import urlopen

import typer

from bot import app, checkup
from bot.core.errors import StoreError
from bot.ops import logs
from config.load import SettingsError, load

if TYPE_CHECKING:
    from config.settings import Settings

EXAMPLE = Path("config/example.toml")
cli = typer.Typer(add_completion=False, no_args_is_help=True, help="News alerts for Telegram and Discord.")


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
    logs.set_up(settings.log_format, _secrets(settings))
    if settings.is_sandboxed:
        typer.echo(
            f"No token is set, so the sandbox stands for Telegram and Discord. Watching {settings.site}. "
            f"Open http://{settings.http_address}/ to see both chats."
        )
    try:
        asyncio.run(_until_told(settings))
    except* (StoreError, OSError) as errors:
        _fail(errors.exceptions[0], settings)


@cli.command()
def check() -> None:
    """Look at settings, site, store and tokens, and print every mistake with its remedy; exit 1 where there is one."""
    settings = _settings()
    logs.set_up("text", _secrets(settings))
    findings = asyncio.run(checkup.check(settings))
    for finding in findings:
        typer.echo(str(finding))
    raise typer.Exit(0 if all(finding.is_good for finding in findings) else 1)


@cli.command()
def health() -> None:
    """Ask a bot that runs here whether it lives; exit 1 where it does not answer."""
    _, port = _settings().host_and_port
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            typer.echo(answer.read().decode())
    except (URLError, OSError) as error:
        typer.echo(f"no bot answers on port {port}: {error}", err=True)
        raise typer.Exit(1) from error


async def _until_told(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM; a second one does not wait for deliveries under way."""
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


def _secrets(settings: Settings) -> list[str]:
    tokens = (settings.telegram_token, settings.discord_token)
    return [token.get_secret_value() for token in tokens if token]


def _fail(error: BaseException, settings: Settings) -> None:
    if isinstance(error, OSError):
        typer.echo(f"{settings.http_address} can't be used: {error}. Set HTTP_ADDRESS to another one.", err=True)
    else:
        typer.echo(str(error), err=True)
    sys.exit(1)


if __name__ == "__main__":
    cli()
