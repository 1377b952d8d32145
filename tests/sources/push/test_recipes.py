"""The recipes are run as they stand: what they push arrives."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.sources.push.item import Item
from tests.sources.push.caller import SECRET, a_story
from tests.unit.test_docs import quoted, rows, tokens

if TYPE_CHECKING:
    from tests.sources.push.conftest import Newsdesk

RECIPES = Path(__file__).parents[3] / "docs/recipes.md"
BLOCKS = [(token.info, token.content) for token in tokens(RECIPES) if token.type == "fence"]
PROGRAMS = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"], "js": ["node", "-e"]}
PROGRAMS |= {"php": ["php", "-r"]}
NEEDED = {"sh": ("bash", "curl", "openssl"), "js": ("node",), "php": ("php",)}


def scripts() -> list[tuple[str, str]]:
    """Return every program in the document with its language: the step's is what it runs."""
    found = [block for block in BLOCKS if block[0] in PROGRAMS]
    found += [("sh", yaml.safe_load(content)[0]["run"]) for language, content in BLOCKS if language == "yaml"]
    return found


@pytest.mark.parametrize(("language", "script"), scripts(), ids=[language for language, _ in scripts()])
async def test_run(desk: Newsdesk, language: str, script: str, tmp_path: Path) -> None:
    """Each recipe pushes its post, and a second time changes nothing."""
    for program in NEEDED.get(language, ()):
        if shutil.which(program) is None:
            pytest.skip(f"no {program} on this machine: install it to test this recipe")
    (example,) = (content for language, content in BLOCKS if language == "json")
    (tmp_path / "post.json").write_text(example, encoding="utf-8")
    for _ in range(2):
        status, printed = await _run([*PROGRAMS[language], script.removeprefix("<?php")], tmp_path, desk.url)
        assert status == 0, printed
    (post,) = await desk.posts()
    assert (post.title, post.link) == ("The square opens", "https://example.org/square/")


@pytest.mark.parametrize(("language", "script"), scripts(), ids=[language for language, _ in scripts()])
async def test_wrong(desk: Newsdesk, language: str, script: str, tmp_path: Path) -> None:
    """Where the push is refused, the recipe fails: a build must not go on as if readers had been told."""
    for program in NEEDED.get(language, ()):
        if shutil.which(program) is None:
            pytest.skip(f"no {program} on this machine: install it to test this recipe")
    (tmp_path / "post.json").write_text("{}", encoding="utf-8")
    command = [*PROGRAMS[language], script.removeprefix("<?php")]
    status, printed = await _run(command, tmp_path, desk.url, secret="another secret of somebody")
    assert status != 0
    assert "401" in printed or "not right" in printed
    assert await desk.posts() == []


async def test_example(desk: Newsdesk) -> None:
    """The moment that the document shows is one that is taken."""
    (moment,) = set(re.findall(r"`(\d{4}-\d\d-\d\dT[^`]+)`", RECIPES.read_text(encoding="utf-8")))
    assert (await desk.caller.pushes(a_story(published_at=moment))).status == 202


def test_fields() -> None:
    """Every field stands in the document, and no other."""
    table = [row for row in rows(RECIPES) if row[0].startswith("`")]
    assert sorted(name for row in table for name in quoted(row[0])) == sorted(Item.model_fields)


async def _run(command: list[str], folder: Path, url: str, secret: str = SECRET) -> tuple[int | None, str]:
    """Run a program as a build would; return its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={**os.environ, "URL": url.removesuffix("/publish"), "SECRET": secret},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    printed, _ = await process.communicate()
    return process.returncode, printed.decode()
