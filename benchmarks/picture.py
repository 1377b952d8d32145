"""Draws broadcasts over time as one SVG, a strip to each way, which follows the reader's light or dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.results import Strip

WIDTH = 1000
LEFT, RIGHT, TOP = 70, 30, 82
HEIGHT, GAP = 64, 56  # of a strip, and to the next
STYLE = """
    .ground { fill: #f7f8fa; } text { fill: #1c2430; } .small { fill: #566172; font-size: 13px; }
    .axis { stroke: #c5ccd6; } .accepted { fill: #3f66b0; } .refused { fill: #c2242f; }
    .limit { stroke: #1c2430; stroke-dasharray: 5 4; } .ours { font-weight: 700; } .end { text-anchor: end; }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #151a21; } text { fill: #e8ecf2; } .small { fill: #a6b0be; } .axis { stroke: #475264; }
      .accepted { fill: #7ba0e6; } .refused { fill: #ef5a63; } .limit { stroke: #e8ecf2; }
    }
"""


def draw(strips: Sequence[Strip], *, limit: int) -> str:
    """Return the picture; `limit` is how many messages a second are allowed."""
    height = TOP + len(strips) * (HEIGHT + GAP) - GAP + 42
    longest = max(max(len(one.accepted), len(one.refused)) for one in strips)
    tallest = max(limit, *(max(_both(one), default=0) for one in strips))
    parts = [_head(strips, height)]
    for number, strip in enumerate(strips):
        parts += _strip(strip, TOP + number * (HEIGHT + GAP), longest, tallest, limit)
    parts += _seconds(longest, height - 20)
    return "\n".join([*parts, "</svg>", ""])


def _head(strips: Sequence[Strip], height: int) -> str:
    about = escape("; ".join(f"{one.way}: {_summary(one)}" for one in strips))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="title about"\n     '
        "font-family=\"system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif\" font-size=\"15\">\n"
        '  <title id="title">One alert to Telegram chats: messages in each second</title>\n'
        f'  <desc id="about">{about}</desc>\n  <style>{STYLE}  </style>\n'
        f'  <rect class="ground" width="{WIDTH}" height="{height}" rx="14"/>\n'
        f'  <rect class="accepted" x="{LEFT}" y="22" width="12" height="12"/>'
        f'<text class="small" x="{LEFT + 18}" y="33">accepted</text>\n'
        f'  <rect class="refused" x="{LEFT + 100}" y="22" width="12" height="12"/>'
        f'<text class="small" x="{LEFT + 118}" y="33">refused (429)</text>\n'
        f'  <path class="limit" d="M{LEFT + 224} 28h28"/><text class="small" x="{LEFT + 260}" y="33">'
        "Telegram’s limit of 30 a second</text>"
    )


def _strip(one: Strip, top: int, longest: int, tallest: int, limit: int) -> Iterator[str]:
    """Yield one strip: its name and outcome above, a bar to each second, the limit across."""
    base, wide = top + HEIGHT, (WIDTH - LEFT - RIGHT) / longest
    high = HEIGHT / tallest
    name = ' class="ours"' if one.way == "Sokbo" else ""
    yield f'  <text{name} x="{LEFT}" y="{top - 9}">{escape(one.way)}</text>'
    yield f'  <text class="small end" x="{WIDTH - RIGHT}" y="{top - 9}">{escape(_summary(one))}</text>'
    yield _bars("accepted", [(0, many) for many in one.accepted], base, wide, high)
    above = list(one.accepted) + [0] * (len(one.refused) - len(one.accepted))
    yield _bars("refused", list(zip(above, one.refused, strict=False)), base, wide, high)
    yield f'  <path class="axis" d="M{LEFT} {base}H{WIDTH - RIGHT}"/>'
    yield f'  <path class="limit" d="M{LEFT} {base - limit * high:.1f}H{WIDTH - RIGHT}"/>'
    yield f'  <text class="small end" x="{LEFT - 8}" y="{base - limit * high + 5:.1f}">{limit}/s</text>'


def _bars(kind: str, bars: Sequence[tuple[int, int]], base: float, wide: float, high: float) -> str:
    """Return the bars as one path: each is (how many are below it, how many it stands for)."""
    drawn = (
        f"M{LEFT + second * wide:.1f} {base - below * high:.1f}v{-many * high:.1f}h{wide * 0.86:.2f}v{many * high:.1f}z"
        for second, (below, many) in enumerate(bars)
        if many
    )
    return f'  <path class="{kind}" d="{"".join(drawn)}"/>'


def _seconds(longest: int, y: float) -> Iterator[str]:
    wide = (WIDTH - LEFT - RIGHT) / longest
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if longest / step <= 12)
    for second in range(0, longest + 1, step):
        unit = " s" if second + step > longest else ""
        yield f'  <text class="small" text-anchor="middle" x="{LEFT + second * wide:.1f}" y="{y}">{second}{unit}</text>'


def _both(one: Strip) -> Iterator[int]:
    longer = max(len(one.accepted), len(one.refused))
    accepted = [*one.accepted, *[0] * (longer - len(one.accepted))]
    refused = [*one.refused, *[0] * (longer - len(one.refused))]
    return (taken + not_taken for taken, not_taken in zip(accepted, refused, strict=True))


def _summary(one: Strip) -> str:
    refused = sum(one.refused)
    return f"{one.seconds:.1f} s, {refused:,} refused, {one.lost:,} lost"
