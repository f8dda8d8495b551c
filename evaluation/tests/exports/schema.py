"""The rules of the published REFI-QDA schema (Project.xsd, version 1.0) for the elements that we write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET  # noqa: N817 - its usual name

NAMESPACE = "{urn:QDA-XML:project:1.0}"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
STRING, INTEGER = re.compile(r"[^\x00]*"), re.compile(r"[+-]?\d+")
BOOLEAN, COLOUR = re.compile("true|false|1|0"), re.compile("#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
VARIABLE = re.compile("Text|Boolean|Integer|Float|Date|DateTime")
MADE = {
    "creatingUser": GUID,
    "creationDateTime": DATE_TIME,
    "modifyingUser": GUID,
    "modifiedDateTime": DATE_TIME,
}

# Children in their order, with the least and the most of each.
CHILDREN: dict[str, tuple[tuple[str, int, int], ...]] = {
    "Project": (("Users", 0, 1), ("CodeBook", 0, 1), ("Variables", 0, 1), ("Cases", 0, 1), ("Sources", 0, 1),
                ("Notes", 0, 1), ("Links", 0, 1), ("Sets", 0, 1), ("Graphs", 0, 1), ("Description", 0, 1)),
    "Users": (("User", 1, 10**9),),
    "CodeBook": (("Codes", 1, 1),),
    "Codes": (("Code", 1, 10**9),),
    "Code": (("Description", 0, 1), ("NoteRef", 0, 10**9), ("Code", 0, 10**9)),
    "Variables": (("Variable", 1, 10**9),),
    "Variable": (("Description", 0, 1),),
    "Cases": (("Case", 1, 10**9),),
    "Case": (("Description", 0, 1), ("CodeRef", 0, 10**9), ("VariableValue", 0, 10**9), ("SourceRef", 0, 10**9)),
    "Sources": (("TextSource", 1, 10**9),),
    "TextSource": (("Description", 0, 1), ("PlainTextContent", 0, 1), ("PlainTextSelection", 0, 10**9),
                   ("Coding", 0, 10**9), ("NoteRef", 0, 10**9), ("VariableValue", 0, 10**9)),
    "PlainTextSelection": (("Description", 0, 1), ("Coding", 0, 10**9), ("NoteRef", 0, 10**9)),
    "Coding": (("CodeRef", 1, 1), ("NoteRef", 0, 10**9)),
    "VariableValue": (("VariableRef", 1, 1), ("TextValue", 0, 1)),
}  # fmt: skip

# Attributes that must be there, and those that may.
REQUIRED = {
    "Project": {"name": STRING},
    "User": {"guid": GUID},
    "Code": {"guid": GUID, "name": STRING, "isCodable": BOOLEAN},
    "Variable": {"guid": GUID, "name": STRING, "typeOfVariable": VARIABLE},
    "Case": {"guid": GUID},
    "TextSource": {"guid": GUID},
    "PlainTextSelection": {"guid": GUID, "startPosition": INTEGER, "endPosition": INTEGER},
    "Coding": {"guid": GUID},
    **{name: {"targetGUID": GUID} for name in ("CodeRef", "SourceRef", "VariableRef", "NoteRef")},
}
ALLOWED = {
    "Project": {
        "origin": STRING,
        "creationDateTime": DATE_TIME,
        "creatingUserGUID": GUID,
        "basePath": STRING,
    },
    "User": {"name": STRING, "id": STRING},
    "Code": {"color": COLOUR},
    "Case": {"name": STRING},
    "TextSource": {"name": STRING, "richTextPath": STRING, "plainTextPath": STRING, **MADE},
    "PlainTextSelection": {"name": STRING, **MADE},
    "Coding": {"creatingUser": GUID, "creationDateTime": DATE_TIME},
}


def breaches(element: ET.Element) -> Iterator[str]:
    """Where an element or what it holds goes against the schema, in words."""
    name = element.tag.removeprefix(NAMESPACE)
    if not element.tag.startswith(NAMESPACE):
        yield f"{element.tag} is outside the namespace"
    yield from _attributes(name, element)
    yield from _order(name, [child.tag.removeprefix(NAMESPACE) for child in element])
    for child in element:
        yield from breaches(child)


def _attributes(name: str, element: ET.Element) -> Iterator[str]:
    required, known = REQUIRED.get(name, {}), {**REQUIRED.get(name, {}), **ALLOWED.get(name, {})}
    yield from (f"{name} lacks {attribute}" for attribute in required if attribute not in element.attrib)
    for attribute, value in element.attrib.items():
        if attribute not in known:
            yield f"{name} may not have {attribute}"
        elif not known[attribute].fullmatch(value):
            yield f"{name} has a faulty {attribute}: {value!r}"


def _order(name: str, children: list[str]) -> Iterator[str]:
    rules = CHILDREN.get(name, ())
    places = {child: place for place, (child, _, _) in enumerate(rules)}
    yield from (f"{name} may not hold {child}" for child in children if child not in places)
    order = [places[child] for child in children if child in places]
    if order != sorted(order):
        yield f"{name} holds its parts out of order: {children}"
    for child, least, most in rules:
        if not least <= children.count(child) <= most:
            yield f"{name} holds {children.count(child)} of {child}"
