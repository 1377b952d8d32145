"""The pages of stories: the newest of them, and one with all that can be done about it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from bot.console.markup import empty, link, pill, table, when
from bot.core.formatter import alert_of
from bot.editor.renditions import on_discord, on_telegram, without_escapes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.console.markup import Frame
    from bot.core.phrases.console import ConsolePhrases
    from bot.core.post import Post
    from bot.store.overview import Reach
    from bot.store.progress import Progress

LISTED: Final = 50


def state_of(one: Progress, phrases: ConsolePhrases) -> str:
    """Return the state of a post as a pill."""
    state = one.gate or one.state
    return pill(phrases.states.get(state, state), state)


def posts(newest: Sequence[Progress], frame: Frame) -> str:
    """Return the list of the newest posts."""
    phrases = frame.phrases
    if not newest:
        return empty(phrases.no_posts)
    rows = [
        [
            link("/console/post", one.post.title, {"id": one.post.id}),
            pill(phrases.levels[one.post.level], one.post.level),
            state_of(one, phrases),
            when(one.post.published_at),
            phrases.reach_of(one.reached, one.audience) if one.audience else "–",
        ]
        for one in newest
    ]
    return table([phrases.story, phrases.levels_head, phrases.state, phrases.published, phrases.reach], rows)


def post(one: Progress, reach: Reach, details: Mapping[str, str], frame: Frame) -> str:
    """Return the page of one post."""
    phrases = frame.phrases
    numbers = "".join(
        f"<li><b>{value:,}</b> {name}</li>"
        for name, value in (
            (phrases.reached, reach.reached),
            (phrases.pending, reach.pending),
            (phrases.failed, reach.failed),
            (phrases.uncertain, reach.uncertain),
        )
    )
    why = f'<p class="soft">{escape(details["why"])}</p>' if details["why"] else ""
    return (
        f'<h2 class="story">{escape(one.post.title)}</h2>'
        f"<p>{pill(phrases.levels[one.post.level], one.post.level)} {state_of(one, phrases)} "
        f"{when(one.post.published_at)} {_outside(one.post.link)}</p>{why}"
        f'<ul class="numbers">{numbers}</ul>'
        f"<section><h2>{phrases.actions}</h2>{_actions(one, reach, details, frame)}</section>"
        f"<section><h2>{phrases.preview}</h2>{renditions(one.post, frame)}</section>"
    )


def _actions(one: Progress, reach: Reach, details: Mapping[str, str], frame: Frame) -> str:
    phrases, fields = frame.phrases, {"post": one.post.id}
    is_quiet = bool(details["quiet"])
    found = []
    if one.gate == "held":
        found += [frame.form("release", phrases.do["release"], fields, "main")]
        found += [frame.form("drop", phrases.do["drop"], fields, "danger")]
    if (one.gate or details["withdrawn"]) and not is_quiet:
        found.append(frame.form("send", phrases.do["send"], fields, "main"))
    if reach.failed and one.state == "live":
        found.append(frame.form("resend", phrases.do["resend"], fields, "main"))
    if one.gate in {"embargo", "page"} or one.is_under_way:
        found.append(frame.form("hold", phrases.do["hold"], fields))
    if one.state in {"live", "waiting"}:
        found.append(frame.form("retract", phrases.do["retract"], fields, "danger"))
    choice = (
        f'<label>{phrases.channel}<input name="channel" required maxlength="300" autocomplete="off" '
        f'placeholder="{escape(phrases.choose_channel)}"></label>'
    )
    one_channel = ""
    if one.state == "live":
        replay = frame.form("replay", phrases.do["replay"], fields, "", choice) if not is_quiet else ""
        why = (
            f'<form method="get" action="/why/"><input type="hidden" name="post" value="{escape(one.post.id)}">'
            f'<input type="hidden" name="lang" value="{frame.language}">{choice}'
            f"<button>{phrases.why_link}</button></form>"
        )
        one_channel = f'<div class="row">{replay}{why}</div>'
    return f'<div class="row">{"".join(found)}</div>{one_channel}'


def renditions(post: Post, frame: Frame) -> str:
    """Return the post as each platform shows it."""
    alert = alert_of(post)
    telegram = on_telegram(alert, frame.language).message
    (embed,) = on_discord(alert, frame.language).message["embeds"]
    return (
        f'<div class="grid"><figure class="message"><figcaption>Telegram</figcaption>{_telegram(telegram)}</figure>'
        f'<figure class="message"><figcaption>Discord</figcaption>{_discord(embed)}</figure></div>'
    )


def _telegram(message: Mapping[str, Any]) -> str:
    text, bold = message["text"], [one for one in message["entities"] if one["type"] == "bold"]
    units = text.encode("utf-16-le")
    shown, last = "", 0
    for one in bold:
        start, end = 2 * one["offset"], 2 * (one["offset"] + one["length"])
        if start >= last:
            shown += escape(units[last:start].decode("utf-16-le"))
            shown += f"<b>{escape(units[start:end].decode('utf-16-le'))}</b>"
            last = end
    return f'<p class="text">{shown}{escape(units[last:].decode("utf-16-le"))}</p>'


def _discord(embed: Mapping[str, Any]) -> str:
    footer = embed.get("footer", {}).get("text", "")
    return (
        f'<p class="text"><b>{escape(without_escapes(embed.get("title", "")))}</b></p>'
        f'<p class="text">{escape(without_escapes(embed.get("description", "")))}</p>'
        f'<p class="soft">{escape(footer)}</p>'
    )


def _outside(address: str) -> str:
    is_web = address.startswith(("https://", "http://"))
    return f'<a rel="noreferrer" href="{escape(address)}">{escape(address)}</a>' if is_web else escape(address)
