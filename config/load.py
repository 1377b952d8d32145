"""Reads the environment, `.env` and the settings file into one `Settings`, or says everything that is wrong."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dotenv import load_dotenv
from pydantic import ValidationError

from config.lines import line_of
from config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

DEFAULT_FILE = Path("config/sokbo.toml")
ENVIRONMENT = (
    "TELEGRAM_TOKEN", "DISCORD_TOKEN", "TELEGRAM_API_URL", "DISCORD_API_URL", "DISCORD_GATEWAY_URL", "REDIS_URL",
    "SITE", "DATA_DIR", "HTTP_ADDRESS", "ANNOUNCE_NEWEST", "LOG_FORMAT",
)  # fmt: skip
EXAMPLES = {
    "telegram_api_url": "http://host:8081",
    "discord_api_url": "http://host:8082/api/v10",
    "discord_gateway_url": "ws://host:8082/gateway",
    "redis_url": "redis://host:6379/0, rediss://..., unix:///path or redis+sentinel://host:26379/name",
    "http_address": "127.0.0.1:8080",
}
SECRETS = ("TELEGRAM_TOKEN", "DISCORD_TOKEN", "REDIS_URL")


class SettingsError(Exception):
    """The settings can't be used; `problems` has every mistake, each with its place and remedy."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def load(*, sandbox_file: Path | None = None) -> Settings:
    """Return the settings of this process. Raises `SettingsError`.

    The file is `CONFIG`, else config/sokbo.toml where it exists, else, when no token is set, `sandbox_file`.
    """
    load_dotenv(Path(".env"))
    problems = _read_secret_files()
    path = _settings_file(sandbox_file)
    text, table = "", dict[str, Any]()
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
            table = tomllib.loads(text)
        except OSError as error:
            problems.append(f"{path}: {error.strerror}. Set CONFIG to a file that can be read, or unset it.")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{path}: {error}. The file is to be TOML; config/example.toml shows how.")
    try:
        settings = Settings.model_validate(table | _environment())
    except ValidationError as error:
        problems += [_sentence(one, path, text) for one in error.errors(include_url=False)]
    if problems:
        raise SettingsError(problems)
    return settings


def _environment() -> dict[str, str]:
    return {name.lower(): os.environ[name] for name in ENVIRONMENT if os.environ.get(name)}


def _read_secret_files() -> list[str]:
    """Put the content of each `NAME_FILE` (a Docker secret) into `NAME`; return what went wrong."""
    problems = []
    for name in SECRETS:
        path = os.environ.get(f"{name}_FILE")
        if not path:
            continue
        if os.environ.get(name):
            problems.append(f"{name} and {name}_FILE are both set. Keep one of them.")
            continue
        try:
            os.environ[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{name}_FILE: {path} can't be read ({error}). Name a file that holds the value alone.")
    return problems


def _settings_file(sandbox_file: Path | None) -> Path | None:
    if named := os.environ.get("CONFIG"):
        return Path(named)
    if DEFAULT_FILE.exists():
        return DEFAULT_FILE
    has_token = os.environ.get("TELEGRAM_TOKEN") or os.environ.get("DISCORD_TOKEN")
    return None if has_token else sandbox_file


def _sentence(error: ErrorDetails, path: Path | None, text: str) -> str:
    """Return one mistake with its place; a secret's value is never repeated."""
    location = error["loc"]
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    in_environment = str(location[0]) in _environment()
    place = f"environment: {name.upper()}" if in_environment else f"{path}:{line_of(text, location)}: {name}"
    value = error["input"]
    is_secret = any(word in name for word in ("token", "redis_url"))
    given = "" if is_secret or isinstance(value, dict | list) else f" (it is {value!r})"
    if error["type"] == "extra_forbidden":
        return f"{place}: there is no such setting. Correct the name or delete it; config/example.toml has them all."
    return f"{place}: {_remedy(error)}{given}."


def _remedy(error: ErrorDetails) -> str:
    match error["type"]:
        case "literal_error":
            return f"must be one of {error['ctx']['expected']}"
        case "missing":
            return "must be set"
        case "string_pattern_mismatch":
            return f"must look like {EXAMPLES[str(error['loc'][-1])]}"
    message = error["msg"]
    return message[0].lower() + message[1:]
