import pytest

from implementation.gates.registry import checks
from implementation.rollout.actions import runs
from implementation.rollout.models import Module
from tests.factories import user_as
from tests.rollout.going_live import make_run, settle

pytestmark = pytest.mark.django_db


def said(programme):
    result = checks()["rollout.cut_over_done"].function(programme, gate=None)
    return result.state, str(result.evidence)


def finish(programme, **fields):
    runs.finish_run(settle(make_run(programme, **fields)), by=user_as("manager", programme))


def test_the_cut_over_of_every_module_rolled_out_must_be_carried_out_for_real(programme):
    first, second = programme.modules.all()
    assert said(programme) == ("not_met", "No module is rolled out yet.")

    Module.objects.update(state="rolling_out")
    finish(programme, module=first, rehearsal=True)
    assert said(programme)[0] == "not_met"

    finish(programme, module=first, rehearsal=False)
    assert said(programme) == (
        "partly",
        "The cut-over of **1 of 2** modules was carried out by its checklist. Without: Sales.",
    )

    finish(programme, module=second, rehearsal=False)
    assert said(programme) == ("met", "The cut-over of **2 of 2** modules was carried out by its checklist.")
