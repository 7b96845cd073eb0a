import datetime

import pytest
from icalendar import Calendar

from change_mgmt.training.calendar_entry import Entry, written

AT = datetime.datetime(2030, 5, 6, 1, 30, tzinfo=datetime.UTC)


def entry(**fields):
    values = {
        "number": "training-7@example.org",
        "sequence": 2,
        "starts": AT,
        "ends": AT + datetime.timedelta(hours=2),
        "title": "Daily work; part 2,\nwith more",
        "where": "Room 1",
        "about": "Bring a pen.",
        "url": "https://example.org/x",
        "cancelled": False,
        "now": AT,
    }
    return Entry(**(values | fields))


@pytest.mark.parametrize(
    ("cancelled", "method", "status"), [(False, "PUBLISH", "CONFIRMED"), (True, "CANCEL", "CANCELLED")]
)
def test_an_entry_is_put_in_or_taken_out(cancelled, method, status):
    calendar = Calendar.from_ical(written(entry(cancelled=cancelled)))
    event = calendar.walk("VEVENT")[0]

    assert (calendar["method"], event["status"], event["uid"]) == (method, status, "training-7@example.org")
    assert (event["sequence"], event.decoded("dtstart"), event.decoded("dtend")) == (
        2,
        AT,
        AT + datetime.timedelta(hours=2),
    )
    assert str(event["summary"]) == "Daily work; part 2,\nwith more"
    assert str(event["location"]) == "Room 1"
