"""The documents say what is so: names, commands, settings, links and events in them exist."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from markdown_it import MarkdownIt
from typer.main import get_command

from bot.commands.command_line import cli
from bot.core import delivery, event, post, sighting
from bot.core.ports import sending as ports
from bot.core.readers import conversation
from config.environment import NAMES, SECRETS
from config.settings import Settings
from tests.pictures import NAMES as PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
DECISIONS = sorted(ROOT.glob("docs/decisions/[0-9]*.md"))
GLOSSARY, ARCHITECTURE, OPERATING, LOG = (
    ROOT / "docs" / f"{name}.md" for name in ("glossary", "architecture", "operating", "events")
)
OURS = re.compile(r"(?:bot|handlers|config)(?:\.\w+)*")
VARIABLE = re.compile(r"(?<![\w.{$])(?:[A-Z]+(?:_[A-Z]+)+|SITE|CONFIG|PORT|PYTHON)(?!\w)")
LOGGED = re.compile(r"""\b(?:_?log\.(?:info|warning|error|exception|critical)|say)\(\s*"([a-z]+\.[a-z_]+)\"""")
SOURCES = [
    path.read_text(encoding="utf-8") for top in ("bot", "handlers") for path in sorted((ROOT / top).rglob("*.py"))
]
EVENTS = {name for source in SOURCES for name in LOGGED.findall(source)}
every_document = pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))


