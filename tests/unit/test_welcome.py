"""What `run` says to a newcomer without a token."""

from __future__ import annotations

from bot.commands.run import _welcome
from config.settings import Settings

TOLD = "No token is set, so the sandbox stands for Telegram and Discord."


def test_site() -> None:
    """Whoever has a site learns which folder is watched, and where to look."""
    assert _welcome(Settings()) == (
        f"{TOLD} Watching examples/site. Open http://127.0.0.1:8080/ to see both chats. "
        "http://127.0.0.1:8080/preview/ shows posts as they are written."
    )


def test_only_pushed() -> None:
    """Where posts are only pushed, no folder is spoken of."""
    settings = Settings.model_validate({"sources": [{"kind": "push", "secret": "0123456789abcdef"}]})
    assert _welcome(settings) == f"{TOLD} Open http://127.0.0.1:8080/ to see both chats."
