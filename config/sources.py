"""The places posts come from, as the settings file names them: one table for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, Discriminator, Field, SecretStr, StringConstraints, Tag

from config.forms import path_segment
from config.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/.*)?$")]
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
    url: HttpUrl
    every: float = Field(default=120.0, ge=1, allow_inf_nan=False)
    name: str = ""


class PushSettings(Section):
    """Posts that a build step or a CMS pushes to us. While the secret is changed, the previous one is good as well."""

    kind: Literal["push"]
    secret: Secret
    previous_secret: Secret | None = None
    name: Annotated[str, AfterValidator(path_segment)] = "push"

    @property
    def path(self) -> str:
        """Return where on the web server it is called."""
        return "/publish" if self.name == "push" else f"/publish/{self.name}"


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
