"""The forms of settings that are more than a word or a number; each raises `ValueError` with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pydantic import SecretStr

HOST_AND_PORT = re.compile(r"(?:[^\s:\[\]]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})")
TOKEN = re.compile(r"[!#-&(-~]*")  # no quotes: an --env-file, unlike a shell, keeps them
TELEGRAM = re.compile(r"@\w+|-?\d+(/\d+)?")
DISCORD = re.compile(r"\d+")
# No host begins with a hyphen, which ssh would take for an option; two colons would name a program to run.
REPOSITORY = re.compile(
    r"(?:https?|ssh|git)://(?:[^\s/@:]+@)?[\w\[][^\s/@]*/\S+"
    r"|(?:file://)?/[^\x00-\x1f]+"
    r"|(?:\w[\w.+-]*@)?\w[\w.-]*:(?!//)[^\s:]\S*"
)
BRANCH = re.compile(r"(?![-/.])(?!.*(?:\.\.|//|@\{))[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])(?<!\.lock)")
_HOUR = r"(?:[01]\d|2[0-3])"
QUIET = re.compile(rf"({_HOUR}:[0-5]\d)-({_HOUR}:[0-5]\d)")
DIGEST = re.compile(r"(?:daily|weekly (?:mon|tue|wed|thu|fri|sat|sun)) (?:1?\d|2[0-3])")
ROLE = re.compile(r"\d{1,20}")
MOST_WORDS, LONGEST_WORD = 50, 40
SHORTEST_CONSOLE_TOKEN = 16
TELEGRAM_PORTS = frozenset({443, 80, 88, 8443})
SLUG = re.compile(r"\w[\w.-]*")


def token(value: object) -> object:
    """Return a token without the spaces and line end around it; an empty one is none."""
    if not isinstance(value, str):
        return value
    if not TOKEN.fullmatch(value.strip()):
        raise ValueError("must be one word of ASCII, without spaces or quotes in it")
    return value.strip() or None


def sentry_dsn(address: SecretStr | None) -> SecretStr | None:
    """Return where Sentry takes reports; the message does not repeat it, as its key is part of it."""
    if address is None:
        return None
    parts = urlsplit(address.get_secret_value())
    if parts.scheme not in {"http", "https"} or not (parts.username and parts.hostname and parts.path.strip("/")):
        raise ValueError("must look like https://key@sentry.example.org/1, as Sentry’s project settings show it")
    return address


def host_and_port(address: str) -> str:
    """Return an address to listen on."""
    found = HOST_AND_PORT.fullmatch(address)
    if found is None or not 1 <= int(found[1]) <= 65535:
        raise ValueError(f"must look like 127.0.0.1:8080, with a port from 1 to 65535 (it is {address!r})")
    return address


def web_address(address: str) -> str:
    """Return an address on the web; the message does not repeat it, as a password may stand in it."""
    try:
        parts = urlsplit(address)
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or re.search(r"\s", address):
        raise ValueError("must look like https://example.org/, with https:// or http:// before it")
    return address


def channel_address(platform: str, address: str) -> str:
    """Return a channel's address in a form that its platform knows."""
    if platform == "telegram" and not TELEGRAM.fullmatch(address):
        raise ValueError(f"must be a Telegram @name, a chat id or chat id/topic id (it is {address!r})")
    if platform == "discord" and not DISCORD.fullmatch(address):
        raise ValueError(f"must be a Discord channel id, which Copy Channel ID gives (it is {address!r})")
    return address


def repository(url: str) -> str:
    """Return a Git repository's address, which logs may show."""
    if re.match(r"\w+://[^/@]*:[^/@]*@", url):
        raise ValueError("must not hold a password, which logs would show; set token (or key_file) instead")
    if not REPOSITORY.fullmatch(url):
        raise ValueError(
            f"must look like https://host/site.git, git@host:site.git, ssh://..., git://... or /path (it is {url!r})"
        )
    return url


def branch(name: str) -> str:
    """Return a branch's name; an empty one is the repository's own choice."""
    if name and not BRANCH.fullmatch(name):
        raise ValueError(f"must be the name of a branch, such as main (it is {name!r})")
    return name


def folder_inside(path: str) -> str:
    """Return a folder's path from a repository's root, without the slashes around it; an empty one is the root."""
    if path.startswith("/") or ".." in path.split("/") or "\\" in path or "\0" in path:
        raise ValueError(f"must be a folder inside the repository, such as docs (it is {path!r})")
    return "/".join(part for part in path.split("/") if part not in {"", "."})


def slug(name: str) -> str:
    """Return a name that can stand in an address."""
    if name and not SLUG.fullmatch(name):
        raise ValueError(f"must be of letters, digits, hyphens, dots and underscores (it is {name!r})")
    return name


def time_zone(name: str) -> str:
    """Return the name of a time zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # an odd name, a folder of zones, an unknown name
        raise ValueError(f"must be a time zone such as Asia/Seoul or Europe/Berlin (it is {name!r})") from None
    return name


def own_time_zone(name: str) -> str:
    """Return the name of a time zone; an empty one is the one of all channels."""
    return name and time_zone(name)


def quiet(hours: str) -> str:
    """Return quiet hours; an empty text is none."""
    found = QUIET.fullmatch(hours)
    if hours and (found is None or found[1] == found[2]):
        raise ValueError(f"must look like 22:00-07:00, with two different times (it is {hours!r})")
    return hours


def digest(when: str) -> str:
    """Return when a digest comes; an empty text is never."""
    if when and not DIGEST.fullmatch(when):
        raise ValueError(f"must look like 'daily 8' or 'weekly mon 18', with an hour from 0 to 23 (it is {when!r})")
    return when


def keyword(word: str) -> str:
    """Return a word by which stories are chosen."""
    if not 1 <= len(word) <= LONGEST_WORD or re.search(r"[,\n]", word):
        raise ValueError(f"must be a word of 1 to {LONGEST_WORD} letters, without a comma (it is {word!r})")
    return word


def role(number: str) -> str:
    """Return the id of a Discord role."""
    if not ROLE.fullmatch(number):
        raise ValueError(f"must be a Discord role id in quotes, which Copy Role ID gives (it is {number!r})")
    return number


def long_enough(token: SecretStr | None) -> SecretStr | None:
    """Return the console's token; one that could be guessed is none."""
    if token is not None and len(token.get_secret_value()) < SHORTEST_CONSOLE_TOKEN:
        raise ValueError(f"must have at least {SHORTEST_CONSOLE_TOKEN} characters; `openssl rand -hex 16` makes one")
    return token


def callable_by_telegram(address: str, *, has_own_server: bool) -> None:
    """Raise `ValueError` where Telegram's servers would not call there (doc: setWebhook); one's own calls anywhere."""
    if not address:
        raise ValueError("needs public_url, the address at which Telegram calls")
    parts = urlsplit(address)
    port = parts.port or {"https": 443}.get(parts.scheme)
    if not has_own_server and (parts.scheme != "https" or port not in TELEGRAM_PORTS):
        ports = ", ".join(map(str, sorted(TELEGRAM_PORTS)))
        raise ValueError(f"needs a public_url of https on one of the ports {ports} (it is {address!r})")
