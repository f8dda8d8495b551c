"""A file of days: what each row would do, what is wrong with it, and that all of it or nothing is saved."""

import io
from datetime import date

import pytest

from challenges.models import PeerOffer
from challenges.planning.proposal import Period
from challenges.selectors.sign_up.days_import import export_rows
from challenges.services.sign_up.days import Days, give_days
from challenges.services.sign_up.days_import import plan_of, start_days_import, take_days_import
from challenges.tests import factories as when
from challenges.topics import lay_topics
from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from councils.models import PeopleImport
from councils.selectors.directory import export_csv, export_xlsx
from councils.services.uploads import digest_of
from councils.tests import factories as who

pytestmark = pytest.mark.django_db

HEAD = "council,reference,name,role,days_offered,trained_on,expertise,topics,days,first_day,last_day,reason\n"


class Scene:
    """A round in which Kent hosts, Surrey lends Pat Peer and may lend Ned New, and Slough has not answered."""

    def __init__(self):
        self.round = when.challenge_round(state="planning")
        lay_topics(self.round)
        self.kent = when.participation(self.round, who.council("Kent"), lending=False)
        self.surrey = when.participation(self.round, who.council("Surrey"), hosting=False)
        when.participation(self.round, who.council("Slough"), hosting=None, lending=None)
        self.pat = who.person("Pat Peer", at=self.surrey.council)
        self.ned = who.person("Ned New", at=self.surrey.council)
        self.offer = when.offer(self.surrey, self.pat)
        self.manager = who.manager()

    def upload(self, text, actor=None):
        content = text if isinstance(text, bytes) else (HEAD + text).encode()
        return start_days_import(
            io.BytesIO(content), file_name="days.csv", round=self.round, actor=actor or self.manager
        )

    def plan(self, text):
        return plan_of(self.upload(text), round=self.round)

    def take(self, text):
        kept = self.upload(text)
        digest = digest_of(plan_of(kept, round=self.round))
        return take_days_import(kept, digest=digest, round=self.round, actor=self.manager)


@pytest.fixture
def scene():
    return Scene()


