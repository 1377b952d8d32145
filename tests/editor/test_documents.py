"""Every command of docs/editors.md does what it says, typed as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.editor.editor import GOOD

if TYPE_CHECKING:
    from tests.editor.editor import Editor

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
FENCES = [token for token in MarkdownIt().parse(DOCUMENT) if token.type == "fence"]
SCRIPTS = [token.content for token in FENCES if token.info == "sh"]
TYPED = [line for script in SCRIPTS if "#!" not in script for line in script.splitlines() if "bot preview" in line]
(HOOK,) = [script for script in SCRIPTS if "#!" in script]
FRAMEWORK, ACTIONS = (yaml.safe_load(token.content) for token in FENCES if token.info == "yaml")


def here(script: str, editor: Editor) -> str:
    """Return the script with this machine's places instead of the document's."""
    script = re.sub(r"(?:/srv/sokbo/)?\.venv/bin/python", sys.executable, script)
    script = script.replace("/srv/sokbo/config/sokbo.toml", str(ROOT / "config/example.toml"))
    return script.replace("/srv/sokbo", str(ROOT)).replace("/srv/newsroom", str(editor.root))


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a folder, as an editor's shell or CI would."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **variables}
    return subprocess.run(  # noqa: S603 - the document's own commands
        ["/bin/bash", "-ec", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def repository(editor: Editor) -> Editor:
    """Give a site in Git whose first commit has one post."""
    editor.post(*GOOD, path="_posts/2026-11-20-snow.md")
    editor.post(*GOOD, path="_drafts/parade.md")
    git(editor, "git init -q -b main && git add -A && git -c core.hooksPath=/dev/null commit -qm first")
    return editor


def git(editor: Editor, script: str) -> subprocess.CompletedProcess[str]:
    """Run Git commands as somebody."""
    names = {f"GIT_{role}_{part}": "editor" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    return run(script, editor.root, **names)


@pytest.mark.parametrize("command", TYPED)
def test_typed(command: str, repository: Editor) -> None:
    """Each command that is typed ends with 0 on a site in order."""
    result = run(here(command, repository), ROOT)
    assert (result.returncode, result.stderr) == (0, "")
    assert "snow" in result.stdout or "parade" in result.stdout or "1 posts and drafts" in result.stdout


def test_hook(repository: Editor) -> None:
    """The hook refuses a commit with an error in a post, and lets every other one pass."""
    hook = repository.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(here(HOOK, repository), encoding="utf-8")
    hook.chmod(0o755)
    repository.post(*GOOD, "alrt: breaking", path="_posts/2026-11-21-첫 눈.md")
    refused = git(repository, "git add -A && git commit -qm second")
    assert refused.returncode == 1
    assert "error: `alrt:`" in refused.stdout + refused.stderr
    repository.post(*GOOD, "alert: breaking", path="_posts/2026-11-21-첫 눈.md")
    assert git(repository, "git add -A && git commit -qm second").returncode == 0
    repository.write("README.md", "x")
    assert git(repository, "git add -A && git commit -qm third").returncode == 0
    assert git(repository, "git log --format=%s").stdout.split() == ["third", "second", "first"]


def test_framework(repository: Editor) -> None:
    """The hook of the pre-commit framework, which appends the files, ends with the command's own code."""
    (hook,) = FRAMEWORK["repos"][0]["hooks"]
    wrong = repository.post("title: ''", path="_posts/2026-11-21-b.md")
    for name, code in (("_posts/2026-11-20-snow.md", 0), (str(wrong.relative_to(repository.root)), 1)):
        result = run(f"{here(hook['entry'], repository)} {shlex.quote(name)}", repository.root)
        assert result.returncode == code, result.stderr


def test_actions(repository: Editor, tmp_path: Path) -> None:
    """The step of the workflow shows the posts that a pull request changes, and no others."""
    step: dict[str, Any] = ACTIONS["jobs"]["alerts"]["steps"][-1]
    python = tmp_path / "bin/python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    git(repository, "git clone -q --bare . ../origin.git && git remote add origin ../origin.git && git fetch -q origin")
    (repository.root / ".sokbo").symlink_to(ROOT)
    repository.post(*GOOD, "image: /no.jpg", path="_posts/2026-11-21-b.md")
    git(repository, "git checkout -qb change && git add _posts && git commit -qm change")
    environment = {**step["env"], "GITHUB_BASE_REF": "main", "PATH": f"{python.parent}:{os.environ['PATH']}"}
    result = run(step["run"], repository.root, **environment)
    assert "2026-11-21-b.md:5: error: the site's folder has no picture no.jpg" in result.stdout, result.stderr
    assert "snow" not in result.stdout
    assert result.returncode != 0


def test_packages() -> None:
    """What the workflow installs is the lock file with its hashes; installing it is what `make setup` does."""
    (pip,) = [step["run"] for step in ACTIONS["jobs"]["alerts"]["steps"] if "pip" in step.get("run", "")]
    assert pip == "pip install --require-hashes -r .sokbo/requirements.lock"
    assert "--hash=sha256:" in (ROOT / "requirements.lock").read_text(encoding="utf-8")
