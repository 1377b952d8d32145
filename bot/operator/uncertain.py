"""Lists what is uncertain, and carries out what the operator decided about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from bot.core.phrases.tables import table_phrases_in
from bot.operator.tables.cells import moment, named, words
from bot.operator.tables.table import Column, Kind, Row, Table, Tone
from bot.operator.who import who
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.core.delivery import Language
    from bot.core.phrases.tables import TablePhrases
    from bot.store.store import Store
    from bot.store.uncertain import UncertainDelivery
    from config.settings import Settings

Action = Literal["list", "resend", "drop"]
MEANWHILE: Final = "somebody else decided about it meanwhile"


async def decide(
    settings: Settings,
    action: Action,
    channel: str,
    post: str,
    *,
    language: Language,
    through: Callable[[Sequence[UncertainDelivery]], Iterable[UncertainDelivery]] = iter,
) -> Table:
    """List, resend or drop what is uncertain, all of it or one delivery; raises `StoreError` and `LookupError`.

    It goes `through` the deliveries one by one, which may show how far it is.
    """
    phrases = table_phrases_in(language)
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        ones = await store.uncertain.all()
        if channel:
            ones = [one for one in ones if (one.channel_id, one.post_id) == (channel, post)]
            if not ones:
                raise LookupError(f"{channel} {post} is not uncertain; `python -m bot uncertain` lists what is")
        if action == "list":
            return _list(ones, phrases)
        rows = [_decided(one, *await _carry_out(store, action, one), phrases) for one in through(ones)]
    columns = [Column(phrases.outcome), Column(phrases.console.channel, Kind.KEY), Column(phrases.post, Kind.KEY)]
    columns += [Column(phrases.console.reason), Column(phrases.title, Kind.TITLE)]
    return Table(columns, rows, phrases.alike, advice=None if rows else phrases.none_uncertain)


def _list(ones: Sequence[UncertainDelivery], phrases: TablePhrases) -> Table:
    said = phrases.console
    columns = [
        Column(said.channel, Kind.KEY),
        Column(phrases.post, Kind.KEY),
        Column(said.since),
        Column(said.reason),
        Column(said.problem),
        Column(phrases.name),
        Column(phrases.title, Kind.TITLE),
    ]
    rows = [_listed(one, phrases) for one in ones]
    advice = phrases.decide_uncertain(len(rows)) if rows else phrases.none_uncertain
    return Table(columns, rows, phrases.alike, advice)


def _listed(one: UncertainDelivery, phrases: TablePhrases) -> Row:
    title, link = (one.post.title, one.post.link) if one.post else ("", "")
    place = one.channel.title if one.channel else ""
    fields = {
        "channel": one.channel_id,
        "channel_title": place,
        "post": one.post_id,
        "title": title,
        "link": link,
        "since": one.since.isoformat(timespec="seconds"),
        "why": one.why,
        "obstacle": one.obstacle,
    }
    cells = [
        words(one.channel_id),
        words(one.post_id),
        moment(one.since),
        words(one.why),
        named(phrases.not_again(one.obstacle), one.obstacle, Tone.BAD) if one.obstacle else words(""),
        words(place),
        words(title),
        words(link),
    ]
    return Row(cells, fields)


async def _carry_out(store: Store, action: Action, one: UncertainDelivery) -> tuple[str, str]:
    """Return what came of it, and why nothing did; the audit log says who did it."""
    note = partial(store.audit.note, who(), f"{action}_one", post=one.post_id, channel=one.channel_id)
    await note()
    outcome, why = await (_resend if action == "resend" else _drop)(store, one)
    if why:
        await note(outcome="nothing")
    return outcome, why


async def _resend(store: Store, one: UncertainDelivery) -> tuple[str, str]:
    """Return what came of it, and why nothing did."""
    if one.obstacle:
        return "kept", one.obstacle
    return ("resent", "") if await store.uncertain.resend(one) else ("kept", MEANWHILE)


async def _drop(store: Store, one: UncertainDelivery) -> tuple[str, str]:
    """Return what came of it, and why nothing did."""
    return ("dropped", "") if await store.uncertain.drop(one) else ("kept", MEANWHILE)


def _decided(one: UncertainDelivery, outcome: str, why: str, phrases: TablePhrases) -> Row:
    cells = [
        named(phrases.outcomes[outcome], outcome, Tone.WARNING if why else Tone.PLAIN),
        words(one.channel_id),
        words(one.post_id),
        named(phrases.decided_meanwhile if why == MEANWHILE else why, why),
        words(one.post.title if one.post else ""),
    ]
    fields = {"channel": one.channel_id, "post": one.post_id, "outcome": outcome, "why": why}
    return Row(cells, fields, is_done=not why)
