"""What Jekyll 4.3.1 computes for one file, and nothing that a bot would want beside it."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename, splitext
from typing import TYPE_CHECKING, Any

from bot.sources.jekyll import names, ruby
from bot.sources.jekyll.front_matter import Parts, take_apart
from bot.sources.jekyll.layers import gather

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.sighting import Problem
    from bot.sources.jekyll.site import Site

# Identity for all other files: an `.xml` post stays `.xml`.
_STYLESHEETS = {".scss": ".css", ".sass": ".css"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A post, a draft or another collection's document, as Jekyll sees it.

    `path` is from the site's root and `place` from the folder of the collections, as Jekyll's own `relative_path` is.
    `is_shown` says that nothing but its date keeps it back. `problem` is what Jekyll complains about and yet builds:
    the document then has no title, slug or tags.
    """

    path: str
    place: str
    collection: str
    site: Site
    data: Mapping[str, Any]
    date: datetime
    body: str
    head: str = ""
    is_shown: bool = True
    is_future: bool = False
    problem: Problem | None = None

    @property
    def is_published(self) -> bool:
        """Whether Jekyll builds the document at this time."""
        return self.is_shown and not self.is_future

    @property
    def title(self) -> Any:
        """The title as the front matter gives it, or made from the slug."""
        return self.data.get("title")

    @property
    def slug(self) -> str | None:
        """The name in the URL, before it is made fit for one."""
        slug = self.data.get("slug")
        return None if slug is None else ruby.to_s(slug)

    @property
    def categories(self) -> list[Any]:
        """Folders, defaults and front matter together, in this order."""
        return list(self.data["categories"])

    @property
    def tags(self) -> list[Any] | None:
        """The tags, None where the front matter could not be read."""
        return self.data.get("tags")

    @property
    def permalink(self) -> str:
        """The document's own permalink, empty where it has none."""
        permalink = self.data.get("permalink")
        return ruby.to_s(permalink) if ruby.is_true(permalink) else ""

    @property
    def stem(self) -> str:
        """The file's name without its extension."""
        return splitext(basename(self.place))[0]

    @property
    def extension(self) -> str:
        """The file's extension, with its dot."""
        return splitext(self.place)[1]

    @property
    def cleaned_path(self) -> str:
        """The path inside the collection, without extension: `:path` in a template."""
        return splitext(self.place)[0].replace(f"_{self.collection}", "", 1).rstrip(".")

    @property
    def is_markdown(self) -> bool:
        """Whether Jekyll turns the body into HTML."""
        return self.extension[1:].lower() in self.site.markdown_extensions

    @property
    def output_extension(self) -> str:
        """The extension of the page: the permalink's own, else what the file is turned into."""
        own = "" if self.permalink.endswith("/") else splitext(self.permalink)[1]
        return own or (".html" if self.is_markdown else _STYLESHEETS.get(self.extension, self.extension))


def read_document(
    relative: str, text: str, site: Site, *, now: datetime, changed_at: datetime | None = None
) -> Document | None:
    """Return what Jekyll would compute at `now`, None where it would not take the file for a document.

    `changed_at` is the file's modification time: the date of a draft that has no other. Raises `BuildStopped` for
    what stops the whole site's build, such as a date that cannot be read.
    """
    collection = names.collection_of(relative, site)
    if collection is None:
        return None
    place = names.from_collections(relative, site) or relative
    parts = take_apart(text, relative)
    data, problem = gather(place, collection, site, parts, relative)
    now = now.astimezone(site.zone)
    fallback = changed_at.astimezone(site.zone) if changed_at and (data["draft"] or names.is_draft(place)) else now
    date = data.get("date") or fallback
    return Document(
        path=relative,
        place=place,
        collection=collection,
        site=site,
        data=data,
        date=date.replace(microsecond=0),
        body=parts.body,
        head=parts.head,
        is_shown=_is_shown(place, collection, site, data, parts),
        is_future=date > now and not site.future,
        problem=problem or parts.problem,
    )


def _is_shown(place: str, collection: str, site: Site, data: Mapping[str, Any], parts: Parts) -> bool:
    """Return whether Jekyll shows the document, were it not for its date."""
    if collection != "posts":
        is_shown = data.get("published") is not False and parts.has_front_matter
        return bool(site.collections[collection].get("output")) and (site.unpublished or is_shown)
    # "false" between quotes is a string, and true to Ruby.
    is_shown = "published" not in data or ruby.is_true(data["published"])
    return (site.unpublished or is_shown) and (site.show_drafts or not names.is_draft(place))
