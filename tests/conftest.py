"""How property tests are tried: by the same examples each time, so that main does not fail by chance.

`--hypothesis-profile=others` tries others each time (`make endure` does).
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes is the machine's doing, and no fault of what is tried.
settings.register_profile("others", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("others"), derandomize=True, database=None)
settings.load_profile("same")
