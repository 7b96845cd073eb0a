"""What never changes a result: the order of rows, how they come in files, and coming again."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sla.intake import imports
from sla.models import Measurement, MonthlyResult
from tests.factories import make_programme, user_as
from tests.shared_data import shared, shared_json
from tests.sla.factories import bring_in, csv_of, look_at, make_agreement, upload

moments = st.lists(st.integers(0, 59 * 24 * 12), min_size=1, max_size=8, unique=True)
words = st.sampled_from(["up", "up", "degraded", "down"])


def lines_of(found):
    start = datetime.datetime(2025, 1, 1)
    five = datetime.timedelta(minutes=5)
    return [f"shop,{start + n * five:%Y-%m-%dT%H:%M}Z,{word},," for n, word in found]


def results(agreement):
    found = MonthlyResult.objects.filter(objective__agreement=agreement).order_by("month")
    return list(found.values_list("month", "raw", "adjusted", "coverage", "up_seconds", "down_seconds", "attained"))


def imported(programme, *files):
    agreement = make_agreement(programme)
    for lines in files:
        bring_in(agreement, csv_of(*lines))
    return results(agreement), Measurement.objects.live().filter(monitor__agreement=agreement).count()


class Laws(TestCase):
    @settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def test_order_splitting_and_coming_again_change_nothing(self, data):
        at = data.draw(moments)
        lines = lines_of([(n, data.draw(words)) for n in at])
        cut = data.draw(st.integers(0, len(lines)))
        shuffled = data.draw(st.permutations(lines))
        programme = make_programme()

        whole = imported(programme, sorted(lines))

        assert imported(programme, shuffled) == whole
        parts = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
        assert imported(programme, *parts) == whole
        assert imported(programme, lines, shuffled) == whole


@pytest.mark.django_db
def test_the_published_availability_of_a_real_log_is_met(programme):
    # github.com/MatBenfield/up, history/summary.json at 082560fca9 (history data: ODbL).
    content = shared("sla/upptime_matbenfield/measurements.csv").read_bytes()
    monitors = shared_json("sla/upptime_matbenfield/expected.json")["monitors"]
    from sla.availability import State
    from sla.instants import moment
    from tests.sla.measures.plain import availability

    agreement = make_agreement(programme, in_force=False)
    by = user_as("manager", programme)
    batch = imports.dry_run(agreement, upload=upload(content), source_note="Upptime", by=by)
    imports.take_in(batch, by=by)

    for monitor in monitors:
        rows = Measurement.objects.of(agreement, monitor["monitor"]).order_by("at").values_list("at", "state")
        records = [(moment(at), tuple(State)[state]) for at, state in rows]
        found = float(availability(records, start=records[0][0], end=records[-1][0]).raw)
        assert len(records) == monitor["computed"]["records"]
        assert found == pytest.approx(float(monitor["published"]["uptime"].rstrip("%")), abs=0.02)
        assert found == pytest.approx(float(monitor["computed"]["availability_pct"]), abs=0.0005)


@pytest.mark.django_db
def test_rows_that_are_repeated_in_other_batches_of_one_file_are_stored_once(programme, monkeypatch):
    monkeypatch.setattr("sla.intake.reading.BATCH", 2)
    lines = lines_of([(0, "up"), (1, "down"), (2, "up")])

    batch = look_at(make_agreement(programme), csv_of(*lines, lines[0], lines[2], lines[1].replace("down", "up")))

    assert (batch.rows, batch.added, batch.repeated, batch.bad) == (6, 3, 2, 1)
    assert batch.problems == [{"line": 7, "reason": "contradiction", "value": "shop"}]
