"""The commented example file: it loads, and it has everything."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic_core import PydanticUndefined

from config.load import load
from config.section import Section
from config.settings import Settings
from config.sources import SOURCES

if TYPE_CHECKING:
    from tests.unit.config.conftest import Environment

EXAMPLE = Path(__file__).parents[3] / "config/example.toml"
# What an example has instead of a default: a value where there is none, and what the section's comment explains.
SHOWN_OTHERWISE = {
    *("telegram_token", "discord_token", "telegram_api_url", "discord_api_url", "discord_gateway_url", "redis_url"),
    "public_url",
    *("console_token", "otel_exporter_otlp_endpoint", "sentry_dsn"),
    *("sources.git.branch", "sources.git.folder", "sources.git.name", "sources.git.secret", "sources.feed.name"),
    *("git_token", "sources.git.token", "sources.git.token_file", "sources.git.key_file"),
    "sources.push.previous_secret",
    *("channels.time_zone", "channels.quiet", "channels.digest", "channels.roles"),
    *("channels.keywords", "channels.exclude"),
    *("channels.topics", "levels.category", "levels.tag", "levels.title_prefix", "levels.image"),
}


def _settings_of(section: type[Section], name: str = "") -> list[tuple[str, Any]]:
    """Return every setting below a table as (dotted name, default)."""
    found = []
    for key, field in section.model_fields.items():
        inner = next(iter(get_args(field.annotation)), field.annotation)
        if key == "sources":
            found += [one for kind, source in SOURCES.items() for one in _settings_of(source, f"sources.{kind}.")]
        elif isinstance(inner, type) and issubclass(inner, Section):
            found += _settings_of(inner, f"{key}.")
        else:
            found.append((name + key, field.default))
    return found


def _uncommented() -> dict[str, Any]:
    """Return the example with all that is commented out, lists of tables by their first table's merged names."""
    text = re.sub(r"^# (?=\[\[?\w+\]|[a-z_]+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    flat: dict[str, Any] = {}
    for key, value in tomllib.loads(text).items():
        tables = value if isinstance(value, list) and isinstance(value[0], dict) else [value]
        for table in tables:
            if key == "sources":
                flat |= {f"sources.{table['kind']}.{name}": one for name, one in table.items()}
                continue
            flat |= {f"{key}.{name}": one for name, one in table.items()} if isinstance(table, dict) else {key: table}
    return flat


def test_loads(setting: Environment) -> None:
    """The example as it is has nothing wrong in it, and changes no default but the level rules."""
    setting(CONFIG=EXAMPLE)
    settings = load()
    assert settings.model_copy(update={"levels": []}) == Settings()
    assert [rule.level for rule in settings.levels] == ["breaking", "breaking", "breaking", "silent"]


def test_uncommented(tmp_path: Path, setting: Environment) -> None:
    """What is commented out is right as well, once it is not."""
    text = re.sub(r"^# (?=\[\[?\w+\]|[a-z_]+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (tmp_path / "all.toml").write_text(text, encoding="utf-8")
    setting(CONFIG=tmp_path / "all.toml")
    assert [channel.address for channel in load().channels] == ["@my_news", "1100000000000000000"]


@pytest.mark.parametrize(("name", "default"), _settings_of(Settings))
def test_has_all(name: str, default: Any) -> None:
    """Every setting there is stands in the example, commented out or not, with its true default."""
    shown = _uncommented()
    assert name in shown
    if name not in SHOWN_OTHERWISE and default is not PydanticUndefined:
        assert str(shown[name]) == str(default)


def test_has_no_more() -> None:
    """Nothing stands in the example that is no setting."""
    assert _uncommented().keys() == {name for name, _ in _settings_of(Settings)}
