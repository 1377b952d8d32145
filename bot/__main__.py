"""`python -m bot`: run, check, why, held and others, each in a file of `bot.commands`."""

from __future__ import annotations

import os
import sys
from errno import EDQUOT, EFBIG, ENOSPC

INTERRUPTED = 130  # as a shell has it: 128 and the number of SIGINT


def main() -> None:
    """Do what the command line says; Ctrl-C, while modules are read too, and a full disk end it without a traceback."""
    try:
        from bot.commands.command_line import cli  # noqa: PLC0415 - half a second, in which Ctrl-C counts as well

        cli()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:  # each command tells of its own files and addresses: this is what it prints to
        if error.filename or error.errno not in {EDQUOT, EFBIG, ENOSPC}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or its end would try to write once more
        sys.exit(f"what is said can't be written: {error.strerror}; free the disk or print elsewhere")


if __name__ == "__main__":
    main()
