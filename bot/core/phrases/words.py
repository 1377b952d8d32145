"""What commands and their arguments are called, and what menus say of them: one field for each, in every language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What something is called, without spaces, and what it is for, in at most 100 characters."""

    name: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuWords:
    """The words of every command and argument, in one language."""

    # Commands
    start: Words
    latest: Words
    search: Words
    breaking: Words
    today: Words
    categories: Words
    more: Words
    language: Words
    subscribe: Words
    unsubscribe: Words
    help: Words
    held: Words
    keywords: Words
    settings: Words
    mute: Words
    mention: Words
    release: Words
    drop: Words
    status: Words
    connect: Words

    # Arguments
    tongue: Words
    count: Words
    category: Words
    sought: Words
    post: Words
    words: Words
    change: Words
    until: Words
    link: Words
    connected: Words
    level: Words
    role: Words
