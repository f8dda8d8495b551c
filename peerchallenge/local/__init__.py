"""Running the whole product on one machine: `python -m peerchallenge.local`, which `./run` calls. No Django here."""
