"""Reads for inviting: who is asked, whose turn has come, who could be asked as well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from challenges.models import Challenge, Placement
from challenges.states import HELD, ON_TEAM, ChallengeState
from councils.models import OutboxMessage, Person, Post
from evaluation.models import Invitation, Survey

REMINDED = "feedback-reminder:"
TOOK_PLACE = (*HELD, ChallengeState.CUT_SHORT)


def invitations_of(survey: Survey) -> QuerySet[Invitation]:
    """Every invitation of the survey with what its page shows, withdrawn ones included."""
    return survey.invitations.select_related(
        "person", "deputy", "council", "receipt", "draft", "link", "survey__round", "region"
    )


def not_yet_answered(survey: Survey) -> QuerySet[Invitation]:
    """Standing invitations without an answer, whether taken in or on its way in."""
    unanswered = invitations_of(survey).filter(withdrawn_at__isnull=True, receipt__isnull=True)
    return unanswered.filter(draft__sent_key__isnull=True)


def ready_to_send(survey: Survey) -> list[Invitation]:
    """Invitations that can be written now: their turn has come, and there is an address to write to."""
    return [invitation for invitation in turn_has_come(survey) if invitation.recipient.email]


def turn_has_come(survey: Survey) -> list[Invitation]:
    """Invitations not sent yet whose turn has come and who can still answer (product.md): the letter of the person's
    last challenge has gone; for people of no challenge, the round's last letter."""
    today = timezone.localdate()
    unsent = _unwritten(not_yet_answered(survey).filter(sent_at__isnull=True))
    unsent = [invitation for invitation in unsent if invitation.last_day >= today]
    letters = _letters(survey)
    last_letter = all(letters.values()) if letters else True
    theirs = _challenges_of_people(survey)
    return [
        i
        for i in unsent
        if all(letters[c] for c in theirs.get(_key(i), ())) and (theirs.get(_key(i)) or last_letter)
    ]


def reminder_key(person: int) -> str:
    """The key of the one reminder that a person gets today."""
    return f"{REMINDED}{person}:{timezone.localdate().isoformat()}"


def ready_to_remind(waiting: Iterable[Invitation]) -> list[Invitation]:
    """Of unanswered invitations, those to whose people a reminder can be written now: they were sent one, can still
    answer, and none was written to them today."""
    can = [i for i in waiting if i.sent_at and i.link_id and i.is_open and i.recipient.email]
    keys = {reminder_key(invitation.recipient.pk) for invitation in can}
    written = set(OutboxMessage.objects.filter(key__in=keys).values_list("key", flat=True))
    return [invitation for invitation in can if reminder_key(invitation.recipient.pk) not in written]


def _unwritten(unsent: Iterable[Invitation]) -> list[Invitation]:
    """Those for whom no invitation lies in the outbox already."""
    keys = {f"feedback:{invitation.pk}:first": invitation for invitation in unsent}
    written = OutboxMessage.objects.filter(key__in=list(keys)).values_list("key", flat=True)
    return [keys[key] for key in keys.keys() - set(written)]


def deputies_for(invitation: Invitation) -> QuerySet[Person]:
    """Who could answer in the person's place: people of the same council who are not asked themselves."""
    asked = Invitation.objects.filter(survey=invitation.survey_id).values("person")
    there = Post.objects.filter(
        council=invitation.council_id, council__isnull=False, ends_on__isnull=True
    ).values("person")
    return Person.objects.current().filter(pk__in=there).exclude(pk__in=asked)


def posts_in_round(survey: Survey, people: Iterable[int]) -> dict[int, Post]:
    """The post in which each of these people would be asked: their first standing one in a region of the round."""
    regions = survey.round.regions.all()
    theirs = Post.objects.filter(person__in=list(people), ends_on__isnull=True)
    there = theirs.filter(Q(council__region__in=regions) | Q(region__in=regions)).order_by("-pk")
    return {post.person_id: post for post in there.select_related("person", "council__region", "region")}


def with_posts(people: QuerySet[Person]) -> QuerySet[Person]:
    """The people with their standing posts (`standing_posts`), to tell namesakes apart."""
    posts = Post.objects.filter(ends_on__isnull=True).select_related("council", "region")
    return people.prefetch_related(Prefetch("posts", queryset=posts, to_attr="standing_posts"))


def people_to_add(survey: Survey) -> QuerySet[Person]:
    """Who can be asked as well: people with a standing post in a region of the round who are not asked yet."""
    regions = survey.round.regions.all()
    posts = Post.objects.filter(ends_on__isnull=True).filter(
        Q(council__region__in=regions) | Q(region__in=regions)
    )
    asked = survey.invitations.values("person")
    return Person.objects.current().filter(pk__in=posts.values("person")).exclude(pk__in=asked)


def _key(invitation: Invitation) -> tuple[str, int | None]:
    return (
        ("council", invitation.council_id) if "host" in invitation.parts else ("person", invitation.person_id)
    )


def _letters(survey: Survey) -> dict[object, date | None]:
    """Every challenge of the round that took place, with the day its letter went."""
    took_place = Challenge.objects.filter(round=survey.round_id, state__in=TOOK_PLACE)
    return dict(took_place.values_list("pk", "letter__sent_on"))


def _challenges_of_people(survey: Survey) -> dict[tuple[str, int | None], set[object]]:
    took_place = Challenge.objects.filter(round=survey.round_id, state__in=TOOK_PLACE)
    theirs: dict[tuple[str, int | None], set[object]] = {}
    for pk, host in took_place.values_list("pk", "host"):
        theirs.setdefault(("council", host), set()).add(pk)
    placed = Placement.objects.filter(challenge__in=took_place, state__in=ON_TEAM)
    for person, challenge in placed.values_list("person", "challenge"):
        theirs.setdefault(("person", person), set()).add(challenge)
    return theirs
