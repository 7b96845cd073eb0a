import pytest

from change_mgmt.pilot_readiness import trained
from tests.change_mgmt.factories import departments_of, make_course, make_held_session
from tests.rollout.factories import make_pilot

pytestmark = pytest.mark.django_db


def test_training_for_the_module_is_a_fact_about_each_department(programme):
    sales, service = departments_of(programme)[:2]
    course = make_course(programme, needs={sales: 2, service: 1}, modules=["master_data"])
    make_course(programme, title="Elsewhere", needs={sales: 9}, modules=["marketing"])
    make_held_session(course, sales, came=2)

    found = {fact.department: (fact.tone, str(fact.text)) for fact in trained(make_pilot(programme))}

    assert found == {
        sales.pk: ("ok", "**2 of 2** places of training taken."),
        service.pk: ("bad", "**0 of 1** places of training taken."),
    }
