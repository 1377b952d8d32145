"""The manifests, judged by those who will read them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

PROJECT = Path(__file__).parents[2]
MANIFEST = PROJECT / "deploy" / "kubernetes.yaml"
SERVICE = PROJECT / "deploy" / "sokbo.service"


def manifests() -> list[dict[str, Any]]:
    """Return what the manifest asks Kubernetes for."""
    return list(yaml.safe_load_all(MANIFEST.read_text(encoding="utf-8")))


@pytest.mark.parametrize("manifest", manifests(), ids=lambda one: one["kind"])
def test_schema(manifest: dict[str, Any]) -> None:
    """Kubernetes knows every field that is set, by its own schema."""
    kubernetes_validate.validate(manifest, desired_version=kubernetes_validate.latest_version(), strict=True)


def test_confined() -> None:
    """The container is nobody's root, on read-only files, without capabilities, in the memory it was measured in."""
    pod = next(one for one in manifests() if one["kind"] == "Deployment")["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["automountServiceAccountToken"] is False
    assert container["resources"]["limits"] == {"memory": "256Mi"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


def test_unit(tmp_path: Path) -> None:
    """Systemd takes every line of the service, and finds it well confined."""
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("no systemd-analyze on this machine: the unit is not judged by systemd")
    unit = tmp_path / SERVICE.name
    # The program stands where the operator puts it; here, where systemd can see that it may be run.
    unit.write_text(SERVICE.read_text(encoding="utf-8").replace("/srv/sokbo/.venv/bin/python", "/bin/true"), "utf-8")
    judged = subprocess.run([tool, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)  # noqa: S603 - systemd's own tool
    assert (judged.returncode, judged.stdout + judged.stderr) == (0, "")
    command = [tool, "security", "--offline=true", "--threshold=25", "--no-pager", str(unit)]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the same
    assert scored.returncode == 0, scored.stdout
