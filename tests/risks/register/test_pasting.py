import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import AuditEntry
from core.refusal import Refused, Stale
from risks.models import RegisterChange, Risk
from risks.register.columns import CHOOSABLE, COLUMNS, chosen
from risks.register.pasting import Place, copied, digest, paste, preview, rows_of
from risks.register.table import choices_for
from risks.register.undoing import undo_last
from tests.factories import user_as
from tests.risks.factories import make_risk

pytestmark = pytest.mark.django_db
ALL = ("title", *CHOOSABLE)


@pytest.fixture
def ann(programme):
    return user_as("consultant", programme, name="Ann")


def seen(programme, text, place, by):
    return preview(programme, text, place, choices=choices_for(programme), by=by)


def write(programme, text, place, by, **more):
    choices = choices_for(programme)
    mark = digest(preview(programme, text, place, choices=choices, by=by))
    fields = {"seen": mark, "without_refused": False} | more
    return paste(programme, text, place, by=by, choices=choices, **fields)


def test_new_rows_are_written_at_one_go_and_undone_at_one_go(programme, ann):
    text = "First\t4\tcritical\nSecond\t\t\n"
    place = Place((), ("title", "current_likelihood", "current_impact"))

    write(programme, text, place, ann)

    risks = list(Risk.objects.order_by("number"))
    assert [(r.title, r.current_likelihood, r.current_impact, r.state) for r in risks] == [
        ("First", 4, 4, "assessed"),
        ("Second", None, None, "identified"),
    ]
    assert RegisterChange.objects.count() == 1
    undo_last(programme, by=ann)
    assert not Risk.objects.exists()


def test_cells_are_filled_down_from_the_chosen_one(programme, ann):
    first, second = make_risk(programme, title="One"), make_risk(programme, title="Two")
    place = Place((first.pk, second.pk), ("current_likelihood", "current_impact", "level", "owner"))

    lines = write(programme, "5\t2\n3 Possible\t3\t2 Medium\tAnn", place, ann)

    assert [(line.kind, len(line.said)) for line in lines] == [("changed", 2), ("changed", 1)]
    one, two = Risk.objects.order_by("number")
    assert (one.current_likelihood, one.current_impact, two.owner) == (5, 2, ann)


def test_rows_beyond_the_last_are_new_risks(programme, ann):
    risk = make_risk(programme)

    lines = seen(programme, "Other\nMore", Place((risk.pk,), ("title",)), ann)

    assert [line.kind for line in lines] == ["changed", "new"]


def test_a_first_row_with_names_of_columns_says_what_stands_where(programme, ann):
    lines = seen(programme, "Owner\tRisk\nAnn\tFirst", Place((), ("title",)), ann)

    assert [(line.kind, line.values) for line in lines] == [("new", {"owner": ann, "title": "First"})]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("First\t9", "is not on the list of this column"),
        ("\t3", "A risk needs a title."),
        ("First\t3\tmore", "more cells than columns"),
        (f"{'x' * 201}\t3", "longer than 200 characters"),
    ],
)
def test_a_refused_row_says_why_and_nothing_is_written(programme, ann, text, reason):
    place = Place((), ("title", "current_likelihood"))

    (line,) = seen(programme, text, place, ann)

    assert line.kind == "refused"
    assert reason in line.problems[0][1]
    with pytest.raises(Refused, match="Some rows are refused"):
        write(programme, f"Good\t3\n{text}", place, ann)
    assert not Risk.objects.exists()


def test_refused_rows_stay_out_on_purpose(programme, ann):
    place = Place((), ("title", "current_likelihood"))

    write(programme, "Good\t3\nBad\t9", place, ann, without_refused=True)

    assert [risk.title for risk in Risk.objects.all()] == ["Good"]


def test_a_register_that_changed_since_the_preview_is_looked_at_again(programme, ann):
    risk = make_risk(programme)
    place = Place((risk.pk,), ("title",))
    mark = digest(seen(programme, "Other", place, ann))
    Risk.objects.filter(pk=risk.pk).update(revision=9)

    with pytest.raises(Stale):
        paste(programme, "Other", place, by=ann, choices=choices_for(programme), seen=mark, without_refused=False)


@pytest.mark.parametrize("text", ["", "\n\n", "x" * 500_001, "x\n" * 501])
def test_what_is_no_table_is_refused(text):
    with pytest.raises(Refused):
        rows_of(text)


def test_a_cell_with_lines_and_quotes_is_one_cell():
    assert rows_of('"two\nlines"\t"say ""so"""\n') == [["two\nlines", 'say "so"']]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=words.filter(str.strip),
    cause=st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=80),
    likelihood=st.integers(1, 5) | st.none(),
    category=st.sampled_from(["people", "data"]),
    proximity=st.sampled_from(["", "month"]),
)
def test_pasting_what_was_copied_changes_nothing(programme, ann, title, cause, likelihood, category, proximity):
    risk = Risk.objects.filter(programme=programme).first() or make_risk(programme, owner=ann)
    values = {"title": title, "cause": cause, "current_likelihood": likelihood, "category": category}
    Risk.objects.filter(pk=risk.pk).update(proximity=proximity, **values)
    risk = Risk.objects.get(pk=risk.pk)
    columns = chosen(list(ALL))
    names = tuple(column.name for column in columns)

    text = copied([risk], columns, choices_for(programme))

    (line,) = seen(programme, text, Place((risk.pk,), names), ann)
    assert (line.kind, line.values, line.step, line.problems) == ("same", {}, "", ())
    assert set(names) == set(COLUMNS)


def test_the_page_shows_first_and_writes_then(programme, as_role):
    address = reverse("paste_risks", args=[programme.pk])
    client, sent = as_role("consultant"), {"text": "New one\t4\t4", "as": "new"}
    entries = AuditEntry.objects.count()

    shown = client.post(address, sent)
    assert (Risk.objects.count(), AuditEntry.objects.count()) == (0, entries)
    written = client.post(address, sent | {"seen": shown.context["seen"]})

    assert "Write 1 row" in shown.content.decode()
    assert written.status_code == 302
    assert Risk.objects.get().current_level == 3


def test_rows_of_another_programme_are_not_touched(programme, ann):
    from tests.factories import make_programme

    other = make_risk(make_programme())

    lines = seen(programme, "Mine", Place((other.pk,), ("title",)), ann)

    assert [(line.kind, line.risk) for line in lines] == [("new", None)]
