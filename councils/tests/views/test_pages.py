"""The pages: what they say, what they refuse, how many queries they ask."""

import io
import logging
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from councils.audit.services import record
from councils.links.models import LinkPurpose, PersonalLink
from councils.links.services import issue_link, path, person_link, reissue_link, withdraw_link
from councils.models import AuditEvent, Membership, OutboxMessage, PeopleImport, Person, User
from councils.outbox.services import queue_text
from councils.selectors.needs import what_needs
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def browser(actor):
    client = Client()
    client.force_login(actor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name, *args):
    return reverse(f"councils:{name}", args=args)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def a_person():
    who.person(at=who.council("Kent"), user=who.user())


def an_account():
    user = who.user()
    who.membership(user, "council_contact", on=who.council("Kent"))
    who.membership(user, "evaluator")


def an_event():
    record(who.administrator(), "looked at", who.person(), acting_for=who.person(), region=who.region())


def a_message():
    someone = who.person()
    queue_text(key=someone.reference, to_email="a@example.org", text="Hi\n\nWords", person=someone)


@pytest.mark.parametrize(
    ("name", "make"),
    [("person_list", a_person), ("account_list", an_account), ("audit_log", an_event), ("outbox", a_message)],
)
def test_lists_ask_as_many_queries_for_thirty_rows_as_for_one(name, make):
    client = browser(who.administrator())
    make()
    few = queries(client, url(name))
    for _ in range(29):
        make()
    assert queries(client, url(name)) == few


def test_the_list_of_councils_asks_as_many_queries_for_all_as_for_one():
    client = browser(who.national_staff())
    assert queries(client, url("council_list")) == queries(client, url("council_list") + "?q=Kent")


@pytest.mark.parametrize(
    ("day", "words"),
    [(("1", "4", "2012"), "152 councils have"), (("1", "1", "2026"), "153 councils have")],
)
def test_the_councils_of_a_day(day, words):
    asked = dict(zip(("day_0", "day_1", "day_2"), day, strict=True))
    page = browser(who.national_staff()).get(url("council_list"), asked).content.decode()
    assert words in page


def test_nonsense_in_a_filter_is_as_if_it_were_not_there():
    client = browser(who.administrator())
    for name in ("person_list", "account_list", "council_list", "audit_log", "outbox"):
        asked = {"q": "\x00", "region": "abc", "page": "-3", "day_0": "99", "state": "x", "record_id": "\x00"}
        assert client.get(url(name), asked).status_code == 200


def test_a_council_that_never_was_is_not_found():
    assert browser(who.national_staff()).get(url("council_detail", "000")).status_code == 404


def test_people_of_a_council_are_shown_to_their_keepers_only():
    who.person("Ann Ash", at=who.council("Kent"))
    assert "Ann Ash" in browser(who.manager()).get(url("council_detail", "886")).content.decode()
    other = browser(who.manager(who.region("London"))).get(url("council_detail", "886")).content.decode()
    assert "Ann Ash" not in other


def test_names_are_escaped_wherever_they_stand():
    actor = who.administrator()
    planted = '<script>alert("x")</script>'
    person = who.person(planted, at=who.council("Kent"), user=who.user(name=planted))
    who.membership(person.user, "evaluator")
    record(actor, planted[:60], person, before={planted: planted})
    a_message()
    OutboxMessage.objects.update(subject=planted, error=planted, person=person)
    client = browser(actor)
    role = Membership.objects.get(role="evaluator").pk
    addresses = [
        *[
            url(name)
            for name in ("person_list", "account_list", "audit_log", "outbox", "person_add", "account_invite")
        ],
        *[url(name, person.pk) for name in ("person_detail", "person_edit", "post_add", "person_merge")],
        *[url(name, role) for name in ("membership_change", "membership_end")],
        url("membership_add", person.user.pk),
        url("post_end", person.posts.get().pk),
        url("council_detail", "886"),
    ]
    for address in addresses:
        assert "<script>alert" not in client.get(address).content.decode(), address


