"""Turns what the operator wrote in the settings into the core's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Channel, Kind, Language, Platform, Wishes
from bot.core.levels import LevelRule
from bot.core.model import Level
from bot.core.pacer import Rest
from bot.core.reconciler import ResendPolicy

if TYPE_CHECKING:
    from pathlib import Path

    from config.settings import PaceSettings, Settings

# Twenty a minute as four at once and then one every 3.75 seconds: never more than twenty in any minute.
GROUP_BURST = 4
DISCORD_REST = Rest(1.25, burst=4)  # a channel's bucket is typically 5 in 5 seconds; its last token is left alone


def rests(pace: PaceSettings) -> dict[tuple[Platform, Kind], Rest]:
    """Return how often each kind of channel may be written to."""
    seconds = 60.0 / max(1, pace.telegram_group_per_minute - GROUP_BURST)
    group = Rest(seconds, burst=GROUP_BURST)
    telegram = {Kind.PRIVATE: Rest(pace.telegram_private_seconds), Kind.GROUP: group, Kind.BROADCAST: group}
    return {
        **{(Platform.TELEGRAM, kind): rest for kind, rest in telegram.items()},
        **{(Platform.DISCORD, kind): DISCORD_REST for kind in Kind},
    }


def channels(settings: Settings) -> list[Channel]:
    """Return the channels that the settings name."""
    return [
        Channel(
            platform=Platform(one.platform),
            address=one.address,
            kind=Kind(one.kind),
            language=Language(one.language),
            wishes=Wishes(frozenset(topic.casefold() for topic in one.topics)),
        )
        for one in settings.channels
    ]


def folders(settings: Settings) -> list[Path]:
    """Return the site folders to watch."""
    return [source.folder for source in settings.sources] or [settings.site]


def level_rules(settings: Settings) -> list[LevelRule]:
    """Return the rules that give posts their level."""
    return [
        LevelRule(
            level=Level(one.level),
            category=one.category,
            tag=one.tag,
            title_prefix=one.title_prefix,
            image=one.image,
        )
        for one in settings.levels
    ]


def resend_policy(settings: Settings) -> ResendPolicy:
    """Return which uncertain alerts are sent again."""
    return ResendPolicy(frozenset(Level(name) for name in settings.resend))
