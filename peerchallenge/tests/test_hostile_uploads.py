"""Every upload answers every hostile file with a page in words: no server error, nothing of it runs, nothing leaks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import cycle

import pytest
from django.db import transaction
from django.urls import reverse

from challenges.imports.days import COLUMNS as DAYS
from councils.imports.people import COLUMNS as PEOPLE
from evaluation.tests import factories as what
from evaluation.tests.hostile import runs_nothing
from evaluation.tests.hostile_files import NAMES, files_for, one_by_one
from peerchallenge.testing.world import build_world

UPLOADS = [
    ("councils:people_import", "administrator", PEOPLE),
    ("challenges:days_import", "own", DAYS),
    ("evaluation:invitation_import", "own", ("reference", "name")),
    ("evaluation:answers_import", "national", ("reference", "email", "changed", "B1")),
]
ROW_BY_ROW = "evaluation:invitation_import"
SAID = ("There is a problem", "faulty", "Rows", "rows", "bad", "column", "holds")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "persona", "columns"), UPLOADS, ids=[each[0] for each in UPLOADS])
def test_every_file_is_answered_in_words(name: str, persona: str, columns: Sequence[str]) -> None:
    world = build_world()
    what.survey(world.round)
    address = reverse(name, args=[] if name.startswith("councils") else [world.round.pk])
    client, names = world.clients[persona], cycle(NAMES)
    hostile = files_for(columns) + (one_by_one(columns) if name == ROW_BY_ROW else [])
    for content in hostile:
        file = io.BytesIO(content)
        file.name = next(names)
        with transaction.atomic():
            reply = client.post(address, {"file": file}, follow=True)
            page = reply.content.decode()
            assert reply.status_code == 200, content[:80]
            assert any(word in page for word in SAID), content[:80]
            assert runs_nothing(page), content[:80]
            assert "root:x:0" not in page, content[:80]
            transaction.set_rollback(True)


def test_the_corpus_is_large() -> None:
    columns = ("reference", "name")
    assert len(UPLOADS) * len(files_for(columns)) + len(one_by_one(columns)) >= 350
