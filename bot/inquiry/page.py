"""The page that says what became of any post in any channel: a form, and below it the answer; it needs no script."""

from __future__ import annotations

import asyncio
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.core.delivery import Language
from bot.core.errors import StoreError
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Moment, Style
from bot.core.readers.languages import language_of
from bot.core.why.account import lines_of
from bot.core.why.explanation import explain
from bot.inquiry.found import channel_meant, post_meant
from bot.sandbox.page.guard import HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.phrases.inquiry import InquiryPhrases
    from bot.core.readers.conversation import Line
    from bot.store.store import Store

STATIC: Final = Path(__file__).parent / "static"
OFFERED: Final = 100  # posts and channels that are offered; others are typed
AT_ONCE: Final = 8  # questions
_LONGEST: Final = 300  # characters of what is asked for


def application(store: Store) -> web.Application:
    """Return the page over the store; mount it with `add_subapp`: its own addresses are all relative."""
    few = asyncio.Semaphore(AT_ONCE)  # the store's connections are there for alerts

    async def index(request: web.Request) -> web.Response:
        """Answer with the form, and with the explanation where a post and a channel are given."""
        asked = {name: request.query.get(name, "")[:_LONGEST] for name in ("post", "channel")}
        language = language_of(request.query.get("lang"))
        try:
            async with few:
                answer = await _answer(store, asked["post"], asked["channel"], language)
                offered = await _offered(store)
        except StoreError as error:
            answer, offered = _paragraph(str(error), "problem"), ""
        return web.Response(text=_document(asked, answer, offered, language), content_type="text/html")

    app = web.Application()
    app.on_response_prepare.append(_protect)
    app.add_routes([web.get("/", index), web.static("/static", STATIC)])
    return app


async def _protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Give a response the headers of every page; this one's form leads to itself."""
    response.headers.update(HEADERS)
    policy = HEADERS["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'")
    response.headers["Content-Security-Policy"] = policy


async def _answer(store: Store, post: str, channel: str, language: Language) -> str:
    """Return what is to be said, or what is unclear."""
    if not (post and channel):
        return ""
    try:
        meant = await post_meant(store, post)
        found = await store.history.of(meant.id, await channel_meant(store, channel))
    except LookupError as error:
        return f'<pre class="problem" role="status">{escape(str(error.args[0]))}</pre>'
    if found is None:
        return ""
    explanation = explain(found)
    where = f"{found.channel.title} {found.channel.id}".strip()
    told = "".join(f"<p>{_marked_up(line)}</p>" for line in lines_of(explanation, language))
    return f'<article role="status" class="{explanation.standing}"><p class="where">{escape(where)}</p>{told}</article>'


async def _offered(store: Store) -> str:
    """Return the newest posts and some channels, for the form to offer."""
    posts = await store.archive.latest(OFFERED)
    channels = (await store.overview.channels())[:OFFERED]
    return _datalist("posts", ((one.id, one.title) for one in posts)) + _datalist(
        "channels", ((one.id, one.title) for one in channels)
    )


def _datalist(name: str, options: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in options)
    return f'<datalist id="{name}">{rows}</datalist>'


def _marked_up(line: Line) -> str:
    """Return a line as HTML; times are shown by the clock of the machine that the bot runs on."""
    shown = []
    for part in line:
        if isinstance(part, Moment):
            local = part.at.astimezone()
            shown.append(f'<time datetime="{local.isoformat()}">{local:%Y-%m-%d %H:%M:%S %Z}</time>')
        elif part.href:
            shown.append(f'<a rel="noreferrer" href="{escape(part.href)}">{escape(part.text)}</a>')
        else:
            shown.append(f"<b>{escape(part.text)}</b>" if part.style is Style.BOLD else escape(part.text))
    return "".join(shown)


def _paragraph(text: str, kind: str) -> str:
    return f'<p class="{kind}" role="status">{escape(text)}</p>'


def _document(asked: dict[str, str], answer: str, offered: str, language: Language) -> str:
    phrases: InquiryPhrases = phrases_in(language).inquiry
    others = "".join(
        f'<button name="lang" value="{other}" lang="{other}">{phrases_in(other).own_name}</button>'
        for other in Language
        if other is not language
    )
    fields = "".join(
        f'<label>{label}<input name="{name}" list="{name}s" value="{escape(asked[name])}" autocomplete="off" required '
        f'placeholder="{escape(hint)}"{focus}></label>'
        for name, label, hint, focus in (
            ("post", phrases.post, phrases.post_hint, "" if asked["post"] else " autofocus"),
            ("channel", phrases.channel, phrases.channel_hint, ""),
        )
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{phrases.title} · Sokbo</title>"
        '<link rel="icon" href="static/why.svg"><link rel="stylesheet" href="static/why.css"></head><body>'
        f'<header><h1>{phrases.title}</h1><form method="get">'
        f'<input type="hidden" name="post" value="{escape(asked["post"])}">'
        f'<input type="hidden" name="channel" value="{escape(asked["channel"])}">'
        f"{others}</form></header>"
        f'<main><form method="get"><input type="hidden" name="lang" value="{language}">{fields}'
        f"<button>{phrases.ask}</button></form>{answer}{offered}</main></body></html>"
    )
