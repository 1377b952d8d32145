"""Makes values out of YAML's nodes: what front matter is made of directly, all else PyYAML's way.

PyYAML prepares for nodes that contain themselves and for keys that are mappings; that is two thirds of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from yaml import CSafeLoader
    from yaml.nodes import Node

_TAG = "tag:yaml.org,2002:"
_TEXT, _LIST, _MAPPING = f"{_TAG}str", f"{_TAG}seq", f"{_TAG}map"
_SCALARS = frozenset(f"{_TAG}{name}" for name in ("null", "bool", "int", "float", "timestamp"))


class _Unusual(Exception):
    """The document has something that only PyYAML itself makes a value of."""


def value_of(node: Node, loader: CSafeLoader) -> Any:
    """Return the document's value, which must have no alias; raises what PyYAML raises."""
    try:
        return _value(node, loader)
    except (_Unusual, ValueError, KeyError):  # of several errors PyYAML's first one is told
        return loader.construct_document(node)


def _value(node: Node, loader: CSafeLoader) -> Any:
    tag = node.tag
    if isinstance(node, ScalarNode):
        return node.value if tag == _TEXT else _scalar(node, loader)
    if isinstance(node, SequenceNode) and tag == _LIST:
        return [_value(child, loader) for child in node.value]
    if isinstance(node, MappingNode) and tag == _MAPPING:
        return {_key(key, loader): _value(value, loader) for key, value in node.value}
    raise _Unusual


def _key(node: Node, loader: CSafeLoader) -> Any:
    """Return a mapping's key, which is text or a number: `<<`, `=`, lists and the like are PyYAML's."""
    if not isinstance(node, ScalarNode):
        raise _Unusual
    return node.value if node.tag == _TEXT else _scalar(node, loader)


def _scalar(node: ScalarNode, loader: CSafeLoader) -> Any:
    if node.tag not in _SCALARS:
        raise _Unusual
    return loader.yaml_constructors[node.tag](loader, node)
