"""Where settings come from: the environment over `.env` over the file over defaults."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from config.environment import NAMES
from config.load import load
from config.settings import Settings
from tests.unit.config.conftest import mistakes

if TYPE_CHECKING:
    from tests.unit.config.conftest import Environment


def test_defaults() -> None:
    """With nothing set, everything has its default and the sandbox stands for the platforms."""
    settings = load()
    assert settings == Settings()
    assert settings.is_sandboxed
    assert settings.host_and_port == ("127.0.0.1", 8080)


def test_order(file: Path, setting: Environment) -> None:
    """The environment wins over `.env`, which wins over the file, which wins over the default."""
    file.write_text('site = "file"\ndata_dir = "file"\nredis_url = "redis://file"\n', encoding="utf-8")
    Path(".env").write_text("SITE=dotenv\nDATA_DIR=dotenv\n", encoding="utf-8")
    setting(SITE="environment")
    settings = load()
    assert (settings.site, settings.data_dir) == (Path("environment"), Path("dotenv"))
    assert (settings.redis_url, settings.http_address) == ("redis://file", "127.0.0.1:8080")


def test_names() -> None:
    """The variables are those that the design names, and six more."""
    assert set(NAMES) == {
        *("TELEGRAM_TOKEN", "DISCORD_TOKEN", "TELEGRAM_API_URL", "DISCORD_API_URL", "DISCORD_GATEWAY_URL"),
        *("REDIS_URL", "SITE", "DATA_DIR", "HTTP_ADDRESS", "ANNOUNCE_NEWEST", "LOG_FORMAT", "GIT_TOKEN"),
        *("CONSOLE_TOKEN", "OTEL_EXPORTER_OTLP_ENDPOINT", "SENTRY_DSN"),
    }


def test_every_variable(setting: Environment) -> None:
    """Each variable sets the setting of its name."""
    setting(
        TELEGRAM_TOKEN="1:a", DISCORD_TOKEN="b", GIT_TOKEN="c", TELEGRAM_API_URL="http://t:1", SITE="s", DATA_DIR="d"
    )
    setting(DISCORD_API_URL="http://d:1/api/v10", DISCORD_GATEWAY_URL="ws://d:1/g", REDIS_URL="unix:///r")
    setting(HTTP_ADDRESS="[::]:80", ANNOUNCE_NEWEST="3", LOG_FORMAT="json")
    settings = load()
    assert settings.secrets == ("1:a", "b", "c")
    assert (settings.telegram_api_url, settings.discord_api_url) == ("http://t:1", "http://d:1/api/v10")
    assert (settings.discord_gateway_url, settings.redis_url) == ("ws://d:1/g", "unix:///r")
    assert (settings.site, settings.data_dir, settings.log_format) == (Path("s"), Path("d"), "json")
    assert (settings.host_and_port, settings.announce_newest) == (("::", 80), 3)


def test_empty_variable(file: Path, setting: Environment) -> None:
    """An empty variable, which compose files leave behind, counts as not set."""
    file.write_text('site = "file"\n', encoding="utf-8")
    setting(SITE="", TELEGRAM_TOKEN="")
    assert load().site == Path("file")
    assert load().is_sandboxed


def test_default_file(setting: Environment) -> None:
    """Without CONFIG, config/sokbo.toml is read where it exists, token or not."""
    Path("config").mkdir()
    Path("config/sokbo.toml").write_text("announce_newest = 7\n", encoding="utf-8")
    assert load(sandbox_file=Path("none.toml")).announce_newest == 7
    setting(TELEGRAM_TOKEN="1:a")
    assert load().announce_newest == 7


def test_sandbox_file(setting: Environment) -> None:
    """The sandbox's file is read only where there is neither a settings file nor a token."""
    Path("example.toml").write_text("announce_newest = 7\n", encoding="utf-8")
    assert load(sandbox_file=Path("example.toml")).announce_newest == 7
    setting(DISCORD_TOKEN="a")
    assert load(sandbox_file=Path("example.toml")).announce_newest == 0


