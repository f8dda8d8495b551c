"""How an error names its field, so that it can be understood in a list of errors as well as beside the field."""

from __future__ import annotations


def named(label: str, said: str) -> str:
    """The sentence with the field's label before it: "First day: enter …", or "When? Enter …" after a question."""
    name = label.removesuffix(" (optional)")
    if name.endswith(("?", ".")):
        return f"{name} {said[0].upper()}{said[1:]}"
    return f"{name}: {said}"
