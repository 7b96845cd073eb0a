import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from tests.factories import make_programme, user_as
from tests.vendors.factories import give_scores, make_round, make_vendor
from vendors import actions
from vendors.comparison import compare
from vendors.models import KnockOut, KnockOutAnswer, Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection(programme):
    """Alder and Birch on the shortlist, one demand, weights fixed."""
    manager = user_as("manager", programme)
    demand = KnockOut(title="Data stays here")
    actions.save_knock_outs(actions.current_round(programme), [demand], by=manager)
    return make_round(programme)


def answer(selection, *, by="manager", **passed):
    vendors = {vendor.name: vendor for vendor in Vendor.objects.filter(programme=selection.programme)}
    demand = selection.knock_outs.get()
    answers = {(vendors[name].pk, demand.pk): (met, "Contract, § 3") for name, met in passed.items()}
    return actions.answer_knock_outs(selection, answers, by=user_as(by, selection.programme))


def test_answers_are_kept_with_who_and_what_shows_it(selection):
    answer(selection, Alder=True, Birch=False)

    kept = [(a.vendor.name, a.passed, a.evidence, a.by.name) for a in KnockOutAnswer.objects.order_by("vendor__name")]
    assert kept == [("Alder", True, "Contract, § 3", "Manager"), ("Birch", False, "Contract, § 3", "Manager")]
    assert AuditEntry.objects.filter(verb="knock-outs answered").count() == 1


def test_a_vendor_that_fails_is_out_of_the_ranking_with_the_reason(selection):
    answer(selection, Alder=False, Birch=True)
    for role in ("manager", "consultant"):
        give_scores(selection, role, lambda v, c: 5 - v)

    lines = {line.vendor.name: line for line in compare(selection).lines}

    assert [str(reason) for reason in lines["Alder"].knocked_out_by] == ["Data stays here"]
    assert (lines["Alder"].place, lines["Birch"].place) == (None, 1)


def test_the_choice_is_not_asked_for_before_every_demand_is_answered(selection):
    for role in ("manager", "consultant"):
        give_scores(selection, role, lambda v, c: 4 - v)
    manager = user_as("manager", selection.programme)
    answer(selection, Alder=True)

    with pytest.raises(Refused, match="Answer every knock-out"):
        actions.ask_selection(selection, by=manager)

    answer(selection, Alder=True, Birch=True)
    assert actions.ask_selection(selection, by=manager).state == "asked"


def test_an_answer_needs_what_shows_it(selection):
    vendor, demand = Vendor.objects.get(name="Alder"), selection.knock_outs.get()

    with pytest.raises(ValidationError, match="Say what shows it"):
        actions.answer_knock_outs(
            selection, {(vendor.pk, demand.pk): (True, " ")}, by=user_as("manager", selection.programme)
        )

    assert not KnockOutAnswer.objects.exists()


def test_vendors_of_elsewhere_and_of_the_longlist_are_not_checked(selection):
    demand, by = selection.knock_outs.get(), user_as("manager", selection.programme)
    for vendor in (make_vendor(selection.programme), make_vendor(make_programme(), shortlisted=True)):
        with pytest.raises(Refused, match="Only vendors on the shortlist"):
            actions.answer_knock_outs(selection, {(vendor.pk, demand.pk): (True, "Seen.")}, by=by)


def test_only_those_who_prepare_the_choice_answer(selection):
    with pytest.raises(PermissionDenied):
        answer(selection, by="executive", Alder=True)


def test_answers_stay_once_the_choice_is_asked_for(selection):
    answer(selection, Alder=True, Birch=True)
    for role in ("manager", "consultant"):
        give_scores(selection, role, lambda v, c: 4 - v)
    asked = actions.ask_selection(selection, by=user_as("manager", selection.programme))

    with pytest.raises(Refused, match="answers stay as they are"):
        answer(asked, Alder=False)


def test_demands_stay_once_the_weights_are_fixed(selection):
    with pytest.raises(Refused, match="weights are fixed"):
        actions.save_knock_outs(selection, [], by=user_as("manager", selection.programme))


def test_two_demands_of_one_name_are_refused(programme):
    twice = [KnockOut(title="Solvent"), KnockOut(title="solvent ")]

    with pytest.raises(ValidationError, match="same name"):
        actions.save_knock_outs(actions.current_round(programme), twice, by=user_as("manager", programme))
