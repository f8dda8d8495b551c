"""The pages that take a file of days in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import PeerOffer
from challenges.tests import factories as when
from councils.models import Council, PeopleImport
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def surrey():
    return when.participation(when.challenge_round(state="planning"), who.council("Surrey"))


@pytest.fixture
def browser():
    return signed_in(who.manager().user)


def uploaded(browser, round, text):
    file = SimpleUploadedFile("days.csv", text.encode())
    return browser.post(reverse("challenges:days_import", args=[round.pk]), {"file": file})


def test_a_file_is_looked_at_then_taken_in(surrey, browser):
    who.person("Pat Peer", at=surrey.council)
    text = "council,name,role,days\nSurrey,Pat Peer,lead,any\nSurrey,,,any\n"
    check = uploaded(browser, surrey.round, text)["Location"]
    page = browser.get(check)
    html = page.content.decode()
    assert "1 newly offered, 1 changed, 0 unchanged; 0 faulty rows" in html
    assert "Pat Peer, Surrey" in html
    assert "Surrey, as a host" in html
    assert not PeerOffer.objects.exists()
    done = browser.post(check, {"digest": page.context["digest"]}, follow=True).content.decode()
    assert "The file has been taken in: 1 newly offered, 1 changed." in done
    assert PeerOffer.objects.get().gave_days


def test_faulty_rows_are_named_and_there_is_no_button_to_take_them(surrey, browser):
    text = "council,name,days,first_day,last_day\nNarnia,,any,,\nSurrey,,can,2027-02-09,2027-02-01\n"
    check = uploaded(browser, surrey.round, text)["Location"]
    html = browser.get(check).content.decode()
    assert "“Narnia” is no council" in html
    assert "9 February 2027 to 1 February 2027 ends before it begins." in html
    assert "Take all of it in" not in html
    assert "some rows are faulty" in browser.post(check, {"digest": "x"}).content.decode()
    browser.post(check, {"drop": "yes"})
    assert not PeopleImport.objects.exists()


def test_a_file_that_cannot_be_read_is_said_beside_its_field(surrey, browser):
    html = uploaded(browser, surrey.round, "colour\nred\n").content.decode()
    assert "The first row must name the columns" in html
    assert (
        "Choose a file"
        in browser.post(reverse("challenges:days_import", args=[surrey.round_id]), {}).content.decode()
    )


def test_a_kept_file_of_people_or_of_another_round_is_not_found(surrey, browser):
    user = who.national_staff().user
    client = signed_in(user)
    for subject in ("people", "days:other"):
        kept = PeopleImport.objects.create(user=user, subject=subject, file_name="x.csv")
        address = reverse("challenges:days_import_check", args=[surrey.round_id, kept.pk])
        assert client.get(address).status_code == 404
    kept = PeopleImport.objects.create(user=user, subject=f"days:{surrey.round_id}", file_name="x.csv")
    assert client.get(reverse("councils:people_import_check", args=[kept.pk])).status_code == 404


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbfcouncil"), ("xlsx", b"PK")])
def test_the_file_to_fill_in_is_given_out(surrey, browser, kind, start):
    got = browser.get(reverse("challenges:days_template", args=[surrey.round_id, kind]))
    assert got.content.startswith(start)
    assert f'.{kind}"' in got["Content-Disposition"]


def test_another_kind_is_not_found(surrey, browser):
    assert browser.get(reverse("challenges:days_template", args=[surrey.round_id, "pdf"])).status_code == 404


def test_the_dry_run_reads_as_often_for_1_row_as_for_30(surrey, browser):
    names = list(Council.objects.on(surrey.round.first_week).exclude(name="Surrey")[:30])
    for council in names:
        when.offer(when.participation(surrey.round, council), who.person(f"Peer of {council}", at=council))
    head = "council,name,days\n"
    rows = [f'"{each.name}","Peer of {each.name}",any\n' for each in names]

    def queries(text):
        check = uploaded(browser, surrey.round, head + text)["Location"]
        with CaptureQueriesContext(connection) as got:
            assert "0 faulty rows" in browser.get(check).content.decode()
        return len(got)

    assert queries(rows[0]) == queries("".join(rows))
