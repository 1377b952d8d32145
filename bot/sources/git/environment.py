"""What the git program is told by its environment, and by nothing else: settings, credentials, who may be asked."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sources.git.remote import Remote

# What passes from the bot's own environment. The rest stays out: it holds tokens, and variables that bend Git's ways.
_PASSED: Final = (
    *("PATH", "HOME", "TMPDIR", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH"),
    *("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"),
)
_SETTINGS: Final = {
    "LC_ALL": "C",
    "GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")),
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}
_HELPER: Final = '!f() { test "$1" != get || printf "username=%s\\npassword=%s\\n" "$GIT_USER" "$GIT_PASSWORD"; }; f'


def environment(remote: Remote, state: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a git that works for this remote; `state` is the folder for what ssh remembers.

    Raises `GitFailed` where the token can't be read. An address of http may be redirected to https, and to nothing
    else; a helper that runs ssh or any other program is refused unless the settings' own address asks for it.
    """
    passed = {name: inherited[name] for name in _PASSED if name in inherited}
    allowed = "http:https" if remote.scheme == "http" else remote.scheme
    found = passed | _SETTINGS | {"GIT_ALLOW_PROTOCOL": allowed}
    if remote.scheme == "ssh":
        return found | {"GIT_SSH_COMMAND": _ssh(remote.key_file, state / "known_hosts"), "GIT_SSH_VARIANT": "ssh"}
    if remote.scheme in {"http", "https"} and (password := remote.password()):
        return found | _credential(remote, password)
    return found


def _credential(remote: Remote, password: str) -> dict[str, str]:
    """Return a helper that knows the password for this host alone: a redirection to another one gets nothing."""
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"credential.{remote.origin}.helper",
        "GIT_CONFIG_VALUE_0": _HELPER,
        "GIT_USER": remote.user,
        "GIT_PASSWORD": password,
    }


def _ssh(key_file: Path | None, known_hosts: Path) -> str:
    """Return the ssh command: it asks nobody, and takes a host's key at first sight and then no other.

    Its time limits make it end by itself where the network swallows everything.
    """
    options = {
        "BatchMode": "yes",
        "StrictHostKeyChecking": "accept-new",
        "UserKnownHostsFile": _in_option(known_hosts),
        "ConnectTimeout": "20",
        "ServerAliveInterval": "10",
        "ServerAliveCountMax": "3",
    }
    if key_file is not None:
        options |= {"IdentitiesOnly": "yes", "IdentityFile": _in_option(key_file.absolute()), "IdentityAgent": "none"}
    return shlex.join(["ssh", *(f"-o{name}={value}" for name, value in options.items())])


def _in_option(path: Path) -> str:
    """Return a path as ssh reads it in an option: in quotes for its spaces, with what it would replace doubled."""
    return f'"{str(path).replace("%", "%%")}"'
