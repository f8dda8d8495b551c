"""A real installation of the product for a test: its own database, broker, data folder and processes."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from peerchallenge.local.ports import LOOPBACK, free_port
from peerchallenge.local.processes import Child, ProcessFailed, wait_until
from peerchallenge.local.programs import beat_command, web_command, worker_command

ROOT = Path(__file__).resolve().parent.parent.parent


class Installation:
    """Web server, worker and beat as real processes over one database and one Redis; nothing is started yet."""

    def __init__(
        self, folder: Path, database_url: str, redis_url: str, settings: str = "peerchallenge.settings"
    ) -> None:
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        self.folder = folder
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "DEPLOYMENT": "local",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "DATA_DIR": str(folder),
            "SITE_URL": self.url,
            "ALLOWED_HOSTS": f"{LOOPBACK},localhost,testserver",
            "PYTHONPATH": str(ROOT),
        }
        self.web = self._child("web", web_command(self.port), PROCESS="web")
        self.worker = self._child("worker", worker_command())
        self.beat = self._child("beat", beat_command(folder / "beat-schedule"))

    def manage(self, *words: str, seconds: int = 300) -> str:
        """Run a management command and return what it printed. Raises ProcessFailed with its output on failure, and
        TimeoutExpired after so many seconds."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=seconds)
        if done.returncode:
            raise ProcessFailed(f"manage.py {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start_web(self) -> None:
        """Start the web server, and return when its health page answers at all."""
        self.web.start()
        wait_until(self.answers, self.web, seconds=60)

    def answers(self) -> bool:
        """Whether the web server answers, whatever it says about its health."""
        try:
            urllib.request.urlopen(f"{self.url}/health", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def start_worker(self) -> None:
        """Start the Celery worker, and return when it takes tasks."""
        before = self.worker.log.stat().st_size if self.worker.log.exists() else 0
        self.worker.start()

        def ready() -> bool:
            return b" ready." in self.worker.log.read_bytes()[before:]

        wait_until(ready, self.worker, seconds=60)

    def start_beat(self) -> None:
        """Start the scheduler; it needs no time to be ready."""
        self.beat.start()

    def stop(self) -> None:
        """Stop whatever runs."""
        for child in (self.web, self.beat, self.worker):
            if child.running():
                child.stop()

    def _child(self, name: str, command: list[str], **extra: str) -> Child:
        return Child(name, command, self.folder / f"{name}.log", {**self.environment, **extra}, ROOT)
