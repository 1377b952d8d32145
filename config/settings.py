"""Everything an operator can set, with its default; config/example.toml explains each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from config import forms
from config.forms import channel_address, host_and_port
from config.redis_url import passwords_in, redis_url
from config.section import Section
from config.sources import FeedSettings, HttpUrl, SourceSettings, Text, Token, WebAddress

LevelName = Literal["breaking", "normal", "silent", "none"]
WebSocketUrl = Annotated[str, StringConstraints(pattern=r"^wss?://[^\s/]+(/.*)?$")]
Place = TypeVar("Place", bound="PlaceSettings")
HostAndPort = Annotated[str, AfterValidator(host_and_port)]
Keyword = Annotated[Text, AfterValidator(forms.keyword)]
SentryDsn = Annotated[Token, AfterValidator(forms.sentry_dsn)]
ConsoleToken = Annotated[Token, AfterValidator(forms.long_enough)]
RedisUrl = Annotated[str, AfterValidator(redis_url)]


class PlaceSettings(Section):
    """A place on a platform, and the language that is spoken there."""

    platform: Literal["telegram", "discord"]
    address: Text
    kind: Literal["broadcast", "group", "private"] = "broadcast"
    language: Literal["ko", "en"] = "ko"

    @field_validator("address", mode="before")
    @classmethod
    def _number_is_text(cls, address: object) -> object:
        return str(address) if isinstance(address, int) else address

    @field_validator("address")
    @classmethod
    def _is_address_there(cls, address: str, others: ValidationInfo) -> str:
        return channel_address(others.data.get("platform", ""), address)


class ChannelSettings(PlaceSettings):
    """A channel that receives alerts without having been subscribed in chat.

    Without topics, breaking news or keywords it receives everything. An empty time zone is the one of all channels.
    """

    topics: list[Text] = []
    breaking: bool = False
    keywords: list[Keyword] = []
    exclude: list[Keyword] = []
    time_zone: Annotated[str, AfterValidator(forms.own_time_zone)] = ""
    quiet: Annotated[str, AfterValidator(forms.quiet)] = ""
    quiet_held: bool = False
    digest: Annotated[str, AfterValidator(forms.digest)] = ""
    breaking_passes: bool = True
    roles: dict[Literal["breaking", "normal", "silent"], Annotated[str, AfterValidator(forms.role)]] = {}

    @field_validator("exclude")
    @classmethod
    def _are_not_too_many(cls, words: list[str], others: ValidationInfo) -> list[str]:
        count = len(words) + len(others.data.get("keywords", ()))
        if count > forms.MOST_WORDS:
            raise ValueError(f"keywords and exclude may have {forms.MOST_WORDS} words together (there are {count})")
        return words

    @field_validator("roles")
    @classmethod
    def _are_on_discord(cls, roles: dict[str, str], others: ValidationInfo) -> dict[str, str]:
        if roles and others.data.get("platform") == "telegram":
            raise ValueError("are of Discord alone; delete them here")
        return roles


class AdminChatSettings(PlaceSettings):
    """A chat of those who run the bot: it tells them there what they must know, and takes their decisions."""

    kind: Literal["broadcast", "group", "private"] = "group"

    @field_validator("address")
    @classmethod
    def _is_number(cls, address: str) -> str:
        if address.startswith("@"):  # questions come with the number, and whose they are must not depend on a name
            raise ValueError(
                f"must be the chat's number, which the log has as telegram.membership when the bot is added "
                f"(it is {address!r})"
            )
        return address


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
    telegram_paid: list[Literal["breaking", "normal"]] = []
    telegram_paid_per_second: int = Field(default=1000, ge=1, le=1000)
    telegram_private_seconds: float = Field(default=1.0, ge=0, allow_inf_nan=False)
    telegram_group_per_minute: int = Field(default=20, ge=1)
    discord_per_second: int = Field(default=50, ge=1, le=50)


class PatienceSettings(Section):
    """How long what was seen waits before readers see it, in seconds."""

    page_breaking: float = Field(default=90.0, ge=0, allow_inf_nan=False)
    page: float = Field(default=600.0, ge=0, allow_inf_nan=False)
    correction: float = Field(default=30.0, ge=0, allow_inf_nan=False)


class BrakeSettings(Section):
    """How many new posts of one source go out unasked, and how old one may be."""

    posts: int = Field(default=5, ge=1)
    minutes: float = Field(default=10.0, gt=0, allow_inf_nan=False)
    hours: float = Field(default=24.0, gt=0)


class Settings(Section):
    """The whole. The names up to `sentry_dsn` are environment variables too, in capitals, and win over the file."""

    telegram_token: Token = None
    discord_token: Token = None
    git_token: Token = None
    telegram_api_url: HttpUrl | None = None
    discord_api_url: HttpUrl | None = None
    discord_gateway_url: WebSocketUrl | None = None
    redis_url: RedisUrl | None = None
    site: Path = Path("examples/site")
    data_dir: Path = Path("data")
    http_address: HostAndPort = "127.0.0.1:8080"
    console_token: ConsoleToken = None
    announce_newest: int = Field(default=0, ge=0, le=100)
    log_format: Literal["text", "json"] = "text"
    otel_exporter_otlp_endpoint: WebAddress | None = None
    sentry_dsn: SentryDsn = None
    public_url: WebAddress | None = None
    telegram_webhook: bool = False
    resend: list[LevelName] = ["breaking"]
    correction_reply: bool = False
    alert_buttons: bool = True
    time_zone: Annotated[str, AfterValidator(forms.time_zone)] = "Asia/Seoul"
    channels: list[ChannelSettings] = []
    admin_chats: list[AdminChatSettings] = []
    sources: list[SourceSettings] = []
    levels: list[LevelSettings] = []
    pace: PaceSettings = PaceSettings()
    patience: PatienceSettings = PatienceSettings()
    brake: BrakeSettings = BrakeSettings()

    @property
    def is_sandboxed(self) -> bool:
        """Return whether the sandbox stands for the platforms: no token is set."""
        return self.telegram_token is None and self.discord_token is None

    @property
    def hears_by_webhook(self) -> bool:
        """Return whether Telegram is to call; else it is asked."""
        return self.telegram_webhook and self.telegram_token is not None

    @property
    def host_and_port(self) -> tuple[str, int]:
        """Return where the web server listens."""
        host, port = self.http_address.rsplit(":", 1)
        return host.strip("[]"), int(port)

    @property
    def url(self) -> str:
        """Return where a program on this machine finds the web server."""
        host, port = self.host_and_port
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked about, not listened on
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must never be shown: tokens, and the passwords of the store and of feeds."""
        names = ("secret", "previous_secret", "token")
        of_sources = (getattr(one, name, None) for one in self.sources for name in names)
        own = (self.telegram_token, self.discord_token, self.git_token, self.console_token, self.sentry_dsn)
        tokens = (*own, *of_sources)
        addresses = (self.redis_url or "", *(one.url for one in self.sources if isinstance(one, FeedSettings)))
        return (
            *(token.get_secret_value() for token in tokens if token),
            *dict.fromkeys(word for address in addresses for word in passwords_in(address)),
        )

    @field_validator("site", "data_dir")
    @classmethod
    def _is_path(cls, path: Path) -> Path:
        if "\0" in str(path):
            raise ValueError("must be a folder's name")
        return path

    @field_validator("telegram_webhook")
    @classmethod
    def _can_be_called(cls, wanted: bool, others: ValidationInfo) -> bool:  # noqa: FBT001 - pydantic gives it
        if wanted and "public_url" in others.data and "telegram_api_url" in others.data:
            address, own_server = others.data["public_url"], others.data["telegram_api_url"] is not None
            forms.callable_by_telegram(address or "", has_own_server=own_server)
        return wanted

    @field_validator("sources")
    @classmethod
    def _are_names_different(cls, sources: list[SourceSettings]) -> list[SourceSettings]:
        names = [name for one in sources if (name := getattr(one, "name", ""))]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two of them are called {name}; give each a `name` of its own")
        return sources

    @field_validator("channels", "admin_chats")
    @classmethod
    def _are_named_once(cls, places: list[Place]) -> list[Place]:
        named = [(place.platform, place.address) for place in places]
        for platform, address in named:
            if named.count((platform, address)) > 1:
                raise ValueError(f"{platform} {address} is there twice; give it one table with all its topics")
        return places