def test_a_refused_form_keeps_what_was_typed():
    client = browser(who.administrator())
    typed = {
        "name": "Ann Ash",
        "email": "nonsense",
        "kind": "director",
        "starts_on_0": "31",
        "starts_on_1": "2",
    }
    page = client.post(url("person_add"), typed).content.decode()
    assert "<title>Error: Add a person" in page
    assert "Enter an email address like name@example.org" in page
    for text in ('value="Ann Ash"', 'value="nonsense"', 'value="31"'):
        assert text in page
    assert Person.objects.count() == 0


def test_a_person_from_add_to_merge():
    actor = who.administrator()
    client = browser(actor)
    given = {
        "name": "Ann Ash",
        "email": "a@example.org",
        "kind": "director",
        "council": who.council("Kent").pk,
    }
    client.post(url("person_add"), given)
    ann, twin = Person.objects.get(name="Ann Ash"), who.person("Ann Asch", at=who.council("Kent"))
    page = client.post(url("person_merge", ann.pk), {"reference": twin.reference.lower()}).content.decode()
    assert "This cannot be undone" in page
    twin.refresh_from_db()
    assert twin.merged_into is None
    client.post(url("person_merge", ann.pk), {"reference": twin.reference, "confirm": twin.reference})
    assert client.get(url("person_detail", twin.pk))["Location"] == url("person_detail", ann.pk)
    refused = client.post(url("person_merge", ann.pk), {"reference": "P99999"}).content.decode()
    assert "There is no other person with the reference P99999." in refused


def test_an_upload_its_dry_run_and_taking_it():
    client = browser(who.administrator())
    file = SimpleUploadedFile(
        "p.csv", b"reference,name,post,council\n,Ann Ash,director,Kent\n,,director,Kent\n"
    )
    there = client.post(url("people_import"), {"file": file})["Location"]
    page = client.get(there).content.decode()
    assert "1 new, 0 changed, 0 unchanged; 1 faulty row." in page
    assert "Take all of it in" not in page
    good = SimpleUploadedFile("p.csv", b"reference,name,post,council\n,Ann Ash,director,Kent\n")
    there = client.post(url("people_import"), {"file": good})["Location"]
    digest = client.get(there).context["digest"]
    assert client.post(there, {"digest": "another"}).context["refusal"].startswith("Nothing was saved")
    assert client.post(there, {"digest": digest})["Location"] == url("person_list")
    assert Person.objects.get().name == "Ann Ash"
    assert client.get(there).status_code == 404


def test_a_file_given_up_is_deleted():
    client = browser(who.administrator())
    file = SimpleUploadedFile("p.csv", b"reference,name,post,council\n,Ann Ash,director,Kent\n")
    there = client.post(url("people_import"), {"file": file})["Location"]
    client.post(there, {"drop": "yes"})
    assert PeopleImport.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04 nonsense"])
def test_a_wrong_file_is_said_beside_the_field(content):
    page = (
        browser(who.administrator())
        .post(url("people_import"), {"file": SimpleUploadedFile("p.xlsx", content)})
        .content.decode()
    )
    assert 'href="#id_file"' in page
    assert PeopleImport.objects.count() == 0


def test_an_export_holds_only_what_its_reader_sees():
    who.person("Ann Ash", at=who.council("Kent"))
    who.person("Other Oak", at=who.council("Camden"))
    answer = browser(who.manager()).get(url("people_export", "csv"))
    text = answer.content.decode("utf-8-sig")
    assert "Ann Ash" in text
    assert "Other Oak" not in text
    assert answer["Content-Disposition"].startswith('attachment; filename="people-')
    book = load_workbook(io.BytesIO(browser(who.administrator()).get(url("people_export", "xlsx")).content))
    assert {row[1] for row in book.active.values} >= {"name", "Ann Ash", "Other Oak"}


