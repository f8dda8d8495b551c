"""Settings of the server that the benchmark measures: the product's own, with one bare view beside it."""

from peerchallenge.settings import *  # noqa: F403

ROOT_URLCONF = "peerchallenge.benchmark.urls"
