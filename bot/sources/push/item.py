"""One post as a build step or a CMS pushes it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from bot.core.post import Level, Post, digest, post_id
from bot.core.text.links import canonical, safe_link
from bot.core.text.packing import pack
from bot.sources.prose import plain

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MOMENT = "2026-11-20T09:00:00+09:00"
MOST_FIELDS = 50
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")


def _link(address: str) -> str:
    link = safe_link(address)
    if not link:
        raise ValueError("must be an absolute http(s) address such as https://example.org/story/, without a password")
    return link


def _number_is_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _iso(value: object) -> object:
    """Return a moment as it is written; a number could be seconds or milliseconds, and a date is no moment."""
    if not (isinstance(value, str) and ISO.fullmatch(value)):
        raise ValueError(f"must be a moment with its offset, such as {MOMENT}")
    return value


def _within_reason(moment: datetime) -> datetime:
    if not FIRST <= moment < LAST:
        raise ValueError(f"must be between {FIRST.year} and {LAST.year}")
    return moment


Link = Annotated[str, Field(max_length=2_048), AfterValidator(_link)]
Key = Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$"), BeforeValidator(_number_is_text)]
Title = Annotated[str, Field(max_length=1_000), AfterValidator(plain.from_html)]
Excerpt = Annotated[str, Field(max_length=5_000), AfterValidator(plain.from_html)]
Body = Annotated[str, Field(max_length=100_000), AfterValidator(plain.from_html), AfterValidator(pack)]
Sentence = Annotated[str, Field(max_length=500), AfterValidator(plain.from_html)]
Names = Annotated[list[Annotated[str, Field(max_length=200), AfterValidator(plain.line)]], Field(max_length=50)]
Moment = Annotated[AwareDatetime, BeforeValidator(_iso), AfterValidator(_within_reason)]


class Item(BaseModel):
    """A post to be announced, corrected or withdrawn. What is null or empty counts as not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    link: Link
    retracted: bool = False
    title: Title = Field(default="", validate_default=True)
    id: Key = ""
    excerpt: Excerpt = ""
    body: Body = ""
    image: Link | None = None
    categories: Names = []
    tags: Names = []
    published_at: Moment | None = None
    embargo: Moment | None = None
    correction: Sentence = ""
    level: Literal["breaking", "normal", "silent", "none"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        if len(value) > MOST_FIELDS:  # to tell each of them would take seconds
            raise ValueError(f"must have the fields of a post and no others; these are {len(value)}")
        # Templates and CMSs write every field, those without a value too.
        return {name: one for name, one in value.items() if one is not None and one != ""}

    @field_validator("title")
    @classmethod
    def _is_title_there(cls, title: str, others: ValidationInfo) -> str:
        if not title and others.data.get("retracted") is False:
            raise ValueError("must be set; only a post that is `retracted` needs none")
        return title

    @property
    def key(self) -> str:
        """Return the name by which the sender knows the post."""
        return self.id or self.link

    def post(self, now: datetime) -> Post:
        """Return the post; one that says no moment is published `now`, one of a moment to come is under embargo."""
        published_at = self.published_at or now
        embargo = max(published_at, self.embargo or published_at)
        return Post(
            id=post_id(canonical(self.link)),
            key=self.key,
            title=self.title,
            link=self.link,
            published_at=published_at,
            excerpt=self.excerpt,
            image=self.image,
            categories=_once(self.categories),
            tags=_once(self.tags),
            declared=Level(self.level) if self.level else None,
            embargo=embargo if embargo > now else None,
            correction=self.correction,
            version=digest(self.body),
            text=self.body,
        )


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
