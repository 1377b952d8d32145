"""Turns what the operator wrote in the settings into the core's words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.brake import Brake
from bot.core.delivery import Channel, Kind, Language, Platform, Wishes
from bot.core.hours import Hours
from bot.core.levels import LevelRule
from bot.core.pace import Pace, Rate, Rest
from bot.core.patience import Patience
from bot.core.post import Level
from bot.core.reconciler import ResendPolicy
from bot.core.schedule.calendar import Calendar
from bot.core.schedule.timetable import digest_in, quiet_in
from bot.core.text.folding import fold
from config.sources import DirectorySettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from config.settings import BrakeSettings, ChannelSettings, PaceSettings, PatienceSettings, Settings
    from config.sources import SourceSettings

GROUP_BURST = 4
DISCORD_REST = Rest(1.25, burst=4)  # a channel's bucket is typically 5 in 5 seconds; its last token is left alone


def pace(chosen: PaceSettings) -> Pace:
    """Return how fast each platform and each kind of channel may be written to."""
    group = _so_many_a_minute(chosen.telegram_group_per_minute)
    telegram = {Kind.PRIVATE: Rest(chosen.telegram_private_seconds), Kind.GROUP: group, Kind.BROADCAST: group}
    return Pace(
        rates={
            Platform.TELEGRAM: Rate(
                chosen.telegram_per_second,
                paid_per_second=chosen.telegram_paid_per_second,
                paying=paid_levels(chosen),
            ),
            Platform.DISCORD: Rate(chosen.discord_per_second),
        },
        rests={
            **{(Platform.TELEGRAM, kind): rest for kind, rest in telegram.items()},
            **{(Platform.DISCORD, kind): DISCORD_REST for kind in Kind},
        },
    )


def paid_levels(chosen: PaceSettings) -> frozenset[Level]:
    """Return the levels whose Telegram alerts are paid for; silent ones share the lane of normal ones."""
    levels = frozenset(Level(name) for name in chosen.telegram_paid)
    return levels | {Level.SILENT} if Level.NORMAL in levels else levels


def _so_many_a_minute(count: int) -> Rest:
    """Return a rest that holds in any minute: twenty are four at once and then one every 3.75 seconds."""
    burst = min(GROUP_BURST, max(1, count - 1))
    return Rest(60.0 / max(1, count - burst), burst=burst)


def channels(settings: Settings) -> list[Channel]:
    """Return the channels that the settings name."""
    return [
        Channel(
            platform=Platform(one.platform),
            address=one.address,
            kind=Kind(one.kind),
            language=Language(one.language),
            wishes=_wishes(one),
            hours=_hours(one),
            roles=tuple((Level(level), role) for level, role in one.roles.items()),
        )
        for one in settings.channels
    ]


def _wishes(one: ChannelSettings) -> Wishes:
    return Wishes(
        topics=frozenset(topic.casefold() for topic in one.topics),
        wants_breaking=one.breaking,
        keywords=frozenset(map(fold, one.keywords)),
        excluded=frozenset(map(fold, one.exclude)),
    )


def _hours(one: ChannelSettings) -> Hours:
    return Hours(
        zone=one.time_zone,
        quiet=quiet_in(one.quiet, is_held=one.quiet_held),
        digest=digest_in(one.digest),
        breaking_passes=one.breaking_passes,
    )


def admin_chats(settings: Settings) -> list[Channel]:
    """Return the chats of those who run the bot: nobody has subscribed them to alerts by that."""
    return [
        Channel(
            platform=Platform(one.platform),
            address=one.address,
            kind=Kind(one.kind),
            language=Language(one.language),
        )
        for one in settings.admin_chats
    ]


def named(settings: Settings) -> list[Channel]:
    """Return every chat that the settings name, for alerts or for those who run the bot."""
    return [*channels(settings), *admin_chats(settings)]


def admin_addresses(settings: Settings, platform: Platform) -> list[str]:
    """Return where on a platform the admin chats are."""
    return [one.address for one in admin_chats(settings) if one.platform is platform]


def sources(settings: Settings) -> Sequence[SourceSettings]:
    """Return the sources that the settings name, else the one site."""
    return settings.sources or [DirectorySettings(folder=settings.site)]


def folders(settings: Settings) -> list[Path]:
    """Return the site folders to watch."""
    return [source.folder for source in sources(settings) if isinstance(source, DirectorySettings)]


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


def patience(chosen: PatienceSettings) -> Patience:
    """Return how long pages and corrections are waited for."""
    page = dict.fromkeys(Level, chosen.page) | {Level.BREAKING: chosen.page_breaking}
    return Patience(page, chosen.correction)


def calendar(settings: Settings) -> Calendar:
    """Return by whose clock channels live that name no time zone of their own."""
    return Calendar(ZoneInfo(settings.time_zone))


def brake(chosen: BrakeSettings) -> Brake:
    """Return how many new posts go out unasked, and how old they may be."""
    return Brake(chosen.posts, chosen.minutes * 60, chosen.hours * 3600)


def resend_policy(settings: Settings) -> ResendPolicy:
    """Return which uncertain alerts are sent again."""
    return ResendPolicy(frozenset(Level(name) for name in settings.resend))
