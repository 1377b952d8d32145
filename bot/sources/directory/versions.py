"""Marks what was read of a file, so that it is read again only when that could say something else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.sources.jekyll import edition

if TYPE_CHECKING:
    import os

    from bot.sources.jekyll import Site


def version_of(status: os.stat_result, site: Site) -> str:
    """Return another version for another state of the file, other settings of the site, or another reader."""
    seen = f"{status.st_mtime_ns} {status.st_size} {status.st_ino} {site.digest} {edition()}"
    return hashlib.blake2b(seen.encode(), digest_size=8).hexdigest()
