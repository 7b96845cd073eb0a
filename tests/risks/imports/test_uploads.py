"""An upload waits a week for the person who brought it, and goes."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.models import AuditEntry
from core.refusal import Refused
from core.sheets import Unreadable
from risks.imports.uploads import correct, discard, discard_old, upload
from risks.models import ImportSheet, Risk, RiskImport
from tests.factories import user_as
from tests.risks.imports.factories import make_draft, make_imported

pytestmark = pytest.mark.django_db


def test_an_upload_is_kept_with_its_plan_and_one_entry(programme):
    record = make_draft(programme, name="../../etc/registers.csv")

    assert (record.name, record.state, record.delete_on) == (
        "registers.csv",
        "draft",
        timezone.localdate() + datetime.timedelta(days=7),
    )
    assert RiskImport.objects.get().plan["sheets"][0]["fields"][:2] == ["key", "title"]
    assert list(AuditEntry.objects.filter(label="risks.riskimport").values_list("verb", flat=True)) == ["created"]
    assert Risk.objects.count() == 0


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_who_keeps_the_register_may_upload(programme, role):
    with pytest.raises(PermissionDenied):
        upload(programme, name="a.csv", data=b"Risk\nLate\n", by=user_as(role, programme))


def test_a_file_that_cannot_be_read_leaves_nothing(programme):
    with pytest.raises(Unreadable):
        upload(programme, name="a.exe", data=b"MZ", by=user_as("manager", programme))
    assert RiskImport.objects.count() == 0


def test_an_upload_is_put_away_with_its_sheets(programme):
    record = make_draft(programme)

    discard(record, by=record.by)

    assert (RiskImport.objects.count(), ImportSheet.objects.count()) == (0, 0)
    assert AuditEntry.objects.filter(label="risks.riskimport", verb="removed").count() == 1


def test_what_was_imported_is_neither_put_away_nor_read_differently(programme):
    record = make_imported(programme)

    with pytest.raises(Refused, match="imported already"):
        discard(record, by=record.by)
    with pytest.raises(Refused, match="imported already"):
        correct(record, {}, by=record.by)


def test_uploads_go_after_their_days_and_imports_stay(programme):
    make_draft(programme)
    make_imported(programme, rows=[["9", "Late", "1", "1", "", ""]])
    today = timezone.localdate()

    assert discard_old(today + datetime.timedelta(days=7)) == 0
    assert discard_old(today + datetime.timedelta(days=8)) == 1
    assert RiskImport.objects.get().state == "imported"
