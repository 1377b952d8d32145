"""Turns posts, channels and rows into JSON and back."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any, Final

from bot.core.delivery import Channel, Kind, Language, Platform, Receipt, Wishes
from bot.core.hours import AT_ANY_HOUR, Digest, Hours, Quiet
from bot.core.notice import Matter, Notice
from bot.core.post import Level, Note, Post, Roundup
from bot.core.sighting import Known

RANKS = {Kind.BROADCAST: 0, Kind.GROUP: 1, Kind.PRIVATE: 2}
LATER: Final = {"is_dropped"}  # of a notice: an earlier version that claims one with more than it knows would end by it
STAND_INS: Final = {Matter.NAME: Matter.CHANNEL}  # what an earlier version says of a matter that it does not know


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # `json.dumps` makes one each time


def dump(value: Any) -> str:
    """Return compact JSON, Korean as it is."""
    return _encoder.encode(value)


def post_to_json(post: Post) -> str:
    """Return the post; scripts find its id first, `corrected`, `has_page` and `edition` in so many letters."""
    roundup = asdict(replace(post.roundup, stories=())) if post.roundup else None
    return dump(
        {
            "id": post.id,
            "key": post.key,
            "title": post.title,
            "link": post.link,
            "at": post.published_at.isoformat(),
            "excerpt": post.excerpt,
            "image": post.image,
            "categories": post.categories,
            "tags": post.tags,
            "declared": post.declared,
            "level": post.level,
            "embargo": post.embargo.isoformat() if post.embargo else None,
            "correction": post.correction,
            "corrected": post.corrected_at.isoformat() if post.corrected_at else None,
            "has_page": post.has_page,
        }
        | (_notice_to_json(post.notice) if post.notice else {})
        | ({"roundup": roundup} if roundup else {})
    )


@lru_cache(maxsize=512)
def post_from_json(text: str) -> Post:
    """Return the post; a broadcast asks for the same one again and again, so the last ones are kept."""
    fields = json.loads(text)
    return Post(
        id=fields["id"],
        key=fields["key"],
        title=fields["title"],
        link=fields["link"],
        published_at=datetime.fromisoformat(fields["at"]),
        excerpt=fields["excerpt"],
        image=fields["image"],
        categories=tuple(fields["categories"]),
        tags=tuple(fields["tags"]),
        declared=Level(fields["declared"]) if fields["declared"] else None,
        level=Level(fields["level"]),
        embargo=_time(fields["embargo"]),
        correction=fields["correction"],
        corrected_at=_time(fields["corrected"]),
        has_page=fields["has_page"],
        note=Note(fields["note"]) if "note" in fields else None,  # which the scripts put there
        notice=_notice(fields["notice"], fields.get("noticed", {})) if "notice" in fields else None,
        roundup=_roundup(fields["roundup"]) if "roundup" in fields else None,
    )


def known_to_text(post: Post) -> str:
    """Return what is known of a post besides its fingerprint and id, as `known_from_text` reads it behind those two."""
    embargo = post.embargo.isoformat() if post.embargo else "-"
    return f" {','.join(sorted(post.likeness))} {post.level} {embargo} {post.version}"


def known_from_text(text: str) -> Known:
    """Return what is known of a post under one of its keys: `fingerprint id likeness level embargo version`."""
    fingerprint, post_id, likeness, level, embargo, version = text.split(" ", 5)
    until = None if embargo == "-" else datetime.fromisoformat(embargo)
    return Known(fingerprint, post_id, frozenset(likeness.split(",")), Level(level), until, version)


def version_from_text(text: str) -> str:
    """Return the version alone of what is known: a start asks for those of a whole archive."""
    return text.split(" ", 5)[5]


def channel_to_json(channel: Channel) -> str:
    """Return the channel with its rank, which scripts read."""
    return dump(
        {
            "platform": channel.platform,
            "address": channel.address,
            "kind": channel.kind,
            "rank": RANKS[channel.kind],
            "title": channel.title,
            "language": channel.language,
            "topics": None if channel.wishes is None else sorted(channel.wishes.topics),
            "since": channel.since.timestamp() if channel.since else None,
            "suspended": channel.suspended,
        }
        | {name: value for name, value in _particulars(channel).items() if value}
    )


def channel_from_json(text: str) -> Channel:
    """Return the channel."""
    fields = json.loads(text)
    topics, since = fields["topics"], fields["since"]
    return Channel(
        platform=Platform(fields["platform"]),
        address=fields["address"],
        kind=Kind(fields["kind"]),
        title=fields["title"],
        language=Language(fields["language"]),
        wishes=None if topics is None else _wishes(fields),
        since=None if since is None else datetime.fromtimestamp(since, UTC),
        suspended=fields["suspended"],
        hours=_hours(fields["hours"]) if "hours" in fields else AT_ANY_HOUR,
        has_chosen_language=fields.get("spoken", False),
        keeper=fields.get("keeper", ""),
        suspended_at=_time(fields.get("suspended_at")),
        admitted_at=_time(fields.get("admitted_at")),
        roles=tuple((Level(level), role) for level, role in fields.get("roles", ())),
    )


def _particulars(channel: Channel) -> dict[str, Any]:
    """Return what few channels have: without it a record stays small."""
    wishes = channel.wishes or Wishes()
    return {
        "breaking": wishes.wants_breaking,
        "keywords": sorted(wishes.keywords),
        "excluded": sorted(wishes.excluded),
        "hours": None if channel.hours == AT_ANY_HOUR else _hours_to_json(channel.hours),
        "spoken": channel.has_chosen_language,
        "keeper": channel.keeper,
        "suspended_at": channel.suspended_at.isoformat() if channel.suspended_at else None,
        "admitted_at": channel.admitted_at.isoformat() if channel.admitted_at else None,
        "roles": channel.roles,
    }


def _wishes(fields: dict[str, Any]) -> Wishes:
    return Wishes(
        topics=frozenset(fields["topics"]),
        wants_breaking=fields.get("breaking", False),
        keywords=frozenset(fields.get("keywords", ())),
        excluded=frozenset(fields.get("excluded", ())),
    )


def _hours_to_json(hours: Hours) -> dict[str, Any]:
    quiet, digest, muted = hours.quiet, hours.digest, hours.muted_until
    return {
        "zone": hours.zone,
        "quiet": quiet and [f"{quiet.begin:%H:%M}", f"{quiet.end:%H:%M}", quiet.is_held],
        "digest": digest and [digest.hour, digest.weekday],
        "muted": muted and muted.isoformat(),
        "passes": hours.breaking_passes,
    }


def _hours(fields: dict[str, Any]) -> Hours:
    quiet, digest = fields["quiet"], fields["digest"]
    return Hours(
        zone=fields["zone"],
        quiet=Quiet(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1]), quiet[2]) if quiet else None,
        digest=Digest(*digest) if digest else None,
        muted_until=_time(fields["muted"]),
        breaking_passes=fields["passes"],
    )


def _roundup(fields: dict[str, Any]) -> Roundup:
    return Roundup(**fields | {name: tuple(fields[name]) for name in ("members", "topics", "stories")})


def _notice_to_json(notice: Notice) -> dict[str, Any]:
    """Return a notice as the first version read it, and beside it what bots of this version know more of it."""
    whole = asdict(notice)
    later = {name: value for name in LATER if (value := whole.pop(name))}
    if notice.matter in STAND_INS:
        whole["matter"], later["matter"] = STAND_INS[notice.matter], notice.matter
    return {"notice": whole} | ({"noticed": later} if later else {})


def _notice(first: dict[str, Any], later: dict[str, Any]) -> Notice:
    """Return the notice, without what only a later version knows of it."""
    matter = later["matter"] if later.get("matter") in set(Matter) else first["matter"]
    whole = {name: value for name, value in (first | later).items() if name in Notice.__dataclass_fields__}
    return Notice(**whole | {"matter": Matter(matter), "titles": tuple(first["titles"])})


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def receipt_of(row: dict[str, Any]) -> Receipt | None:
    """Return what the row says the channel shows."""
    return Receipt(row["m"], row["f"]) if row.get("m") else None
