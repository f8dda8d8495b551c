"""How long training holds."""

from datetime import date

import pytest

from challenges.training import trained_until


@pytest.mark.parametrize(
    ("trained_on", "months", "until"),
    [
        (date(2024, 3, 15), 36, date(2027, 3, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 31), 1, date(2025, 1, 31)),
        (date(2024, 12, 1), 12, date(2025, 12, 1)),
        (None, 36, None),
        (date(2024, 3, 15), None, None),
    ],
)
def test_training_holds_for_whole_months(trained_on, months, until):
    assert trained_until(trained_on, months) == until
