"""`python -m bot health`: whether a bot lives here."""

from __future__ import annotations

from http.client import HTTPException
from urllib.request import ProxyHandler, build_opener

import typer

from bot.commands.settings import settings


def health() -> None:
    """Ask a bot that runs here whether it lives."""
    url = settings().url
    directly = build_opener(ProxyHandler({}))  # HTTP_PROXY is for the way to Telegram, not for the way to ourselves
    try:
        with directly.open(f"{url}/healthz", timeout=3) as answer:
            typer.echo(answer.read().decode())
    except (OSError, HTTPException, UnicodeDecodeError) as error:
        typer.echo(f"no bot answers at {url}: {error}. Start it, or set HTTP_ADDRESS as it has it.", err=True)
        raise typer.Exit(1) from error
