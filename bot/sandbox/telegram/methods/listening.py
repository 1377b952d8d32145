"""Methods by which the bot hears what people do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.sandbox.telegram.refusals import WEBHOOK_SET, Refusal, bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

MAX_UPDATES = 100
MAX_POLL_SECONDS = 50


async def get_updates(world: World, given: Parameters) -> list[Json]:
    """Return what waits from `offset` on, confirming what is before it."""
    _choose(world, given)
    limit = min(max(given.number("limit", MAX_UPDATES), 1), MAX_UPDATES)
    timeout = min(max(given.number("timeout"), 0), MAX_POLL_SECONDS)
    return await world.updates.take(given.number("offset"), limit, timeout)


def set_webhook(world: World, given: Parameters) -> bool:
    """Send updates to a URL from now on; an empty one ends that."""
    url = given.text("url")
    if not url:
        return delete_webhook(world, given)
    parts = urlsplit(url)
    # Plain HTTP only as a self-hosted server takes it, and here only to this machine: nothing leaves the sandbox.
    if parts.scheme not in {"http", "https"} or parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise bad("bad webhook: the sandbox delivers to this machine only")
    _choose(world, given)
    _drop(world, given)
    world.updates.direct(url, given.text("secret_token"))
    world.updates.interrupt(Refusal(409, WEBHOOK_SET))
    return True


def delete_webhook(world: World, given: Parameters) -> bool:
    """Let the bot poll again."""
    _drop(world, given)
    world.updates.direct("", "")
    return True


def get_webhook_info(world: World, _given: Parameters) -> Json:
    """Tell where updates go, and how many wait."""
    updates = world.updates
    info: Json = {
        "url": updates.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
    }
    if updates.failure:
        info["last_error_date"], info["last_error_message"] = updates.failure
    return {**info, "allowed_updates": sorted(updates.allowed)} if updates.allowed else info


def _choose(world: World, given: Parameters) -> None:
    kinds = given.json("allowed_updates", "allowed updates JSON array")
    if isinstance(kinds, list):
        world.updates.allowed = frozenset(str(kind) for kind in kinds)


def _drop(world: World, given: Parameters) -> None:
    if given.flag("drop_pending_updates"):
        world.updates.drop()
