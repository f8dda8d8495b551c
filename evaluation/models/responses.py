"""Invitations and what came back. A response has revisions; an unchanged answer keeps its row, hence its coding."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.models import Council, Person, PersonalLink, Region
from councils.roles import PostKind, RoleGroup
from evaluation.models.questionnaire import Question, Survey


class Consent(models.TextChoices):
    """How a person's words may be quoted."""

    NONE = "none", "Do not quote me"
    ROLE_ONLY = "role_only", "Quote me with my role only"
    REGION_ONLY = "region_only", "Quote me with my region only"
    CONTACT_ME = "contact_me", "Ask me first"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by who may see that they exist and whether they were answered."""

    def visible_to(self, actor: Actor) -> InvitationQuerySet:
        """All for national staff; those of a managed region's rounds for its managers; nobody else's."""
        if actor.is_national:
            return self
        return self.filter(survey__round__in=ChallengeRound.objects.managed_by(actor).values("pk"))

    def standing(self) -> InvitationQuerySet:
        """Those not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Invitation(models.Model):
    """One person asked once in one round. Post, group, council and region are copied: posts change, records don't."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    link = models.OneToOneField(PersonalLink, null=True, on_delete=models.PROTECT, related_name="invitation")
    post = models.CharField(max_length=24, choices=PostKind.choices)
    role_group = models.CharField(max_length=20, choices=RoleGroup.choices)
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    parts = models.JSONField("parts we think they played", default=list)
    deputy = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="deputised"
    )
    closes_on = models.DateField("last day for this person, where it is another", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["person__name"]
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="invited_once_per_survey")]

    def __str__(self) -> str:
        return f"{self.person}, {self.survey}"

    @property
    def recipient(self) -> Person:
        """Who answers: the deputy where it was handed over."""
        return self.deputy or self.person

    @property
    def last_day(self) -> date:
        """The last day on which this person can answer."""
        return self.closes_on or self.survey.closes_on

    @property
    def is_open(self) -> bool:
        """Whether this person's answers are taken today."""
        return self.survey.opens_on <= timezone.localdate() <= self.last_day

    @property
    def may_be_handed_over(self) -> bool:
        """Whether the role allows a deputy: an elected member and a region's manager answer themselves."""
        return self.post not in (PostKind.LEAD_MEMBER, PostKind.PROGRAMME_MANAGER)


class Draft(models.Model):
    """What a person has typed so far. It belongs to the invitation and is deleted on submission."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="draft")
    answers = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Draft of {self.invitation}"


class Response(models.Model):
    """What one person answered in one round. Its current answers are those not superseded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    invitation = models.OneToOneField(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="response"
    )
    post = models.CharField(max_length=24, choices=PostKind.choices)
    role_group = models.CharField(max_length=20, choices=RoleGroup.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parts = models.JSONField(default=list)
    involved_before = models.BooleanField(default=False)
    consent = models.CharField(max_length=11, choices=Consent.choices, default=Consent.NONE)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Response {self.id}"


class ResponseRevision(models.Model):
    """One submission of a response. The idempotency key makes a double click, a retry or a second tab harmless."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(default=1)
    idempotency_key = models.UUIDField(unique=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["response", "number"]
        constraints = [models.UniqueConstraint(fields=["response", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"Revision {self.number}"


class Receipt(models.Model):
    """That an invitation was answered, kept apart from what was answered."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="receipt")
    received_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Receipt of {self.invitation}"


class Answer(models.Model):
    """One answer: `text` of an open question, or the `value` chosen of a closed one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    value = models.CharField(max_length=20, blank=True)
    first_revision = models.ForeignKey(ResponseRevision, on_delete=models.CASCADE, related_name="answers")
    superseded_by = models.ForeignKey(
        ResponseRevision, null=True, blank=True, on_delete=models.CASCADE, related_name="answers_superseded"
    )

    class Meta:
        ordering = ["response", "question__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"],
                condition=Q(superseded_by__isnull=True),
                name="one_current_answer_per_question",
            ),
            models.CheckConstraint(
                condition=(~Q(text="") & Q(value="")) | (Q(text="") & ~Q(value="")),
                name="answer_is_text_or_value",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60] or self.value
