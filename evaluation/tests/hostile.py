"""Inputs that have broken forms elsewhere: encodings, sizes, scripts, SQL, formulas, markup, numbers that are none."""

from __future__ import annotations

from html.parser import HTMLParser

SCRIPTS = [
    "<script>alert(1)</script>", "</textarea><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "'\"><svg/onload=alert(1)>", "javascript:alert(1)", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
    "<style>@import'http://x.invalid';</style>", "<a href='&#106;avascript:alert(1)'>x</a>", "<body onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "<scr<script>ipt>alert(1)</scr</script>ipt>", "{{ 7|add:7 }}",
    "{% load static %}{% debug %}", "{{ request.user.password }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{constructor}}",
]  # fmt: skip
SQL = [
    "' OR '1'='1", "'; DROP TABLE evaluation_draft; --", "\" OR \"\"=\"", "1; SELECT pg_sleep(5)", "') UNION SELECT 1--",
    "Robert'); DROP TABLE students;--", "\\'; DELETE FROM evaluation_answer; --", "%' AND 1=0 UNION ALL SELECT NULL--",
    "1' AND SLEEP(5)#", "/**/OR/**/1=1", "admin'--", "%27%20OR%201=1",
]  # fmt: skip
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.invalid\",\"x\")",
    "=IMPORTXML(CONCAT(\"http://x.invalid\"),\"//a\")", "'=1+1", "\uff1d1+1",
]  # fmt: skip
WORDS = [
    "Mae’r cynghorau’n siarad", "ŵŷ Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "مرحبا بالعالم",
    "שלום עולם", "\u202eRTL override\u202c", "\u2066isolated\u2069", "👩🏽‍⚖️👨‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e\u0301 against é", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳",
    "\u200b\u200c\u200d\ufeff", "ﷺ" * 50, "日本語の回答", "Ω≈ç√∫˜µ≤≥÷", "\U0001f4a9" * 200, "ʇxəʇ uʍop-əpısdn", "İstanbul ıI", "ß ẞ ﬁ ﬀ",
    "\u2028line\u2029separators", "\u00a0non-breaking\u00a0", "a\u0000b", "\u0001\u0002\u0008\u000b\u000c\u001b[31m", "\u0085next line",
    "\ufffe\uffff", "\ud7ff\ue000", "tab\tand\r\nlines\nand\rreturns",
]  # fmt: skip
SIZES = [
    "x" * 10_000, "x" * 10_001, "🙂" * 10_000, "é" * 9_999, " " * 10_001, "\n" * 10_000, "\r\n" * 5_001, "a " * 50_000,
    "(" * 5_000, "[" * 9_000, "a" * 400_000, "\u0301" * 10_000, "x" * 100 + "\u0000", "",  " ", "\u3000",
]  # fmt: skip
NUMBERS = [
    "0", "-1", "1e309", "NaN", "Infinity", "-0", "0x10", "٣", "²", "1_000", "9" * 30, "9" * 5_000, "1,5", "00", "1.0000000001",
    "undefined", "null", "None", "true", "[]", "{}", "()", "\\", "/", "..", "../../etc/passwd", "..\\..\\windows\\win.ini", "%00", "%s%s%s%n",
    "%d", "{0}", "{0.__class__}", "file:///etc/passwd", "http://169.254.169.254/", "() { :;}; echo x", "`id`", "$(id)", "|id", ";id", "&& id",
    "COM1", "CON", "aux.txt", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "\u0000", "Content-Length: 0\r\n\r\nGET / HTTP/1.1",
    "a@b", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{12345678-1234-5678-1234-567812345678}",
    "urn:uuid:12345678-1234-5678-1234-567812345678",
]  # fmt: skip
EVERYTHING = [*SCRIPTS, *SQL, *FORMULAS, *WORDS, *SIZES, *NUMBERS]


class Active(HTMLParser):
    """Collects what a page would run besides its own module."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts, frames, foreign markup, handlers and addresses that are code."""
        values = {name: value or "" for name, value in attrs}
        ours = (
            tag == "script"
            and values.get("type") == "module"
            and values.get("src", "").startswith("/static/")
        )
        if tag in ("script", "iframe", "math", "object", "embed", "style", "base") and not ours:
            self.found.append(tag)
        self.found += [name for name in values if name.startswith("on") or name == "srcdoc"]
        links = (values.get(name, "") for name in ("href", "src", "action", "formaction"))
        self.found += [link for link in links if link.strip().lower().startswith("javascript:")]


def runs_nothing(page: str) -> bool:
    """Whether the page holds no script, handler or frame but its own module."""
    active = Active()
    active.feed(page)
    return active.found == []
