"""Who may open the addresses of the project package itself."""

from peerchallenge.testing.access import Expect
from peerchallenge.testing.world import PERSONAS

EXPECTED = {
    "home": Expect(PERSONAS),
    "health": Expect(PERSONAS),
    "pages:accessibility": Expect(PERSONAS),
    "pages:privacy": Expect(PERSONAS),
    "pages:cookies": Expect(PERSONAS),
    "pages:help": Expect(PERSONAS),
    "pages:help_role": Expect(PERSONAS, lambda world: {"role": "programme-manager"}),
}
