"""What the settings take for a Git repository, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from config.load import load
from config.sources import GitSettings
from tests.unit.config.conftest import mistakes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.config.conftest import Environment


def table(file: Path, *lines: str) -> None:
    """Write a settings file with one Git source."""
    file.write_text("\n".join(("[[sources]]", 'kind = "git"', *lines)), encoding="utf-8")


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/example/site.git",
        "https://deploy@gitlab.example:8443/group/sub/site",
        "http://[::1]:3000/site.git",
        "git@github.com:example/site.git",
        "host:site.git",
        "ssh://git@host:2222/~user/site.git",
        "git://host/site.git",
        "file:///srv/git/our site.git",
        "/srv/git/our site.git",
    ],
)
def test_addresses(url: str) -> None:
    """Every form of an address that Git takes for a repository elsewhere is taken."""
    assert GitSettings(kind="git", url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        *("--upload-pack=touch /tmp/x", "-oProxyCommand=x:site", "ssh://-oProxyCommand=x/site", "git@-x:site"),
        *(
            "ext::sh -c date",
            "https://host",
            "ftp://host/site.git",
            "../site.git",
            "site",
            "",
            "https://ho st/a",
            "/a\nb",
        ),
    ],
)
def test_no_addresses(url: str, file: Path) -> None:
    """What a program would take for an option, what runs a command and what is no address is refused, with a remedy."""
    table(file, "url = " + repr(url) if "\n" not in url else 'url = "/a\\nb"')
    (problem,) = mistakes()
    assert problem.startswith(f"{file}:3: sources[1].url: must look like https://host/site.git, git@host:site.git, ")


def test_password(file: Path) -> None:
    """A password in the address is refused, and not repeated."""
    table(file, 'url = "https://user:SECRET@host/site.git"')
    (problem,) = mistakes()
    assert "must not hold a password, which logs would show; set token (or key_file) instead" in problem
    assert "SECRET" not in problem


@pytest.mark.parametrize("name", ["main", "release/2026-11", "속보", "a.b", "v1@x"])
def test_branches(name: str) -> None:
    """Names of branches are taken."""
    assert GitSettings(kind="git", url="/a", branch=name).branch == name


@pytest.mark.parametrize("name", ["-f", "a b", "a..b", "a:b", "a*", "/a", "a/", "a.lock", "a^", "x@{1}", "\x7f"])
def test_no_branches(name: str, file: Path) -> None:
    """What Git itself would not take for a branch is refused."""
    table(file, 'url = "/a"', "branch = " + (f'"{name}"' if name != "\x7f" else '"\\u007f"'))
    (problem,) = mistakes()
    assert problem == f"{file}:4: sources[1].branch: must be the name of a branch, such as main (it is {name!r})."


def test_folder(file: Path) -> None:
    """The site's folder lies inside the repository."""
    assert GitSettings(kind="git", url="/a", folder="./docs//site/").folder == "docs/site"
    for path in ("../x", "/etc", "a/../../b"):
        table(file, 'url = "/a"', f'folder = "{path}"')
        (problem,) = mistakes()
        assert problem.endswith(f"must be a folder inside the repository, such as docs (it is {path!r}).")


def test_webhook(file: Path) -> None:
    """A secret needs a name that can stand in an address, for that is where the webhook calls."""
    table(file, 'url = "/a"', 'secret = "a long random word"')
    assert mistakes() == [
        f"{file}:4: sources[1].secret: needs a name beside it, which the webhook's address ends with: /hooks/git/NAME."
    ]
    table(file, 'url = "/a"', 'name = "../x"')
    (problem,) = mistakes()
    assert "name: must be of letters, digits, hyphens, dots and underscores (it is '../x')" in problem


def test_tokens(file: Path, setting: Environment) -> None:
    """A source's own token and the one for all count as secrets; two of one source are a mistake."""
    table(file, 'url = "https://host/a"', 'token = "own"', 'name = "a"', 'secret = "a long random word"')
    setting(GIT_TOKEN="common")
    assert load().secrets == ("common", "a long random word", "own")
    table(file, 'url = "https://host/a"', 'token = "own"', 'token_file = "x"')
    assert mistakes() == [f"{file}:5: sources[1].token_file: and token are both set; keep one of them."]


def test_short_secret(file: Path) -> None:
    """A secret that is too short is not repeated."""
    table(file, 'url = "/a"', 'name = "a"', 'secret = "SECRET"')
    assert "SECRET" not in "".join(mistakes())
