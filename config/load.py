"""Reads the environment, `.env` and the settings file into one `Settings`, or says everything that is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from config.environment import read_environment, settings_in
from config.mistakes import sentence
from config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT_FILE = Path("config/sokbo.toml")
PLACE = re.compile(r" \(at line (\d+), column \d+\)$")


class SettingsError(Exception):
    """The settings can't be used; `problems` has every mistake, each with its place and remedy."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def load(*, sandbox_file: Path | None = None) -> Settings:
    """Return the settings of this process. Raises `SettingsError`.

    The file is `CONFIG`, else config/sokbo.toml where it exists, else, when no token is set, `sandbox_file`.
    """
    environment, problems = read_environment()
    path = _settings_file(environment, sandbox_file)
    text, table, faults = _read(path) if path else ("", {}, [])
    problems += faults
    outside = settings_in(environment)
    try:
        settings = Settings.model_validate(table | outside)
    except ValidationError as error:
        problems += [sentence(one, outside, path, text) for one in error.errors(include_url=False)]
    if problems:
        raise SettingsError(problems)
    return settings


def settings_file(*, sandbox_file: Path | None = None) -> Path | None:
    """Return the file that `load` reads, None where there is none."""
    return _settings_file(read_environment()[0], sandbox_file)


def _settings_file(environment: Mapping[str, str], sandbox_file: Path | None) -> Path | None:
    if named := environment.get("CONFIG"):
        return Path(named)
    if DEFAULT_FILE.exists():
        return DEFAULT_FILE
    has_token = any(name in environment for name in ("TELEGRAM_TOKEN", "DISCORD_TOKEN"))
    return None if has_token else sandbox_file


def _read(path: Path) -> tuple[str, dict[str, Any], list[str]]:
    """Return the file's text, its table and what is wrong with it as TOML."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return "", {}, [f"{path}: {error.strerror}. Set CONFIG to a file that can be read, or unset it."]
    try:
        text = content.decode("utf-8-sig")  # some editors begin a file with a mark
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return "", {}, [f"{path}:{line}: this is not UTF-8. Save the file as UTF-8."]
    try:
        return text, tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return "", {}, [_not_toml(path, str(error), text)]
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, tables within tables
        return "", {}, [f"{path}: this is not TOML that can be read: {error}. config/example.toml shows how."]


def _not_toml(path: Path, message: str, text: str) -> str:
    """Say where and why the file is no TOML; Python 3.11's error has its line in the message alone."""
    found = PLACE.search(message)
    line = int(found[1]) if found else text.count("\n") + 1
    why = PLACE.sub("", message).removesuffix(" (at end of document)")
    return f"{path}:{line}: this is not TOML: {why[0].lower() + why[1:]}. config/example.toml shows how."
