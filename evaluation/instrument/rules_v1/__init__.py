"""Codebook version 1, by which the engine codes: fifteen themes, written by concept after the coding frame.

Word order is English; where a Welsh word alone makes the answer, it stands among the topics."""

from __future__ import annotations

from evaluation.instrument.rules_v1.b1 import B1
from evaluation.instrument.rules_v1.b2 import B2
from evaluation.instrument.rules_v1.b3 import B3
from evaluation.instrument.rules_v1.b4 import B4
from evaluation.instrument.rules_v1.b5 import B5
from evaluation.instrument.rules_v1.b6 import B6
from evaluation.instrument.rules_v1.cues import CUES
from evaluation.instrument.rules_v1.d1 import D1
from evaluation.instrument.rules_v1.d2 import D2
from evaluation.instrument.rules_v1.d3 import D3
from evaluation.instrument.rules_v1.d4 import D4
from evaluation.instrument.rules_v1.d5 import D5
from evaluation.instrument.rules_v1.r1 import R1
from evaluation.instrument.rules_v1.r2 import R2
from evaluation.instrument.rules_v1.r3 import R3
from evaluation.instrument.rules_v1.r4 import R4
from evaluation.instrument.rules_v1.wider import WIDER
from evaluation.instrument.rules_v1.words import WORDS
from evaluation.theming.codes import Codebook

_RULES = B1 + B2 + B3 + B4 + B5 + B6 + D1 + D2 + D3 + D4 + D5 + R1 + R2 + R3 + R4 + WIDER

CODEBOOK_V1 = Codebook("1", _RULES, WORDS, CUES)
