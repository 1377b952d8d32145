"""YAML as Jekyll reads it, and nothing that could hurt: no bombs, no depths, no objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import ScalarNode

from bot.core.sighting import Problem
from bot.sources.jekyll.dates import Moment
from bot.sources.jekyll.faults import Faulty
from bot.sources.jekyll.yaml_values import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yaml.nodes import Node

# libyaml's loader recurses in C: some twenty thousand nested brackets end the process, not the document (run).
_MAY_NEST = re.compile(r"[\[{]|[-?:][ \t]+[-?:&!]")
_HARMLESS = 100
_MAX_DEPTH = 50
_MAX_NODES = 20_000
_LONGEST_NUMBER = 100  # characters
_OPENING = (yaml.events.SequenceStartEvent, yaml.events.MappingStartEvent)
_CLOSING = (yaml.events.SequenceEndEvent, yaml.events.MappingEndEvent)
_TIME = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?[ \t]*(?:Z|[-+]\d{1,2}(?::?\d\d)?)?\Z"
)


class _Loader(yaml.CSafeLoader):
    """The C loader, but a date stays text: PyYAML's own dates lose what Jekyll's rules ask for."""

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """Return a node's tag, as PyYAML's own does: the first rule for the text's first letter that fits."""
        if kind is not ScalarNode:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call] # as its stubs have it
        if implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                if pattern.match(value):
                    return str(tag)
        return str(self.DEFAULT_SCALAR_TAG)


def _moment(_: _Loader, node: ScalarNode) -> str:
    return Moment(node.value) if _TIME.match(node.value) else str(node.value)


def _number(loader: _Loader, node: ScalarNode) -> Any:
    """Return a whole number; raises `ValueError` for one of thousands of digits, which Python will not write again."""
    if len(node.value) > _LONGEST_NUMBER:
        raise ValueError(f"a number of {len(node.value)} characters")
    return loader.construct_yaml_int(node)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:timestamp", _TIME, list("0123456789"))
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _moment)
_Loader.add_constructor("tag:yaml.org,2002:int", _number)


def load(text: str, where: str, *, first_line: int = 1) -> Any:
    """Return what the YAML says; raises `Faulty` with the line, counted from `first_line`."""
    try:
        may_repeat = "&" in text and "*" in text
        if may_repeat or len(_MAY_NEST.findall(text)) > _HARMLESS:
            _weigh(yaml.parse(text, Loader=_Loader), where)
        if may_repeat:
            return yaml.load(text, Loader=_Loader)  # noqa: S506 - _Loader is a SafeLoader
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            return None if node is None else value_of(node, loader)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        # A quote that is never closed is found out at the end, and mended where it was opened.
        is_open = "quoted scalar" in str(error.context)
        mark = (error.context_mark if is_open else error.problem_mark) or error.context_mark
        line = None if mark is None else mark.line + first_line
        raise Faulty(Problem(where, f"broken YAML: {_reason(error)}", _remedy(error), line)) from error
    except (yaml.YAMLError, ValueError, KeyError, RecursionError) as error:  # KeyError: `!!bool x`
        raise Faulty(Problem(where, f"broken YAML: {error}", "Write the value between quotes.")) from error


def _reason(error: yaml.MarkedYAMLError) -> str:
    return " ".join(filter(None, (error.problem, error.context)))


def _remedy(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in str(error.problem):
        return 'Put quotes around a value that has a colon: title: "속보: 제목".'
    if "found character" in str(error.problem) or "tab" in str(error.problem):
        return "Indent with spaces, and put quotes around a value that begins with % @ or `."
    return "Check the quotes, brackets and indentation on this line and the one before it."


def _weigh(events: Iterable[Any], where: str) -> None:
    """Raise `Faulty` where the document is deep, or large once its aliases are written out (a bomb of a few lines)."""
    open_ones: list[tuple[str | None, int]] = []
    sizes: dict[str, int] = {}
    total = 0
    for event in events:
        if isinstance(event, _OPENING):
            open_ones.append((event.anchor, total))
        elif isinstance(event, _CLOSING):
            anchor, before = open_ones.pop()
            if anchor:
                sizes[anchor] = total - before
        elif isinstance(event, yaml.events.AliasEvent):
            # An alias inside what it names has no size yet: it would have no end.
            total += sizes.get(event.anchor or "", _MAX_NODES)
        elif isinstance(event, yaml.events.ScalarEvent) and event.anchor:
            sizes[event.anchor] = 1
        total += 1
        if len(open_ones) > _MAX_DEPTH or total > _MAX_NODES:
            what = "YAML nested too deep" if total <= _MAX_NODES else "YAML aliases (*name) that grow without bound"
            line = event.start_mark.line + 1
            raise Faulty(Problem(where, what, "Write the values out, plainly.", line))
