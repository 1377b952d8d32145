"""Front matter defaults: what `_config.yml` says for whole folders and collections of posts."""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING, Any

from bot.sources.jekyll import ruby

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sources.jekyll.site import Site

_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}


def defaults_for(path: str, collection: str, site: Site) -> dict[str, Any]:
    """Return the values that hold for a document that does not set them: the narrower scope wins, then the later."""
    values: dict[str, Any] = {}
    foremost: Mapping[str, Any] | None = None
    for entry in site.defaults:
        scope = _scope(entry)
        if scope is None or not _applies(scope, path, collection, site.collections_dir):
            continue
        if foremost is None or _precedes(scope, foremost):
            values, foremost = ruby.deep_merge(values, entry["values"]), scope
        else:
            values = ruby.deep_merge(entry["values"], values)
    return values


def _scope(entry: object) -> Mapping[str, Any] | None:
    """Return an entry's scope, None where the entry is not in order (Jekyll warns and goes on)."""
    if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict):
        return None
    scope = entry.get("scope", {})
    return scope if isinstance(scope, dict) else {}


def _applies(scope: Mapping[str, Any], path: str, collection: str, collections_dir: str) -> bool:
    if "type" in scope:
        named = ruby.to_s(scope["type"])
        if _OLD_TYPES.get(named, named) != collection:
            return False
    prefix = scope.get("path")
    if not isinstance(prefix, str) or not prefix:
        return True
    if collections_dir:
        prefix = prefix.removeprefix(f"{collections_dir}/")
    # A prefix of the text, not of the folders: `_posts/20` is one. A glob names what begins the path.
    return _begins(path, prefix) if "*" in prefix else path.startswith(prefix)


def _begins(path: str, pattern: str) -> bool:
    """Return whether some part of the path from its beginning, cut at a slash, is what the glob names."""
    parts = path.split("/")
    wanted = pattern.strip("/").split("/")
    if "**" in wanted:
        return fnmatch.fnmatchcase(path, f"{pattern.replace('**/', '*')}*")
    return len(parts) >= len(wanted) and all(map(fnmatch.fnmatchcase, parts, wanted))


def _precedes(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    lengths = [len(ruby.to_s(scope.get("path")).removeprefix("/")) for scope in (new, old)]
    if lengths[0] != lengths[1]:
        return lengths[0] > lengths[1]
    return "type" in new or "type" not in old
