"""What stands on the page that says what became of a post in a channel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryPhrases:
    """The words of the page, in one language."""

    title: str
    post: str
    post_hint: str
    channel: str
    channel_hint: str
    ask: str
