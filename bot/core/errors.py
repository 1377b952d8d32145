"""Why a platform or the store said no, by what is to be done about it."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a limit is about."""

    MESSAGE = "message"
    CHANNEL = "channel"
    PLATFORM = "platform"
    UNKNOWN = "unknown"


class PlatformError(Exception):
    """A platform did not do what was asked."""


class Throttled(PlatformError):
    """Again after `pause` seconds; `scope` says whether this one message, its channel or the whole platform waits.

    Where that is unknown the channel does, and the platform once channel after channel is refused.
    """

    def __init__(self, why: str, *, pause: float, scope: Scope = Scope.CHANNEL) -> None:
        super().__init__(why)
        self.pause = pause
        self.scope = scope


class Unavailable(PlatformError):
    """Again later; `sent_maybe` says whether the message may have been delivered all the same."""

    def __init__(self, why: str, *, sent_maybe: bool) -> None:
        super().__init__(why)
        self.sent_maybe = sent_maybe


class Unprovable(PlatformError):
    """Hold it for the operator: an earlier attempt may have been delivered, and the platform can't tell any more."""


class Refused(PlatformError):
    """Never, this message: the platform does not accept it in any form we have."""


class Closed(PlatformError):
    """Never, this channel: it is gone, or we may not write there; the message says which permission is missing."""


class Moved(PlatformError):
    """Again there: the channel lives at `address` now."""

    def __init__(self, why: str, *, address: str) -> None:
        super().__init__(why)
        self.address = address


class Gone(PlatformError):
    """The message to edit or delete is no longer there."""


class Unauthorized(PlatformError):
    """Stop this platform and say so: the token is wrong or was revoked."""


class IndexFailed(Exception):
    """The index of the search cannot be used for the moment; the message says what to do."""


class StoreError(Exception):
    """The store cannot be used; the message says what to do."""
