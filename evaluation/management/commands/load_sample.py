"""`manage.py load_sample`: the sample round, and who to sign in as."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from councils.links.services import address, person_link
from councils.models import Person
from evaluation.sample.load import is_loaded, load_sample, unanswered_invitation
from evaluation.sample.people import PASSWORD, SIGN_INS

PEER, ORGANISER = "MED-DCS", "ESX-OM1"


class Command(BaseCommand):
    """Loads the sample once and prints its sign-ins."""

    help = "Load the sample round (invented people, real councils) and print who to sign in as."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--show` only prints."""
        parser.add_argument(
            "--show", action="store_true", help="print the sign-ins of a sample that is loaded"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load unless it is there or only to be shown. Refused in production: its passwords are printed."""
        if settings.ENV.production:
            raise CommandError(
                "The sample has accounts with a known password: it is never loaded in production."
            )
        if not options["show"] and not is_loaded():
            load_sample()
        if is_loaded():
            self._print()

    def _print(self) -> None:
        self.stdout.write(f"Sample sign-ins (password for all: {PASSWORD})")
        for sign_in in SIGN_INS:
            self.stdout.write(f"  {sign_in.title + ':':<32} {sign_in.email}")
        self.stdout.write("Sample personal links (no account)")
        for title, reference in (("Peer, lead challenger:", PEER), ("Organiser, East Sussex:", ORGANISER)):
            person = Person.objects.filter(reference=reference).first()
            if person:
                self.stdout.write(f"  {title:<32} {address(person_link(person))}")
        waiting = unanswered_invitation()
        if waiting and waiting.link:
            self.stdout.write(f"  {'Somebody asked for feedback:':<32} {address(waiting.link)}")
