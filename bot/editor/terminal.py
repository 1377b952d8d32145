"""Shows a preview in a terminal, the two chats' messages in frames as a reader would see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.core.text.links import readable
from bot.editor.place import printable
from bot.editor.renditions import without_escapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from bot.editor.checks.pictures import Picture
    from bot.editor.preview import Preview
    from bot.editor.remark import Remark
    from bot.editor.renditions import Rendition

_STYLES = {"bold": "bold", "italic": "italic", "code": "reverse", "hashtag": "blue", "date_time": "underline"}
_WIDTH = 76


def show(console: Console, preview: Preview, name: str) -> None:
    """Print the whole preview of the file of that name."""
    console.print(Text(printable(name), "bold"))
    console.print(_facts(preview))
    if preview.telegram:
        console.print(_framed("Telegram", preview.telegram, _telegram(preview.telegram.message)))
    if preview.discord:
        console.print(_framed("Discord", preview.discord, _discord(preview.discord.message)))
    for remark in preview.remarks:
        show_remark(console, remark.found_in(preview.reading.place.path, name))


def show_remark(console: Console, remark: Remark) -> None:
    """Print a remark on a line of its own, however long."""
    console.print(Text(printable(str(remark)), "red" if remark.is_error else "yellow"), soft_wrap=True)


def _facts(preview: Preview) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _rows(preview):
        table.add_row(f"  {name}", Text(value))
    return table


def _rows(preview: Preview) -> Iterator[tuple[str, str]]:
    answers, post = preview.reading.answers, preview.reading.post
    yield "goes out", str(preview.departure)
    if post:
        yield "level", f"{post.level} ({preview.level_reason})"
    if answers:
        site = preview.reading.site
        yield "published", _published(preview)
        yield "url", answers["url"]
        yield "address", readable(answers["absolute_url"])
        yield "date", f"{answers['date']} ({site.zone})"
        yield "title", str(answers["title"])
        yield "categories", ", ".join(map(str, answers["categories"]))
        yield "tags", ", ".join(map(str, answers["tags"] or ()))
        yield "excerpt", answers["excerpt_text"]
    if preview.picture:
        yield "picture", _about(preview.picture)


def _published(preview: Preview) -> str:
    if not preview.reading.place.is_post:
        return f"no; below, what holds for it as {preview.reading.published_as}"
    return "yes" if preview.reading.answers and preview.reading.answers["published"] else "no, not by Jekyll"


def _about(picture: Picture) -> str:
    if picture.file is None:
        return f"{picture.url} (from elsewhere: not looked at)"
    return f"{picture.url} ({'not there' if picture.size is None else f'{picture.size / 1000:.0f} kB'})"


def _framed(name: str, rendition: Rendition, shown: Text) -> Panel:
    lengths = ", ".join(f"{part} {length}" for part, length in rendition.lengths.items())
    return Panel(shown, title=f"{name}: {lengths}", title_align="left", width=_WIDTH)


def _telegram(message: Mapping[str, Any]) -> Text:
    """Return the text with its entities, whose offsets count UTF-16 units, and the button below."""
    units = message["text"].encode("utf-16-le")
    text = Text(message["text"])
    for entity in message["entities"]:
        start = len(units[: 2 * entity["offset"]].decode("utf-16-le"))
        end = start + len(units[2 * entity["offset"] :][: 2 * entity["length"]].decode("utf-16-le"))
        text.stylize(_STYLES.get(entity["type"], ""), start, end)
        if entity["type"] == "text_link":
            text.stylize(f"blue link {entity['url']}", start, end)
    if picture := message["link_preview_options"].get("show_above_text"):
        text = Text(f"[{message['link_preview_options']['url']}]\n\n" if picture else "", "dim") + text
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        text.append("\n\n" + "  ".join(f"[ {key['text']} ]" for key in row), "bold")
    return text


def _discord(message: Mapping[str, Any]) -> Text:
    (embed,) = message["embeds"]
    text = Text(without_escapes(message["content"].strip("*")) + "\n" * bool(message["content"]), "bold")
    text.append(without_escapes(embed["title"]), f"bold blue link {embed['url']}" if "url" in embed else "bold")
    if "description" in embed:
        text.append("\n" + without_escapes(embed["description"]))
    if "image" in embed:
        text.append(f"\n[{embed['image']['url']}]", "dim")
    foot = " • ".join(filter(None, (embed.get("footer", {}).get("text"), embed.get("timestamp"))))
    text.append(f"\n{foot}" if foot else "", "dim")
    for row in message["components"]:
        text.append("\n\n" + "  ".join(f"[ {button['label']} ]" for button in row["components"]), "bold")
    return text
