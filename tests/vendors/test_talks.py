"""After the last sheet is in: talk, change one's own score, dissent; before: reminders."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F

from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from tests.factories import user_as
from tests.vendors.factories import give_scores, make_chosen, make_round
from vendors import actions
from vendors.models import Dissent, Evaluator, Score, ScoreChange, Talk, Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection(programme):
    """Two evaluators, every sheet in, the manager at 5 and the consultant at 3 on the first vendor and criterion."""
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 5 if (v, c) == (0, 0) else 3)
    give_scores(selection, "consultant", lambda v, c: 3)
    return selection


def cell_of(selection):
    return {"vendor": Vendor.objects.get(name="Alder"), "criterion": selection.criteria.first()}


def score_of(selection, role):
    user = user_as(role, selection.programme)
    return Score.objects.get(evaluator__user=user, **cell_of(selection))


def talk(selection, **fields):
    fields = {"note": "The trial was short.", "by": user_as("manager", selection.programme)} | fields
    return actions.talk_over(selection, **(cell_of(selection) | fields))


def change(selection, role="manager", **fields):
    given = {"points": 4, "evidence": "", "reason": "One week only.", "by": user_as(role, selection.programme)}
    return actions.change_score(score_of(selection, role), **(given | fields))


def test_a_talk_is_kept_under_one_entry_and_every_evaluator_hears(selection):
    before = AuditEntry.objects.count()

    kept = talk(selection)

    assert (kept.note, kept.by) == ("The trial was short.", user_as("manager", selection.programme))
    assert AuditEntry.objects.count() == before + 1
    heard = Notification.objects.filter(text__contains="the talk is on record")
    assert heard.get().user == user_as("consultant", selection.programme)


def test_a_talk_told_again_replaces_the_note_and_the_trail_keeps_the_old_one(selection):
    first = talk(selection)

    again = talk(selection, note="Both look again.")

    assert (again.pk, Talk.objects.get().note) == (first.pk, "Both look again.")
    assert AuditEntry.objects.latest("pk").before == {"note": "The trial was short."}


def test_a_talk_seen_before_somebody_elses_is_refused(selection):
    talk(selection)
    talk(selection, note="Both look again.")

    with pytest.raises(Stale):
        talk(selection, note="Mine.", seen_revision=0)


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_evaluators_and_who_runs_it_put_a_talk_on_record(selection, role):
    with pytest.raises(PermissionDenied):
        talk(selection, by=user_as(role, selection.programme))


def test_nothing_is_talked_over_while_a_sheet_is_out(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 3)

    with pytest.raises(Refused, match="once every sheet is in"):
        talk(selection)


def test_an_empty_note_is_refused(selection):
    with pytest.raises(ValidationError):
        talk(selection, note="")


def test_another_rounds_criterion_is_refused(selection, programme):
    from tests.factories import make_programme

    other = actions.current_round(make_programme()).criteria.first()

    with pytest.raises(Refused, match="Only vendors on the shortlist"):
        talk(selection, criterion=other)


def test_an_own_score_is_changed_with_its_reason_and_the_old_one_kept(selection):
    talk(selection)
    before = AuditEntry.objects.count()

    change(selection, reason="One week only.")

    kept = ScoreChange.objects.get()
    assert (kept.before, kept.evidence_before, kept.after, kept.reason) == (5, "Seen.", 4, "One week only.")
    assert score_of(selection, "manager").points == 4
    assert AuditEntry.objects.count() == before + 1


def test_a_score_is_changed_by_its_owner_only(selection):
    talk(selection)

    with pytest.raises(PermissionDenied):
        actions.change_score(
            score_of(selection, "consultant"),
            points=4,
            evidence="",
            reason="Mine.",
            by=user_as("manager", selection.programme),
        )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"points": 5}, "score already"),
        ({"reason": " "}, "Say why"),
        ({"points": 2}, "Say what shows it"),
    ],
)
def test_a_change_that_says_too_little_is_refused_and_nothing_written(selection, fields, sentence):
    talk(selection)

    with pytest.raises(Refused, match=sentence):
        change(selection, **fields)

    assert (ScoreChange.objects.count(), score_of(selection, "manager").points) == (0, 5)


def test_a_score_is_not_changed_before_the_talk(selection):
    with pytest.raises(Refused, match="came of the talk"):
        change(selection)


def test_a_score_off_the_scale_is_refused(selection):
    talk(selection)

    with pytest.raises(ValidationError):
        change(selection, points=6, evidence="Seen.")

    assert score_of(selection, "manager").points == 5


def test_a_second_press_does_not_change_a_score_twice(selection):
    talk(selection)
    change(selection, seen_revision=0)

    with pytest.raises(Stale):
        change(selection, points=3, seen_revision=0)


def test_once_the_choice_is_asked_for_scores_stay(selection):
    talk(selection)
    actions.ask_selection(selection, by=user_as("manager", selection.programme))

    with pytest.raises(Refused, match="before the choice is asked for"):
        change(selection)


def test_a_changed_score_explains_itself_and_a_bent_one_does_not(selection):
    talk(selection)
    change(selection)
    change(selection, points=3)
    sheet = selection.evaluators.get(user=user_as("manager", selection.programme))

    assert actions.is_as_handed_in(sheet)
    Score.objects.filter(evaluator=sheet, criterion=selection.criteria.last()).update(points=F("points") + 1)
    assert not actions.is_as_handed_in(sheet)


def test_a_sheet_handed_in_before_there_was_salt_still_proves_itself(selection):
    from core.evidence import sha256_of

    sheet = selection.evaluators.first()
    rows = sheet.scores.order_by("vendor", "criterion").values_list("vendor", "criterion", "points", "evidence")
    Evaluator.objects.filter(pk=sheet.pk).update(sheet_salt="", sheet_sha256=sha256_of([list(row) for row in rows]))
    sheet.refresh_from_db()

    assert actions.is_as_handed_in(sheet)


def test_an_open_sheet_is_not_taken_back(selection):
    sheet = selection.evaluators.get(user=user_as("manager", selection.programme))

    with pytest.raises(Refused, match="All sheets are in and open"):
        perform(sheet, "take_back", by=sheet.user, note="Second thoughts.")


def test_nobody_is_named_to_score_what_is_open_already(selection):
    people = [user_as(role, selection.programme) for role in ("manager", "consultant", "executive")]

    with pytest.raises(Refused, match="evaluators stay as they are"):
        actions.name_evaluators(selection, people, by=user_as("manager", selection.programme))


def test_a_dissent_is_recorded_once_before_and_once_after_the_choice(programme):
    make_chosen(programme)
    sheet = Evaluator.objects.get(user=user_as("manager", programme))
    Dissent.objects.create(evaluator=sheet, text="Too young a firm.")

    kept = actions.record_dissent(sheet, text="I still see it so.", by=sheet.user)

    assert kept.after_choice
    with pytest.raises(Refused, match="on record already"):
        actions.record_dissent(sheet, text="Once more.", by=sheet.user)


def test_a_dissent_is_told_to_the_sponsor_and_one_entry(selection):
    sheet = selection.evaluators.get(user=user_as("manager", selection.programme))
    sponsor, before = user_as("sponsor", selection.programme), AuditEntry.objects.count()

    actions.record_dissent(sheet, text="Too young a firm.", by=sheet.user)

    assert AuditEntry.objects.count() == before + 1
    assert Notification.objects.filter(user=sponsor, text__contains="dissent").count() == 1


def test_nobody_dissents_for_another_or_while_scores_are_covered(programme):
    selection = make_round(programme)
    sheet = selection.evaluators.get(user=user_as("manager", programme))

    with pytest.raises(PermissionDenied):
        actions.record_dissent(sheet, text="Not mine.", by=user_as("consultant", programme))
    with pytest.raises(Refused, match="once every sheet is in"):
        actions.record_dissent(sheet, text="Too early.", by=sheet.user)


def test_those_who_are_late_are_reminded_once_a_day(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 3)
    manager, late = user_as("manager", programme), user_as("consultant", programme)
    Notification.objects.all().delete()

    with time_machine.travel("2026-11-20 09:00", tick=False):
        actions.remind_evaluators(selection, by=manager)
        with pytest.raises(Refused, match="Once a day is enough"):
            actions.remind_evaluators(selection, by=manager)
    with time_machine.travel("2026-11-21 09:00", tick=False):
        actions.remind_evaluators(selection, by=manager)

    assert [line.user for line in Notification.objects.filter(text__contains="waited for")] == [late, late]
    assert AuditEntry.objects.filter(verb="reminded").count() == 2


def test_nobody_is_reminded_of_a_sheet_that_is_in(selection):
    with pytest.raises(Refused, match="No sheet is waited for"):
        actions.remind_evaluators(selection, by=user_as("manager", selection.programme))


def test_a_sponsor_reminds_nobody(programme):
    with pytest.raises(PermissionDenied):
        actions.remind_evaluators(make_round(programme), by=user_as("sponsor", programme))


@pytest.mark.parametrize("points", [1, 2, 5])
def test_a_sheet_whose_extremes_say_nothing_is_not_handed_in(programme, points):
    selection = make_round(programme)
    user = user_as("manager", programme)
    sheet = selection.evaluators.get(user=user)
    pairs = [(v.pk, c.pk) for v in actions.contenders(selection) for c in selection.criteria.all()]
    actions.save_scores(sheet, dict.fromkeys(pairs, (3, "")) | {pairs[0]: (points, "")}, by=user)

    with pytest.raises(Refused, match="wherever you give 1, 2 or 5"):
        actions.submit_scores(sheet, by=user)

    sheet.refresh_from_db()
    actions.save_scores(sheet, dict.fromkeys(pairs, (3, "")) | {pairs[0]: (points, "Seen.")}, by=user)
    assert actions.submit_scores(sheet, by=user).state == "submitted"
