"""What makes rendering quicker changes nothing of what is written, and leaves the library as it was."""

from __future__ import annotations

import gc
from contextlib import nullcontext

import pytest

from evaluation.reports.render import render
from evaluation.reports.speed import at_speed

pytestmark = pytest.mark.pdf
PAGES = '<html lang="en"><title>t</title><h1>One</h1>' + '<h2 style="break-before: page">Two</h2><p>x</p>' * 4


def test_the_same_bytes_as_without() -> None:
    from pydyf import PDF  # noqa: PLC0415 - comes with the renderer

    made = PDF.page_references
    quick = render(PAGES)
    assert quick.pages == 5
    assert (PDF.page_references, gc.isenabled()) == (made, True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evaluation.reports.render.at_speed", nullcontext)
        assert render(PAGES).data == quick.data


def test_what_is_raised_inside_leaves_no_trace() -> None:
    from pydyf import PDF  # noqa: PLC0415 - comes with the renderer

    made = PDF.page_references
    with pytest.raises(ZeroDivisionError), at_speed():
        raise ZeroDivisionError
    assert (PDF.page_references, gc.isenabled()) == (made, True)
