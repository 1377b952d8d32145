"""The JSON objects of users, members, roles, channels and guilds, as Discord shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.permissions import BOT, EVERYONE, MANAGERS, Permission

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.discord.places import Channel, Forum, Guild, Member, Role, Thread

_ABSENT = (
    *("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id"),
    *("afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code"),
    *("rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
)
_ZERO = (
    *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
    *("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level"),
)
_REQUIRE_TAG = 1 << 4
_JOINED = "2024-01-01T00:00:00.000000+00:00"


def user(user_id: str, name: str, *, is_bot: bool = False) -> dict[str, Any]:
    """Return a user object."""
    account: dict[str, Any] = {
        "id": user_id,
        "username": name,
        "global_name": None if is_bot else name,
        "discriminator": "0001" if is_bot else "0",
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }
    return account | ({"bot": True} if is_bot else {})


def member(guild: Guild, person: Member) -> dict[str, Any]:
    """Return a member object with its user."""
    roles = [guild.manager_role] if person.may_manage else []
    return _membership(roles) | {"user": user(person.id, person.name)}


def bot_member(guild: Guild, bot: dict[str, Any]) -> dict[str, Any]:
    """Return the bot's own member object."""
    return _membership([guild.bot_role]) | {"user": bot}


def _membership(roles: list[str]) -> dict[str, Any]:
    return {
        "roles": roles,
        "nick": None,
        "avatar": None,
        "banner": None,
        "joined_at": _JOINED,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def roles(guild: Guild, bot_id: str) -> list[dict[str, Any]]:
    """Return the guild's roles: everyone, managers, the bot's own, and those that were made there."""
    made = [role(one, place) for place, one in enumerate(guild.roles.values(), 3)]
    return [
        _role(guild.id, "@everyone", EVERYONE, 0),
        _role(guild.manager_role, "managers", EVERYONE | MANAGERS, 1),
        _role(guild.bot_role, "bot", BOT, 2) | {"managed": True, "tags": {"bot_id": bot_id}},
        *made,
    ]


def role(made: Role, position: int) -> dict[str, Any]:
    """Return the object of a role that was made."""
    return _role(made.id, made.name, EVERYONE, position) | {"mentionable": made.is_mentionable}


def _role(role_id: str, name: str, permissions: Permission, position: int) -> dict[str, Any]:
    return {
        "id": role_id,
        "name": name,
        "permissions": str(int(permissions)),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(place: Channel, bot_id: str) -> dict[str, Any]:
    """Return a channel object; what is denied to the bot shows as an overwrite for its member."""
    overwrite = {"id": bot_id, "type": 1, "allow": "0", "deny": str(int(place.denied))}
    if place.thread:
        return thread(place, place.thread, bot_id)
    return {
        "id": place.id,
        "type": 5 if place.is_announcement else 0,
        **(forum(place.forum) if place.forum else {}),
        "guild_id": place.guild_id,
        "name": place.name,
        "position": place.position,
        "permission_overwrites": [overwrite] if place.denied else [],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "last_pin_timestamp": None,
        "flags": _REQUIRE_TAG if place.forum and place.forum.is_tag_required else 0,
    }


def forum(about: Forum) -> dict[str, Any]:
    """Return what a forum's object has beside a channel's."""
    tags = [
        {"id": one.id, "name": one.name, "moderated": one.is_moderated, "emoji_id": None, "emoji_name": None}
        for one in about.tags
    ]
    return {
        "type": 16 if about.is_media else 15,
        "available_tags": tags,
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
    }


def thread(place: Channel, about: Thread, bot_id: str) -> dict[str, Any]:
    """Return the object of a post in a forum."""
    metadata = {"archived": about.is_archived, "locked": about.is_locked, "auto_archive_duration": 4320}
    return {
        "id": place.id,
        "type": 11,
        "guild_id": place.guild_id,
        "parent_id": about.parent.id,
        "owner_id": bot_id,
        "name": place.name,
        "last_message_id": place.id,
        "rate_limit_per_user": 0,
        "flags": 0,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "applied_tags": about.tags,
        "thread_metadata": metadata | {"archive_timestamp": _JOINED, "create_timestamp": _JOINED},
    }


def private_channel(place: Channel, recipient: dict[str, Any]) -> dict[str, Any]:
    """Return the object of a private chat."""
    about = {"id": place.id, "type": 1, "last_message_id": None, "flags": 0}
    return about | {"recipients": [recipient]}


def guild(place: Guild, bot: dict[str, Any]) -> dict[str, Any]:
    """Return a guild object as REST gives it."""
    return {
        **dict.fromkeys(_ABSENT),
        **dict.fromkeys(_ZERO, 0),
        "id": place.id,
        "name": place.name,
        "system_channel_id": place.system_channel or None,
        "owner_id": "1",
        "features": ["NEWS", "COMMUNITY"],
        "region": "south-korea",
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": roles(place, bot["id"]),
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": place.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "emojis": [],
        "stickers": [],
    }


def arrival(place: Guild, channels: Iterable[Channel], bot: dict[str, Any]) -> dict[str, Any]:
    """Return what GUILD_CREATE carries; a bot sees every channel there, also those it may not enter."""
    people = [member(place, person) for person in place.members.values()]
    there = list(channels)
    return guild(place, bot) | {
        "joined_at": _JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(people) + 1,
        "members": [bot_member(place, bot)],  # without the members intent only itself
        "channels": [channel(one, bot["id"]) for one in there if one.thread is None],
        "threads": [channel(one, bot["id"]) for one in there if one.thread and not one.thread.is_archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
