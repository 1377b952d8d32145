"""The alert rules and the dashboard, against what the bot really shows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.delivery import Lane, Platform
from bot.core.ports.operators import Load
from bot.ops.metrics import Metrics

PROJECT = Path(__file__).parents[2]
RULES = PROJECT / "deploy" / "prometheus-rules.yaml"
DASHBOARD = PROJECT / "deploy" / "grafana.json"
OPERATING = PROJECT / "docs" / "operating.md"
NAME = re.compile(r"\b(?:sokbo|process)_[a-z_]+")


def rules() -> list[dict[str, Any]]:
    """Return every alert rule."""
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    """Return every panel of the dashboard."""
    found: list[dict[str, Any]] = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return found


@pytest.fixture(scope="module")
def shown() -> str:
    """Give what a bot shows to which everything has happened once."""
    metrics = Metrics()
    metrics.see(None, "info", {"event": "delivery.done", "channel": "discord:1", "step": "send", "milliseconds": 1})
    metrics.see(None, "warning", {"event": "delivery.failed", "channel": "discord:1", "error": "Closed"})
    metrics.see(None, "info", {"event": "post.published"})
    lane = (Platform.DISCORD, Lane.BREAKING)
    counts = dict.fromkeys(("channels", "suspended", "broadcasts", "held", "waiting", "uncertain"), 1)
    load = Load(**counts, in_flight={Platform.DISCORD: 1}, ready={lane: 1}, oldest={lane: 1.0})
    return metrics.text(load, {"store": ""}).decode()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_rule(rule: dict[str, Any], shown: str) -> None:
    """An alert asks for metrics that there are, and the runbook says what to do about it."""
    assert all(name in shown for name in NAME.findall(rule["expr"]))
    assert f"| `{rule['alert']}` |" in OPERATING.read_text(encoding="utf-8")
    page, _, anchor = rule["annotations"]["runbook"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (PROJECT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert anchor in {heading.lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel["title"])
def test_panel(panel: dict[str, Any], shown: str) -> None:
    """A panel asks for metrics that there are."""
    names = [name for target in panel["targets"] for name in NAME.findall(target["expr"])]
    assert names
    assert all(name in shown for name in names)


def test_list(shown: str) -> None:
    """The operator's document lists each metric of the bot's own, and no other."""
    section = OPERATING.read_text(encoding="utf-8").partition("\n## Metrics\n")[2].partition("\n### ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    told = [name for cell in cells for name in NAME.findall(cell)]
    types = re.findall(r"^# TYPE (sokbo_\w+) ", shown, re.MULTILINE)
    assert sorted(told) == sorted(name for name in types if not name.endswith("_created"))


FIRES = [
    ("SokboMistake", 'sokbo_complaints_total{event="a.crashed",level="exception"}', "_x10 1x40", 12, 1),
    ("SokboMistake", 'sokbo_complaints_total{event="a.crashed",level="exception"}', "1x40", 30, 0),
    ("SokboMistake", 'sokbo_complaints_total{event="a.crashed",level="exception"}', "1x20 2x20", 25, 1),
    ("SokboMistake", 'sokbo_complaints_total{event="a.failed",level="error"}', "_x10 1x40", 12, 0),
    ("SokboRestarting", 'process_start_time_seconds{instance="a",job="b"}', "1 2 3 4 5 5x20", 6, 1),
    ("SokboRestarting", 'process_start_time_seconds{instance="a",job="b"}', "1 1 1 2 2 2x20", 6, 0),
    ("SokboRestarting", 'process_start_time_seconds{instance="another",job="b"}', "1 2 3 4 5 5x20", 6, 0),
    ("SokboPartDown", 'sokbo_up{part="store"}', "1 0x20", 6, 1),
    ("SokboChannelSuspended", "sokbo_suspended_channels", "1x20", 6, 1),
    ("SokboGone", "something_else", "1x20", 3, 1),
]


@pytest.mark.parametrize(("alert", "series", "values", "minute", "count"), FIRES)
def test_fires(alert: str, series: str, values: str, minute: int, count: int, tmp_path: Path) -> None:  # noqa: PLR0917 - a row
    """An alert fires when it has to and not otherwise, as Prometheus itself reckons: at a first mistake, too."""
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("no promtool on this machine: install prometheus to see the alerts fire")
    up = {"series": 'sokbo_up{instance="a",job="b",part="x"}', "values": "1x40"}
    given = [{"series": series, "values": values}, *([] if alert == "SokboGone" else [up])]
    expected = {
        "expr": f'count(ALERTS{{alertname="{alert}",alertstate="firing"}}) or vector(0)',
        "eval_time": f"{minute}m",
    }
    told = {"labels": "{}", "value": count}
    tests = [{"interval": "1m", "input_series": given, "promql_expr_test": [expected | {"exp_samples": [told]}]}]
    path = tmp_path / "test.yaml"
    path.write_text(yaml.safe_dump({"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": tests}))
    reckoned = subprocess.run([tool, "test", "rules", path], capture_output=True, text=True, check=False)  # noqa: S603 - Prometheus's own tool
    assert reckoned.returncode == 0, reckoned.stdout + reckoned.stderr


def test_promtool(tmp_path: Path) -> None:
    """Prometheus's own tool takes the rules, and finds nothing to say about names and units."""
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("no promtool on this machine: install prometheus to judge the rules and metrics by it")
    checked = subprocess.run([tool, "check", "rules", RULES], capture_output=True, text=True, check=False)  # noqa: S603 - Prometheus's own tool
    assert checked.returncode == 0, checked.stderr
    metrics = tmp_path / "metrics"
    metrics.write_bytes(Metrics().text(None, {"store": ""}))
    with metrics.open() as text:
        linted = subprocess.run([tool, "check", "metrics"], stdin=text, capture_output=True, text=True, check=False)  # noqa: S603 - the same
    assert (linted.returncode, linted.stdout + linted.stderr) == (0, "")
