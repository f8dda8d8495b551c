"""Accounts, the people of the programme, what they are and what they may do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from councils.models.places import Council, Region
from councils.roles import MembershipRole, PostKind

if TYPE_CHECKING:
    from councils.actor import Actor


class UserQuerySet(models.QuerySet["User"]):
    """Accounts by who may see them."""

    def visible_to(self, actor: Actor) -> UserQuerySet:
        """All for national staff; for a programme manager those that are or were contacts of their councils."""
        if actor.is_national:
            return self
        contacts = Membership.objects.visible_to(actor).values("user")
        return self.filter(pk__in=contacts)


class UserManager(BaseUserManager["User"]):
    """Creates accounts; an address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account that signs in by `email`; without a password it can only be reset."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account for Django's own admin pages."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with this address, however it is typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account: signs in by email. What it may do follows from its memberships and its person."""

    email = models.EmailField(
        unique=True, error_messages={"unique": "There is already an account with this address."}
    )
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may open Django's admin pages", default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name that pages show."""
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """People by who may see and change them."""

    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """All for national staff; else themselves, and whoever has or had a post in a region the actor manages."""
        if actor.is_national:
            return self
        return self.filter(Q(pk__in=actor.person_ids) | self._with_post_in(actor))

    def managed_by(self, actor: Actor) -> PersonQuerySet:
        """All for administrators; else whoever has or had a post in a region the actor manages."""
        return self if actor.is_administrator else self.filter(self._with_post_in(actor))

    def current(self) -> PersonQuerySet:
        """Those that have not been merged into somebody else."""
        return self.filter(merged_into__isnull=True)

    def _with_post_in(self, actor: Actor) -> Q:
        regions = actor.managed_region_ids
        posts = Post.objects.filter(Q(council__region__in=regions) | Q(region__in=regions))
        return Q(pk__in=posts.values("person"))


class Person(models.Model):
    """A human in the programme, with or without an account. Directors may share an address, so it is not unique."""

    reference = models.CharField("reference", max_length=20, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "reference"]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by the day they are held."""

    def on(self, day: date) -> PostQuerySet:
        """Posts held on `day`."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day)).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def managed_by(self, actor: Actor) -> PostQuerySet:
        """All for administrators; else the posts in regions the actor manages."""
        if actor.is_administrator:
            return self
        regions = actor.managed_region_ids
        return self.filter(Q(council__region__in=regions) | Q(region__in=regions))


class Post(models.Model):
    """What a person is: director, lead member… of a council, or programme manager of a region, from–to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=24, choices=PostKind.choices)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["person", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(council__isnull=False, region__isnull=True)
                | Q(council__isnull=True, region__isnull=False),
                name="post_is_of_a_council_or_a_region",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="post_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "council"],
                condition=Q(ends_on__isnull=True, council__isnull=False),
                name="post_of_council_held_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "region"],
                condition=Q(ends_on__isnull=True, region__isnull=False),
                name="post_of_region_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.council or self.region}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by the day they hold."""

    def on(self, day: date) -> MembershipQuerySet:
        """Memberships that hold on `day`."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def open_on(self, day: date) -> MembershipQuerySet:
        """Memberships that hold on `day` or begin later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def visible_to(self, actor: Actor) -> MembershipQuerySet:
        """All for national staff; for a programme manager those of contacts of their regions' councils."""
        return self if actor.is_national else self._contacts_for(actor)

    def managed_by(self, actor: Actor) -> MembershipQuerySet:
        """All for administrators; for a programme manager those of contacts of their regions' councils."""
        return self if actor.is_administrator else self._contacts_for(actor)

    def _contacts_for(self, actor: Actor) -> MembershipQuerySet:
        return self.filter(role=MembershipRole.COUNCIL_CONTACT, council__region__in=actor.managed_region_ids)


class Membership(models.Model):
    """What an account may do: a role on the nation, a region or a council, from–to (both days included)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=MembershipRole.choices)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(role__in=MembershipRole.national(), region__isnull=True, council__isnull=True)
                    | Q(role=MembershipRole.PROGRAMME_MANAGER, region__isnull=False, council__isnull=True)
                    | Q(role=MembershipRole.COUNCIL_CONTACT, region__isnull=True, council__isnull=False)
                ),
                name="membership_role_fits_its_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ends_on__isnull=True, region__isnull=True, council__isnull=True),
                name="national_membership_open_once",
            ),
            models.UniqueConstraint(
                fields=["user", "region"],
                condition=Q(ends_on__isnull=True, region__isnull=False),
                name="region_membership_open_once",
            ),
            models.UniqueConstraint(
                fields=["user", "council"],
                condition=Q(ends_on__isnull=True, council__isnull=False),
                name="council_membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.scope}"

    @property
    def scope(self) -> str:
        """What the role is held on, in words."""
        return str(self.council or self.region or "England")
