"""What a member may do in a channel, from their roles: discord.py computes it only for members that it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import Permissions, Thread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from discord import Guild, PermissionOverwrite
    from discord.abc import GuildChannel


def may_manage(place: GuildChannel | Thread, user_id: int, role_ids: Iterable[str]) -> bool:
    """Return whether somebody with these roles may manage the channel, or the one that the thread hangs on."""
    guild = place.guild
    channel = place.parent if isinstance(place, Thread) else place
    roles = {int(one) for one in role_ids} | {guild.id}  # the role @everyone has the server's id
    held = _in_server(guild, roles)
    if guild.owner_id == user_id or held.administrator or held.manage_guild:
        return True
    if channel is None:
        return False
    there = _in_channel(held, channel, user_id, roles)
    return there.manage_channels and there.view_channel


def _in_server(guild: Guild, roles: Collection[int]) -> Permissions:
    held = Permissions.none()
    for one in guild.roles:
        if one.id in roles:
            held |= one.permissions
    return held


def _in_channel(held: Permissions, channel: GuildChannel, user_id: int, roles: Collection[int]) -> Permissions:
    """Apply the channel's overwrites as Discord does: that of @everyone, then those of all roles, then the member's."""
    by_id = {target.id: overwrite for target, overwrite in channel.overwrites.items()}
    everyone = channel.guild.id
    steps = ([everyone], [one for one in roles if one != everyone], [user_id])
    value = held.value
    for ids in steps:
        allowed, denied = _sum(by_id[one] for one in ids if one in by_id)
        value = (value & ~denied) | allowed
    return Permissions(value)


def _sum(overwrites: Iterable[PermissionOverwrite]) -> tuple[int, int]:
    allowed = denied = 0
    for overwrite in overwrites:
        allow, deny = overwrite.pair()
        allowed |= allow.value
        denied |= deny.value
    return allowed, denied
