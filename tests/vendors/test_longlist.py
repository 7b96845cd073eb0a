from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditEntry
from core.refusal import Refused
from core.sheets import Unreadable, read
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_vendor
from vendors.longlist import planned, rows_of, take_over, workbook
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


def plan(programme, *rows):
    lines = "\n".join(rows)
    return planned(programme, rows_of("list.csv", f'Name,Clients,"A month, as offered",Website\n{lines}\n'.encode()))


def test_new_names_are_new_known_ones_change_or_stay(programme):
    make_vendor(programme, "Alder")
    make_vendor(programme, "Birch")

    found = plan(programme, "alder,40,1200.50,", "Birch,,,", "Cedar,3,,cedar.example")

    assert [line.kind for line in found] == ["changed", "same", "new"]
    assert [(str(label), before, after) for label, before, after in found[0].changes] == [
        ("Clients", None, 40),
        ("A month, as offered", None, Decimal("1200.50")),
    ]


def test_what_was_looked_at_is_written_with_an_entry_for_each(programme):
    make_vendor(programme, "Alder")

    counts = take_over(
        programme, plan(programme, "Alder,40,,", "Cedar,3,,cedar.example"), by=user_as("manager", programme)
    )

    assert counts == (1, 1)
    assert list(Vendor.objects.values_list("name", "clients", "website", "state")) == [
        ("Alder", 40, "", "longlist"),
        ("Cedar", 3, "https://cedar.example", "longlist"),
    ]
    assert AuditEntry.objects.filter(label="vendors.vendor", verb="changed").count() == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Elm,many,,", "Clients"),
        ("Elm,-3,,", "Clients"),
        ("Elm,3,-1,", "A month, as offered"),
        ("Elm,3,,javascript:alert(1)", "Website"),
        (",3,,", "Name"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_of_the_file_is_written(programme, row, said):
    found = plan(programme, "Cedar,3,,", row)

    assert [line.kind for line in found] == ["new", "bad"]
    assert found[1].errors[0].startswith(said)
    with pytest.raises(Refused, match="nothing was saved"):
        take_over(programme, found, by=user_as("manager", programme))
    assert not Vendor.objects.exists()


def test_a_name_twice_in_the_file_is_refused(programme):
    assert [line.kind for line in plan(programme, "Elm,3,,", "elm,4,,")] == ["new", "bad"]


@pytest.mark.parametrize("data", [b"Firm,Clients\nElm,3\n", b"\x00\x01", b""])
def test_a_file_without_a_column_for_names_is_refused(data):
    with pytest.raises(Unreadable):
        rows_of("list.csv", data)


def test_the_exported_list_comes_home_unchanged(programme):
    make_vendor(programme, "=Elm()")
    Vendor.objects.update(clients=12, monthly_fee=Decimal("99.90"), note="Two\nlines", country="Bern", founded=1999)

    data = workbook(Vendor.objects.prefetch_related("diligence"), with_diligence=True)

    assert [line.kind for line in planned(programme, rows_of("list.xlsx", data))] == ["same"]
    assert read("list.xlsx", data)[0].rows[0].cells[-2:] == ["State", "Due diligence"]


class TestPage:
    def upload(self, client, programme, text):
        table = SimpleUploadedFile("list.csv", text.encode())
        return client.post(reverse("import_vendors", args=[programme.pk]), {"table": table})

    def test_looking_at_a_file_saves_nothing_and_its_plan_saves_all(self, programme, as_role):
        client = as_role("manager")

        shown = self.upload(client, programme, "Name,Clients\nElm,3\n")
        assert not Vendor.objects.exists()
        answer = client.post(reverse("import_vendors", args=[programme.pk]), {"plan": shown.context["plan"]})

        assert answer.status_code == 302
        assert list(Vendor.objects.values_list("programme", "name", "clients")) == [(programme.pk, "Elm", 3)]

    def test_a_plan_is_good_for_its_programme_and_person_only(self, programme, as_role, client):
        plan = self.upload(as_role("manager"), programme, "Name\nElm\n").context["plan"]
        other = make_programme()
        client.force_login(user_as("manager", other))

        client.post(reverse("import_vendors", args=[other.pk]), {"plan": plan})
        client.force_login(user_as("consultant", programme))
        client.post(reverse("import_vendors", args=[programme.pk]), {"plan": plan})

        assert not Vendor.objects.exists()

    @pytest.mark.parametrize("plan", ["", "forged", "a:b:c", "a" * 10_000])
    def test_a_forged_plan_saves_nothing(self, programme, as_role, plan):
        answer = as_role("manager").post(reverse("import_vendors", args=[programme.pk]), {"plan": plan})

        assert answer.status_code == 302
        assert not Vendor.objects.exists()

    def test_sending_a_plan_twice_makes_no_vendor_twice(self, programme, as_role):
        client = as_role("manager")
        plan = self.upload(client, programme, "Name\nElm\n").context["plan"]

        for _n in range(2):
            client.post(reverse("import_vendors", args=[programme.pk]), {"plan": plan})

        assert Vendor.objects.count() == 1
