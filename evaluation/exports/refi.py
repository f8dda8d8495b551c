"""Coded answers as a REFI-QDA project (.qdpx), which NVivo, ATLAS.ti, MAXQDA and QualCoder open.

After the published schema Project.xsd, version 1.0 (qdasoftware.org): a zip of `project.qde` and one text file for each
answer. Positions count Unicode code points of that file from 0, the end outside. Line ends are single line feeds, since
programs that read `\\r\\n` as one letter would shift every position after it. Same data, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET  # noqa: N817 - its usual name

from evaluation.exports.rows import CodedAnswer
from evaluation.models import ThemeCard
from evaluation.selectors.coding.effective import Said

NAMESPACE = "urn:QDA-XML:project:1.0"
_IDS = UUID("0d4c3b1e-2f58-4a52-9f0e-5f2f1f6f8f1a")
_EPOCH = (1980, 1, 1, 0, 0, 0)
COLOURS = {"benefit": "#2E7D32", "development": "#B26A00", "barrier": "#8C1D18"}
VARIABLES = ("Question", "Role group", "Region", "Council", "Coding")


def guid(*parts: object) -> str:
    """An id that is the same whenever the same thing is exported."""
    return str(uuid5(_IDS, "/".join(map(str, parts))))


def as_qdpx(name: str, answers: Sequence[CodedAnswer], cards: Iterable[ThemeCard], account: str) -> bytes:
    """The project file. `account` is the sentence that accounts for every answer, its description."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _project(name, answers, list(cards), account))
        for answer in answers:
            _put(archive, f"Sources/{guid('text', answer.id)}.txt", plain(answer.text).encode())
    return file.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def plain(text: str) -> str:
    """The text with single line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place(text: str, offset: int) -> int:
    """Where an offset into the stored text stands in the plain one."""
    return offset - text.count("\r\n", 0, offset)


def _project(name: str, answers: Sequence[CodedAnswer], cards: list[ThemeCard], account: str) -> bytes:
    project = ET.Element("Project", xmlns=NAMESPACE, name=name, origin="Peer challenge")
    _users(ET.SubElement(project, "Users"), answers)
    _codebook(ET.SubElement(project, "CodeBook"), cards)
    variables = ET.SubElement(project, "Variables")
    for variable in VARIABLES:
        ET.SubElement(
            variables, "Variable", guid=guid("variable", variable), name=variable, typeOfVariable="Text"
        )
    if answers:
        _cases(ET.SubElement(project, "Cases"), answers)
        sources = ET.SubElement(project, "Sources")
        for number, answer in enumerate(answers, start=1):
            _source(sources, number, answer)
    ET.SubElement(project, "Description").text = account
    return ET.tostring(project, encoding="utf-8", xml_declaration=True)


def _users(users: ET.Element, answers: Sequence[CodedAnswer]) -> None:
    for coder in sorted({answer.coder for answer in answers if answer.coder}) or ["Peer challenge"]:
        ET.SubElement(users, "User", guid=guid("user", coder), name=_xml(coder))


def _codebook(codebook: ET.Element, cards: list[ThemeCard]) -> None:
    """Headings hold their themes; each theme stands twice, affirmed and denied. Programs take a code that holds other
    codes for a mere folder, so that the denied one stands beside the theme."""
    codes = ET.SubElement(codebook, "Codes")
    for heading, group in groupby(cards, key=lambda card: card.theme.heading):
        folder = _code(codes, guid("heading", heading), str(heading).capitalize(), codable=False)
        for card in group:
            for denied in (False, True):
                name = f"{card.theme.code} {card.title}{' (denied)' if denied else ''}"
                code = _code(
                    folder, theme_guid(card.theme.code, denied), name, colour=COLOURS.get(heading, "")
                )
                ET.SubElement(code, "Description").text = _xml(described(card))


def _code(parent: ET.Element, key: str, name: str, *, codable: bool = True, colour: str = "") -> ET.Element:
    attributes = {"guid": key, "name": _xml(name), "isCodable": "true" if codable else "false"}
    return ET.SubElement(parent, "Code", attributes | ({"color": colour} if colour else {}))


def theme_guid(code: str, denied: bool) -> str:
    """The id of a theme's code, affirmed or denied."""
    return guid("theme", code, "denied" if denied else "affirmed")


def described(card: ThemeCard) -> str:
    """What a theme means, in one text."""
    parts = (card.definition, card.include and f"In: {card.include}", card.exclude and f"Out: {card.exclude}")
    return " ".join(part for part in parts if part)


def _cases(cases: ET.Element, answers: Sequence[CodedAnswer]) -> None:
    """A case for each response, which holds the texts of its answers."""
    of_response: dict[UUID, list[UUID]] = {}
    for answer in answers:
        of_response.setdefault(answer.response, []).append(answer.id)
    for number, (response, texts) in enumerate(of_response.items(), start=1):
        case = ET.SubElement(cases, "Case", guid=guid("case", response), name=f"Response {number}")
        for text in texts:
            ET.SubElement(case, "SourceRef", targetGUID=guid("text", text))


def _source(sources: ET.Element, number: int, answer: CodedAnswer) -> None:
    key = guid("text", answer.id)
    source = ET.SubElement(
        sources, "TextSource", guid=key, name=f"Answer {number}", plainTextPath=f"internal://{key}.txt"
    )
    for said in answer.codes:
        _selection(source, answer, said)
    values = (answer.question_text, answer.role_group, answer.region, answer.council, answer.outcome)
    for variable, value in zip(VARIABLES, values, strict=True):
        holder = ET.SubElement(source, "VariableValue")
        ET.SubElement(holder, "VariableRef", targetGUID=guid("variable", variable))
        ET.SubElement(holder, "TextValue").text = _xml(value)


def _selection(source: ET.Element, answer: CodedAnswer, said: Said) -> None:
    at = (answer.coded_at or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    made = {"creatingUser": guid("user", answer.coder), "creationDateTime": at}
    key = (answer.id, said.theme, said.denied)
    selection = ET.SubElement(
        source,
        "PlainTextSelection",
        {
            "guid": guid("selection", *key),
            "name": _xml(" ".join(answer.text[said.start : said.end].split())[:60]),
            "startPosition": str(place(answer.text, said.start)),
            "endPosition": str(place(answer.text, said.end)),
            **made,
        },
    )
    coding = ET.SubElement(selection, "Coding", {"guid": guid("coding", *key), **made})
    ET.SubElement(coding, "CodeRef", targetGUID=theme_guid(said.theme, said.denied))


def _xml(text: str) -> str:
    """The text without letters that XML 1.0 has no room for."""
    return "".join(
        letter for letter in text if letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff")
    )
