"""Findings as plain JSON documents and back: for the run's result, and for the frozen snapshot of a report."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from evaluation.findings.disclosed import DisclosedFindings, Hidden
from evaluation.findings.tables import RoundFindings

# Raise when a field is added, renamed or changes its meaning.
SCHEMA = 1
Document = TypeVar("Document", RoundFindings, DisclosedFindings)


def to_json(findings: RoundFindings) -> dict[str, Any]:
    """The findings as dicts, lists, strings and whole numbers; keys always in the order of the dataclasses."""
    return {"schema": SCHEMA, **_encode_fields(findings)}


def from_json(document: dict[str, Any]) -> RoundFindings:
    """The findings that `to_json` wrote. Raises ValueError for another schema version or shape."""
    return _read(RoundFindings, document)


def disclosed_to_json(findings: DisclosedFindings) -> dict[str, Any]:
    """Disclosed findings as plain JSON; a hidden figure is {"hidden": reason}."""
    return {"schema": SCHEMA, **_encode_fields(findings)}


def disclosed_from_json(document: dict[str, Any]) -> DisclosedFindings:
    """What `disclosed_to_json` wrote. Raises ValueError for another schema version or shape."""
    return _read(DisclosedFindings, document)


def _read(kind: type[Document], document: dict[str, Any]) -> Document:
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ValueError("These findings were written by another version; count the round again.")
    read: Document = _decode_dataclass(
        kind, {key: value for key, value in document.items() if key != "schema"}
    )
    return read


def _encode_fields(one: Any) -> dict[str, Any]:
    return {field.name: _encode(getattr(one, field.name)) for field in fields(one)}


def _encode(value: Any) -> Any:
    if isinstance(value, Hidden):
        return {"hidden": value.reason}
    if isinstance(value, tuple):
        return [_encode(each) for each in value]
    return _encode_fields(value) if is_dataclass(value) else value


def _decode(hint: Any, value: Any) -> Any:
    if get_origin(hint) is UnionType:
        return _decode_union(get_args(hint), value)
    if get_origin(hint) is tuple:
        return _decode_tuple(get_args(hint), value)
    if hint is Hidden and isinstance(value, dict) and list(value) == ["hidden"]:
        return Hidden(_decode(str, value["hidden"]))
    if is_dataclass(hint):
        return _decode_dataclass(hint, value)
    # bool is an int to Python, never to a reader of counts.
    if type(value) is not hint:
        raise ValueError(f"{value!r} stands where {hint.__name__} is expected.")
    return value


def _decode_union(choices: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in choices:
        return None
    if isinstance(value, dict) and list(value) == ["hidden"] and Hidden in choices:
        return _decode(Hidden, value)
    (kind,) = (choice for choice in choices if choice not in (Hidden, type(None)))
    return _decode(kind, value)


def _decode_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} stands where a list is expected.")
    if kinds[-1] is Ellipsis:
        return tuple(_decode(kinds[0], each) for each in value)
    if len(kinds) != len(value):
        raise ValueError(f"{len(value)} values stand where {len(kinds)} are expected.")
    return tuple(_decode(kind, each) for kind, each in zip(kinds, value, strict=True))


def _decode_dataclass(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or set(value) != set(hints):
        raise ValueError(f"This is not {kind.__name__} as written by this version.")
    return kind(**{name: _decode(hint, value[name]) for name, hint in hints.items()})


@lru_cache(maxsize=64)
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
