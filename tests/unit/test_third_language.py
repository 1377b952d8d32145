"""A third language, added to a copy of the bot as docs/languages.md says: one file and a line in each of three."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.core.delivery import Language
from config.settings import PlaceSettings

pytestmark = pytest.mark.audit  # mypy over a copy of the bot takes its seconds
ROOT = Path(__file__).parents[2]
PHRASES = Path("bot/core/phrases")
# What the copy is asked: by platforms' menus, by what apps say, and by a reader.
QUESTIONS = """
import asyncio, json
from datetime import UTC, datetime
from discord import Locale
from telegram import User
from bot.core.readers.conversation import Asker, Query
from bot.core.delivery import Channel, Kind, Language, Platform
from bot.platforms.discord.commands import described
from bot.platforms.discord.questions import spoken
from bot.platforms.telegram.menu import menu
from bot.platforms.telegram.questions import language_of
from config.settings import PlaceSettings
from handlers.commands import help as help_screen, language, latest
from handlers.registry import COMMANDS, by_word, words_of

async def no(_): return False
here = Channel(platform=Platform.TELEGRAM, address="7", kind=Kind.PRIVATE)
def asked(name): return Query(name, Asker(here, "7", Language.JA))
def lines(reply): return [part.text for line in reply.lines for part in line]
print(json.dumps({
    "telegram": language_of(User(1, "x", False, language_code="ja-JP")),
    "discord": spoken(Locale.japanese),
    "menu": menu([latest.COMMAND], Language.JA),
    "localizations": described(latest.COMMAND)["name_localizations"],
    "help": lines(asyncio.run(help_screen.answer(asked("help"), COMMANDS, no))),
    "languages": [one.label for row in asyncio.run(language.answer(asked("language"), None)).buttons for one in row],
    "words": len(by_word()) == sum(len(words_of(one)) for one in COMMANDS),
    "settings": PlaceSettings(platform="discord", address="5", language="ja").language,
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the bot that speaks Japanese as well, which is English in Japanese quotation marks."""
    there = tmp_path_factory.mktemp("copy")
    for name in ("bot", "handlers", "config"):
        shutil.copytree(ROOT / name, there / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", there)
    english = (there / PHRASES / "en.py").read_text(encoding="utf-8")
    japanese = re.sub(r'Words\("(\w+)", "', r'Words("\1語", "「', english).replace("EN: Final", "JA: Final")
    (there / PHRASES / "ja.py").write_text(
        japanese.replace('own_name="English"', 'own_name="日本語"'), encoding="utf-8"
    )
    added(there / "bot/core/delivery.py", '    EN = "en"\n', '    JA = "ja"\n')
    added(
        there / PHRASES / "__init__.py", "            return EN\n", "        case Language.JA:\n            return JA\n"
    )
    added(there / PHRASES / "__init__.py", "import EN\n", "from bot.core.phrases.ja import JA\n")
    added(there / "config/settings.py", '"en"', ', "ja"')
    return there


def added(path: Path, behind: str, line: str) -> None:
    """Add a line to the file behind what is there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(behind) == 1, f"{path} has no one place for it"
    path.write_text(text.replace(behind, behind + line), encoding="utf-8")


def ran(there: Path, *arguments: str) -> tuple[int, str]:
    """Run Python in the folder, and return its exit code and what it said."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=there, capture_output=True, text=True, check=False)  # noqa: S603 - Python itself
    return done.returncode, done.stdout + done.stderr


def test_spoken(copy: Path) -> None:
    """Menus, slash commands, help and buttons have the new language, and apps that are set to it are answered in it."""
    code, output = ran(copy, "-c", QUESTIONS)
    assert code == 0, output
    said: dict[str, Any] = json.loads(output)
    assert (said["telegram"], said["discord"], said["settings"]) == ("ja", "ja", "ja")
    assert said["menu"] == [{"command": "latest", "description": "「The latest stories"}]
    assert said["localizations"] == {"ko": "최신", "ja": "latest語"}
    assert any(line.startswith("/latest (latest語) 「") for line in said["help"])
    assert said["languages"] == ["한국어", "English", "日本語"]
    assert said["words"]


@pytest.mark.parametrize(
    ("path", "line", "complaint"),
    [
        (PHRASES / "ja.py", '    nothing_yet="There are no stories yet.",\n', 'Missing named argument "nothing_yet"'),
        (PHRASES / "__init__.py", "        case Language.JA:\n            return JA\n", "Missing return statement"),
    ],
    ids=["sentence", "case"],
)
def test_half_there(copy: Path, path: Path, line: str, complaint: str) -> None:
    """A sentence that is missing, or the case, fails the type check, which names it; all there, it passes."""
    check = ("-m", "mypy", "--strict", str(PHRASES))
    whole = (copy / path).read_text(encoding="utf-8")
    assert line in whole
    assert ran(copy, *check)[0] == 0
    try:
        (copy / path).write_text(whole.replace(line, ""), encoding="utf-8")
        code, output = ran(copy, *check)
    finally:
        (copy / path).write_text(whole, encoding="utf-8")
    assert code == 1
    assert complaint in output


def test_settings() -> None:
    """The settings take the languages there are, and no others."""
    assert list(get_args(PlaceSettings.model_fields["language"].annotation)) == [str(one) for one in Language]
