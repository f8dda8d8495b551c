"""`python -m peerchallenge.local [--empty]`: the whole product on this machine, on the port in PORT (8000)."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from pathlib import Path

from peerchallenge.local.place import Place, Refused
from peerchallenge.local.processes import ProcessFailed
from peerchallenge.local.supervisor import ROOT, Supervisor


def main() -> int:
    """Run, and return the exit status: 0 after a stop that was asked for, 1 where the product cannot run."""
    parser = argparse.ArgumentParser(prog="./run", description="Serve the whole product on this machine.")
    parser.add_argument("--empty", action="store_true", help="start without the sample data")
    options = parser.parse_args()
    try:
        _refuse_production()
        place = Place(Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve())
        Supervisor(place, _port(), options.empty).run()
    except (Refused, ProcessFailed) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("The disk is full. Free some space and start again.", file=sys.stderr)
        return 1
    return 0


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Refused(f"PORT is {text!r}: set it to a number from 1024 to 65535.")
    return int(text)


def _refuse_production() -> None:
    if os.environ.get("DEPLOYMENT", "local") != "local":
        raise Refused(
            "./run serves one machine for trial and development. docs/running.md says how to run production."
        )


if __name__ == "__main__":
    sys.exit(main())
