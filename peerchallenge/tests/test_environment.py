"""Settings of mail are read strictly."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from peerchallenge.environment import read_environment

HERE = Path(__file__).parent


@pytest.mark.parametrize(("written", "read"), [("8-18", (8, 18)), ("0-24", (0, 24)), ("always", None)])
def test_hours_of_mail(written, read):
    assert read_environment(HERE, {"MAIL_HOURS": written}).mail_hours == read


@pytest.mark.parametrize("written", ["18-8", "8", "8-25", "eight-six", "", "8-18-20", "-8"])
def test_nonsense_for_hours_is_refused(written):
    with pytest.raises(ImproperlyConfigured, match="MAIL_HOURS"):
        read_environment(HERE, {"MAIL_HOURS": written})


def test_a_pace_of_nothing_is_refused():
    with pytest.raises(ImproperlyConfigured, match="MAIL_PER_MINUTE"):
        read_environment(HERE, {"MAIL_PER_MINUTE": "0"})
