"""People who answer over HTTP while things break: each tries again until it has been told that it was received."""

from __future__ import annotations

import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field

START = {"parts": "host", "involved_before": "no"}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow redirects: where one leads is the answer."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Stakeholder:
    """One person with a link. `text` is what was acknowledged last, `seconds` how long that took."""

    site: str
    token: str
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    acknowledged: bool = False
    text: str = ""
    seconds: float = 0.0

    def answer(self, until: float) -> None:
        """Start, write, send; again from the step that failed, until it is acknowledged or the time is up."""
        self.acknowledged = self._send(f"The pack came late. {self.token[:6]}", START, until)

    def change(self, text: str, until: float) -> bool:
        """Send other words in place of what was acknowledged; whether that was acknowledged too."""
        self.key = str(uuid.uuid4())
        return self._send(text, {"change": "yes"}, until)

    def send_again(self, key: str) -> None:
        """Post the last page once more, as a second click, a retry or a second tab does; whatever comes of it."""
        self._post("check/", {"consent": "none", "key": key}, "/done/")

    def _send(self, text: str, start: dict[str, str], until: float) -> bool:
        steps = [
            ("", start, "/1/"),
            ("1/", {"changed": text}, "/2/"),
            ("check/", {"consent": "none", "key": self.key}, "/done/"),
        ]
        for path, given, leads_to in steps:
            while not self._post(path, given, leads_to):
                if path == "" and self._has_begun():
                    break
                if time.monotonic() > until:
                    return False
                time.sleep(0.2)
        self.text = text
        return True

    def _has_begun(self) -> bool:
        """Whether the first page of questions opens: an earlier try to begin got through after all."""
        try:
            urllib.request.build_opener(_Stay).open(
                f"{self.site}/feedback/{self.token}/1/", timeout=20
            ).close()
        except OSError:
            return False
        return True

    def _post(self, path: str, given: dict[str, str], leads_to: str) -> bool:
        """Post one page; whether it led where it should, or (of a retry) showed that the answers are in."""
        address = f"{self.site}/feedback/{self.token}/{path}"
        started = time.monotonic()
        try:
            opener = urllib.request.build_opener(_Stay)
            opener.open(address, urllib.parse.urlencode(given).encode(), timeout=20).close()
        except urllib.error.HTTPError as reply:
            self.seconds = time.monotonic() - started
            where = reply.headers.get("Location", "")
            received = path == "check/" and where.endswith(f"/feedback/{self.token}/") and self._is_done()
            return reply.code == 302 and (where.endswith(leads_to) or received)
        except OSError:
            return False
        return False

    def _is_done(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.site}/feedback/{self.token}/done/", timeout=20) as page:
                return b"We have your answers" in page.read()
        except OSError:
            return False
