"""The pages of what waits for a decision, held posts and uncertain deliveries, and of what was decided."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from bot.console.markup import empty, link, pill, table, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.console.markup import Frame
    from bot.core.event import HeldPost
    from bot.core.phrases.console import ConsolePhrases
    from bot.store.audit import Entry
    from bot.store.uncertain import UncertainDelivery

LISTED: Final = 100


def held(ones: Sequence[HeldPost], count: int, frame: Frame) -> str:
    """Return the list of held posts, longest held first."""
    phrases = frame.phrases
    if not ones:
        return empty(phrases.none_held)
    rows = [
        [
            link("/console/post", one.post.title, {"id": one.post.id}),
            pill(phrases.levels[one.post.level], one.post.level),
            when(one.since),
            escape(one.why),
            '<div class="row">'
            + frame.form("release", phrases.do["release"], {"post": one.post.id, "back": "held"}, "main")
            + frame.form("drop", phrases.do["drop"], {"post": one.post.id, "back": "held"}, "danger")
            + "</div>",
        ]
        for one in ones
    ]
    heads = [phrases.story, phrases.levels_head, phrases.since, phrases.reason, phrases.actions]
    return table(heads, rows) + _more(count - len(ones), frame)


def uncertain(ones: Sequence[UncertainDelivery], count: int, frame: Frame) -> str:
    """Return the list of uncertain deliveries, longest first."""
    phrases = frame.phrases
    if not ones:
        return empty(phrases.none_uncertain)
    rows = []
    for one in ones:
        fields = {"channel": one.channel_id, "post": one.post_id}
        title = one.post.title if one.post else one.post_id
        asked = {**fields, "lang": frame.language}
        again = "" if one.obstacle else frame.form("resend_one", phrases.do["resend_one"], fields, "main")
        give_up = frame.form("drop_one", phrases.do["drop_one"], fields)
        rows.append(
            [
                link("/console/post", title, {"id": one.post_id}),
                escape(one.channel.title if one.channel and one.channel.title else one.channel_id),
                when(one.since),
                escape(one.why) + (f'<br><span class="bad">{escape(one.obstacle)}</span>' if one.obstacle else ""),
                f'<div class="row">{again}{give_up}{link("/why/", phrases.why_link, asked)}</div>',
            ]
        )
    heads = [phrases.story, phrases.channel, phrases.since, phrases.reason, phrases.actions]
    return table(heads, rows) + _more(count - len(ones), frame)


def audit(entries: Sequence[Entry], frame: Frame) -> str:
    """Return what was done by hand, newest first."""
    phrases = frame.phrases
    hint = f'<p class="soft">{phrases.audit_hint}</p>'
    if not entries:
        return hint + empty(phrases.none_yet)
    rows = [
        [
            when(one.at),
            escape(one.who),
            escape(phrases.do.get(one.action, one.action))
            + (f"<br><small>{escape(_outcome(one, phrases))}</small>" if one.outcome else ""),
            (link("/console/post", one.post, {"id": one.post}) if one.post else "")
            + " "
            + (link("/console/channel", one.channel, {"id": one.channel}) if one.channel else ""),
        ]
        for one in entries
    ]
    return hint + table([phrases.when, phrases.who, phrases.what, f"{phrases.story} · {phrases.channel}"], rows)


def _outcome(one: Entry, phrases: ConsolePhrases) -> str:
    return phrases.replay_outcomes.get(one.outcome, phrases.not_done)


def _more(count: int, frame: Frame) -> str:
    return f"<p>{frame.phrases.more(count)}</p>" if count > 0 else ""
