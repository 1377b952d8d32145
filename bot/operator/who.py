"""Who gives a command, for the audit log."""

from __future__ import annotations

import getpass


def who() -> str:
    """Return who gives the command, as far as the machine knows."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (OSError, KeyError, ImportError):  # a uid without a name, as in a container
        return "command line"
