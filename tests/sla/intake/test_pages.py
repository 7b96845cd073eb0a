import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sla.models import EventImport, IntakeRun, Measurement, MeasurementSource
from tests.sla.factories import BREACH, bring_in, csv_of, look_at, make_agreement, upload

pytestmark = pytest.mark.django_db


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def text_of(answer):
    return answer.content.decode()


def live(agreement):
    return Measurement.objects.live().filter(monitor__agreement=agreement).count()


def test_a_file_is_looked_at_then_imported(programme, as_role):
    client, agreement = as_role("consultant"), make_agreement(programme)
    sent = {"file": upload(), "source_note": "Our own monitor."}

    client.post(page(programme, "import_events", agreement.pk), sent)
    preview = text_of(client.get(page(programme, "import_preview", EventImport.objects.get().pk)))
    assert live(agreement) == 0
    assert "Jan 2025" in preview
    answer = client.post(page(programme, "import_preview", EventImport.objects.get().pk), {"import": "1"}, follow=True)

    assert "Imported: 5 new measurements." in text_of(answer)
    assert live(agreement) == 5


def test_the_same_file_again_says_that_it_changes_nothing(programme, as_role):
    client, agreement = as_role("manager"), make_agreement(programme)
    bring_in(agreement)

    answer = client.post(
        page(programme, "import_events", agreement.pk), {"file": upload(), "source_note": "Again."}, follow=True
    )
    done = client.post(EventImport.objects.first().get_absolute_url(), {"import": "1"}, follow=True)

    assert "Every row is on record already." in text_of(answer)
    assert "nothing was changed" in text_of(done)
    assert live(agreement) == 5


def test_a_bad_row_is_shown_with_line_and_reason(programme, as_role):
    client, agreement = as_role("manager"), make_agreement(programme)
    content = BREACH + b"shop,2025-03-32T00:00:00Z,up,200,1\n"

    answer = client.post(
        page(programme, "import_events", agreement.pk), {"file": upload(content), "source_note": "x"}, follow=True
    )
    refused = client.post(EventImport.objects.get().get_absolute_url(), {"import": "1"})

    assert "1 row cannot be used." in text_of(answer)
    assert (
        '<th scope="row" class="num">7</th><td>The time cannot be read. Write it like 2026-11-20T09:14:00Z.</td>'
        in text_of(answer)
    )
    assert refused.status_code == 409
    assert live(agreement) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\x00\x01\xff\xfe", "neither text nor a workbook"), (b"<script>alert(1)</script>", "has no rows")],
)
def test_a_hostile_file_stays_on_the_form(programme, as_role, content, words):
    agreement = make_agreement(programme)

    answer = as_role("manager").post(
        page(programme, "import_events", agreement.pk), {"file": upload(content, "log.csv"), "source_note": "x"}
    )

    assert words in text_of(answer)
    assert not EventImport.objects.exists()


def test_hostile_cells_are_escaped(programme, as_role):
    agreement = make_agreement(programme)
    content = csv_of("<script>alert(1)</script>,2025-01-01T00:00:00Z,<b>up</b>,200,1")

    answer = as_role("manager").post(
        page(programme, "import_events", agreement.pk), {"file": upload(content), "source_note": "x"}, follow=True
    )

    assert "<b>up</b>" not in text_of(answer)


def test_a_look_is_discarded(programme, as_role):
    batch = look_at(make_agreement(programme))

    as_role("manager").post(batch.get_absolute_url(), {"discard": "1"})

    assert EventImport.objects.get().state == "discarded"


def test_an_executive_reads_a_look_but_does_not_import_it(programme, as_role):
    batch = look_at(make_agreement(programme))
    client = as_role("executive")

    assert client.get(batch.get_absolute_url()).status_code == 200
    assert client.post(batch.get_absolute_url(), {"import": "1"}).status_code == 403


