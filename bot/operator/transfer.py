"""Carries channels and what they wish for from one store to another, as JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.operator.told import Told
from bot.store.attached import attach_store
from bot.store.codec import channel_from_json, channel_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.core.delivery import Channel
    from config.settings import Settings

AT_ONCE = 500


async def exported(settings: Settings) -> Sequence[str]:
    """Return every channel as one JSON object, in the order of their ids; raises `StoreError`."""
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        return [channel_to_json(channel) for channel in await store.roster.all()]


async def imported(
    settings: Settings,
    lines: Iterable[str],
    *,
    over: bool,
    through: Callable[[Sequence[int]], Iterable[int]] = iter,
) -> Sequence[Told]:
    """Write the channels that the lines hold; return what came of the import, and of each line that is none.

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
        found, written = list(channels.values()), 0
        for start in through(range(0, len(found), AT_ONCE)):
            written += await store.roster.put_all(found[start : start + AT_ONCE], over=over)
    there = len(found) - written
    text = f"{written} channels written, {there} were there already"
    return [Told(text, {"written": written, "kept": there, "wrong": len(wrong)}), *wrong]


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
