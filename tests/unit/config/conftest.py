"""A folder and an environment in which nothing is set."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest

from config.environment import NAMES, SECRETS
from config.load import SettingsError, load

if TYPE_CHECKING:
    from pathlib import Path


class Environment(Protocol):
    """Sets variables by keyword."""

    def __call__(self, **variables: str | Path) -> None:
        """Set each variable for the test."""


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to an empty folder with none of our variables set."""
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", *NAMES, *(f"{secret}_FILE" for secret in SECRETS)):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Give a way to set variables."""

    def set_all(**variables: str | Path) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, str(value))

    return set_all


@pytest.fixture
def file(tmp_path: Path, setting: Environment) -> Path:
    """Give the settings file that CONFIG names, empty at first."""
    path = tmp_path / "sokbo.toml"
    path.touch()
    setting(CONFIG=path)
    return path


def mistakes() -> list[str]:
    """Return what `load` says is wrong, in order; the environment stays as it was."""
    before = dict(os.environ)
    with pytest.raises(SettingsError) as caught:
        load()
    assert dict(os.environ) == before
    return list(caught.value.problems)
