"""What Git says when it fails, with the remedy."""

from __future__ import annotations

import re
from typing import Final

ASK_SERVER: Final = "Is the address right, and the server there up?"
# By what Git and ssh write in the C locale; the first that is found counts.
_REMEDIES: Final = (
    (r"No space left on device|Disk quota exceeded", "Make room on the disk of data_dir."),
    (r"Read-only file system|: Permission denied\n|unable to create (file|directory)", "Let the bot write data_dir."),
    (r"couldn't find remote ref HEAD", "Push a commit, or set branch: the repository's own choice has none."),
    (r"couldn't find remote ref", "Set branch to one that is there, or push it."),
    (r"No user exists for uid", "Run the bot as a user that /etc/passwd names, or use https and a token."),
    (r"UNPROTECTED PRIVATE KEY FILE", "Let nobody but the bot read key_file (chmod 600)."),
    (r"Host key verification failed", "If the host did change its key, remove it from git/known_hosts in data_dir."),
    (r"Permission denied \(", "Set key_file to a deploy key that may read the repository."),
    (
        r"could not read (Username|Password)|Authentication failed|HTTP Basic: Access denied|error: 40[13]",
        "Set token (or token_file, GIT_TOKEN) to one that may read the repository.",
    ),
    (r"repository '.*' not found", "Is the address right? If it is, set a token: private ones hide themselves."),
    (r"does not appear to be a git repository", "Let url name a Git repository that the bot's user may read."),
    (r"cannot run ssh|ssh: (command )?not found|unable to fork", "Install an ssh client, or use https."),
)
_OF_THIS_MACHINE: Final = {remedy for _, remedy in _REMEDIES[:2]}
_SAID: Final = re.compile(r"^(?:fatal|error|ssh): (.+)", re.MULTILINE)


class GitFailed(Exception):
    """Git could not do it; the message says why, and what to do."""

    def __init__(self, what: str, remedy: str = ASK_SERVER) -> None:
        super().__init__(f"{what}. {remedy}")
        self.is_of_this_machine = remedy in _OF_THIS_MACHINE


def failure_of(words: str, status: int) -> GitFailed:
    """Return the failure behind what Git wrote before it ended."""
    remedy = next((remedy for pattern, remedy in _REMEDIES if re.search(pattern, words)), ASK_SERVER)
    said = _SAID.findall(words) or words.split("\n")
    first = next((line.strip() for line in said if line.strip()), f"git ended with status {status}")
    return GitFailed(first.rstrip("."), remedy)