def test_hosts_and_peers_are_new_changed_and_the_same(scene):
    text = (
        f"Kent,,,,,,,Care leavers;early help,can,2027-02-01,2027-02-12,\n"
        f"Kent,,,,,,,,cannot,08/02/2027,,inset day\n"
        f"Surrey,{scene.pat.reference},Pat Peer,,6,2025-03-04,Audit,,any,,,\n"
        f"Surrey,,Ned New,Lead challenger,3,,,Data and performance,can,1 March 2027,5 March 2027,\n"
        f"Surrey,,Ned New,,,,,,can,2027-03-15,2027-03-16,\n"
    )
    plan = scene.plan(text)
    assert [(row.number, row.verdict) for row in plan] == [
        (2, "changed"),
        (3, "joined"),
        (4, "changed"),
        (5, "new"),
        (6, "joined"),
    ]
    assert plan[2].changes == (
        ("days offered", "", "6"),
        ("trained on", "", "2025-03-04"),
        ("expertise", "", "Audit"),
        ("can", "", "any day"),
    )
    assert scene.take(text) == (1, 2)
    scene.kent.refresh_from_db()
    assert [(each.first_day, each.last_day) for each in scene.kent.windows.all()] == [
        (date(2027, 2, 1), date(2027, 2, 12))
    ]
    assert scene.kent.blocked_periods.get().reason == "inset day"
    assert sorted(str(topic) for topic in scene.kent.topics.all()) == ["Care leavers", "Early help"]
    assert scene.kent.days_given_by == "Petra Programme, from a file, for Kent"
    scene.offer.refresh_from_db()
    assert (scene.offer.max_days, scene.offer.trained_on, scene.offer.expertise) == (
        6,
        date(2025, 3, 4),
        "Audit",
    )
    assert (scene.offer.gave_days, scene.offer.windows.count()) == (True, 0)
    made = PeerOffer.objects.get(person=scene.ned)
    assert (made.role, made.windows.count()) == ("lead", 2)
    assert made.days_given_by == "Petra Programme, from a file, for Ned New"
    assert (
        AuditEvent.objects.filter(verb__in=["offered a peer", "changed an offered peer", "gave days"]).count()
        == 3
    )
    assert PeopleImport.objects.count() == 1  # the one that was only planned


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,,,,,,,,,,", None),
        (",,Pat Peer,,,,,,,,,", "The council is empty."),
        ("Narnia,,Pat Peer,,,,,,,,,", "“Narnia” is no council with children's services that we know."),
        ("Camden,,Pat Peer,,,,,,,,,", "Camden is not in this round."),
        ("Surrey,P99999,Pat Peer,,,,,,,,,", "Nobody has the reference P99999."),
        ("Surrey,,Zed Unknown,,,,,,,,,", "Nobody called Zed Unknown is known at Surrey."),
        ("Kent,{pat},,,,,,,,,,", "Pat Peer has no post at Kent."),
        ("Surrey,{pat},Ned New,,,,,,,,,", "{pat} is Pat Peer, not Ned New."),
        ("Surrey,,,,,,,,any,,,", "Surrey has not said that it hosts."),
        ("Slough,,,,,,,,any,,,", "Slough has not said that it hosts."),
        (
            "Kent,,,lead,,,,,any,,,",
            "A row without a person is about the council as a host: leave role empty.",
        ),
        ("Surrey,,Ned New,,,,,,any,,,", "The role is empty, and Ned New has not been offered yet."),
        ("Surrey,,Pat Peer,wizard,,,,,,,,", "“wizard” is no role on a team."),
        ("Surrey,,Pat Peer,,0,,,,,,,", "“0” in days_offered is not a number from 1 to 60."),
        ("Surrey,,Pat Peer,,,31/02/2025,,,,,,", "“31/02/2025” in trained_on is not a day."),
        ("Surrey,,Pat Peer,,,2040-01-01,,,,,,", "The day of the training is in the future."),
        ("Surrey,,Pat Peer,,,,,Magic,,,,", "“Magic” is no topic of this round."),
        ("Surrey,,Pat Peer,,,,,,maybe,,,", "“maybe” in days is neither can, cannot nor any."),
        ("Surrey,,Pat Peer,,,,,,can,,2027-02-01,", "The first day is empty."),
        (
            "Surrey,,Pat Peer,,,,,,any,2027-02-01,,",
            "The days are “any”, but a first or last day is filled in.",
        ),
        (
            "Surrey,,Pat Peer,,,,,,can,2027-02-05,2027-02-01,",
            "5 February 2027 to 1 February 2027 ends before it begins.",
        ),
        (
            "Surrey,,Pat Peer,,,,,,can,2027-04-01,2027-04-09,",
            "1 April 2027 to 9 April 2027 is outside the round’s weeks, 5 October 2026 to 4 April 2027.",
        ),
        ("Surrey,,Pat Peer,,,,,,cannot,2027-05-01,,", "1 May 2027 is outside the round’s weeks"),
        ("Surrey,,Pat Peer,,,," + "x" * 201 + ",,,,,", "The expertise has more than 200 characters."),
    ],
)
def test_what_is_wrong_is_named_by_row_and_nothing_is_saved(scene, row, said):
    good = "Kent,,,,,,,,any,,,\n"
    text = good + row.format(pat=scene.pat.reference) + "\n"
    plan = scene.plan(text)
    if said is None:
        assert [each.verdict for each in plan] == ["changed"]  # an empty row is no row
        return
    assert (plan[1].number, plan[1].verdict) == (3, "faulty")
    assert said.format(pat=scene.pat.reference) in plan[1].reason
    with pytest.raises(DomainError, match="some rows are faulty"):
        scene.take(text)
    scene.kent.refresh_from_db()
    assert not scene.kent.gave_days


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("Surrey,,Pat Peer,lead,,,,,can,2027-03-01,,", "Pat Peer is in row 2 too, with another role."),
        ("Surrey,,Pat Peer,,5,,,,can,2027-03-01,,", "with another number of days offered"),
        ("Surrey,,Pat Peer,,,,,,can,2027-02-01,,", "with nothing new in this one"),
        (
            "Surrey,,Pat Peer,,,,,,any,,,",
            "Pat Peer can on any day in one row, and only on some days in another.",
        ),
    ],
)
def test_rows_of_one_peer_must_agree(scene, second, said):
    first = "Surrey,,Pat Peer,operational,4,,,,can,2027-02-01,,\n"
    plan = scene.plan(first + second + "\n")
    assert [row.verdict for row in plan] == ["changed", "faulty"]
    assert said in plan[1].reason


