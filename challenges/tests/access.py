"""Who may open each address of this app."""

from peerchallenge.testing.access import Expect

EXPECTED: dict[str, Expect] = {}
