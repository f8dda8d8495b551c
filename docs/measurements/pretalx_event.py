"""Makes a public event with one talk that takes feedback; run in pretalx's own shell, prints the talk's code."""

from datetime import timedelta

from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretalx.event.models import Event, Organiser
from pretalx.person.models import SpeakerProfile, User
from pretalx.schedule.models import Room
from pretalx.submission.models import Submission, SubmissionStates

today = now().date()
with scopes_disabled():
    event = Event.objects.create(
        name="Event", slug="ev", organiser=Organiser.objects.create(name="Organiser", slug="org"), is_public=True,
        email="a@example.org", locale="en", locale_array="en", timezone="UTC",
        date_from=today - timedelta(days=1), date_to=today + timedelta(days=5),
    )  # fmt: skip
    event.build_initial_data()
    event.feature_flags["use_feedback"] = True
    event.save()
    speaker = User.objects.create_user(email="speaker@example.org", password="x", name="Speaker")  # noqa: S106
    SpeakerProfile.objects.get_or_create(user=speaker, event=event)
    talk = Submission.objects.create(
        event=event, title="Talk", submission_type=event.cfp.default_type, state=SubmissionStates.CONFIRMED,
        content_locale="en",
    )  # fmt: skip
    talk.speakers.add(speaker)
    slot = talk.slots.first() or event.wip_schedule.talks.create(submission=talk)
    slot.room, slot.is_visible = Room.objects.create(event=event, name="Room"), True
    slot.start, slot.end = now() - timedelta(hours=3), now() - timedelta(hours=2)
    slot.save()
    event.release_schedule("v1")
    print(talk.code)
