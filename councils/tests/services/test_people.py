"""Adding, changing and joining people, and their links."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from councils.actor import system
from councils.errors import DomainError, NotAllowed
from councils.links.services import path, person_link, withdraw_link
from councils.models import AuditEvent, OutboxMessage, Person, Post
from councils.services.merging import merge_people
from councils.services.people import add_person, add_post, change_person, end_post, find_or_make_person
from councils.services.personal_links import replace_person_link, send_person_link
from councils.signals import person_merged
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def test_a_person_is_found_by_name_address_and_council_letters_case_aside():
    kent, actor = who.council("Kent"), system("Test")
    made = find_or_make_person(
        name="Ann  Ash", email="pa@example.org", council=kent, post="director", actor=actor
    )
    again = find_or_make_person(
        name="ann ash", email="PA@example.org", council=kent, post="director", actor=actor
    )
    sharing = find_or_make_person(
        name="Bo Beech", email="pa@example.org", council=kent, post="director", actor=actor
    )
    elsewhere = find_or_make_person(
        name="Ann Ash", email="pa@example.org", council=who.council("Surrey"), post="director", actor=actor
    )
    assert again.pk == made.pk
    assert [made.reference, sharing.reference, elsewhere.reference] == ["P00001", "P00002", "P00003"]


def test_a_merged_person_is_not_found_again():
    kent, actor = who.council("Kent"), who.administrator()
    keep, drop = who.person("Ann Ash", at=kent), who.person("Ann Ash", at=kent)
    drop.email = keep.email
    drop.save()
    merge_people(keep, drop, actor=actor)
    assert find_or_make_person(name="Ann Ash", email=keep.email, council=kent, actor=actor).pk == keep.pk


def test_managers_keep_the_people_of_their_region_only():
    actor = who.manager()
    person = add_person(name="Ann Ash", kind="director", council=who.council("Kent"), actor=actor)
    assert Person.objects.visible_to(actor).filter(pk=person.pk).exists()
    with pytest.raises(NotAllowed):
        add_person(name="Bo Beech", kind="director", council=who.council("Camden"), actor=actor)
    with pytest.raises(NotAllowed):
        change_person(who.person(at=who.council("Camden")), name="X", email="", phone="", actor=actor)
    with pytest.raises(NotAllowed):
        change_person(person, name="X", email="", phone="", actor=who.national_staff())


def test_what_changed_is_in_the_audit_log():
    actor = who.administrator()
    person = who.person("Ann Ash", at=who.council("Kent"))
    change_person(person, name=" Ann  Elm ", email=person.email, phone="", actor=actor)
    event = AuditEvent.objects.get(verb="changed the person")
    assert (event.before, event.after, event.region.name) == (
        {"name": "Ann Ash"},
        {"name": "Ann Elm"},
        "South East",
    )
    change_person(person, name="Ann Elm", email=person.email, phone="", actor=actor)
    assert AuditEvent.objects.filter(verb="changed the person").count() == 1


def test_a_post_is_held_once_at_a_time_and_ends_after_it_began():
    actor, kent = who.administrator(), who.council("Kent")
    person = who.person(at=kent)
    with pytest.raises(DomainError, match="holds this post already"):
        add_post(person, kind="director", council=kent, actor=actor)
    post = add_post(person, kind="specialist", council=kent, starts_on=date(2026, 9, 1), actor=actor)
    with pytest.raises(DomainError, match="before the first, 1 September 2026"):
        end_post(post, ends_on=date(2026, 8, 31), actor=actor)
    end_post(post, ends_on=date(2026, 9, 1), actor=actor)
    assert Post.objects.get(pk=post.pk).ends_on == date(2026, 9, 1)


@pytest.mark.parametrize(("kind", "field"), [("programme_manager", "region"), ("director", "council")])
def test_a_post_needs_its_kind_of_place(kind, field):
    person = who.person(at=who.council("Kent"))
    place = {"council": who.council()} if kind == "programme_manager" else {"region": who.region()}
    with pytest.raises(DomainError) as refusal:
        add_post(person, kind=kind, actor=who.administrator(), **place)
    assert list(refusal.value.fields) == [field]


def test_merging_moves_posts_links_and_account_and_tells_the_other_apps():
    kent, actor = who.council("Kent"), who.administrator()
    account = who.user()
    keep, drop = who.person("Ann Ash", at=kent), who.person("Anne Ash", at=kent, user=account)
    Post.objects.create(person=drop, kind="specialist", council=kent)
    Post.objects.filter(person=drop, kind="director").update(starts_on=date(2020, 1, 1))
    earlier = who.person("A. Ash")
    merge_people(drop, earlier, actor=actor)
    link, told = person_link(drop), []

    def hear(keep, drop, **kwargs):
        told.append((keep.pk, drop.pk))

    person_merged.connect(hear)
    merge_people(keep, drop, actor=actor)
    person_merged.disconnect(hear)
    keep.refresh_from_db()
    assert sorted(keep.posts.values_list("kind", "starts_on")) == [
        ("director", date(2020, 1, 1)),
        ("specialist", None),
    ]
    assert keep.user_id == account.pk
    assert told == [(keep.pk, drop.pk)]
    assert set(Person.objects.filter(merged_into=keep).values_list("pk", flat=True)) == {drop.pk, earlier.pk}
    client = Client()
    assert client.get(path(link))["Location"] == reverse("home")
    assert client.session["personal_link"]["id"] == link.pk
    link.refresh_from_db()
    assert link.person_id == keep.pk


def test_what_cannot_be_merged():
    actor = who.administrator()
    one = who.person(at=who.council("Kent"), user=who.user())
    two = who.person(at=who.council("Kent"), user=who.user())
    three = who.person(at=who.council("Camden"))
    with pytest.raises(DomainError, match="Both have an account"):
        merge_people(one, two, actor=actor)
    with pytest.raises(DomainError, match="Choose another"):
        merge_people(one, one, actor=actor)
    with pytest.raises(NotAllowed):
        merge_people(one, three, actor=who.manager())


def test_a_refusal_of_another_app_undoes_the_whole_merge():
    keep, drop = who.person(at=who.council("Kent")), who.person(at=who.council("Surrey"))

    def refuse(**kwargs):
        raise DomainError("Both are on one team.")

    person_merged.connect(refuse)
    try:
        with pytest.raises(DomainError, match="Both are on one team"):
            merge_people(keep, drop, actor=who.administrator())
    finally:
        person_merged.disconnect(refuse)
    assert (keep.posts.count(), drop.posts.count()) == (1, 1)


def test_sending_the_link_twice_sends_the_same_link_and_a_new_one_another():
    actor, person = who.administrator(), who.person(at=who.council("Kent"))
    first, second = send_person_link(person, actor=actor), send_person_link(person, actor=actor)
    assert first.pk != second.pk
    assert first.body == second.body
    assert path(person_link(person)) in first.body
    assert first.region.name == "South East"
    third = replace_person_link(person, actor=actor)
    assert third.body != first.body
    assert not AuditEvent.objects.filter(after__icontains="/l/").exists()


def test_a_link_is_not_sent_to_nowhere_nor_when_withdrawn():
    actor, person = who.administrator(), who.person(at=who.council("Kent"))
    withdraw_link(person_link(person), actor=actor)
    with pytest.raises(DomainError, match="withdrawn"):
        send_person_link(person, actor=actor)
    Person.objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()
    assert replace_person_link(person, actor=actor) is None
    with pytest.raises(DomainError, match="no email address"):
        send_person_link(person, actor=actor)
    assert OutboxMessage.objects.count() == 0
