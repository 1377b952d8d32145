"""A real bare repository, and an editor who commits to it and pushes."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from tests.acceptance.newsroom import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_NAME": "Jimin" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "jimin@newsdao.kr" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *arguments: str) -> str:
    """Run git there as the editor, whatever this machine's settings for it are."""
    done = subprocess.run(  # noqa: S603 - git with what a test gives
        ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments],  # noqa: S607
        cwd=folder, env=ENVIRONMENT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


class Repository:
    """A bare repository called `site.git` with one commit, and the editor's own copy of it beside it."""

    def __init__(self, folder: Path, *, inside: str = "") -> None:
        self.bare, self.copy = folder / "site.git", folder / "copy"
        self.site = self.copy / inside
        folder.mkdir(exist_ok=True)
        git(folder, "init", "--quiet", "--bare", "site.git")
        git(folder, "init", "--quiet", "copy")
        git(self.copy, "remote", "add", "origin", str(self.bare))
        (self.site / "_posts").mkdir(parents=True)
        (self.site / "_config.yml").write_text(CONFIG, encoding="utf-8")
        self.write("first")
        self.push()

    @property
    def url(self) -> str:
        """Return the address by which a clone on this machine is a real one."""
        return f"file://{self.bare}"

    def write(self, slug: str, title: str = "") -> None:
        """Write a post, without committing it."""
        text = f"---\ntitle: {title or slug!r}\ncategories: [News]\nexcerpt: 요약입니다.\n---\n본문\n"
        self.path(slug).write_text(text, encoding="utf-8")

    def path(self, slug: str) -> Path:
        """Return where a post stands in the editor's copy."""
        return self.site / "_posts" / f"2026-11-20-{slug}.md"

    def push(self, branch: str = "main", *options: str) -> str:
        """Commit everything as it is and push it; return the commit."""
        git(self.copy, "add", "--all")
        git(self.copy, "commit", "--quiet", "--allow-empty", "--message", "news", *options)
        git(self.copy, "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")
        return git(self.copy, "rev-parse", "HEAD")

    def publish(self, slug: str, title: str = "") -> str:
        """Write a post, commit and push it; return the commit."""
        self.write(slug, title)
        return self.push()
