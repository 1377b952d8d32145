"""The store as a whole: one connection, seen from each of its sides."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.core.patience import IMPATIENT
from bot.core.schedule.calendar import IN_UTC, Calendar
from bot.store.archive import StoredArchive
from bot.store.audit import StoredAudit
from bot.store.bookmarks import StoredBookmarks
from bot.store.broadcasts import StoredBroadcasts
from bot.store.changes import StoredChanges
from bot.store.connection import Connection
from bot.store.digests import StoredDigests
from bot.store.embedded import EmbeddedServer
from bot.store.gate import StoredGate
from bot.store.greetings import StoredGreetings
from bot.store.held import StoredHeld
from bot.store.history import StoredHistory
from bot.store.interventions import StoredInterventions
from bot.store.kept import StoredKept
from bot.store.keys import Keys
from bot.store.leases import StoredLeases
from bot.store.ledger import StoredLedger
from bot.store.notices import StoredNotices
from bot.store.offences import StoredOffences
from bot.store.outbox import StoredOutbox
from bot.store.overview import StoredOverview
from bot.store.progress import StoredProgress
from bot.store.publications import StoredPublications
from bot.store.replays import StoredReplays
from bot.store.roster import StoredRoster
from bot.store.rota import StoredRota
from bot.store.schema import bring_up_to_date
from bot.store.secret import StoredSecret
from bot.store.sessions import StoredSessions
from bot.store.tally import StoredTally
from bot.store.turns import StoredTurns
from bot.store.uncertain import StoredUncertain
from bot.store.wake import Wake

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.core.pace import Pace
    from bot.core.patience import Patience


class Store:
    """Every side of one store; `server` is there when it is our own."""

    def __init__(
        self,
        connection: Connection,
        holder: str,
        pace: Pace,
        patience: Patience,
        *,
        corrections_noted: bool,
        calendar: Calendar,
        server: EmbeddedServer | None = None,
    ) -> None:
        keys = Keys(connection.prefix)
        self.connection = connection
        self.server = server
        self.wake = Wake(connection, keys)
        self.leases = StoredLeases(connection, keys, self.wake, holder)
        self.ledger = StoredLedger(connection, keys, patience, corrections_noted=corrections_noted)
        self.gate = StoredGate(connection, self.wake, corrections_noted=corrections_noted)
        self.held = StoredHeld(connection, keys)
        self.notices = StoredNotices(connection, keys)
        self.rota = StoredRota(connection, holder)
        self.broadcasts = StoredBroadcasts(connection, keys, self.wake)
        self.outbox = StoredOutbox(connection, self.wake, holder, pace)
        self.publications = StoredPublications(connection)
        self.turns = StoredTurns(connection, pace)
        self.offences = StoredOffences(connection, keys)
        self.replays = StoredReplays(connection, keys)
        self.uncertain = StoredUncertain(connection, keys)
        self.archive = StoredArchive(connection, keys)
        self.bookmarks = StoredBookmarks(connection)
        self.changes = StoredChanges(connection, self.wake)
        self.digests = StoredDigests(connection, keys, self.wake, calendar)
        self.roster = StoredRoster(connection, keys, self.digests)
        self.tally = StoredTally(connection, keys)
        self.greetings = StoredGreetings(connection, keys)
        self.kept = StoredKept(connection, keys)
        self.overview = StoredOverview(connection, keys)
        self.history = StoredHistory(connection, keys)
        self.progress = StoredProgress(connection, keys)
        self.interventions = StoredInterventions(connection, keys)
        self.audit = StoredAudit(connection, keys)
        self.sessions = StoredSessions(connection, keys)
        self.secret = StoredSecret(connection, keys)

    @property
    def is_embedded(self) -> bool:
        """Return whether no other process can use this store."""
        return self.server is not None


@asynccontextmanager
async def open_store(
    url: str | None,
    folder: Path,
    holder: str,
    pace: Pace,
    *,
    patience: Patience = IMPATIENT,
    corrections_noted: bool = False,
    calendar: Calendar = IN_UTC,
    prefix: str = "{sokbo}",
    server: EmbeddedServer | None = None,
) -> AsyncIterator[Store]:
    """Open the store at `url`, or, without one, our own over `folder`; raises `StoreError`.

    A `server` that was launched before is the one over `folder`.
    """
    async with AsyncExitStack() as stack:
        server = None if url else await stack.enter_async_context(server or EmbeddedServer(folder))
        connection = Connection(url or (server.url if server else ""), prefix)
        stack.push_async_callback(connection.close)
        await connection.open()
        await bring_up_to_date(connection, Keys(prefix))
        yield Store(
            connection,
            holder,
            pace,
            patience,
            corrections_noted=corrections_noted,
            calendar=calendar,
            server=server,
        )
