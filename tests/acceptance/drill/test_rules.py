"""The alert rules, by Prometheus's own tool: of each fault's metric they make the alert that the page names."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.drill.sheet import PAGE, Row, rows

if TYPE_CHECKING:
    from pathlib import Path

RULES = PAGE.parents[1] / "deploy" / "prometheus-rules.yaml"


@pytest.mark.parametrize("said", [one for one in rows() if one.alert], ids=lambda one: one.fault)
def test_alert(said: Row, tmp_path: Path) -> None:
    """The alert fires for as long as the fault lasts, and no longer; a fault of a minute wakes nobody."""
    series, _, value = said.metric.rpartition(" ")
    judge(said.alert, series, value, "1" if series.startswith("sokbo_up") else "0", tmp_path)


def test_disk(tmp_path: Path) -> None:
    """Of a disk that fills up somebody is told before it is full."""
    judge("SokboDiskLow", "sokbo_free_bytes", "9e7", "2e8", tmp_path)


def judge(alert: str, series: str, value: str, well: str, folder: Path) -> None:
    """Let Prometheus's tool try the alert on a metric that has the value for a minute, and later for ten."""
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("no promtool on this machine: install prometheus to see the alerts fire")
    test = {
        "interval": "1m",
        "input_series": [
            {"series": series, "values": f"{well}x9 {value} {well}x9 {value}x9 {well}x9"},
        ],
        "promql_expr_test": [
            {"expr": f'ALERTS{{alertname="{alert}",alertstate="firing"}}', "eval_time": time, "exp_samples": []}
            for time in ("10m", "12m", "40m")
        ]
        + [
            {
                "expr": f'count(ALERTS{{alertname="{alert}",alertstate="firing"}})',
                "eval_time": "30m",
                "exp_samples": [{"labels": "{}", "value": 1}],
            }
        ],
    }
    written = folder / "test.yaml"
    written.write_text(
        json.dumps({"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": [test]}), encoding="utf-8"
    )
    judged = subprocess.run([tool, "test", "rules", written], capture_output=True, text=True, check=False)  # noqa: S603 - Prometheus's own tool
    assert judged.returncode == 0, judged.stdout + judged.stderr
