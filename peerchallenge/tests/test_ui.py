"""The house tags: what they draw, and that they refuse what they do not know."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db.models import TextChoices
from django.template import Context, Template, TemplateSyntaxError
from django.utils.html import escape

from peerchallenge.ui import date_range, status_tag

PLANTED = "<script>alert(1)</script>"


class State(TextChoices):
    ON_SITE = "on_site", "On site"


def draw(source, **context):
    return Template("{% load ui %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 3, 3), (2026, 3, 5), "3 to 5 March 2026"),
        ((2026, 3, 30), (2026, 4, 2), "30 March to 2 April 2026"),
        ((2025, 12, 30), (2026, 1, 2), "30 December 2025 to 2 January 2026"),
        ((2026, 3, 3), (2026, 3, 3), "3 March 2026"),
        ((2026, 3, 3), None, "3 March 2026"),
    ],
)
def test_two_days_are_said_as_shortly_as_is_clear(first, last, words):
    html = date_range(dt.date(*first), dt.date(*last) if last else None)
    text = html.replace("\u00a0", " ").replace("</time>", "")
    assert "".join(part.partition(">")[2] or part for part in text.split("<time")) == words


def test_no_day_is_said_to_be_none():
    assert date_range(None) == '<span class="app-muted">not set</span>'


@pytest.mark.parametrize(
    ("state", "label", "html"),
    [
        (State.ON_SITE, "", '<strong class="govuk-tag govuk-tag--blue">On site</strong>'),
        ("letter_sent", "", '<strong class="govuk-tag govuk-tag--turquoise">Letter sent</strong>'),
        ("overdue", "9 days late", '<strong class="govuk-tag govuk-tag--red">9 days late</strong>'),
        ("unheard_of", "", '<strong class="govuk-tag govuk-tag--grey">Unheard of</strong>'),
    ],
)
def test_a_state_has_a_colour_and_words(state, label, html):
    assert status_tag(state, label) == html


def test_every_tag_refuses_a_parameter_that_it_does_not_declare():
    for tag in (
        "{% status_tag 'draft' colour='red' %}",
        "{% date_range a b style='short' %}",
        "{% empty_state 'None' link='/' %}",
        "{% figure_table 'a' b c name='d' sorted=True %}",
        "{% progress run address='/' %}",
        "{% summary_list rows actions=True %}",
    ):
        with pytest.raises(TemplateSyntaxError):
            draw(tag)


def test_a_component_refuses_a_parameter_that_it_does_not_have():
    with pytest.raises(TypeError):
        draw("{% component 'button' text='Save' colour='red' %}")
    with pytest.raises(ImportError):
        draw("{% component 'carousel' %}")


def test_breadcrumbs_come_in_pairs():
    assert '<a class="govuk-breadcrumbs__link" href="/rounds/">Rounds</a>' in draw(
        "{% breadcrumbs 'Rounds' '/rounds/' %}"
    )
    with pytest.raises(TemplateSyntaxError):
        draw("{% breadcrumbs 'Rounds' %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% component 'tag' text=it %}",
        "{% component 'warning-text' text=it %}",
        "{% component 'details' summaryText=it text='x' %}",
        "{% component 'inset-text' text=it %}",
        "{% component 'button' text=it href=it %}",
        "{% component 'notification-banner' text=it %}",
        "{% status_tag it %}",
        "{% status_tag 'draft' it %}",
        "{% empty_state it it it %}",
        "{% summary_list rows %}",
        "{% figure_table it columns rows name=it note=it chart=it %}",
        "{% progress run url=it %}",
        "{% breadcrumbs it it %}",
        "{% back_link it it %}",
        "{% scrolling it %}{{ it }}{% endscrolling %}",
    ],
)
def test_planted_markup_is_shown_as_text(source):
    run = SimpleNamespace(state="failed", error=PLANTED, progress=None)
    html = draw(source, it=PLANTED, rows=[(PLANTED, PLANTED)], columns=[PLANTED, PLANTED], run=run)
    assert "<script" not in html.lower()
    assert escape(PLANTED) in html or "alert(1)" in html


def test_a_figure_sets_number_columns_right_and_names_its_rows():
    html = draw(
        "{% figure_table 'Themes' columns rows name='t' %}",
        columns=["Theme", "n"],
        rows=[["B1", 14], ["R1", "hidden"]],
    )
    assert html.count("govuk-table__cell--numeric") == 2
    assert html.count('<th scope="row"') == 2
    assert 'role="region" aria-labelledby="t-caption" tabindex="0"' in html


def test_progress_is_followed_only_while_something_goes_on():
    running = draw(
        "{% progress run url='/runs/1' %}", run=SimpleNamespace(state="running", progress=42.4, error="")
    )
    assert 'data-progress-url="/runs/1"' in running
    assert 'max="100" value="42"' in running
    done = draw("{% progress run url='/runs/1' %}", run=SimpleNamespace(state="done", progress=100, error=""))
    assert "data-progress-url" not in done
    assert "<progress" not in done


def test_components_drawn_by_many_threads_at_once_keep_their_own_words():
    shared = Template("{% load ui %}{% component 'tag' text=word %}")

    def mixed(number):
        return any(f">\n  {number}\n" not in shared.render(Context({"word": number})) for _ in range(50))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(mixed, range(8))) == [False] * 8
