"""What the operator wrote, in the core's words."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest

from bot.core.delivery import Kind, Language, Platform, Wishes
from bot.core.hours import Digest, Hours, Quiet
from bot.core.pace import Rate, Rest
from bot.core.post import Level
from bot.wiring import choices
from config.settings import PaceSettings, Settings
from tests.builders import a_post


def _settings(**fields: Any) -> Settings:
    return Settings.model_validate(fields)


def test_channels() -> None:
    """A channel's topics are case-folded, for so are a post's categories when they are compared."""
    table = {"platform": "discord", "address": "5", "kind": "group", "language": "en", "topics": ["News", "STRASSE"]}
    (channel,) = choices.channels(_settings(channels=[table]))
    assert (channel.id, channel.kind, channel.language) == ("discord:5", Kind.GROUP, Language.EN)
    assert channel.wishes == Wishes(frozenset({"news", "strasse"}))


def test_everything() -> None:
    """A channel without topics receives everything."""
    (channel,) = choices.channels(_settings(channels=[{"platform": "telegram", "address": "@a"}]))
    assert (channel.wishes, channel.kind, channel.language) == (Wishes(), Kind.BROADCAST, Language.KO)


def test_wishes() -> None:
    """A channel's words, hours and roles come as readers' own do."""
    table = {"platform": "discord", "address": "5", "topics": ["News"], "breaking": True, "keywords": ["ＡＩ", "금리"]}
    table |= {"exclude": ["부동산"], "time_zone": "Europe/Berlin", "quiet": "22:00-07:30", "quiet_held": True}
    table |= {"digest": "weekly mon 18", "breaking_passes": False, "roles": {"breaking": "7"}}
    (channel,) = choices.channels(_settings(channels=[table]))
    keywords, excluded = frozenset({"ai", "금리"}), frozenset({"부동산"})
    assert channel.wishes == Wishes(frozenset({"news"}), True, keywords, excluded)  # noqa: FBT003 - as it is written
    quiet = Quiet(time(22), time(7, 30), is_held=True)
    assert channel.hours == Hours("Europe/Berlin", quiet, Digest(18, 0), breaking_passes=False)
    assert channel.roles == ((Level.BREAKING, "7"),)


def test_folders() -> None:
    """The site is watched, unless sources are named: then those are."""
    assert choices.folders(_settings(site="a")) == [Path("a")]
    assert choices.folders(_settings(site="a", sources=[{"folder": "b"}, {"folder": "c"}])) == [Path("b"), Path("c")]


def test_levels() -> None:
    """A rule has the conditions that were written, and keeps its place among the rules."""
    tables = [
        {"level": "breaking", "title_prefix": "[속보]"},
        {"level": "none", "tag": "a", "category": "b", "image": "c"},
    ]
    breaking, none = choices.level_rules(_settings(levels=tables))
    assert breaking.level is Level.BREAKING
    assert breaking.matches(a_post(title="[속보] 큰일"))
    assert (none.level, none.tag, none.category, none.image) == (Level.NONE, "a", "b", "c")


def test_resend() -> None:
    """Breaking alerts are resent unless the operator wants others, or none."""
    assert choices.resend_policy(_settings()).levels == {Level.BREAKING}
    assert choices.resend_policy(_settings(resend=[])).levels == frozenset()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 19, 20, 60])
def test_group_pace(count: int) -> None:
    """However many messages a minute are allowed, a group never has more in any minute, and has one at least."""
    rest = choices.pace(PaceSettings(telegram_group_per_minute=count)).rests[Platform.TELEGRAM, Kind.GROUP]
    in_a_minute = rest.burst + int(59.999 / rest.seconds)
    assert 1 <= in_a_minute <= count


def test_telegrams_pace() -> None:
    """By default a group may have four messages at once and twenty a minute, a private chat one a second."""
    rests = choices.pace(PaceSettings()).rests
    assert rests[Platform.TELEGRAM, Kind.BROADCAST] == rests[Platform.TELEGRAM, Kind.GROUP] == Rest(3.75, burst=4)
    assert rests[Platform.TELEGRAM, Kind.PRIVATE] == Rest(1.0)


def test_every_kind() -> None:
    """Each kind of channel on each platform has its pace."""
    pace = choices.pace(PaceSettings())
    assert pace.rests.keys() == {(platform, kind) for platform in Platform for kind in Kind}
    assert pace.rates == {Platform.TELEGRAM: Rate(30), Platform.DISCORD: Rate(50)}


def test_paid() -> None:
    """Where normal alerts are paid for, silent ones are as well: they share a lane; breaking ones alone stay alone."""
    normal = choices.pace(PaceSettings(telegram_paid=["normal"])).rates[Platform.TELEGRAM]
    assert normal.paying == {Level.NORMAL, Level.SILENT}
    breaking = choices.pace(PaceSettings(telegram_paid=["breaking"], telegram_paid_per_second=200))
    assert breaking.rates[Platform.TELEGRAM] == Rate(30, paid_per_second=200, paying=frozenset({Level.BREAKING}))


def test_admin_chats() -> None:
    """An admin chat is a group unless told, gets no alerts by being one, and each platform knows its own."""
    tables = [{"platform": "telegram", "address": -5}, {"platform": "discord", "address": "7", "language": "en"}]
    settings = _settings(admin_chats=tables)
    telegram, discord = choices.admin_chats(settings)
    assert (telegram.id, telegram.kind, telegram.wishes) == ("telegram:-5", Kind.GROUP, None)
    assert (discord.id, discord.language) == ("discord:7", Language.EN)
    assert choices.admin_addresses(settings, Platform.DISCORD) == ["7"]
