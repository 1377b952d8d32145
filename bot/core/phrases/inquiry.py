"""What stands on the page that says what became of a post in a channel, in each language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.delivery import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryPhrases:
    """The words of the page, in one language; `name` is that of the language."""

    name: str
    title: str
    post: str
    post_hint: str
    channel: str
    channel_hint: str
    ask: str


_KO = InquiryPhrases(
    name="한국어",
    title="이 기사는 왜?",
    post="기사",
    post_hint="아이디, 주소, 경로, 제목의 낱말",
    channel="채널",
    channel_hint="telegram:-1001, @이름, 제목의 낱말",
    ask="알아보기",
)
_EN = InquiryPhrases(
    name="English",
    title="What became of it?",
    post="Story",
    post_hint="id, link, path, or words of its title",
    channel="Channel",
    channel_hint="telegram:-1001, @name, or words of its title",
    ask="Find out",
)


def inquiry_phrases_in(language: Language) -> InquiryPhrases:
    """Return the words of the page in this language."""
    match language:
        case Language.KO:
            return _KO
        case Language.EN:
            return _EN