LOCAL = csv_of(
    "shop;03.04.25 09:14;läuft;183,5", "shop;05.04.25 09:14;kaputt;0,5", header="Monitor;Zeit;Status;Response"
)
CHOSEN = {
    "about": "states",
    "encoding": "utf-8",
    "delimiter": ";",
    "header": "on",
    "zone": "Europe/Berlin",
    "order": "dmy",
    "decimal": ",",
    "unit": "ms",
    "column_0": "monitor",
    "column_1": "time",
    "column_2": "status",
    "column_3": "response",
    "word_0": "up",
    "word_1": "down",
    "do": "read",
}


def send(client, programme, agreement, content=LOCAL, **fields):
    sent = {"file": upload(content), "source_note": "Ours."} | fields
    return client.post(page(programme, "import_events", agreement.pk), sent, follow=True)


def test_what_a_file_leaves_open_is_asked_and_remembered_for_the_next(programme, as_role):
    client, agreement = as_role("manager"), make_agreement(programme)

    asked = send(client, programme, agreement)
    first = EventImport.objects.get()
    client.post(page(programme, "import_columns", first.pk), CHOSEN | {"remember": "Probe"})
    source = MeasurementSource.objects.get()
    send(client, programme, agreement, origin=source.pk)
    second = EventImport.objects.exclude(pk=first.pk).get()

    assert "Which comes first, the day or the month?" in text_of(asked)
    assert (source.name, source.mapping["words"]) == ("Probe", {"läuft": "up", "kaputt": "down"})
    assert [(batch.state, batch.added, batch.bad) for batch in EventImport.objects.all()] == [("dry_run", 2, 0)] * 2
    assert second.first_at.isoformat() == "2025-04-03T07:14:00+00:00"


def test_an_order_that_is_open_must_be_chosen(programme, as_role):
    client, agreement = as_role("manager"), make_agreement(programme)
    send(client, programme, agreement)

    answer = client.post(page(programme, "import_columns", EventImport.objects.get().pk), CHOSEN | {"order": ""})

    assert "choose their order" in text_of(answer)
    assert EventImport.objects.get().state == "uploaded"


def test_a_source_of_another_agreement_is_refused(programme, as_role):
    other = MeasurementSource.objects.create(agreement=make_agreement(programme), name="Theirs")

    answer = send(as_role("manager"), programme, make_agreement(programme), origin=other.pk)

    assert "Select a valid choice" in text_of(answer)
    assert not EventImport.objects.exists()


def test_the_kept_file_comes_back_as_it_was(programme, as_role):
    batch = look_at(make_agreement(programme))

    answer = as_role("executive").get(page(programme, "import_file", batch.pk))

    assert b"".join(answer.streaming_content) == BREACH


def test_the_work_is_shown_while_it_goes_on_and_the_page_is_asked_for_anew_after_it(programme, as_role):
    client, batch = as_role("manager"), look_at(make_agreement(programme))
    IntakeRun.objects.update(state="running", phase="rows", done=5000, total=20000)

    part = client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    IntakeRun.objects.update(state="over")
    after = client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})

    assert "5,000 of about 20,000 rows." in text_of(part)
    assert "<html" not in text_of(part)
    assert after["HX-Refresh"] == "true"


def test_the_list_of_files_asks_as_often_for_many_as_for_one(programme, as_role):
    agreement, client = make_agreement(programme), as_role("manager")
    batch = look_at(agreement)
    url = page(programme, "measurements", agreement.pk)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    queries()
    one = queries()
    for _n in range(20):
        EventImport.objects.create(agreement=agreement, file_name="log.csv", by=batch.by, source_note="x")

    assert queries() == one


def test_an_import_is_withdrawn_on_its_page(programme, as_role):
    agreement = make_agreement(programme)
    batch = bring_in(agreement)

    as_role("manager").post(page(programme, "withdraw_import", batch.pk), {"note": "The wrong monitor."})

    assert EventImport.objects.get().state == "withdrawn"
    assert live(agreement) == 0
