"""The frame of every page, and the pieces that pages are made of. What comes from outside is escaped here."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.core.delivery import Language
from bot.core.phrases.console import console_phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.core.phrases.console import ConsolePhrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Who looks at a page, and how: `proof` goes into forms, `note` was said by the last action (`is_good` or not).

    `path` and `query` are where the page is found again, `counts` what waits for a decision by page, `mark` stands for
    what the page shows: once the stream names another one, the page asks for itself again.
    """

    language: Language
    proof: str = ""
    can_sign_out: bool = False
    note: str = ""
    is_good: bool = True
    counts: Mapping[str, int] | None = None
    path: str = "/console/"
    query: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""

    @property
    def phrases(self) -> ConsolePhrases:
        """Return the words of the pages."""
        return console_phrases_in(self.language)

    def document(self, name: str, body: str) -> str:
        """Return the whole page called `name`, which is one of the phrases' pages or `sign_in`."""
        phrases = self.phrases
        title = phrases.pages.get(name, phrases.sign_in)
        other = Language.KO if self.language is Language.EN else Language.EN
        again = f"{self.path}?{urlencode({**self.query, 'lang': other})}"
        leave = self.form("sign-out", phrases.sign_out, {}, "quiet") if self.can_sign_out else ""
        navigation = "" if name == "sign_in" else f'<nav aria-label="{phrases.title}">{self._links(name)}</nav>'
        kind = "good" if self.is_good else "bad"
        note = f'<p class="note {kind}" role="status">{escape(self.note)}</p>' if self.note else ""
        return (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title} · {phrases.title}</title>"
            '<link rel="icon" href="/console/static/console.svg">'
            '<link rel="stylesheet" href="/console/static/console.css">'
            '<script src="/console/static/console.js" defer></script></head><body>'
            f'<a class="skip" href="#main">{phrases.skip}</a>'
            f'<header><a class="brand" href="/console/">{phrases.title}</a>{navigation}'
            f'<div class="side"><a href="{escape(again)}" lang="{other}" hreflang="{other}">'
            f"{console_phrases_in(other).name}</a>{leave}</div></header>"
            f'<main id="main" tabindex="-1"><h1>{title}</h1>{note}{self._followed(name, body)}</main></body></html>'
        )

    def form(self, action: str, label: str, fields: Mapping[str, str], kind: str = "", more: str = "") -> str:
        """Return a form of one button; where doing it needs a second thought, the button is behind a question."""
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}">'
            for name, value in {**fields, "proof": self.proof}.items()
        )
        sure = self.phrases.sure.get(action)
        button = f'<button class="{kind}">{escape(label)}</button>'
        form = f'<form method="post" action="/console/do/{action}">{hidden}{more}{button}</form>'
        if not sure:
            return form
        return (
            f'<details class="sure"><summary>{escape(label)}</summary><div><p>{escape(sure)}</p>{form}</div></details>'
        )

    def _followed(self, name: str, body: str) -> str:
        """Return the body as the script finds it, below the word that says whether it is as things are."""
        if name == "sign_in":
            return body
        state = f'<p id="stream" class="stream" data-stale="{self.phrases.stale}">{self.phrases.live}</p>'
        return f'{state}<div id="content" data-page="{name}" data-mark="{self.mark}">{body}</div>'

    def _links(self, name: str) -> str:
        found = []
        for page, label in self.phrases.pages.items():
            path = "/console/" if page == "now" else f"/console/{page}"
            here = ' aria-current="page"' if page == name else ""
            count = (self.counts or {}).get(page, 0)
            badge = f' <span class="badge">{count}</span>' if count else ""
            found.append(f'<a href="{path}"{here}>{label}{badge}</a>')
        return "".join(found)


def when(at: datetime | None) -> str:
    """Return a time by the clock of the bot's machine."""
    if at is None:
        return ""
    local = at.astimezone()
    return f'<time datetime="{local.isoformat()}">{local:%m-%d %H:%M}</time>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already; on a narrow screen each cell has its head beside it."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>"
        + "".join(f'<td data-head="{escape(name)}">{cell}</td>' for name, cell in zip(heads, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def pill(text: str, kind: str) -> str:
    """Return a short word in a frame whose colour says the same."""
    return f'<span class="pill {kind}">{escape(text)}</span>'


def link(path: str, text: str, query: Mapping[str, str] | None = None) -> str:
    """Return a link inside the bot's pages."""
    return f'<a href="{escape(path + ("?" + urlencode(query) if query else ""))}">{escape(text)}</a>'


def empty(text: str) -> str:
    """Return what stands where there is nothing."""
    return f'<p class="empty">{escape(text)}</p>'
