"""What Git and ssh write, and the remedy that is made of it."""

from __future__ import annotations

import pytest

from bot.sources.git.failures import failure_of

NO_ACCESS = "fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "error: unable to write file _posts/a.md\nfatal: cannot create 'a.md': No space left on device\n",
            "cannot create 'a.md': No space left on device. Make room on",
        ),
        ("g@h: Permission denied (publickey).\r\n" + NO_ACCESS, "g@h: Permission denied (publickey). Set key"),
        ("Host key verification failed.\r\n" + NO_ACCESS, "Host key verification failed. If the host did change its"),
        (
            "Warning: Identity file /k not accessible: No such file or directory.\ng@h: Permission denied (publickey).",
            "Identity file /k not accessible: No such file or directory. Let key_file name",
        ),
        ("No user exists for uid 4711\n" + NO_ACCESS, "No user exists for uid 4711. Run the bot as a user that"),
        (
            "fatal: unable to access 'https://host/x/': The requested URL returned error: 403\n",
            "unable to access 'https://host/x/': The requested URL returned error: 403. Set token",
        ),
        (
            "fatal: unable to access 'https://host/x/': Could not resolve host: host\n",
            "unable to access 'https://host/x/': Could not resolve host: host. Is the address right",
        ),
        ("warning: first\nfatal: second\n", "second. Is the address right"),
        ("something else\n", "something else. Is the address right"),
        ("", "git ended with status 128. Is the address right"),
    ],
)  # fmt: skip
def test_remedy(words: str, sentence: str) -> None:
    """The line that says most is told, with what to do about it."""
    assert str(failure_of(words, 128)).startswith(sentence)


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("fatal: write error: No space left on device", True),
        ("error: unable to write file _posts/a.md\nfatal: Could not reset index file to revision 'abc'.", True),
        ("fatal: unable to write new index file", True),
        ("fatal: could not open '.git/FETCH_HEAD' for writing: Permission denied", True),
        ("fatal: Unable to create '.git/index.lock': File exists.", False),
        ("git@host: Permission denied (publickey).", False),
    ],
)
def test_elsewhere(words: str, is_so: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A full disk, or one that may not be written, is no reason to throw a clone away."""
    assert failure_of(words, 128).is_elsewhere == is_so
