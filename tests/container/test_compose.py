"""compose.yaml, as Compose reads it with one .env or another."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.load import load
from config.settings import Settings

PROJECT = Path(__file__).parents[2]
VARIABLE = re.compile(r"\$\{(?P<name>\w+):(?P<kind>[-+])(?P<words>[^}]*)\}")


def composed(**environment: str) -> dict[str, Any]:
    """Return the file with its variables replaced: `:-` gives a default, `:+` words for where there is a value."""

    def value(found: re.Match[str]) -> str:
        given = environment.get(found["name"], "")
        return given or found["words"] if found["kind"] == "-" else given and found["words"]

    # As JSON, for Compose too replaces within strings it has read: an empty one stays a string.
    text = json.dumps(yaml.safe_load((PROJECT / "compose.yaml").read_text(encoding="utf-8")))
    read: dict[str, Any] = json.loads(VARIABLE.sub(value, text))
    assert "${" not in str(read)
    return read


def test_without_tokens() -> None:
    """Without a .env the bot has no token, so the sandbox, on the example site in a volume that it may write."""
    whole = composed()
    bot = whole["services"]["bot"]
    given = {name: value for name, value in bot["environment"].items() if value}
    assert set(given) == {"REDIS_URL", "LOG_FORMAT"}
    assert Settings.model_validate({name.lower(): value for name, value in given.items()}).is_sandboxed
    assert "example:/site" in bot["volumes"]
    assert {secret["file"] for secret in whole["secrets"].values()} == {"/dev/null"}


def test_own_site() -> None:
    """A site of one's own is mounted read-only, and so are the settings."""
    volumes = composed(SITE_FOLDER="/srv/newsroom", SETTINGS_FILE="/etc/sokbo.toml")["services"]["bot"]["volumes"]
    assert volumes == ["data:/data", "/srv/newsroom:/site:ro", "/etc/sokbo.toml:/app/config/sokbo.toml:ro"]


def test_settings_exist() -> None:
    """What the file sets are names the bot knows, and the settings it mounts by default are there."""
    whole = composed()
    names = {name.lower().removesuffix("_file") for name in whole["services"]["bot"]["environment"]}
    assert names <= set(Settings.model_fields)
    assert (PROJECT / whole["services"]["bot"]["volumes"][2].split(":")[0]).is_file()


@pytest.mark.parametrize("platform", ["telegram", "discord"])
def test_token_in_a_file(platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token's file becomes a secret that the bot reads, and no variable holds the token."""
    whole = composed(**{f"{platform.upper()}_TOKEN_FILE": "./secrets/token"})
    bot, secret = whole["services"]["bot"], f"{platform}_token"
    assert secret in bot["secrets"]
    assert whole["secrets"][secret]["file"] == "./secrets/token"
    (tmp_path / secret).write_text("123:abc\n", encoding="ascii")
    for name, value in bot["environment"].items():
        monkeypatch.setenv(name, value.replace("/run/secrets", str(tmp_path)))
    monkeypatch.chdir(tmp_path)
    token = getattr(load(), secret)
    assert token.get_secret_value() == "123:abc"


def test_locked_down() -> None:
    """Every service runs on read-only files, without capabilities, and none is root."""
    for service in composed()["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "build" in service or not service["user"].startswith(("0", "root"))


def test_not_published() -> None:
    """Only this machine reaches the bot's pages, and nothing but the bot reaches the store."""
    services = composed(PORT="9000")["services"]
    assert [service.get("ports") for service in services.values()] == [["127.0.0.1:9000:8080"], None]


def test_scaled() -> None:
    """Three bots beside one store each get a port of the range; no name, address or setting makes them collide."""
    services = composed(PORT="8080-8082", TELEGRAM_TOKEN="123:abc")["services"]
    assert services["bot"]["ports"] == ["127.0.0.1:8080-8082:8080"]
    assert not {"container_name", "hostname", "networks", "network_mode"} & set(services["bot"])
    assert "HTTP_ADDRESS" not in services["bot"]["environment"]
    assert services["bot"]["environment"]["REDIS_URL"]


def test_data_last() -> None:
    """What the store and the bot write lies in volumes with names, which outlive the containers."""
    whole = composed()
    kept = {volume.split(":")[0] for service in whole["services"].values() for volume in service["volumes"]}
    assert {name for name in kept if "/" not in name} == set(whole["volumes"])


def test_waits_for_the_store() -> None:
    """The bot starts when the store answers, and the store writes everything to the disk before it does."""
    services = composed()["services"]
    assert services["bot"]["depends_on"] == {"valkey": {"condition": "service_healthy"}}
    assert services["valkey"]["healthcheck"]["test"] == ["CMD", "valkey-cli", "ping"]
    assert "--appendonly yes --appendfsync always" in services["valkey"]["command"]
