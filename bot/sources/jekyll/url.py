"""URLs as Jekyll makes them: a template's placeholders, escaped and put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.core.sighting import Problem
from bot.sources.jekyll import ruby
from bot.sources.jekyll.address import absolute_url
from bot.sources.jekyll.faults import BuildStopped
from bot.sources.jekyll.slug import prettify, slugify

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sources.jekyll.document import Document

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_SAFE = "/?:@!$&'()*+,;=-._~"  # RFC 3986's pchar, "/" and "?": what the Addressable library leaves as it is


def url_of(document: Document) -> str:
    """Return the document's URL from the site's root: its own permalink, else its collection's template, filled in.

    Raises `BuildStopped` where the template names a placeholder that does not exist.
    """
    template = document.permalink or document.site.template(document.collection)
    filled = _PLACEHOLDER.sub(lambda match: _fill(match[1], document), template)
    url = f"/{filled}".replace("..", "/").replace("./", "")
    return re.sub(r"/{2,}", "/", url)


def _fill(name: str, document: Document) -> str:
    """Return a placeholder's value, escaped; `:title_` is `:title` with an underscore behind it."""
    for key, rest in ((name, ""), (name.removesuffix("_"), "_")):
        if key in _VALUES:
            return quote(_VALUES[key](document), safe=_SAFE) + rest
    what = f"the permalink names :{name}, which Jekyll does not know: the site's build stops"
    raise BuildStopped(Problem(document.path, what, "Take a placeholder of Jekyll's, e.g. :title."))


def _categories(document: Document) -> str:
    return "/".join(ruby.union(ruby.to_s(category).lower() for category in document.categories))


def _slugified_categories(document: Document) -> str:
    return "/".join(ruby.union(slugify(ruby.to_s(category)) for category in document.categories))


def _date(form: str) -> Callable[[Document], str]:
    return lambda document: document.date.strftime(form)


_FORMS = (
    "month %m, day %d, hour %H, minute %M, second %S, y_day %j, short_year %y, short_month %b, long_month %B, "
    "w_year %G, week %V, w_day %u, short_day %a, long_day %A"
)
_VALUES: dict[str, Callable[[Document], str]] = {
    "collection": lambda document: document.collection,
    "path": lambda document: document.cleaned_path,
    "output_ext": lambda document: document.output_extension,
    "name": lambda document: slugify(document.stem),
    "title": lambda document: prettify(document.stem if document.slug is None else document.slug),
    "slug": lambda document: slugify(document.stem if document.slug is None else document.slug),
    "categories": _categories,
    "slugified_categories": _slugified_categories,
    "year": lambda document: f"{document.date.year:04}",
    "i_month": lambda document: str(document.date.month),
    "i_day": lambda document: str(document.date.day),
    **{name: _date(form) for name, form in map(str.split, _FORMS.split(", "))},
}


def absolute_url_of(document: Document) -> str:
    """Return the document's address, as the `absolute_url` filter makes it."""
    return absolute_url(url_of(document), document.site.url, document.site.baseurl)
