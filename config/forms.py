"""The forms of settings that are more than a word or a number; each raises `ValueError` with what to do."""

from __future__ import annotations

import re

HOST_AND_PORT = re.compile(r"(?:[^\s:\[\]]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})")
TOKEN = re.compile(r"[!#-&(-~]*")  # no quotes: an --env-file, unlike a shell, keeps them
TELEGRAM = re.compile(r"@\w+|-?\d+(/\d+)?")
SEGMENT = re.compile(r"[A-Za-z0-9_-]{1,64}")
DISCORD = re.compile(r"\d+")


def token(value: object) -> object:
    """Return a token without the spaces and line end around it; an empty one is none."""
    if not isinstance(value, str):
        return value
    if not TOKEN.fullmatch(value.strip()):
        raise ValueError("must be one word of ASCII, without spaces or quotes in it")
    return value.strip() or None


def host_and_port(address: str) -> str:
    """Return an address to listen on."""
    found = HOST_AND_PORT.fullmatch(address)
    if found is None or not 1 <= int(found[1]) <= 65535:
        raise ValueError(f"must look like 127.0.0.1:8080, with a port from 1 to 65535 (it is {address!r})")
    return address


def path_segment(name: str) -> str:
    """Return a name that can stand in an address as it is."""
    if not SEGMENT.fullmatch(name):
        raise ValueError(f"must be letters of ASCII, digits, - and _, as it stands in an address (it is {name!r})")
    return name


def channel_address(platform: str, address: str) -> str:
    """Return a channel's address in a form that its platform knows."""
    if platform == "telegram" and not TELEGRAM.fullmatch(address):
        raise ValueError(f"must be a Telegram @name, a chat id or chat id/topic id (it is {address!r})")
    if platform == "discord" and not DISCORD.fullmatch(address):
        raise ValueError(f"must be a Discord channel id, which Copy Channel ID gives (it is {address!r})")
    return address
