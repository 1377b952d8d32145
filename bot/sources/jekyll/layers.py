"""A document's values: folders, defaults, front matter and the file's name, laid over one another as Jekyll does."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.core.sighting import Problem
from bot.sources.jekyll import names, ruby
from bot.sources.jekyll.dates import parse_date
from bot.sources.jekyll.defaults import defaults_for
from bot.sources.jekyll.faults import BuildStopped, line_of
from bot.sources.jekyll.slug import titleize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sources.jekyll.front_matter import Parts
    from bot.sources.jekyll.site import Site


def gather(place: str, collection: str, site: Site, parts: Parts, where: str) -> tuple[dict[str, Any], Problem | None]:
    """Return folders, defaults and front matter laid over one another, and what Jekyll could not make of them."""
    layers = _Layers(where, site, parts.head)
    layers.lay({"categories": names.folder_categories(place, collection), "draft": False})
    try:
        layers.lay(defaults_for(place, collection, site))
        if parts.has_front_matter and parts.problem:
            return layers.data, parts.problem
        layers.lay(parts.values)
    except TypeError:
        what = "categories are neither a list nor words, so Jekyll reads none of the front matter"
        remedy = "Write them as a list: categories: [News]."
        return layers.data, Problem(where, what, remedy, line_of("categories", parts.head))
    layers.name(names.name_of(place))
    return layers.data, None


class _Layers:
    """A document's values while one source after another is laid over them (Jekyll's `merge_data!`)."""

    def __init__(self, where: str, site: Site, head: str) -> None:
        self.where = where
        self.site = site
        self.head = head
        self.data: dict[str, Any] = {}

    def lay(self, values: Mapping[str, Any]) -> None:
        """Lay values over what is there: categories add up, a date is read; raises `TypeError` as Ruby does."""
        if not values:
            return
        categories = values.get("categories")
        if categories is not None:
            words = categories.split() if isinstance(categories, str) else categories
            if not isinstance(words, list):
                raise TypeError
            values = {**values, "categories": ruby.union(self.data.get("categories", []), words)}
        self.data = ruby.deep_merge(self.data, values)
        if "date" in self.data and not isinstance(self.data["date"], datetime):
            self.data["date"] = self._date(self.data["date"])

    def name(self, name: names.Name) -> None:
        """Fill in what the file's name says and the front matter does not; bring categories and tags to one form."""
        if not self.data.get("date") and name.date:
            self.data["date"] = self._date(name.date)
        if not ruby.is_true(self.data.get("title")):
            self.data["title"] = titleize(name.slug)
        if not ruby.is_true(self.data.get("slug")):
            self.data["slug"] = name.slug
        own = self.data["categories"]
        words = [ruby.to_s(word) for word in [*own, *self._words("category", "categories")]]
        self.data["categories"] = ruby.union(own, words)
        self.data["tags"] = self._words("tag", "tags")

    def _words(self, singular: str, plural: str) -> list[Any]:
        value = self.data.get(singular)
        if not ruby.is_true(value):
            value = self.data.get(plural)
            value = value.split() if isinstance(value, str) else value if isinstance(value, list) else None
        return ruby.flatten([value])

    def _date(self, value: Any) -> datetime:
        try:
            return parse_date(value if isinstance(value, str) else ruby.to_s(value), self.site.zone)
        except (ValueError, OverflowError) as error:
            what = f"the date {ruby.to_s(value)!r} cannot be read: Jekyll stops the whole site's build"
            remedy = "Write it as 2026-11-20 09:00:00 +0900."
            line = line_of("date", self.head)
            raise BuildStopped(Problem(self.where, what, remedy, line)) from error
