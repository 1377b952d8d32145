"""What `_config.yml` says about a site's posts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.sighting import Problem
from bot.sources.jekyll import ruby, safe_yaml
from bot.sources.jekyll.content import MOST_READ
from bot.sources.jekyll.faults import Faulty, line_of
from bot.sources.jekyll.opening import read_head

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_NAMES = ("_config.yml", "_config.yaml")
_MARKDOWN = "markdown,mkdown,mkdn,mkd,md"
# Jekyll adds these to every site's own `exclude`, and never enters its own output.
_EXCLUDED = (
    *(".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules"),
    *("vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"),
)
_STYLES = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site's settings, with Jekyll's defaults where it says nothing; `replace` one to overrule it."""

    title: str = ""
    url: str = ""
    baseurl: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    permalink: str = "date"
    excerpt_separator: str = "\n\n"
    future: bool = False
    unpublished: bool = False
    show_drafts: bool = False
    defaults: Sequence[Mapping[str, Any]] = ()
    collections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    collections_dir: str = ""
    destination: str = "_site"
    exclude: tuple[str, ...] = _EXCLUDED
    include: tuple[str, ...] = (".htaccess",)
    markdown_extensions: frozenset[str] = frozenset(_MARKDOWN.split(","))
    where: str = _NAMES[0]
    digest: str = ""  # of all that the file says

    @classmethod
    def load(cls, folder: Path) -> Site:
        """Read the site's `_config.yml`; raises `Faulty` with file and line where it cannot be used."""
        if not folder.is_dir():
            raise Faulty(Problem(str(folder), "no such folder", "Point SITE at the folder that holds _config.yml."))
        path = next((folder / name for name in _NAMES if (folder / name).is_file()), None)
        if path is None:
            return cls()
        try:
            content, _ = read_head(folder, path.name)
        except FileNotFoundError as error:
            raise Faulty(Problem(path.name, "has just gone", "Put it back; it is read again.")) from error
        if len(content) >= MOST_READ:
            raise Faulty(Problem(path.name, f"has {MOST_READ // 1024} KiB or more", "Put data into _data."))
        try:
            return cls.parse(content.decode("utf-8-sig"), path.name)
        except UnicodeDecodeError as error:
            raise Faulty(Problem(path.name, "not UTF-8 text", "Save it as UTF-8.")) from error

    @classmethod
    def parse(cls, text: str, where: str = _NAMES[0]) -> Site:
        """Return the settings that `text`, a `_config.yml`, holds; raises `Faulty`."""
        values = safe_yaml.load(text, where) or {}
        if not isinstance(values, dict):
            raise Faulty(Problem(where, "is no list of `key: value` lines", "Begin each line with a setting.", 1))
        digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        return cls(where=where, zone=_zone(values.get("timezone"), where, text), digest=digest, **_settings(values))

    def template(self, collection: str) -> str:
        """Return the permalink template of a collection's documents."""
        own = self.collections.get(collection, {}).get("permalink")
        if own is not None:
            return ruby.to_s(own)
        if collection == "posts":
            return _STYLES.get(self.permalink, self.permalink)
        return "/:collection/:path" + _suffix(self.permalink)

    @property
    def problem(self) -> Problem | None:
        """Return why links cannot be made, None where they can."""
        if urlsplit(self.url).scheme in {"http", "https"} and urlsplit(self.url).netloc:
            return None
        what = f"url is {self.url!r}: no link could be opened" if self.url else "says no url: no link could be opened"
        return Problem(self.where, what, "Set the site's address there, e.g. url: https://example.org")


def _settings(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that stand in the file and are no nil, in their types."""
    read = {
        **dict.fromkeys(("title", "url", "baseurl", "permalink", "excerpt_separator", "collections_dir"), ruby.to_s),
        **dict.fromkeys(("future", "unpublished", "show_drafts"), lambda value: value is not False),
        "destination": ruby.to_s,
        "defaults": lambda value: value if isinstance(value, list) else (),
        "collections": _collections,
        "exclude": lambda value: (*_EXCLUDED, *_names(value)),
        "include": _names,
    }
    settings = {key: turn(values[key]) for key, turn in read.items() if values.get(key) is not None}
    if values.get("markdown_ext"):
        settings["markdown_extensions"] = frozenset(ruby.to_s(values["markdown_ext"]).lower().split(","))
    return settings


def _collections(value: Any) -> dict[str, dict[str, Any]]:
    """Return each collection's settings, whether listed by name or with settings of their own."""
    if isinstance(value, list):
        return {ruby.to_s(name): {} for name in value}
    if not isinstance(value, dict):
        return {}
    return {ruby.to_s(name): own if isinstance(own, dict) else {} for name, own in value.items()}


def _names(value: Any) -> tuple[str, ...]:
    return tuple(map(ruby.to_s, value)) if isinstance(value, list) else (ruby.to_s(value),)


def _suffix(style: str) -> str:
    """Return how a collection's URLs end when its permalink is not given: as the posts' do."""
    if style == "pretty" or style.endswith("/"):
        return "/"
    return ":output_ext" if style in {"date", "ordinal", "none"} or style.endswith(":output_ext") else ""


@cache
def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zone(name: object, where: str, text: str) -> ZoneInfo:
    """Return the site's zone: UTC where none is named, as on the machines that build sites."""
    zone = _known(ruby.to_s(name) or "UTC")
    if zone is None:
        what = f"no such timezone: {name}, so Jekyll would take UTC"
        raise Faulty(Problem(where, what, "Name one as in Asia/Seoul.", line_of("timezone", text)))
    return zone
