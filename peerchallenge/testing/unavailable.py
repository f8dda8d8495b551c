"""A service that cannot be had: an error under CI, a loud skip on anybody's own machine."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def unavailable(reason: str) -> NoReturn:
    """Fail where CI is set, else skip with the reason."""
    if os.environ.get("CI"):
        pytest.fail(f"NOT TESTED: {reason}", pytrace=False)
    pytest.skip(f"NOT TESTED: {reason}")
