"""The dry run, all or nothing, and the round trip."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councils.errors import DomainError, NotAllowed
from councils.imports.cells import tidy
from councils.models import AuditEvent, PeopleImport, Person, Post
from councils.roles import PostKind
from councils.selectors.directory import export_csv, export_rows, export_xlsx
from councils.services.imports import plan_of, start_people_import, take_people_import
from councils.services.people import next_reference
from councils.services.uploads import digest_of
from councils.tests import factories as who

pytestmark = pytest.mark.django_db
HEAD = "reference,name,email,phone,post,dfe_number,council,region,starts_on,ends_on\n"


def upload(text, actor):
    content = text if isinstance(text, bytes) else text.encode()
    return start_people_import(io.BytesIO(content), file_name="people.csv", actor=actor)


def planned(text, actor):
    return plan_of(upload(text, actor), actor=actor)


def verdicts(text, actor):
    return [(row.number, row.verdict, row.reason) for row in planned(text, actor)]


def take(text, actor):
    kept = upload(text, actor)
    return take_people_import(kept, digest=digest_of(plan_of(kept, actor=actor)), actor=actor)


def test_new_changed_and_the_same():
    ann = who.person("Ann Ash", at=who.council("Kent"))
    bo = who.person("Bo Beech", at=who.council("Kent"))
    text = (
        HEAD
        + f"{ann.reference},Ann Ash,{ann.email},,director,,Kent,,,\n"
        + f"{bo.reference},Bo Birch,{bo.email},,Director of children's services,886,,South East,,\n"
        + ",Cy Cedar,cy@example.org,,lead member,,Surrey,,01/09/2026,\n"
    )
    actor = who.administrator()
    plan = planned(text, actor)
    assert [row.verdict for row in plan] == ["same", "changed", "new"]
    assert plan[1].changes == (("name", "Bo Beech", "Bo Birch"),)
    assert take(text, actor) == (1, 1)
    made = Person.objects.get(name="Cy Cedar")
    post = made.posts.get()
    assert (post.kind, post.council.name, post.starts_on) == ("lead_member", "Surrey", date(2026, 9, 1))
    assert Person.objects.get(pk=bo.pk).name == "Bo Birch"
    assert PeopleImport.objects.filter(file_name="people.csv").count() == 1  # the one of `planned`
    assert AuditEvent.objects.filter(verb="imported the person").count() == 1


def test_one_faulty_row_keeps_every_other_out():
    actor = who.administrator()
    text = HEAD + ",Ann Ash,,,director,,Kent,,,\n,Bo Beech,,,wizard,,Kent,,,\n"
    with pytest.raises(DomainError, match="some rows are faulty"):
        take(text, actor)
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,,director,,Kent,,,", "The name is empty."),
        (",Ann,,,wizard,,Kent,,,", "“wizard” is no post that we know."),
        (",Ann,,,director,,Narnia,,,", "“Narnia” is no council with children's services that we know."),
        (",Ann,,,director,999,,,,", "No council has the DfE number 999."),
        (",Ann,,,director,886,Surrey,,,", "The DfE number 886 is Kent, not Surrey."),
        (",Ann,,,director,,Kent,London,,", "Kent is in South East, not in London."),
        (",Ann,,,director,,,,,", "The council is empty."),
        (",Ann,,,programme manager,,,Mars,,", "“Mars” is no region of England."),
        (",Ann,,,,,Kent,,,", "The post is empty, but council is filled in."),
        (",Ann,,,,,,,,", "A new person needs a post and its council or region."),
        (",Ann,nobody,,director,,Kent,,,", "“nobody” is not an email address."),
        (",Ann,,,director,,Kent,,31/02/2026,", "“31/02/2026” in starts_on is not a day."),
        (",Ann,,,director,,Kent,,2026-02-02,2026-02-01", "The post ends before it starts."),
        (",Ann,," + "1" * 41 + ",director,,Kent,,,", "The phone has more than 40 characters."),
        ("a b,Ann,,,director,,Kent,,,", "“A B” is no reference"),
    ],
)
def test_what_is_wrong_is_said_by_row(row, reason):
    [(number, verdict, said)] = verdicts(HEAD + row + "\n", who.administrator())
    assert (number, verdict) == (2, "faulty")
    assert said.startswith(reason)


def test_a_reference_comes_twice_only_for_another_post():
    rows = verdicts(
        HEAD
        + "X1,Ann,,,director,,Kent,,,\n"
        + "X1,Ann,,,lead member,,Kent,,,\n"
        + "X1,Ann,,,director,,Kent,,,\n"
        + "X1,Bo,,,director,,Surrey,,,\n"
        + "X1,Ann,,,director,,Kent,,2020-01-01,\n",
        who.administrator(),
    )
    assert rows == [
        (2, "new", ""),
        (3, "new", ""),
        (4, "faulty", "X1 is in row 2 too, with the same post."),
        (5, "faulty", "X1 is in row 2 too, with another name."),
        (6, "faulty", "X1 holds this post twice at once. Give the earlier one its last day."),
    ]


def test_two_rows_of_a_new_person_make_one_person_with_two_posts():
    actor = who.administrator()
    assert take(HEAD + "X1,Ann,,,director,,Kent,,,\nX1,Ann,,,lead member,,Kent,,,\n", actor) == (1, 0)
    assert Person.objects.get(reference="X1").posts.count() == 2


def test_the_same_file_without_references_does_not_double_everybody():
    actor = who.administrator()
    text = HEAD + ",Ann Ash,a@example.org,,director,,Kent,,,\n"
    take(text, actor)
    reference = Person.objects.get().reference
    assert verdicts(text, actor) == [
        (
            2,
            "faulty",
            f"The same person at the same place is here already: write its reference, {reference}, into the row.",
        )
    ]


def test_a_manager_imports_their_own_region_only():
    actor = who.manager()
    other = who.person("Other Oak", at=who.council("Camden"))
    rows = verdicts(
        HEAD + ",Ann,,,director,,Kent,,,\n,Bo,,,director,,Camden,,,\n" + f"{other.reference},Oak,,,,,,,,\n",
        actor,
    )
    assert rows == [
        (2, "new", ""),
        (3, "faulty", "Camden is not in a region of yours."),
        (4, "faulty", f"{other.reference} is not of a region of yours. Leave it empty for a new person."),
    ]


def test_national_staff_import_nothing():
    with pytest.raises(NotAllowed):
        upload(HEAD + ",Ann,,,director,,Kent,,,\n", who.national_staff())


def test_people_who_changed_since_the_dry_run_stop_it():
    actor = who.administrator()
    ann = who.person("Ann Ash", at=who.council("Kent"))
    kept = upload(f"reference,name\n{ann.reference},Ann Elm\n", actor)
    digest = digest_of(plan_of(kept, actor=actor))
    Person.objects.filter(pk=ann.pk).update(name="Ann Oak")
    with pytest.raises(DomainError, match="people have changed since you looked"):
        take_people_import(kept, digest=digest, actor=actor)
    assert Person.objects.get(pk=ann.pk).name == "Ann Oak"


def test_a_file_is_taken_once():
    actor = who.administrator()
    kept = upload(HEAD + ",Ann,,,director,,Kent,,,\n", actor)
    digest = digest_of(plan_of(kept, actor=actor))
    take_people_import(kept, digest=digest, actor=actor)
    with pytest.raises(DomainError, match="already"):
        take_people_import(kept, digest=digest, actor=actor)
    assert Person.objects.count() == 1


def test_a_column_left_out_leaves_what_is_known():
    ann = who.person("Ann Ash", at=who.council("Kent"))
    take(f"reference,name\n{ann.reference},Ann Elm\n", who.administrator())
    ann.refresh_from_db()
    assert (ann.name, ann.email != "", ann.posts.count()) == ("Ann Elm", True, 1)


def test_the_next_reference_is_above_every_one_given_out():
    Person.objects.create(reference="P00500", name="A")
    Person.objects.create(reference="P00100", name="B")
    Person.objects.create(reference="X9", name="C")
    assert next_reference() == "P00501"


def test_a_council_of_the_past_is_found_by_the_day_of_the_post():
    plan = planned(
        HEAD + ",Ann,,,director,,Dorset,,2015-01-01,2016-01-01\n,Bo,,,director,,Dorset,,,\n",
        who.administrator(),
    )
    assert [row.post.place.dfe_number for row in plan] == ["835", "838"]


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).map(tidy).filter(bool)
formulas = st.sampled_from(["=1+1", "+44 20", "-x", "@a", "'=a", "'", "a;b", 'say "hi"', "a,b"])
days = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))
posts = st.lists(
    st.tuples(st.sampled_from(PostKind.values), st.sampled_from(["Kent", "Camden"]), days, days), max_size=3
)
people = st.lists(
    st.tuples(words | formulas, st.sampled_from(["", "a@example.org"]), words | formulas, posts), max_size=4
)


@given(people=people, workbook=st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_export_comes_back_without_a_change(db, people, workbook):
    Person.objects.all().delete()
    for number, (name, email, phone, held) in enumerate(people):
        person = Person.objects.create(reference=f"P{number:05d}", name=name, email=email, phone=phone[:40])
        for kind, council, starts_on, ends_on in held:
            _give(person, kind, council, starts_on, ends_on)
    actor = who.administrator()
    content = (export_xlsx if workbook else export_csv)(export_rows(actor))
    if people:
        assert {row.verdict for row in planned(content, actor)} == {"same"}


def _give(person, kind, council, starts_on, ends_on):
    if starts_on and ends_on and ends_on < starts_on:
        return
    of_region = kind == PostKind.PROGRAMME_MANAGER
    place = {"region": who.region()} if of_region else {"council": who.council(council)}
    if ends_on is None and Post.objects.filter(person=person, kind=kind, ends_on=None, **place).exists():
        return
    Post.objects.create(person=person, kind=kind, starts_on=starts_on, ends_on=ends_on, **place)


def test_a_managers_export_comes_back_to_them_without_a_change():
    ann = who.person("Ann Ash", at=who.council("Kent"))
    Post.objects.create(person=ann, kind=PostKind.SPECIALIST, council=who.council("Camden"))
    who.person("Other Oak", at=who.council("Camden"))
    actor = who.manager()
    plan = planned(export_csv(export_rows(actor)), actor)
    assert [(row.name, row.verdict) for row in plan] == [
        ("Ann Ash", "same"),
        ("Ann Ash", "same"),
        ("Petra Programme", "same"),
    ]


def test_nothing_in_an_export_begins_like_a_formula():
    Person.objects.create(reference="P00001", name="=1+1", phone="+44 20 7946 0000")
    text = export_csv(export_rows(who.administrator())).decode("utf-8-sig")
    assert text.splitlines()[1] == "P00001,'=1+1,,'+44 20 7946 0000,,,,,,"
