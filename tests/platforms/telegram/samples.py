"""The alert and the channels that the tests of the adapter use."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.delivery import Channel, Kind, Language, Platform
from bot.core.post import Alert, Level
from bot.sandbox.faults import Failure, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANNEL = Channel(platform=Platform.TELEGRAM, address="-1001", title="속보")
READER = Channel(platform=Platform.TELEGRAM, address="1002", kind=Kind.PRIVATE, language=Language.EN)


def alert(headline: str = "한강 수위 상승 <주의> & 통제") -> Alert:
    """Return an alert with this headline."""
    return Alert(
        headline=headline,
        excerpt="잠수교가 통제되었습니다.",
        link="https://news.example.com/2026/11/23/river.html",
        image=None,
        level=Level.BREAKING,
        published_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    )


def declines(
    code: int,
    description: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    call: str = "sendMessage",
    times: int = 1,
) -> Fault:
    """Return a fault that answers in the Bot API's own form."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = dict(parameters)
    return Fault(Failure.ANSWER, call=call, times=times, status=code, body=body)
