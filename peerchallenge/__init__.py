import os

# Sums over threads come in no fixed order: what the coder learns must be the same to the byte. Before numpy is loaded.
# The coder's embedder is quicker by one thread, since several wait for each other by spinning.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from peerchallenge.celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
