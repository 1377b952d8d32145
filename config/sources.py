"""The places posts come from, as the settings file names them: one table for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, Discriminator, Field, SecretStr, StringConstraints, Tag

from config.forms import web_address
from config.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/.*)?$")]
WebAddress = Annotated[str, AfterValidator(web_address)]
Secret = Annotated[SecretStr, Field(min_length=16)]


class DirectorySettings(Section):
    """A Jekyll site's folder on this machine."""

    kind: Literal["directory"] = "directory"
    folder: Path


class GitSettings(Section):
    """A Jekyll site in a Git repository, cloned and kept up to date."""

    kind: Literal["git"]
    url: Text
    branch: str = ""
    folder: str = ""
    every: float = Field(default=60.0, ge=1, allow_inf_nan=False)
    name: str = ""
    secret: Secret | None = None


class FeedSettings(Section):
    """An RSS, Atom or JSON feed."""

    kind: Literal["feed"]
    url: WebAddress
    every: float = Field(default=120.0, ge=1, allow_inf_nan=False)
    at_most: float = Field(default=3600.0, ge=1, allow_inf_nan=False)
    user_agent: Text = "Sokbo"
    name: str = ""


class PushSettings(Section):
    """Posts that a build step or a CMS pushes to `/publish`."""

    kind: Literal["push"]
    secret: Secret
    name: str = "push"


def _kind(value: Any) -> str:
    """Return the kind of a table; without a word it is a directory."""
    return str(value.get("kind", "directory") if isinstance(value, dict) else getattr(value, "kind", "directory"))


SourceSettings = Annotated[
    Annotated[DirectorySettings, Tag("directory")]
    | Annotated[GitSettings, Tag("git")]
    | Annotated[FeedSettings, Tag("feed")]
    | Annotated[PushSettings, Tag("push")],
    Discriminator(_kind),
]
SOURCES: Final[Mapping[str, type[Section]]] = {
    "directory": DirectorySettings,
    "git": GitSettings,
    "feed": FeedSettings,
    "push": PushSettings,
}
