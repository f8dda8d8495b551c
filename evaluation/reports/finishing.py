"""The last touches to a PDF before it is written: what it conforms to, names of its links, the mark of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

# Declares PDF/UA-1 in the metadata of a PDF/A file, which must describe any schema that it does not know.
UA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
)
END = b"</rdf:RDF>"
# The word DRAFT as strokes, each letter six wide and ten tall: no font, so nothing is read aloud or copied.
LETTERS = (
    ((0, 0), (0, 10), (3, 10), (6, 7), (6, 3), (3, 0), (0, 0)),
    ((9, 0), (9, 10), (13, 10), (15, 8.5), (15, 6.5), (13, 5), (9, 5), (12, 5), (15, 0)),
    ((18, 0), (21, 10), (24, 0), (22.8, 4), (19.2, 4)),
    ((27, 0), (27, 5), (31, 5), (27, 5), (27, 10), (33, 10)),
    ((36, 10), (42, 10), (39, 10), (39, 0)),
)
SLANTED = "0.5736 0.8192 -0.8192 0.5736 165 175 cm 13 0 0 13 0 0 cm"  # 55 degrees, from the lower left of A4


def finisher(names: Mapping[str, str], draft: bool) -> Any:
    """What the renderer calls with the document and the PDF. `names` gives each anchor the words of its heading."""
    return partial(_finish, names=names, draft=draft)


def _finish(document: Any, pdf: Any, *, names: Mapping[str, str], draft: bool) -> None:
    _declare_accessible(pdf)
    for link in _of_kind(pdf, "Subtype", "/Link"):
        target = getattr(link.get("Dest"), "string", "")
        if target in names:
            link["Contents"] = type(link["Contents"])(f"Go to {names[target]}")
    if draft:
        _mark(pdf)


def _declare_accessible(pdf: Any) -> None:
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    whole = b"\n".join(part if isinstance(part, bytes) else part.encode() for part in metadata.stream)
    metadata.stream = [whole.replace(END, UA.encode() + END, 1)]


def _mark(pdf: Any) -> None:
    """Draw the word behind every page, as an artefact."""
    from pydyf import Array, Stream  # noqa: PLC0415 - comes with the renderer, which is loaded only when needed

    strokes = "\n".join(
        f"{letter[0][0]} {letter[0][1]} m " + " ".join(f"{x} {y} l" for x, y in letter[1:]) + " S"
        for letter in LETTERS
    )
    drawn = f"/Artifact BMC q 0.96 0.935 0.915 RG 1 w 1 j 1 J {SLANTED}\n{strokes}\nQ EMC"
    word = Stream([drawn.encode()], compress=True)
    pdf.add_object(word)
    for page in _of_kind(pdf, "Type", "/Page"):
        page["Contents"] = Array([word.reference, page["Contents"]])


def _of_kind(pdf: Any, key: str, value: str) -> Iterator[Any]:
    return (each for each in list(pdf.objects) if isinstance(each, dict) and each.get(key) == value)
