"""The calls about the bot itself and the places it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.forms.field import Field

if TYPE_CHECKING:
    from bot.sandbox.discord.rest.exchange import Answer, Ask, Backend


def me(backend: Backend, _: Ask) -> Answer:
    """GET the bot's user."""
    return 200, backend.world.bot | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}


def application(backend: Backend, _: Ask) -> Answer:
    """GET the bot's application."""
    bot = backend.world.bot
    described: dict[str, Any] = {
        "id": bot["id"],
        "name": bot["username"],
        "icon": None,
        "description": "",
        "type": None,
        "bot": bot,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": objects.user("1", "publisher"),
        "approximate_guild_count": len(backend.world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
    return 200, described


def gateway(backend: Backend, _: Ask) -> Answer:
    """GET where the gateway is."""
    return 200, {"url": backend.gateway_url()}


def gateway_bot(backend: Backend, _: Ask) -> Answer:
    """GET where the gateway is and how often a session may begin."""
    limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
    return 200, {"url": backend.gateway_url(), "shards": 1, "session_start_limit": limit}


def channel(backend: Backend, ask: Ask) -> Answer:
    """GET a channel."""
    place = backend.world.channel(ask.parts["channel"])
    if place.is_private:
        return 200, objects.private_channel(place, backend.world.user(place.recipient))
    return 200, objects.channel(place, backend.world.bot["id"])


def private_channel(backend: Backend, ask: Ask) -> Answer:
    """POST that the bot wants to write somebody in private; whether they take it shows with the first message."""
    root = Field(ask.body if isinstance(ask.body, dict) else {})
    root.at("recipient_id").is_there(is_required=True)
    user_id = root.at("recipient_id").snowflake()
    root.settle()
    return 200, objects.private_channel(backend.world.private(user_id), backend.world.user(user_id))


def member(backend: Backend, ask: Ask) -> Answer:
    """GET somebody in a guild."""
    guild = backend.world.guild(ask.parts["guild"])
    person = guild.members.get(ask.parts["user"])
    if person is None:
        raise refusal(Code.UNKNOWN_MEMBER)
    return 200, objects.member(guild, person)


def guild(backend: Backend, ask: Ask) -> Answer:
    """GET a guild."""
    return 200, objects.guild(backend.world.guild(ask.parts["guild"]), backend.world.bot)
