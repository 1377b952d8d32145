"""No token, key or password stands in a file of the project."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import pytest
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import transient_settings

pytestmark = pytest.mark.audit

PROJECT = Path(__file__).parents[2]
# Those that know a secret by its form. What guesses by entropy takes every hash of the lock files for one.
DETECTORS: Final = (
    "AWSKeyDetector", "BasicAuthDetector", "DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector",
    "JwtTokenDetector", "NpmDetector", "PrivateKeyDetector", "PypiTokenDetector", "SendGridDetector", "SlackDetector",
    "StripeDetector", "TelegramBotTokenDetector", "TwilioKeyDetector",
)  # fmt: skip
MADE_UP: Final = {"password", "p%40w", "SECRET", "1234567890:a-token-that-must-not-be-in-the-ima"}
"""What stands for a secret in documents and tests."""


def test_none() -> None:
    """Whoever reads the project learns no secret from it."""
    assert _found(_files()) == set()


@pytest.mark.parametrize(
    "secret", ["123456789:AAF" + "x" * 32, "-----BEGIN OPENSSH PRIVATE" + " KEY-----", "ghp_" + "a" * 36]
)
def test_any(tmp_path: Path, secret: str) -> None:
    """A secret that somebody commits is found, whatever the file."""
    (tmp_path / "notes.md").write_text(f"token: {secret}\n", encoding="utf-8")
    assert {name for name, _ in _found([tmp_path / "notes.md"])} == {"notes.md"}


def _files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout  # noqa: S607 - git is on the PATH or nowhere
    return [PROJECT / name for name in listed.decode().split("\0") if name]


def _found(files: list[Path]) -> set[tuple[str, str]]:
    """Return the file's name and the kind of each secret that is not made up."""
    collection = SecretsCollection()
    with transient_settings({"plugins_used": [{"name": name} for name in DETECTORS]}):
        for path in files:
            collection.scan_file(str(path))
    return {(Path(name).name, one.type) for name, one in collection if one.secret_value not in MADE_UP}
