"""What Git says when it fails, with the remedy."""

from __future__ import annotations

import re
from typing import Final

ASK_SERVER: Final = "Is the address right, and the server there up?"
MAKE_ROOM: Final = "Make room on the disk of data_dir."
LET_WRITE: Final = "Let the bot write data_dir."
# By what Git and ssh write in the C locale; the first that is found counts.
_REMEDIES: Final = (
    (r"No space left on device|Disk quota exceeded", MAKE_ROOM),
    (r"unable to write|failed to write|write error", MAKE_ROOM),  # all that a checkout says of a full disk
    (r"Identity file .* not accessible", "Let key_file name the file of a private key."),
    (
        r"UNPROTECTED PRIVATE KEY FILE|Load key .*",
        "Let key_file be a private key that the bot alone reads (chmod 600).",
    ),
    (r"No user exists for uid", "Run the bot as a user that /etc/passwd names, or use https and a token."),
    (r"Host key verification failed", "If the host did change its key, remove it from git/known_hosts in data_dir."),
    (r"Permission denied \(", "Set key_file to a deploy key that may read the repository."),
    (r"Read-only file system|: Permission denied$|unable to create (?:file|directory)", LET_WRITE),
    (r"couldn't find remote ref HEAD", "Push a commit, or set branch: the repository's own choice has none."),
    (r"couldn't find remote ref", "Set branch to one that is there, or push it."),
    (
        r"could not read (?:Username|Password)|Authentication failed|error: 40[13]",
        "Set token (or token_file, GIT_TOKEN) to one that may read the repository.",
    ),
    (r"repository '.*' not found", "Is the address right? If it is, set a token: private ones hide themselves."),
    (r"does not appear to be a git repository", "Let url name a Git repository that the bot's user may read."),
    (r"cannot run ssh|ssh: (?:command )?not found", "Install an ssh client, or use https."),
)


class GitFailed(Exception):
    """Git could not do it; the message says why, and what to do.

    `is_elsewhere` says that the clone is surely not to blame: the disk is full, there is no git, time was up.
    """

    def __init__(self, what: str, remedy: str = ASK_SERVER, *, is_elsewhere: bool = False) -> None:
        super().__init__(f"{what}. {remedy}")
        self.what = what
        self.is_elsewhere = is_elsewhere


def failure_of(words: str, status: int) -> GitFailed:
    """Return the failure behind what Git wrote before it ended, by the line that says most."""
    for pattern, remedy in _REMEDIES:
        if found := re.search(f"^.*(?:{pattern}).*$", words, re.MULTILINE):
            return GitFailed(_bare(found[0]), remedy, is_elsewhere=remedy in {MAKE_ROOM, LET_WRITE})
    lines = [line for line in words.splitlines() if line.strip()]
    said = [line for line in lines if line.startswith(("fatal: ", "error: "))] or lines
    return GitFailed(_bare(said[0]) if said else f"git ended with status {status}")


def _bare(line: str) -> str:
    return re.sub(r"^(?:fatal|error|warning): ", "", line.strip(), flags=re.IGNORECASE).rstrip(". \r")
