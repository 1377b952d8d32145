"""The places posts come from, as the settings file names them: one table for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    SecretStr,
    StringConstraints,
    Tag,
    ValidationInfo,
    field_validator,
)

from config import forms
from config.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/.*)?$")]
WebAddress = Annotated[str, AfterValidator(forms.web_address)]
Secret = Annotated[SecretStr, Field(min_length=16)]
Token = Annotated[SecretStr | None, BeforeValidator(forms.token)]
Repository = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(forms.repository)]
Branch = Annotated[str, AfterValidator(forms.branch)]
FolderInside = Annotated[str, AfterValidator(forms.folder_inside)]
Slug = Annotated[str, AfterValidator(forms.slug)]


class DirectorySettings(Section):
    """A Jekyll site's folder on this machine."""

    kind: Literal["directory"] = "directory"
    folder: Path


class GitSettings(Section):
    """A Jekyll site in a Git repository, cloned and kept up to date."""

    kind: Literal["git"]
    url: Repository
    branch: Branch = ""
    folder: FolderInside = ""
    every: float = Field(default=60.0, ge=1, allow_inf_nan=False)
    name: Slug = ""
    secret: Secret | None = None
    token: Token = None
    token_file: Path | None = None
    key_file: Path | None = None

    @field_validator("secret")
    @classmethod
    def _has_address(cls, secret: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        if secret and "name" in others.data and not others.data["name"]:
            raise ValueError("needs a name beside it, which the webhook's address ends with: /hooks/git/NAME")
        return secret

    @field_validator("token_file")
    @classmethod
    def _is_only_token(cls, path: Path | None, others: ValidationInfo) -> Path | None:
        if path and others.data.get("token"):
            raise ValueError("and token are both set; keep one of them")
        return path


class FeedSettings(Section):
    """An RSS, Atom or JSON feed."""

    kind: Literal["feed"]
    url: WebAddress
    every: float = Field(default=120.0, ge=1, allow_inf_nan=False)
    at_most: float = Field(default=3600.0, ge=1, allow_inf_nan=False)
    user_agent: Text = "Sokbo"
    name: str = ""


class PushSettings(Section):
    """Posts that a build step or a CMS pushes to us. While the secret is changed, the previous one is good as well."""

    kind: Literal["push"]
    secret: Secret
    previous_secret: Secret | None = None
    name: Annotated[str, Field(min_length=1), AfterValidator(forms.slug)] = "push"

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