def tokens(path: Path) -> Iterator[Token]:
    """Yield the document's tokens, those inside of lines included."""
    for token in MarkdownIt().enable("table").parse(path.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def codes(path: Path) -> list[str]:
    """Return what stands in the document as code, in lines and in blocks."""
    return [token.content for token in tokens(path) if token.type in {"code_inline", "fence"}]


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each row of the document's tables."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("|--"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def lines_of_tables(path: Path) -> list[str]:
    """Return the lines of the document that begin as a row does, those in blocks of code left out."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [line for line in text.splitlines() if line.startswith("|")]


def quoted(cell: str) -> list[str]:
    """Return what stands in a cell as code."""
    return re.findall(r"`([^`]+)`", cell)


def links(path: Path) -> Iterator[str]:
    """Yield every address the document leads to or shows."""
    for token in tokens(path):
        yield from (str(token.attrs[name]) for name in ("href", "src") if name in token.attrs)
        if token.type in {"html_block", "html_inline"}:
            yield from re.findall(r'(?:src|srcset|href)="([^"]+)"', token.content)


def anchors(path: Path) -> set[str]:
    """Return the anchors of the document's headings, as GitHub makes them."""
    parsed = list(tokens(path))
    heads = [after.content for token, after in pairwise(parsed) if token.type == "heading_open"]
    slugs = [re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads]
    counted: Counter[str] = Counter()
    found = set()
    for slug in slugs:
        found.add(f"{slug}-{counted[slug]}" if counted[slug] else slug)
        counted[slug] += 1
    return found


def resolves(name: str) -> bool:
    """Return whether a dotted name is there: from `bot` on, or from a class of the core's nouns and ports."""
    first, *rest = name.split(".")
    for module in (post, sighting, event, delivery, conversation, ports):
        if hasattr(module, first):
            return has(getattr(module, first), rest)
    return has(import_module(first), rest) if OURS.fullmatch(name) else False


def has(thing: Any, rest: Sequence[str]) -> bool:
    """Return whether the thing has what the rest of a name says: modules, attributes, or fields without a value."""
    if not rest:
        return True
    inner = f"{getattr(thing, '__name__', '')}.{rest[0]}"
    if hasattr(thing, "__path__") and find_spec(inner):
        return has(import_module(inner), rest[1:])
    if hasattr(thing, rest[0]):
        return has(getattr(thing, rest[0]), rest[1:])
    return len(rest) == 1 and rest[0] in getattr(thing, "__annotations__", {})


@pytest.mark.parametrize("cell", [row[3] for row in rows(GLOSSARY) if row[0] != "Term"])
def test_glossary(cell: str) -> None:
    """Every code name in the glossary exists."""
    assert [name for name in quoted(cell) if not resolves(name)] == []


def test_glossary_once() -> None:
    """Every word stands in the glossary once, with a Korean one that no other word has."""
    terms = [row for row in rows(GLOSSARY) if row[0] != "Term"]
    for column in (0, 1):
        assert [term for term, count in Counter(row[column] for row in terms).items() if count > 1] == []
    assert all(len(row) == 4 and row[1] and row[2] for row in terms)


SNIPPETS = [(path, one.content) for path in DOCS for one in tokens(path) if one.type == "fence" and one.info == "toml"]


@every_document
def test_tables(path: Path) -> None:
    """Every row of a table stands in one: behind an empty line it would be shown as it is written."""
    shown = sum(token.type == "tr_open" for token in tokens(path))
    assert shown == sum(not re.match(r"\|-", line) for line in lines_of_tables(path))


@every_document
def test_names(path: Path) -> None:
    """Every module, class and function that a document names exists."""
    named = [code for code in codes(path) if OURS.fullmatch(code) and code not in EVENTS]
    assert [name for name in named if not resolves(name)] == []


@every_document
def test_files(path: Path) -> None:
    """Every file of the project that a document names as code exists."""
    named = [code for code in codes(path) if re.fullmatch(r"(?:bot|handlers|tests|docs|examples)/[\w./-]+", code)]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_threats() -> None:
    """Each boundary in the threat model names a test, and each test that it names is there."""
    boundaries = [row for row in rows(ROOT / "docs/threat-model.md") if row[0] != "Boundary"]
    assert len(boundaries) >= 10
    for *_, proof in boundaries:
        named = quoted(proof)
        assert named
        for name in named:
            path, _, test = name.partition("::")
            assert f"def {test or 'test_'}" in (ROOT / path).read_text(encoding="utf-8"), name


@every_document
def test_links(path: Path) -> None:
    """Every relative link leads to a file that is there, every anchor to a heading of it; others go by https."""
    for link in links(path):
        if "://" in link:
            parts = urlsplit(link)
            assert parts.hostname and (parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost"}), link  # noqa: PT018 - one claim
            continue
        place, _, anchor = link.partition("#")
        target = (path.parent / place).resolve() if place else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@every_document
def test_make(path: Path) -> None:
    """Every make target that a document names is one."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"^make(?: \w+=\S+)* ([a-z]+)", "\n".join(codes(path)), re.MULTILINE)
    assert set(named) <= targets


@every_document
def test_commands(path: Path) -> None:
    """Every `python -m bot` command that a document names exists, with its options."""
    known = getattr(get_command(cli), "commands")  # noqa: B009 - typer's type does not say that it is a group
    for name, words in re.findall(r"python -m bot ([a-z]+)([^\n`]*)", "\n".join(codes(path))):
        options = {option for parameter in known[name].params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", words)) <= options


@every_document
def test_variables(path: Path) -> None:
    """Every environment variable that a document names is one of the settings, of compose.yaml or of the Makefile."""
    composed = re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text(encoding="utf-8"))
    known = {*NAMES, *(f"{name}_FILE" for name in SECRETS), "CONFIG", "PYTHON", *composed, "NAME_FILE"}
    assert {name for code in codes(path) for name in VARIABLE.findall(code)} <= known | {
        "CLOSE_WRITE",
        "NO_COLOR",
        "PR_SET_PDEATHSIG",
    }


@pytest.mark.parametrize(("path", "text"), SNIPPETS, ids=[path.stem for path, _ in SNIPPETS])
def test_settings(path: Path, text: str) -> None:
    """Settings that a document shows are taken as they stand there."""
    assert Settings.model_validate(tomllib.loads(text)), path


def test_variables_told() -> None:
    """Every environment variable stands in the operator's document."""
    told = {name for code in codes(OPERATING) for name in VARIABLE.findall(code)}
    assert {*NAMES, *(f"{name}_FILE" for name in SECRETS), "CONFIG"} <= told


def test_events() -> None:
    """Every event that the bot logs is explained in the page about the log, and no other."""
    told = {name for row in rows(LOG) for name in quoted(row[0]) if re.fullmatch(r"[a-z]+\.[a-z_]+", name)}
    assert told >= EVENTS
    assert [name for name in told if not any(f'"{name}"' in source for source in SOURCES)] == []


def test_keys() -> None:
    """Every name in the store stands in the architecture's table, and no other."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("bot/store/scripts/*.lua"))
    keys = (ROOT / "bot/store/keys.py").read_text(encoding="utf-8")
    used = {*re.findall(r"p \.\. ':([a-z]+)", scripts), *re.findall(r"prefix}:([a-z]+)", keys)}
    section = ARCHITECTURE.read_text(encoding="utf-8").partition("## The store")[2].partition("\nThe scripts:")[0]
    named = [name for line in section.splitlines() if line.startswith("| `") for name in quoted(line.split("|")[1])]
    assert {name.partition(":")[0] for name in named} == used


def test_scripts() -> None:
    """Every script of the store stands in the architecture's list, and no other."""
    section = ARCHITECTURE.read_text(encoding="utf-8").partition("\nThe scripts:")[2].partition("\n## ")[0]
    named = {name for name in quoted(section) if re.fullmatch(r"[a-z_0-9]+", name)}
    assert named == {path.stem for path in ROOT.glob("bot/store/scripts/*.lua")}


def test_folders_of_tests() -> None:
    """Every folder of tests stands in the architecture's table, and no other."""
    section = ARCHITECTURE.read_text(encoding="utf-8").partition("\n## Tests")[2]
    named = {name for row in section.splitlines() if row.startswith("| `") for name in quoted(row.split("|")[1])}
    assert named == {f"tests/{path.name}" for path in (ROOT / "tests").iterdir() if any(path.glob("*.py"))}


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decision(path: Path) -> None:
    """A decision has its number, at most thirty lines, what was rejected, and a place in the index."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.stem[:4]}: ")
    assert len(text.splitlines()) <= 30
    assert "**Decided.**" in text
    assert "**Rejected.**" in text
    assert path.name in set(links(path.parent / "README.md"))


def test_pictures() -> None:
    """No picture weighs more than 300 kB."""
    pictures = [path for path in (ROOT / "docs").rglob("*") if path.suffix in {".png", ".webp", ".svg"}]
    assert [path.name for path in pictures if path.stat().st_size > 300_000] == []


def test_pictures_anew() -> None:
    """Each picture of a page can be taken anew, by `make pictures`."""
    assert {path.stem for path in (ROOT / "docs").rglob("*.webp")} == set(PICTURES)
