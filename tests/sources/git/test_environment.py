"""What git is told by its environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sources.git.environment import environment
from bot.sources.git.remote import Remote
from bot.sources.git.source import folder_of, pause

STATE = Path("/data/git")


def of(url: str, token: str = "", **inherited: str) -> dict[str, str]:
    """Return the environment for a remote."""
    return environment(Remote(url=url, token=token), STATE, inherited)


def test_inherited() -> None:
    """Of the bot's own environment only what git needs to find its way passes: no token, and nothing that bends Git."""
    given = {
        "PATH": "/bin",
        "https_proxy": "http://proxy:3128",
        "TELEGRAM_TOKEN": "1:a",
        "GIT_DIR": "/x",
        "GIT_TRACE": "1",
    }
    found = of("https://host/site.git", **given)
    assert {name for name in given if name in found} == {"PATH", "https_proxy"}
    assert (found["GIT_TERMINAL_PROMPT"], found["LC_ALL"], found["GIT_CONFIG_NOSYSTEM"]) == ("0", "C", "1")
    assert Path(found["GIT_CONFIG_GLOBAL"]).read_text(encoding="utf-8").count("hooksPath = /dev/null") == 1


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://host/site.git", "https"),
        ("http://host/site.git", "http:https"),
        ("git@host:site.git", "ssh"),
        ("ssh://host/site.git", "ssh"),
        ("git://host/site.git", "git"),
        ("file:///srv/site.git", "file"),
        ("/srv/site.git", "file"),
    ],
)
def test_protocols(url: str, allowed: str) -> None:
    """No protocol is allowed but the address's own, and from http the way to https."""
    assert of(url)["GIT_ALLOW_PROTOCOL"] == allowed


def test_token() -> None:
    """The token is for this host alone, and only where it is reached by http or https."""
    found = of("https://deploy@host:8443/site.git", "secret")
    assert found["GIT_CONFIG_KEY_0"] == "credential.https://host:8443.helper"
    assert "secret" not in found["GIT_CONFIG_VALUE_0"]
    assert (found["GIT_USER"], found["GIT_PASSWORD"]) == ("deploy", "secret")
    assert [url for url in ("git@host:a.git", "git://host/a", "/a") if "secret" in str(of(url, "secret"))] == []


def test_ssh() -> None:
    """The deploy key alone is offered where there is one, else what the user's own ssh has; nobody is ever asked."""
    with_key = environment(Remote(url="git@host:a.git", key_file=Path("/keys/a key")), STATE, {})["GIT_SSH_COMMAND"]
    assert "-oIdentitiesOnly=yes '-oIdentityFile=\"/keys/a key\"'" in with_key
    assert "Identit" not in of("git@host:a.git")["GIT_SSH_COMMAND"]
    assert "'-oUserKnownHostsFile=\"/data/git/known_hosts\"'" in with_key
    assert "-oBatchMode=yes -oStrictHostKeyChecking=accept-new" in with_key


def test_not_shown() -> None:
    """A remote that is printed does not show its token."""
    assert "secret" not in repr(Remote(url="https://host/a", token="secret"))


def test_folders() -> None:
    """Each address, branch and site has a clone of its own."""
    remotes = [Remote(url="a"), Remote(url="b"), Remote(url="a", branch="b")]
    folders = {folder_of(Path("data"), one, inside) for one in remotes for inside in ("", "docs")}
    assert len(folders) == 6
    assert all(folder.is_absolute() and folder.parent == Path("data/git").absolute() for folder in folders)


def test_pause() -> None:
    """A remote that fails is asked ever less often, to a limit, and never at a fixed moment."""
    assert [pause(60, failures, 0.5) for failures in (0, 1, 2, 3, 4, 5, 10_000)] == [60, 120, 240, 480, 900, 900, 900]
    assert pause(3600, 9, 0.5) == 3600
    assert (pause(60, 0, 0.0), pause(60, 0, 1.0)) == pytest.approx((54, 66))
