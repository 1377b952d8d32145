"""The version of what stands in the store, and how a store of an earlier one becomes one of this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog

from bot.core.errors import StoreError
from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys

log = structlog.get_logger()

SCHEMA: Final = 2
"""What this version of the bot reads and writes. The first one did not say so in the store."""


async def bring_up_to_date(connection: Connection, keys: Keys) -> None:
    """Return when the store is of this version; raises `StoreError` where a later one has written it.

    Each step is one script, `migrate_N`, which also notes that it was taken: killed anywhere, or raced by another
    process, it is taken once.
    """
    version = await _version(connection, keys)
    if not version:
        with reachable():
            await connection.redis.set(keys.schema, SCHEMA, nx=True)
        return
    if version > SCHEMA:
        raise StoreError(
            f"the store was written by a later version of Sokbo (schema {version}, this one knows {SCHEMA}); "
            "run that version, or let DATA_DIR or REDIS_URL name another store"
        )
    for step in range(version + 1, SCHEMA + 1):
        await connection.run(f"migrate_{step}")
        log.info("store.migrated", schema=step)


async def _version(connection: Connection, keys: Keys) -> int:
    """Return the version of the store; 0 where nothing stands in it."""
    with reachable():
        written = await connection.redis.get(keys.schema)
        if written is None:
            return 1 if await connection.redis.exists(keys.channels, keys.order) else 0
    return int(written)
