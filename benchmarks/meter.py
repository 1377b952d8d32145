"""Reads what a process has used, from the kernel (Linux: proc(5))."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Meter:
    """What a process has used: CPU in seconds (steps of 10 ms), memory in MB now and at its largest."""

    cpu: float
    memory: float
    peak: float


def meter(pid: int) -> Meter:
    """Read a process's meter."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1].split()
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":") for line in lines)
    sizes = {name: int(rest.split()[0]) / 1024 for name, _, rest in named if name in {"VmRSS", "VmHWM"}}
    return Meter((int(fields[11]) + int(fields[12])) / _TICKS, sizes["VmRSS"], sizes["VmHWM"])
