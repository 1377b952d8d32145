"""Decides from what a platform answers whether it is out of reach, and when to leave it alone for a while."""

from __future__ import annotations

from bot.core.errors import PlatformError, Unavailable
from bot.core.reconciler import pause_after

FAILING_CHANNELS = 3  # when so many fail and none succeeds the platform itself is taken to be down
UNANSWERED = 3  # deliveries in a row, of one channel or of several, after which the platform is out of reach
LONGEST_PAUSE = 30.0


class Reach:
    """What one platform's answers have told lately; `trouble` is why it is out of reach, and empty while it is not."""

    def __init__(self) -> None:
        self._failing: set[str] = set()
        self._unanswered = 0
        self._pauses = 0
        self._paused_until = 0.0
        self.trouble = ""

    def succeeded(self) -> None:
        """Take note of a delivery that was taken."""
        self._failing.clear()
        self._pauses = self._unanswered = 0
        self.trouble = ""

    def failed(self, error: PlatformError) -> None:
        """Take note of an error: whatever it is but silence, it shows that the platform is there."""
        self._unanswered = self._unanswered + 1 if isinstance(error, Unavailable) else 0
        self.trouble = str(error) if self._unanswered >= UNANSWERED else ""

    def pause_for(self, channel_id: str, now: float, chance: float) -> float:
        """Return the seconds to leave the platform alone, now that this channel failed as well; 0 for going on.

        `now` is any clock in seconds that never goes back; `chance` in 0..1 spreads the pause.
        """
        self._failing.add(channel_id)
        if len(self._failing) < FAILING_CHANNELS or now < self._paused_until:
            return 0.0  # what was under way when the pause began tells nothing new
        self._pauses += 1
        pause = min(pause_after(self._pauses, chance), LONGEST_PAUSE)
        self._paused_until = now + pause
        return pause
