"""A short soak: whatever goes wrong, and however often, every chat shows in the end what it ought to."""

from __future__ import annotations

import pytest

from tests.soak.soak import soak


@pytest.mark.timeout(600)
async def test_soak() -> None:
    """After some seconds of faults, blocks, frozen stores and kills all is right, and nothing has grown."""
    told: list[str] = []
    report = await soak("embedded", 1, 10.0, told.append)
    assert report.posts > 1
    assert report.is_good, str(report)