def test_config_in_dotenv() -> None:
    """`.env` may name the settings file."""
    Path("mine.toml").write_text("announce_newest = 7\n", encoding="utf-8")
    Path(".env").write_text("CONFIG=mine.toml\n", encoding="utf-8")
    assert load().announce_newest == 7


def test_every_password(setting: Environment) -> None:
    """Each password in the store's address counts as a secret, as it is written and as it is meant."""
    setting(REDIS_URL="rediss+sentinel://u:p%40w@host/name?sentinel_password=s%40p&ssl_password=k")
    assert load().secrets == ("p%40w", "p@w", "s%40p", "s@p", "k")


def test_secret_file(setting: Environment) -> None:
    """A secret in a file of its own is read without its line end, and not handed on to child processes."""
    Path("telegram").write_text("1:a\r\n", encoding="utf-8")
    Path("redis").write_text("redis://:pw@host/0\n", encoding="utf-8")
    setting(TELEGRAM_TOKEN_FILE="telegram", REDIS_URL_FILE="redis")
    settings = load()
    assert settings.secrets == ("1:a", "pw")
    assert settings.redis_url == "redis://:pw@host/0"
    assert "TELEGRAM_TOKEN" not in os.environ


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "can't be read (No such file or directory)"), ("\n", "is empty"), (b"\xff\xfe", "it is not UTF-8")],
)
def test_bad_secret_file(content: str | bytes | None, words: str, setting: Environment) -> None:
    """A secret's file that is missing, empty or no text is a mistake: the sandbox must not start in its stead."""
    if content is not None:
        Path("token").write_bytes(content.encode() if isinstance(content, str) else content)
    setting(DISCORD_TOKEN_FILE="./token")
    (problem,) = mistakes()
    assert problem.startswith("DISCORD_TOKEN_FILE: ./token ")
    assert words in problem


def test_secret_in_place_of_file(setting: Environment) -> None:
    """A token that is set where its file should be named is not repeated in the message."""
    setting(TELEGRAM_TOKEN_FILE="123:SECRET", REDIS_URL_FILE="redis://:SECRET@host/0")
    problems = mistakes()
    assert [problem.split(":")[0] for problem in problems] == ["TELEGRAM_TOKEN_FILE", "REDIS_URL_FILE"]
    assert "SECRET" not in "".join(problems)


def test_secret_set_twice(setting: Environment) -> None:
    """A secret that is set both ways is a mistake, for one of them would be ignored."""
    Path("token").write_text("1:a", encoding="utf-8")
    setting(TELEGRAM_TOKEN="1:b", TELEGRAM_TOKEN_FILE="token")
    assert mistakes() == ["TELEGRAM_TOKEN and TELEGRAM_TOKEN_FILE are both set. Keep one of them."]


def test_marked_files(file: Path, setting: Environment) -> None:
    """A file that begins with a mark, as Windows's editor writes one, holds what it says: the first token, too."""
    file.write_text('\ufefftime_zone = "Europe/Berlin"\n', encoding="utf-8")
    Path(".env").write_text("\ufeffTELEGRAM_TOKEN=1:a\n", encoding="utf-8")
    Path("token").write_text("\ufeffword\n", encoding="utf-8")
    setting(DISCORD_TOKEN_FILE="token")
    settings = load()
    assert settings.time_zone == "Europe/Berlin"
    assert settings.secrets == ("1:a", "word")


def test_broken_dotenv() -> None:
    """Every line of `.env` that is no NAME=value is named."""
    Path(".env").write_text("SITE=a\n'b\nDATA_DIR=c\n=d\n", encoding="utf-8")
    assert mistakes() == [
        ".env:2: this is not NAME=value. Correct the line, or delete it.",
        ".env:4: this is not NAME=value. Correct the line, or delete it.",
    ]


@pytest.mark.parametrize("is_folder", [True, False])
def test_unreadable_dotenv(is_folder: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A `.env` that is no text file is a mistake with a remedy."""
    if is_folder:
        Path(".env").mkdir()
    else:
        Path(".env").write_bytes(b"SITE=\xff\n")
    (problem,) = mistakes()
    assert problem.startswith(".env: can't be read (")
