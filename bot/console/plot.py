"""How long the last stories took to reach their last channel, as a picture."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, HEIGHT, FOOT = 640, 124, 120


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of them does not exceed; there must be one."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def plot(spreads: Sequence[tuple[str, float]], label: str, seconds: Callable[[float], str]) -> str:
    """Return an SVG of (title, seconds), oldest first, with the median and the 95th percentile as lines."""
    values = [value for _, value in spreads]
    middle, high = percentile(values, 0.5), percentile(values, 0.95)
    top = max(*values, 0.1, high) * 1.15
    step = WIDTH / max(len(values), 12)
    bars = "".join(
        f'<rect x="{i * step + 2:.1f}" y="{FOOT - _height(value, top):.1f}" width="{step - 4:.1f}" '
        f'height="{_height(value, top):.1f}" rx="2"><title>{escape(title)}: {seconds(value)}</title></rect>'
        for i, (title, value) in enumerate(spreads)
    )
    lines = "".join(
        f'<line class="{name}" x1="0" x2="{WIDTH}" y1="{FOOT - _height(value, top):.1f}" '
        f'y2="{FOOT - _height(value, top):.1f}"/>'
        for name, value in (("p50", middle), ("p95", high))
    )
    told = f"p50 {seconds(middle)} · p95 {seconds(high)}"
    return (
        f'<figure><svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}: {told}">'
        f'{bars}{lines}<line class="foot" x1="0" x2="{WIDTH}" y1="{FOOT}" y2="{FOOT}"/></svg>'
        f'<figcaption><span class="key p50">p50 {seconds(middle)}</span> '
        f'<span class="key p95">p95 {seconds(high)}</span>'
        f"</figcaption></figure>"
    )


def _height(value: float, top: float) -> float:
    return max(2.0, value / top * (FOOT - 6))
