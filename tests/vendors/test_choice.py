"""What a choice keeps, who may not see scores before, and the workbooks that carry them."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from implementation.programme.registry import panels
from tests.factories import ROLES, user_as
from tests.vendors.factories import give_scores, make_round, make_scored
from vendors import actions, sheets
from vendors.comparison import compare, record
from vendors.models import Evaluator, Vendor, VendorSelection
from vendors.paper import changed_since

pytestmark = pytest.mark.django_db
SECRET = "The cellar was flooded twice"


def choose(selection, **fields):
    winner = Vendor.objects.get(name="Alder")
    fields = {"winner": winner, "reason": "Best.", "by": user_as("sponsor", selection.programme)} | fields
    return actions.select_vendor(selection, **fields)


def secretly(programme):
    """The manager's sheet is in, the consultant's is not."""
    selection = make_round(programme)
    user = user_as("manager", programme)
    sheet = selection.evaluators.get(user=user)
    pairs = [(v.pk, c.pk) for v in actions.contenders(selection) for c in selection.criteria.all()]
    actions.save_scores(sheet, dict.fromkeys(pairs, (2, SECRET)), by=user)
    return actions.submit_scores(sheet, by=user)


def test_nothing_gives_a_score_away_before_every_sheet_is_in(programme, client):
    sheet = secretly(programme)
    score = sheet.scores.first()
    addresses = [
        *(reverse(name, args=[programme.pk]) for name in ("vendors", "vendor_ranking", "vendor_criteria")),
        reverse("export_ranking", args=[programme.pk]),
        reverse("vendor_cell", args=[programme.pk, score.vendor_id, score.criterion_id]),
        reverse("vendor_total", args=[programme.pk, score.vendor_id]),
        reverse("vendor", args=[programme.pk, score.vendor_id]),
    ]
    for role in ("sponsor", "consultant", "executive", "member"):
        client.force_login(user_as(role, programme))
        for address in addresses:
            answer = client.get(address)
            assert SECRET not in b"".join(answer).decode(errors="ignore"), (role, address)

    assert compare(sheet.round).cells == []
    assert not any(
        user_as(role, programme).has_perm("vendors.view_score", score) for role in ROLES if role != "manager"
    )
    trail = json.dumps(list(AuditEntry.objects.values_list("before", "after", "note", "title")))
    assert SECRET not in trail
    assert sheet.sheet_salt not in trail
    assert not Notification.objects.filter(text__contains=SECRET).exists()
    facts = [panel.facts(programme) for panel in panels() if panel.name.startswith("vendors.")]
    assert SECRET not in json.dumps(facts, default=str)


def test_once_every_sheet_is_in_who_follows_the_choice_may_read(programme):
    sheet = secretly(programme)
    give_scores(sheet.round, "consultant", lambda v, c: 3)
    score = sheet.scores.first()

    may = {role for role in ROLES if user_as(role, programme).has_perm("vendors.view_score", score)}

    assert may == {"sponsor", "manager", "consultant", "executive"}


def test_the_choice_keeps_what_it_rests_on(programme):
    selection = make_scored(programme)
    sheet = selection.evaluators.get(user=user_as("manager", programme))
    actions.record_dissent(sheet, text="Too young a firm.", by=sheet.user)

    kept = choose(selection, conditions="Two references.\n\nPrice holds.")

    facts = VendorSelection.objects.get().facts
    assert (facts["winner"], facts["runners_up"], facts["conditions"]) == (
        "Alder",
        ["Birch"],
        ["Two references.", "Price holds."],
    )
    assert [(item["evaluator"], item["text"]) for item in facts["dissents"]] == [("Manager", "Too young a firm.")]
    assert facts["firmness"]["near"][0] == {"vendor": "Alder", "shares": ["1.0000", "0.0000"]}
    assert facts["ranking"][0]["shares"] == ["1.0000", "0.0000"]
    assert kept.facts_hold
    assert list(changed_since(kept)) == []


def test_a_comparison_that_changed_since_it_was_shown_is_not_chosen_on(programme):
    selection = make_scored(programme)
    mark = record.shown(compare(selection))
    sheet = selection.evaluators.first()
    actions.record_dissent(sheet, text="Too young a firm.", by=sheet.user)

    with pytest.raises(Stale, match="changed since you opened"):
        choose(selection, seen=mark)
    assert not VendorSelection.objects.exists()
    assert choose(selection, seen=record.shown(compare(selection))).winner.name == "Alder"


def test_the_record_opens_and_says_what_has_changed(programme, as_role):
    from core.workflow import perform

    kept = choose(make_scored(programme), conditions="Two references.")
    perform(kept.winner, "give_up", by=user_as("sponsor", programme), note="No contract.")

    page = as_role("executive").get(kept.get_absolute_url()).content.decode()

    for words in ("Two references.", "Alder is no longer chosen", kept.facts_sha256, "Runner-up"):
        assert words in page


@pytest.mark.pdf
def test_the_record_prints(programme, as_role):
    kept = choose(make_scored(programme))

    answer = as_role("executive").get(reverse("vendor_choice_pdf", args=[programme.pk, kept.pk]))

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_panel_draws_the_places_in_every_language(programme):
    choose(make_scored(programme))
    panel = next(panel for panel in panels() if panel.name == "vendors.sourcing")

    (chart,) = panel.facts(programme)["charts"]

    assert {part: sorted(chart[part]) for part in chart} == {
        key: ["en", "zh-hans", "zh-hant"] for key in ("figure", "title", "description")
    }


def test_the_whole_matrix_goes_into_a_workbook(programme, as_role):
    make_scored(programme)

    answer = as_role("executive").get(reverse("export_ranking", args=[programme.pk]))

    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Ranking", "Scores by criterion", "Every score", "Random weightings"]
    assert [cell.value for cell in book["Ranking"][2]][:3] == [1, "Alder", 4]
    assert book["Every score"].max_row == 1 + 2 * 2 * 9


@pytest.fixture
def own(programme):
    selection = make_round(programme)
    sheet = selection.evaluators.get(user=user_as("manager", programme))
    return Evaluator.objects.select_related("round").get(pk=sheet.pk)


def filled(sheet, **cells) -> bytes:
    """The sheet as downloaded, with 3 everywhere and these cells in place of what stood there."""
    book = load_workbook(io.BytesIO(sheets.own_sheet(sheet)))
    page = book.worksheets[0]
    for row in range(2, page.max_row + 1):
        page[f"C{row}"] = 3
    for place, value in cells.items():
        page[place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_ones_own_sheet_comes_back_as_entries(own):
    found = sheets.bring(own, "mine.xlsx", filled(own, C2=5, D2="Seen."))

    first = (actions.contenders(own.round).first().pk, own.round.criteria.first().pk)
    assert (found.faults, len(found.entries), found.entries[first]) == ([], 18, (5, "Seen."))
    assert len(found.differences) == 18
    assert own.scores.count() == 0


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"C2": 6}, ("C2", "“6” is no score")),
        ({"C3": "good"}, ("C3", "“good” is no score")),
        ({"C3": 2.5}, ("C3", "“2.5” is no score")),
        ({"C4": None, "D4": "Seen."}, ("C4", "Give the score")),
        ({"C2": "=1+1"}, ("C2", "A formula")),
        ({"E2": "0-0"}, ("E2", "No vendor and criterion")),
        ({"D2": "x" * 501}, ("D2", "Longer than 500")),
    ],
)
def test_a_cell_that_does_not_fit_is_named_and_nothing_written(own, cells, fault):
    (found,) = sheets.bring(own, "mine.xlsx", filled(own, **cells)).faults

    assert (found.cell, str(found.words)[: len(fault[1])]) == fault
    assert own.scores.count() == 0


def test_a_line_that_is_there_twice_is_named(own):
    key = f"{actions.contenders(own.round).first().pk}-{own.round.criteria.first().pk}"

    (found,) = sheets.bring(own, "mine.xlsx", filled(own, E3=key)).faults

    assert (found.cell, found.words) == ("E3", "This line is there twice. Keep one of the two.")


def test_the_sheet_of_another_is_refused(own, programme):
    other = Evaluator.objects.select_related("round").exclude(pk=own.pk).get()

    with pytest.raises(Refused, match="sheet of somebody else"):
        sheets.bring(own, "mine.xlsx", filled(other))


def test_a_workbook_of_ones_own_making_is_refused(own):
    stream = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "Alder"
    book.save(stream)

    with pytest.raises(Refused, match="This is not your sheet"):
        sheets.bring(own, "mine.xlsx", stream.getvalue())


def test_the_page_shows_what_would_change_and_saves_it_as_any_sheet(own, programme, as_role):
    client = as_role("manager")
    file = SimpleUploadedFile("mine.xlsx", filled(own, C2=5, D2="Seen."))

    page = client.post(reverse("bring_scores", args=[programme.pk]), {"file": file})

    fields = dict(page.context["fields"]) | {"revision": own.revision}
    assert own.scores.count() == 0
    client.post(reverse("score_vendors", args=[programme.pk]), fields)
    assert sorted(own.scores.values_list("points", flat=True)) == [3] * 17 + [5]


def test_after_the_freeze_no_sheet_is_taken(own, programme, as_role):
    give_scores(own.round, "manager", lambda v, c: 3)

    answer = as_role("manager").post(reverse("bring_scores", args=[programme.pk]))

    assert answer.status_code == 409
    assert "Your scores are submitted" in answer.content.decode()
