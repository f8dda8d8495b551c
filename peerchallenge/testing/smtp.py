"""A mail server for tests: takes every message and keeps the `X-Outbox-Key` of each, in the order of arrival."""

from __future__ import annotations

import socketserver
import threading

GREETING, FINE, GO_ON, BYE = b"220 test\r\n", b"250 fine\r\n", b"354 go on\r\n", b"221 bye\r\n"


class _Conversation(socketserver.StreamRequestHandler):
    """One client, as far as smtplib speaks (RFC 5321 without extensions)."""

    def handle(self) -> None:
        self.wfile.write(GREETING)
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                self.wfile.write(BYE)
                return
            if word == b"DATA":
                self.wfile.write(GO_ON)
                if not self._take():
                    return
            self.wfile.write(FINE)

    def _take(self) -> bool:
        key = ""
        while line := self.rfile.readline():
            if line == b".\r\n":
                self.server.keys.append(key)  # type: ignore[attr-defined]
                return True
            if line.lower().startswith(b"x-outbox-key:"):
                key = line.partition(b":")[2].strip().decode()
        return False


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


class MailSink:
    """The server: `url` for EMAIL_URL, `keys` of what it has taken."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self.keys: list[str] = []
        self._server.keys = self.keys  # type: ignore[attr-defined]
        self.url = f"smtp://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Take no more."""
        self._server.shutdown()
        self._server.server_close()
