"""Asks a URL every ten milliseconds, from a process of its own, and reports how long the answers took.

`python -m benchmarks.probe URL`: ends when its input does and prints one JSON array of milliseconds.
"""

from __future__ import annotations

import json
import select
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

INTERVAL = 0.01


def main(url: str) -> None:
    """Ask until the input ends. A late answer delays the next question, so that one hold counts once."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    took = []
    while not select.select([sys.stdin], [], [], INTERVAL)[0]:
        asked = time.monotonic()
        connection.request("GET", parts.path)
        connection.getresponse().read()
        took.append((time.monotonic() - asked) * 1000)
    print(json.dumps(took))


if __name__ == "__main__":
    main(sys.argv[1])
