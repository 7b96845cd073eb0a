import pytest
from django.urls import reverse

from sla.models import EventImport, Measurement
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
