"""Scheduling on the page: clashes are shown, then accepted by a tick; the second saver keeps what they typed."""

import re
from datetime import date

import pytest
from django.urls import reverse

from challenges.models import BookedDay, Challenge
from challenges.services.visits.scheduling import edition
from challenges.tests import factories as when
from councils.audit.models import AuditEvent
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db


class Scene:
    """A round in planning, Kent hosting, Surrey and Medway lending a whole team; the manager's browser."""

    def __init__(self):
        self.round = when.challenge_round(state="planning")
        self.kent = when.participation(self.round, who.council("Kent"), theme="Neglect")
        surrey = when.participation(self.round, who.council("Surrey"))
        medway = when.participation(self.round, who.council("Medway"))
        lent = [("lead", surrey), ("operational", surrey), ("operational", medway), ("specialist", medway)]
        self.team = [when.offer(at, role=role).person for role, at in lent]
        self.manager = who.manager()
        self.browser = signed_in(self.manager.user)
        self.address = reverse("challenges:schedule", args=[self.kent.pk])

    def typed(self, **changed):
        places = ("lead_1", "operational_1", "operational_2", "specialist_1")
        given = dict(zip(places, [person.pk for person in self.team], strict=True))
        given |= {
            "first_day_0": "12",
            "first_day_1": "1",
            "first_day_2": "2027",
            "days": "3",
            "theme": "Neglect",
        }
        return given | {"manager_on_site": self.manager.person.pk} | changed

    def post(self, **changed):
        return self.browser.post(self.address, self.typed(**changed))


@pytest.fixture
def scene():
    return Scene()


def accepted(html):
    found = re.search(r'name="accepted" id="accepted" value="(\w+)"', html)
    return found[1] if found else None


def test_a_visit_is_scheduled(scene):
    assert scene.browser.get(scene.address).status_code == 200
    saved = scene.post()
    assert saved["Location"] == reverse("challenges:challenge_list", args=[scene.round.pk])
    made = Challenge.objects.get()
    assert (made.first_day, made.last_day, made.state) == (date(2027, 1, 12), date(2027, 1, 14), "proposed")
    assert BookedDay.objects.count() == 15


def test_offered_peers_come_first_and_nobody_of_the_host(scene):
    own = who.person("Kim Kent", at=who.council("Kent"))
    other = who.person("Mo Medway", post="lead_member", at=who.council("Medway"))
    html = scene.browser.get(scene.address).content.decode()
    lead = html[html.index('id="id_lead_1"') : html.index('id="id_operational_1"')]
    assert 'optgroup label="Offered for this part"' in lead
    assert lead.index(str(scene.team[0])) < lead.index("Others who could be asked") < lead.index(str(other))
    assert str(own) not in html


def test_checking_names_clashes_and_saves_nothing(scene):
    html = scene.post(check="1").content.decode()
    assert "No clashes" in html
    html = scene.post(check="1", first_day_0="15").content.decode()
    assert "16 January 2027 is a Saturday." in html
    assert not Challenge.objects.exists()


def test_clashes_are_saved_only_with_the_tick(scene):
    html = scene.post(first_day_0="15").content.decode()
    assert "16 January 2027 is a Saturday." in html
    assert 'value="15"' in html
    assert not Challenge.objects.exists()
    saved = scene.post(first_day_0="15", accepted=accepted(html))
    assert saved.status_code == 302
    event = AuditEvent.objects.get(verb="scheduled the challenge")
    assert event.after["accepted clashes"] == [
        "16 January 2027 is a Saturday.",
        "17 January 2027 is a Sunday.",
    ]


def test_a_tick_for_other_clashes_does_not_count(scene):
    html = scene.post(first_day_0="15").content.decode()
    again = scene.post(first_day_0="14", accepted=accepted(html)).content.decode()
    assert "16 January 2027 is a Saturday." in again
    assert not Challenge.objects.exists()


