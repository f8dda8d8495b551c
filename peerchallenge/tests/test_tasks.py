"""Services name the tasks that they ask for: each name is that of a task which a worker knows."""

import re
from pathlib import Path

from django.conf import settings

from peerchallenge.celery import app

NAMED = re.compile(r"""(?:publish\(|register\(\w+, )"([\w.]+)\"""")


def test_every_task_that_is_named_is_known_to_a_worker():
    app.loader.import_default_modules()
    sources = [path for name in ("councils", "challenges", "evaluation") for path in Path(name).rglob("*.py")]
    named = {task for path in sources for task in NAMED.findall(path.read_text())}
    timed = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"councils.send_outbox", "challenges.find_plan", "evaluation.make_report"} <= named
    assert named | timed <= set(app.tasks)
