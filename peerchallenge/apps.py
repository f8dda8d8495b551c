"""The wiring app: system checks and the template library; no models."""

from django.apps import AppConfig


class PeerChallengeConfig(AppConfig):
    """Registers the project package, so that its commands and checks are found."""

    name = "peerchallenge"
    verbose_name = "Peer challenge"
