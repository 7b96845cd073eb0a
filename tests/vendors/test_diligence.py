import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.registry import checks
from risks.registry import suggestions
from tests.factories import user_as
from tests.vendors.factories import make_chosen, make_vendor
from vendors import actions
from vendors.models import DiligenceItem

pytestmark = pytest.mark.django_db


def begun(programme, vendor=None):
    vendor = vendor or make_vendor(programme)
    actions.begin_diligence(vendor, by=user_as("manager", programme))
    return vendor


def find(vendor, kind, result="ok", finding="Looked at.", by="manager", **fields):
    item = vendor.diligence.get(kind=kind)
    return actions.record_finding(item, result=result, finding=finding, by=user_as(by, vendor.programme), **fields)


def test_it_begins_with_all_there_is_to_find_out_under_one_entry(programme):
    vendor = begun(programme)

    kinds = ["finance", "insolvency", "references", "competitors", "data_access", "data_location", "certificates"]
    assert [(item.kind, item.state) for item in vendor.diligence.all()] == [(kind, "open") for kind in kinds]
    assert AuditEntry.objects.filter(verb="due diligence begun").count() == 1


def test_it_begins_once(programme):
    vendor = begun(programme)

    with pytest.raises(Refused, match="Somebody else was first"):
        actions.begin_diligence(vendor, by=user_as("manager", programme))

    assert vendor.diligence.count() == 7


@pytest.mark.parametrize(("result", "step"), [("ok", "clear"), ("concern", "worry"), ("blocking", "block")])
def test_a_finding_is_kept_with_who_and_when(programme, result, step):
    item = find(begun(programme), "finance", result, "Accounts of three years read.", evidence="https://example.org/a")

    assert (item.state, item.finding, item.evidence) == (
        result,
        "Accounts of three years read.",
        "https://example.org/a",
    )
    assert (item.done_by, item.done_on) == (user_as("manager", programme), timezone.localdate())
    assert AuditEntry.objects.filter(label="vendors.diligenceitem", verb=step).count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"result": "fine"}, "in order, a concern or blocking"),
        ({"finding": "  "}, "Say what was found"),
        ({"done_on": datetime.date(2999, 1, 1)}, "not one to come"),
        ({"seen": "concern"}, "Someone else was first"),
    ],
)
def test_what_is_no_finding_is_refused_and_nothing_is_written(programme, fields, sentence):
    vendor = begun(programme)

    with pytest.raises(Refused, match=sentence):
        find(vendor, "finance", **fields)

    assert vendor.diligence.get(kind="finance").state == "open"


def test_only_those_who_prepare_the_choice_record_findings(programme):
    with pytest.raises(PermissionDenied):
        find(begun(programme), "finance", by="sponsor")


def test_a_finding_can_be_looked_at_again_with_a_reason(programme):
    item = find(begun(programme), "finance")

    perform(item, "reopen", by=user_as("manager", programme), note="New accounts.")

    assert item.state == "open"


class TestGateCheck:
    def check(self, programme):
        gate = programme.gates.get(kind="contract_review")
        return checks()["vendors.due_diligence"].function(programme, gate=gate)

    def test_without_a_chosen_vendor_it_is_not_met(self, programme):
        assert (self.check(programme).state, self.check(programme).figures) == ("not_met", {"vendor": ""})

    def test_before_it_has_begun_it_is_not_met(self, programme):
        make_chosen(programme)

        assert self.check(programme).state == "not_met"
        assert self.check(programme).figures == {"vendor": "Alder", "items": 0}

    def test_what_is_open_is_named(self, programme):
        vendor = begun(programme, make_chosen(programme))
        for kind in ("finance", "insolvency", "references", "competitors", "data_access"):
            find(vendor, kind)

        result = self.check(programme)

        assert result.state == "partly"
        assert str(result.evidence) == "Alder: **5 of 7** settled, open: Where the data lies, Certificates."

    def test_one_that_blocks_is_named(self, programme):
        vendor = begun(programme, make_chosen(programme))
        find(vendor, "insolvency", "blocking")

        result = self.check(programme)

        assert (result.state, str(result.evidence)) == ("not_met", "Alder: **Signs of insolvency** blocks.")

    def test_all_settled_is_met_with_its_concerns(self, programme):
        vendor = begun(programme, make_chosen(programme))
        for item in list(vendor.diligence.all()):
            find(vendor, item.kind, "concern" if item.kind == "finance" else "ok")

        result = self.check(programme)

        assert result.state == "met"
        assert str(result.evidence) == "Alder: **7 of 7** settled, with 1 concern: Finances."
        assert result.figures == {"vendor": "Alder", "items": 7, "settled": 7, "concerns": ["Finances"], "blocking": []}


def test_concerns_speak_for_risks_of_vendors_still_in_play(programme):
    vendor, gone = begun(programme), begun(programme)
    find(vendor, "finance", "concern")
    find(gone, "competitors", "blocking")
    perform(gone, "reject", by=user_as("manager", programme), note="Serves our rival.")

    found = suggestions(programme)

    whys = [str(item.why) for item in found["provider_stops"] if "Due diligence" in str(item.why)]
    assert whys == [f"Due diligence on {vendor.name}, Finances: Concern."]
    assert not any("Due diligence" in str(item.why) for item in found.get("data_held", []))


def test_an_item_of_our_own_stands_beside_the_others(programme):
    vendor = begun(programme)
    for title in ("Union", "Insurance"):
        DiligenceItem.objects.create(vendor=vendor, kind="other", title=title)

    assert [str(item) for item in vendor.diligence.filter(kind="other")] == ["Union", "Insurance"]