def test_a_browser_cannot_accept_what_it_has_not_shown(scene):
    assert scene.post(first_day_0="15", accepted="*").status_code == 200
    assert not Challenge.objects.exists()


def test_what_is_impossible_cannot_be_ticked_away(scene):
    html = scene.post(operational_3=scene.team[0].pk).content.decode()
    assert html.count(f"{scene.team[0]} is named twice.") == 3  # summary, field and list of clashes
    assert accepted(html) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"first_day_1": "13"}, "First day of the visit: enter the month as a number"),
        (
            {"first_day_0": "", "first_day_1": "", "first_day_2": ""},
            "First day of the visit: enter the day, month and year",
        ),
        ({"days": "three"}, "Enter a whole number."),
        ({"days": "11"}, "less than or equal to 10"),
        ({"lead_1": "999999"}, "Select a valid choice"),
        ({"manager_on_site": "999999"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(scene, changed, said):
    page = scene.post(**(changed | {"theme": "Typed with care"}))
    html = page.content.decode()
    assert page.status_code == 200
    assert said in html
    assert "There is a problem" in html
    assert 'value="Typed with care"' in html
    assert not Challenge.objects.exists()


def test_a_closed_round_says_what_to_do(scene):
    scene.round.state = "closed"
    scene.round.save()
    assert "The round is closed. Reopen it first." in scene.post().content.decode()


def test_a_host_that_has_a_visit_is_changed_instead(scene):
    scene.post()
    made = Challenge.objects.get()
    assert scene.browser.get(scene.address)["Location"] == reverse("challenges:schedule_edit", args=[made.pk])


def test_the_second_saver_is_told_and_keeps_what_they_typed(scene):
    scene.post()
    made = Challenge.objects.get()
    address = reverse("challenges:schedule_edit", args=[made.pk])
    html = scene.browser.get(address).content.decode()
    seen = edition(made)
    assert f'name="seen" value="{seen}"' in html
    assert scene.browser.post(address, scene.typed(seen=seen, theme="First")).status_code == 302
    html = scene.browser.post(address, scene.typed(seen=seen, theme="Second")).content.decode()
    assert "Petra Programme changed theme: First." in html
    assert 'value="Second"' in html
    made.refresh_from_db()
    assert made.theme == "First"
    assert f'name="seen" value="{edition(made)}"' in html


def test_an_agreed_visit_keeps_its_days(scene):
    scene.post()
    made = Challenge.objects.get()
    Challenge.objects.update(state="agreed")
    address = reverse("challenges:schedule_edit", args=[made.pk])
    html = scene.browser.get(address).content.decode()
    assert "it is moved with a reason" in html
    assert "first_day_0" not in html
    scene.browser.post(address, scene.typed(seen=edition(made), theme="Early help", first_day_0="19"))
    made.refresh_from_db()
    assert (made.theme, made.first_day) == ("Early help", date(2027, 1, 12))


def test_a_postponed_visit_gets_days_before_a_team(scene):
    scene.post()
    made = Challenge.objects.get()
    Challenge.objects.update(state="postponed", first_day=None, last_day=None)
    page = scene.browser.get(
        reverse("challenges:schedule_edit", args=[made.pk]), follow=True
    ).content.decode()
    assert "This visit has no date." in page


def test_peers_of_other_regions_are_shown_without_their_names(scene):
    london = when.challenge_round(who.region("London"), name="London", state="planning")
    lent = when.offer(when.participation(london, who.council("Camden")), role="specialist")
    lent.outside_region, lent.expertise = True, "Data"
    lent.save()
    html = scene.browser.get(scene.address).content.decode()
    assert "Specialist, London: Data" in html
    assert lent.person.name not in html


def test_as_many_questions_for_a_large_round_as_for_a_small_one(scene, django_assert_max_num_queries):
    for _ in range(40):
        who.person(at=who.council("Medway"))
    with django_assert_max_num_queries(40):
        scene.browser.get(scene.address)
