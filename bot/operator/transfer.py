"""Carries channels and what they wish for from one store to another, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from bot.operator.told import Told
from bot.store.attached import attach_store
from bot.store.codec import channel_from_json, channel_to_json
from bot.store.roster import Written

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from config.settings import Settings

AT_ONCE = 500
Through = Callable[[Sequence[int]], Iterable[int]]


async def exported(settings: Settings, *, through: Through = iter) -> Sequence[str]:
    """Return every channel as one JSON object, in the order of their ids; raises `StoreError`.

    It goes `through` them by hundreds, which may show how far it is.
    """
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        ids, lines = await store.roster.ids(), list[str]()
        for start in through(range(0, len(ids), AT_ONCE)):
            lines += map(channel_to_json, await store.roster.some(ids[start : start + AT_ONCE]))
        return lines


async def imported(
    settings: Settings,
    lines: Iterable[str],
    *,
    over: bool,
    through: Through = iter,
) -> Sequence[Told]:
    """Write the channels that the lines hold; return what came of all, of each that was there, and of wrong lines.

    A channel that is there already stays as it is, unless it is to be written `over`. Wrong lines stop no others.
    It goes `through` them by hundreds, which may show how far it is. Raises `StoreError`.
    """
    channels: dict[str, Channel] = {}
    wrong: list[Told] = []
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                channel = _channel_in(line)
                channels[channel.id] = channel
        except ValueError as error:
            wrong.append(_wrong(number, error))
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        found, outcomes = list(channels.values()), list[Written]()
        for start in through(range(0, len(found), AT_ONCE)):
            outcomes += await store.roster.put_all(found[start : start + AT_ONCE], over=over)
    there = [_there(one, came) for one, came in zip(found, outcomes, strict=True) if came is not Written.DONE]
    return [_summary(outcomes, len(wrong)), *there, *wrong]


def _summary(outcomes: Sequence[Written], wrong: int) -> Told:
    written, otherwise = outcomes.count(Written.DONE), outcomes.count(Written.KEPT)
    kept = len(outcomes) - written
    those = f", {otherwise} of them otherwise" if otherwise else ""
    text = f"{written} channels written, {kept} were there already{those}"
    return Told(text, {"written": written, "kept": kept, "otherwise": otherwise, "wrong": wrong})


def _there(channel: Channel, came: Written) -> Told:
    """Return that the channel was there; to people, of thousands, only where there is something to decide."""
    if came is Written.SAME:
        return Told("", {"channel": channel.id, "kept": "same"})
    text = f"{channel.id} was there already, otherwise than in the file, and stays as it is; --over writes it over"
    return Told(text, {"channel": channel.id, "kept": "otherwise"})


def _channel_in(line: str) -> Channel:
    """Return the channel; raises `ValueError` that says what is wrong with the line."""
    try:
        return channel_from_json(line)
    except KeyError as error:
        raise ValueError(f"{error.args[0]!r} is missing") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error.msg} at character {error.pos + 1})") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"it is no channel as `python -m bot export` writes them ({error})") from error


def _wrong(number: int, error: ValueError) -> Told:
    return Told(f"line {number}: {error}; this channel is left out", {"line": number, "why": str(error)}, is_done=False)
