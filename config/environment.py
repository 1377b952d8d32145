"""Reads what the environment, `.env` and Docker's secret files set, without changing any of them."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import dotenv_values
from dotenv.parser import parse_stream

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = (
    "TELEGRAM_TOKEN", "DISCORD_TOKEN", "GIT_TOKEN", "TELEGRAM_API_URL", "DISCORD_API_URL", "DISCORD_GATEWAY_URL",
    "REDIS_URL", "SITE", "DATA_DIR", "HTTP_ADDRESS", "CONSOLE_TOKEN", "ANNOUNCE_NEWEST", "LOG_FORMAT",
    "OTEL_EXPORTER_OTLP_ENDPOINT", "SENTRY_DSN",
)  # fmt: skip
SECRETS = ("TELEGRAM_TOKEN", "DISCORD_TOKEN", "GIT_TOKEN", "REDIS_URL", "CONSOLE_TOKEN", "SENTRY_DSN")
DOTENV = Path(".env")  # it and secrets may begin with a mark, as some editors write one: it is no part of a name


def read_environment() -> tuple[dict[str, str], list[str]]:
    """Return what is set by variable, empty values left out, and what is wrong with it.

    The environment wins over `.env`. `NAME_FILE` gives the content of that file as `NAME`. Nothing is put into
    `os.environ`: what stands there is inherited by every child process, and tokens are none of their business.
    """
    dotenv, problems = _read_dotenv()
    found = {name: value for name, value in (dotenv | os.environ).items() if value}
    for name in SECRETS:
        if path := found.get(f"{name}_FILE"):
            problems += _take_secret(found, name, path)
    return found, problems


def _read_dotenv() -> tuple[dict[str, str], list[str]]:
    try:
        text = DOTENV.read_text(encoding="utf-8-sig") if DOTENV.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{DOTENV}: can't be read ({_reason(error)}). Let it hold lines of NAME=value in UTF-8."]
    broken = [binding.original.line for binding in parse_stream(StringIO(text)) if binding.error]
    if broken:  # dotenv itself would only log it, and leave the lines out
        return {}, [f"{DOTENV}:{line}: this is not NAME=value. Correct the line, or delete it." for line in broken]
    return {name: value for name, value in dotenv_values(stream=StringIO(text)).items() if value}, []


def _take_secret(found: dict[str, str], name: str, path: str) -> list[str]:
    """Put the file's content under `name`; return what went wrong."""
    if name in found:
        return [f"{name} and {name}_FILE are both set. Keep one of them."]
    shown = _shown(path)
    try:
        secret = Path(path).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        return [f"{name}_FILE: {shown} can't be read ({_reason(error)}). Name a file that holds the value alone."]
    if not secret:  # to go on without it would be to go on in the sandbox, and nobody would notice
        return [f"{name}_FILE: {shown} is empty. Put the value into it, or unset {name}_FILE."]
    found[name] = secret
    return []


def _shown(path: str) -> str:
    """Return the path for a message, unless it may be the secret itself, set where its file should have been."""
    return path if "/" in path and "://" not in path else "the file that it names"


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return str(error.strerror) if isinstance(error, OSError) else "it is not UTF-8"


def settings_in(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the settings among the variables, by their names in the settings file."""
    return {name.lower(): environment[name] for name in NAMES if name in environment}
