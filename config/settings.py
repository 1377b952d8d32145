"""Everything an operator can set, with its default; config/example.toml explains each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, field_validator

LevelName = Literal["breaking", "normal", "silent", "none"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/.*)?$")]
WebSocketUrl = Annotated[str, StringConstraints(pattern=r"^wss?://[^\s/]+(/.*)?$")]
RedisUrl = Annotated[str, StringConstraints(pattern=r"^(redis|rediss|unix|redis\+sentinel)://\S+$")]


class Section(BaseModel):
    """A table of the settings file: unknown names are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ChannelSettings(Section):
    """A channel that receives alerts without having been subscribed in chat. No topics means everything."""

    platform: Literal["telegram", "discord"]
    address: Text
    kind: Literal["broadcast", "group", "private"] = "broadcast"
    topics: list[Text] = []
    language: Literal["ko", "en"] = "ko"

    @field_validator("address", mode="before")
    @classmethod
    def _number_is_text(cls, address: object) -> object:
        return str(address) if isinstance(address, int) else address


class SourceSettings(Section):
    """A place posts come from."""

    kind: Literal["directory"] = "directory"
    folder: Path


class LevelSettings(Section):
    """A rule that gives posts a level; all of its conditions must hold."""

    level: LevelName
    category: str = ""
    tag: str = ""
    title_prefix: str = ""
    image: str = ""


class PaceSettings(Section):
    """How fast each platform may be written to."""

    telegram_per_second: int = Field(default=30, ge=1, le=1000)
    telegram_private_seconds: float = Field(default=1.0, ge=0)
    telegram_group_per_minute: int = Field(default=20, ge=1)
    discord_per_second: int = Field(default=50, ge=1, le=50)


class Settings(Section):
    """The whole. The names up to `log_format` are environment variables too, in capitals, and win over the file."""

    telegram_token: SecretStr | None = None
    discord_token: SecretStr | None = None
    telegram_api_url: HttpUrl | None = None
    discord_api_url: HttpUrl | None = None
    discord_gateway_url: WebSocketUrl | None = None
    redis_url: RedisUrl | None = None
    site: Path = Path("examples/site")
    data_dir: Path = Path("data")
    http_address: Annotated[str, StringConstraints(pattern=r"^\S+:\d{1,5}$")] = "127.0.0.1:8080"
    announce_newest: int = Field(default=0, ge=0, le=100)
    log_format: Literal["text", "json"] = "text"
    resend: list[LevelName] = ["breaking"]
    channels: list[ChannelSettings] = []
    sources: list[SourceSettings] = []
    levels: list[LevelSettings] = []
    pace: PaceSettings = PaceSettings()

    @property
    def is_sandboxed(self) -> bool:
        """Return whether the sandbox stands for the platforms: no token is set."""
        return self.telegram_token is None and self.discord_token is None

    @property
    def host_and_port(self) -> tuple[str, int]:
        """Return where the web server listens."""
        host, port = self.http_address.rsplit(":", 1)
        return host.strip("[]"), int(port)

    @field_validator("telegram_token", "discord_token", mode="before")
    @classmethod
    def _empty_is_none(cls, token: object) -> object:
        return None if isinstance(token, str) and not token.strip() else token
