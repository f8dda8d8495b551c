"""Invitations and what came back. A response has revisions; an unchanged answer keeps its row, hence its coding."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.models import Council, Person, PersonalLink, Region, User
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
    """What a person has typed so far. It belongs to the invitation.

    Sending marks it (`sent_key`, the key that makes sending twice harmless), in one durable statement; from then on
    nothing in it changes, and a worker turns it into a response (a sealed one, where the round is anonymous) and
    deletes it in the same transaction."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="draft")
    answers = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)
    sent_key = models.UUIDField(null=True, unique=True)
    sent_at = models.DateTimeField("when it was sent, never in an anonymous round", null=True)
    consent = models.CharField(max_length=11, choices=Consent.choices, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Draft of {self.invitation}"


class Response(models.Model):
    """What one person answered in one round. Its current answers are those not superseded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    invitation = models.OneToOneField(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="response"
    )
    anonymous = models.BooleanField(default=False)
    post = models.CharField(max_length=24, choices=PostKind.choices, blank=True)
    role_group = models.CharField(max_length=20, choices=RoleGroup.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="taken by phone by",
    )
    parts = models.JSONField(default=list)
    involved_before = models.BooleanField(default=False)
    consent = models.CharField(max_length=11, choices=Consent.choices, default=Consent.NONE)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anonymous=False)
                | Q(invitation=None, post="", council=None, entered_by=None, parts=[], involved_before=False),
                name="anonymous_response_names_nobody",
            )
        ]

    def __str__(self) -> str:
        return f"Response {self.id}"


class SealedResponse(models.Model):
    """What somebody answered in an anonymous round, until its survey has closed. It holds role group and region, and
    the digest of the code that the respondent alone has, by which they can change it.

    Rows and receipts of a role group and region are rewritten together in random order (services/sealing.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sealed")
    role_group = models.CharField(max_length=20, choices=RoleGroup.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    consent = models.CharField(max_length=11, choices=Consent.choices, default=Consent.NONE)
    given = models.JSONField(default=dict)
    code_digest = models.CharField(max_length=64, unique=True)
    fresh = models.BooleanField("not yet rewritten with others", default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Sealed response {self.id}"


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
    received_at = models.DateTimeField("never in an anonymous round", null=True)

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