def test_two_of_one_name_need_the_reference(scene):
    twin = who.person("Pat Peer", at=scene.surrey.council)
    text = "Surrey,,Pat Peer,,,,,,any,,,\n"
    assert (
        f"2 people at Surrey are called Pat Peer: write {scene.pat.reference}" in scene.plan(text)[0].reason
    )
    named = f"Surrey,{twin.reference},Pat Peer,lead,,,,,any,,,\n"
    assert scene.plan(named)[0].verdict == "new"


@pytest.mark.parametrize("export", [export_csv, export_xlsx])
def test_what_is_given_out_is_taken_back_as_the_same(scene, export):
    days = Days(
        True,
        [Period(date(2027, 2, 1), date(2027, 2, 5), "=1+1")],
        [Period(date(2027, 2, 3), date(2027, 2, 3))],
    )
    give_days(offer=scene.offer, days=days, max_days=6, actor=scene.manager)
    scene.offer.topics.set(scene.round.topics.all()[:3])
    scene.take("Kent,,,,,,,Care leavers,any,,,\n")
    content = export(export_rows(scene.round))
    assert {row.verdict for row in plan_of(scene.upload(content), round=scene.round)} == {"same", "joined"}


def test_an_empty_cell_and_a_missing_column_leave_what_is_known(scene):
    days = Days(True, [Period(date(2027, 2, 1), date(2027, 2, 5))])
    give_days(offer=scene.offer, days=days, max_days=6, actor=scene.manager)
    content = b"council,name,days,first_day\nSurrey,Pat Peer,cannot,2027-02-02\n"
    kept = scene.upload(content)
    plan = plan_of(kept, round=scene.round)
    assert plan[0].changes == (("cannot", "", "2027-02-02 to 2027-02-02"),)
    take_days_import(kept, digest=digest_of(plan), round=scene.round, actor=scene.manager)
    scene.offer.refresh_from_db()
    assert (scene.offer.max_days, scene.offer.windows.count(), scene.offer.role) == (6, 1, "operational")


def test_a_sign_up_that_changed_since_the_dry_run_is_not_overwritten(scene):
    kept = scene.upload("Surrey,,Pat Peer,,4,,,,any,,,\n")
    digest = digest_of(plan_of(kept, round=scene.round))
    give_days(offer=scene.offer, days=Days(True), max_days=2, actor=who.by_link(scene.pat))
    with pytest.raises(DomainError, match="sign-ups have changed since you looked"):
        take_days_import(kept, digest=digest, round=scene.round, actor=scene.manager)
    scene.offer.refresh_from_db()
    assert scene.offer.max_days == 2


def test_a_file_is_taken_once_by_who_uploaded_it_into_its_own_round(scene):
    kept = scene.upload("Kent,,,,,,,,any,,,\n")
    digest = digest_of(plan_of(kept, round=scene.round))
    other = when.challenge_round(name="Other", state="planning")
    with pytest.raises(DomainError, match="another round"):
        take_days_import(kept, digest=digest, round=other, actor=scene.manager)
    with pytest.raises(DomainError, match="taken in already"):
        take_days_import(kept, digest=digest, round=scene.round, actor=who.national_staff())
    assert take_days_import(kept, digest=digest, round=scene.round, actor=scene.manager) == (0, 1)
    with pytest.raises(DomainError, match="taken in already"):
        take_days_import(kept, digest=digest, round=scene.round, actor=scene.manager)


def test_others_may_not_upload(scene):
    for actor in (who.council_contact(), who.manager(who.region("London"))):
        with pytest.raises(NotAllowed):
            scene.upload("Kent,,,,,,,,any,,,\n", actor)


def test_a_file_of_the_wrong_kind_is_refused_as_a_whole(scene):
    for content, said in (
        (b"council,colour\nKent,red\n", "the column colour is not known here"),
        (b"name\nPat Peer\n", "the column council is missing"),
        (b"PK\x03\x04 nonsense", "not an Excel file"),
        (b"", "The first row must name the columns"),
    ):
        with pytest.raises(DomainError) as refusal:
            scene.upload(content)
        assert said in refusal.value.fields["file"]
