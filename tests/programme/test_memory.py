import pytest
import time_machine

from core import audit
from implementation.programme.memory import remembered
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test_memory"}
    settings.CACHES = {**settings.CACHES, "pages": memory}


class Work:
    """Counts how often it is done."""

    done = 0

    def __call__(self):
        self.done += 1
        return {"risks": self.done}


def test_nothing_is_worked_out_twice_while_nothing_changes():
    programme, work = make_programme(), Work()

    found = [remembered(programme, "counts", work) for _time in range(3)]

    assert found == [{"risks": 1}] * 3


def test_a_change_on_the_programme_is_seen_at_once():
    programme, work = make_programme(), Work()
    remembered(programme, "counts", work)

    audit.entry(programme, "changed", by=user_as("manager", programme))

    assert remembered(programme, "counts", work) == {"risks": 2}


def test_each_programme_and_each_name_keeps_its_own():
    here, there, work = make_programme(), make_programme(), Work()

    found = [remembered(*asked, work) for asked in ((here, "counts"), (there, "counts"), (here, "waiting"))]

    assert found == [{"risks": 1}, {"risks": 2}, {"risks": 3}]


def test_a_new_day_and_another_language_are_worked_out_again(settings):
    from django.utils import translation

    programme, work = make_programme(), Work()
    with time_machine.travel("2026-03-01 12:00", tick=False):
        remembered(programme, "counts", work)
        with translation.override("zh-hans"):
            assert remembered(programme, "counts", work) == {"risks": 2}
    with time_machine.travel("2026-03-02 12:00", tick=False):
        assert remembered(programme, "counts", work) == {"risks": 3}
