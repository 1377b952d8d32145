"""A process that reads files: pickled work comes in, the pickled posts of each chunk go out."""

from __future__ import annotations

import pickle
import signal
import sys
from functools import partial

from bot.sources.directory.reading import read
from bot.sources.directory.writing import allow_leases


def main() -> None:
    """Read chunk after chunk; whoever asked ends it when it is not needed any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot
    allow_leases()
    root, site, chunks = pickle.load(sys.stdin.buffer)  # noqa: S301 - the bot wrote it
    for chunk in chunks:
        pickle.dump(list(map(partial(read, root, site), chunk)), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