def test_the_outbox_never_shows_the_words():
    queue_text(key="k", to_email="a@example.org", text="Subject\n\nsecret words")
    page = browser(who.administrator()).get(url("outbox")).content.decode()
    assert "Subject" in page
    assert "secret words" not in page


def test_a_link_is_opened_by_get_and_closed_by_post_alone():
    link = person_link(who.person("Ann Ash"))
    client = Client()
    assert client.get(path(link))["Location"] == reverse("home")
    assert client.session["personal_link"] == {"id": link.pk, "issue": 1}
    assert client.get(url("close_link")).status_code == 405
    client.post(url("close_link"))
    assert "personal_link" not in client.session


def test_opening_a_link_changes_no_record():
    link = person_link(who.person("Ann Ash"))
    events, seen = AuditEvent.objects.count(), PersonalLink.objects.values().get(pk=link.pk)
    assert Client().head(path(link)).status_code == 302
    assert Client().post(path(link)).status_code == 405
    assert (AuditEvent.objects.count(), PersonalLink.objects.values().get(pk=link.pk)) == (events, seen)


def test_links_that_no_longer_open_say_so():
    actor, person = who.administrator(), who.person("Ann Ash")
    region = who.region()
    region.contact_name, region.contact_email = "Petra", "petra@example.org"
    region.save()
    link = person_link(person, region)
    PersonalLink.objects.filter(pk=link.pk).update(expires_on=date(2026, 1, 31))
    late = Client().get(path(link))
    assert late.status_code == 410
    assert "Its last day was 31 January 2026." in late.content.decode()
    assert "petra@example.org" in late.content.decode()
    withdraw_link(link, actor=actor)
    assert "It was withdrawn on" in Client().get(path(link)).content.decode()
    old = path(link)
    reissue_link(link, actor=actor)
    reissued = Client().get(old)
    assert reissued.status_code == 404
    assert "look for the latest message from us" in reissued.content.decode()
    assert Client().get("/l/nonsense/").status_code == 404


def test_a_feedback_link_does_not_open_a_persons_pages():
    link = issue_link(LinkPurpose.SIGN_UP, 1)
    assert Client().get(path(link).replace(link.code, "a" * 16)).status_code == 404


def test_no_log_line_holds_a_link(caplog):
    caplog.set_level(logging.DEBUG)
    link = person_link(who.person("Ann Ash"))
    token = path(link).split("/")[2]
    Client().get(path(link))
    Client().get(path(link)[:-2] + "x/")
    assert token not in caplog.text


def test_what_needs_an_administrator():
    actor, today = who.administrator(), timezone.localdate()
    User.objects.filter(pk=actor.user.pk).update(last_login=timezone.now())
    assert what_needs(actor, today) == []
    a_message()
    a_message()
    OutboxMessage.objects.update(state="failed")
    an_account()
    assert [(item.text, item.url, item.overdue) for item in what_needs(actor, today)] == [
        ("2 messages could not be sent", "/outbox/?state=failed", True),
        ("1 account has never been used", "/accounts/?never=on", False),
    ]
    assert what_needs(who.manager(), today) == []
    page = browser(actor).get("/accounts/?never=on").content.decode()
    assert "Send the invitation again" in page


def test_the_admin_pages_are_for_administrators():
    client = browser(who.administrator())
    for model in ("region", "council", "user", "membership", "person", "post", "outboxmessage", "auditevent"):
        assert client.get(f"/admin/councils/{model}/").status_code == 200, model
    message = queue_text(key="k", to_email="a@example.org", text="Subject\n\nsecret words")
    assert (
        "secret words"
        not in client.get(f"/admin/councils/outboxmessage/{message.pk}/change/").content.decode()
    )
    event = record(who.administrator(), "looked at", who.person())
    page = client.get(f"/admin/councils/auditevent/{event.pk}/change/").content.decode()
    assert 'name="_save"' not in page
    assert browser(who.national_staff()).get("/admin/", follow=True).status_code == 404
    assert Client().get("/admin/login/")["Location"].startswith("/account/login/")
