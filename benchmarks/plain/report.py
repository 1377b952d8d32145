"""What a plain way prints at its end: when it began, what it cost, as one JSON object."""

from __future__ import annotations

import asyncio
import json
import os
import time
from typing import Any

from benchmarks.meter import meter

_BEAT = 0.01


class Report:
    """Begun when the libraries are loaded and the connection is made, so that neither counts."""

    def __init__(self) -> None:
        self._cpu = time.process_time()
        self.start = time.monotonic()
        self.held = 0.0

    async def watch_the_loop(self) -> None:
        """Note the longest time that the event loop was held, until cancelled."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(_BEAT)
            self.held = max(self.held, time.monotonic() - before - _BEAT)

    def close(self, **more: Any) -> None:
        """Print the report."""
        cpu = time.process_time() - self._cpu
        peak = meter(os.getpid()).peak  # not getrusage: its maximum begins with that of the process we were forked from
        print(json.dumps({"start": self.start, "cpu": cpu, "peak": peak, "held": self.held, **more}))
