"""python-frontmatter as its document says: every post of a folder.

`python -m benchmarks.plain.reading FOLDER`
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import frontmatter

from benchmarks.plain.report import Report


def main(folder: str) -> None:
    """Read everything and report."""
    report = Report()
    posts = [frontmatter.load(str(path)) for path in sorted(Path(folder).iterdir())]
    report.close(seconds=time.monotonic() - report.start, count=len(posts))


if __name__ == "__main__":
    main(sys.argv[1])
