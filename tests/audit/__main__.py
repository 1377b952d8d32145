"""`make audit`: asks the advisory service whether a known vulnerability is among what the bot is made of.

Exits 0 where none is, and, saying so aloud, where nobody answers: a machine without a network can be checked too.
Exits 1
where there are some, 2 where the question itself fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

LOCK: Final = Path(__file__).parents[2] / "requirements.lock"
PATIENCE: Final = 10  # seconds for one package
_NOBODY: Final = re.compile(r"ConnectionError|ConnectTimeout|ReadTimeout|Could not connect|ServiceError|HTTPError")


def audit(lock: Path, *options: str) -> tuple[int, str]:
    """Return the exit code and what to say; `options` are pip-audit's own."""
    asked = subprocess.run(  # noqa: S603 - a program of our own environment, and options of our own
        [
            *(sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip", "-s", "osv"),
            *("--timeout", str(PATIENCE), "--progress-spinner", "off", "--format", "json", *options),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.stdout.startswith("{"):
        return _verdict(json.loads(asked.stdout)["dependencies"], lock)
    last = (asked.stderr.strip().splitlines() or ["pip-audit says nothing"])[-1]
    if _NOBODY.search(asked.stderr):
        return (
            0,
            f"NOT AUDITED: the advisory service does not answer ({last}). Run `make audit` where there is a network.",
        )
    return 2, f"{lock.name} can't be audited: {last}"


def _verdict(packages: list[dict[str, Any]], lock: Path) -> tuple[int, str]:
    bad = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for one in packages
        for found in one.get("vulns", ())
    ]
    skipped = [f"{one['name']}: {one['skip_reason']}" for one in packages if "skip_reason" in one]
    if skipped:
        return 2, "\n".join(["Not audited:", *skipped])
    if bad:
        return 1, "\n".join([f"{len(bad)} known vulnerabilities in {lock.name}:", *bad])
    return 0, f"No known vulnerability among the {len(packages)} packages of {lock.name}."


if __name__ == "__main__":
    code, said = audit(LOCK, *sys.argv[1:])
    sys.stderr.write(f"{said}\n")
    sys.exit(code)
