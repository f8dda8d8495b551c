"""The local server: its data folder, its ports, and how it brings a child back."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time

import pytest

from peerchallenge.local.place import Place, Refused
from peerchallenge.local.ports import free_port, is_taken
from peerchallenge.local.processes import Child, ProcessFailed, wait_until
from peerchallenge.local.supervisor import ROOT, Watched


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "var")
    place.open()
    return place


def test_the_secret_is_made_once_and_is_private(place):
    secret = place.secret_key()
    assert place.secret_key() == secret
    assert len(secret) >= 50
    assert stat.S_IMODE((place.folder / "secret-key").stat().st_mode) == 0o600


def test_a_second_server_on_the_same_data_is_refused(place):
    with pytest.raises(Refused, match="already running"):
        Place(place.folder).open()


def test_a_full_disk_is_said_in_a_sentence(tmp_path, monkeypatch):
    usage = shutil._ntuple_diskusage(10_000_000_000, 9_995_000_000, 5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(Refused, match="is full: 5 MB are free, 200 MB are needed"):
        Place(tmp_path / "var").open()


def test_what_the_first_start_put_in_is_remembered(place):
    assert place.first_start() == ""
    place.remember_first_start("sample")
    assert place.first_start() == "sample"


def test_static_files_are_collected_again_when_a_source_changes(place, tmp_path):
    sources = tmp_path / "static"
    sources.mkdir()
    (sources / "app.css").write_text("a")
    (place.folder / "static").mkdir()
    assert not place.static_is_current(sources)
    place.remember_static(sources)
    assert place.static_is_current(sources)
    (sources / "app.css").write_text("ab")
    assert not place.static_is_current(sources)


def test_a_port_is_taken_while_something_listens():
    port = free_port()
    assert not is_taken(port)
    with socket.create_server(("127.0.0.1", port)):
        assert is_taken(port)


def test_a_taken_port_ends_the_start_with_a_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "peerchallenge.local", "--empty"],
            env={**os.environ, "PORT": str(port), "DATA_DIR": str(tmp_path / "var"), "DEPLOYMENT": "local"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr == f"Port {port} is taken by another program. Choose another: PORT={port + 1} ./run\n"
    assert not (tmp_path / "var").exists()


def test_a_child_is_brought_back_after_a_pause_that_grows(tmp_path):
    child = Child("sleeper", ["sleep", "60"], tmp_path / "log")
    watched = Watched(child, child.start)
    watched.bring_up(now=0)
    assert watched.look(now=1) == ""
    child.kill()
    assert watched.look(now=2).startswith("sleeper ended unexpectedly; starting it again in 1 s")
    assert watched.look(now=2.5) == ""
    assert watched.look(now=3) == "sleeper is running again."
    child.kill()
    assert watched.look(now=4).startswith("sleeper ended unexpectedly; starting it again in 2 s")
    assert watched.look(now=6) == "sleeper is running again."
    child.stop()
    assert child.process.returncode == -signal.SIGTERM


def test_a_child_that_ends_at_once_says_its_last_words(tmp_path):
    child = Child("speaker", ["sh", "-c", "echo no such thing"], tmp_path / "log")
    child.start()
    with pytest.raises(ProcessFailed, match="speaker ended at once(.|\n)*no such thing"):
        wait_until(lambda: False, child, seconds=10)


def test_no_child_outlives_a_killed_parent(tmp_path):
    code = (
        "import sys, time, pathlib; from peerchallenge.local.processes import Child;"
        "child = Child('sleeper', ['sleep', '60'], pathlib.Path(sys.argv[1]));"
        "child.start(); print(child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "log")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 10
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
