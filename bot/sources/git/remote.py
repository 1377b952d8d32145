"""Where a repository is, which branch of it is wanted, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.sources.git.failures import GitFailed

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A branch of a repository elsewhere; without a name it is the one the repository itself has chosen."""

    url: str
    branch: str = ""
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    key_file: Path | None = None

    @property
    def reference(self) -> str:
        """Return what is asked of the remote."""
        return f"refs/heads/{self.branch}" if self.branch else "HEAD"

    @property
    def scheme(self) -> str:
        """Return how the remote is reached: `user@host:path` is ssh, a bare path is a file."""
        if "://" in self.url:
            return self.url.partition(":")[0].lower()
        return "file" if self.url.startswith("/") else "ssh"

    @property
    def origin(self) -> str:
        """Return scheme, host and port, without the user."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"

    @property
    def user(self) -> str:
        """Return the user that the address names; of a token GitHub, GitLab and Gitea do not ask whose it is."""
        return urlsplit(self.url).username or "x-access-token"

    def password(self) -> str:
        """Return the token, read anew each time where it has a file of its own; raises `GitFailed`."""
        if self.token_file is None:
            return self.token
        try:
            return self.token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise GitFailed(
                f"{self.token_file} can't be read: {why}", "Let token_file name the token's file"
            ) from error
