from implementation.gates.actions import set_up_gate
from implementation.programme.paths import STAGES
from implementation.programme.registry import on_start


@on_start(order=10)
def lay_gates(programme, by):
    """A gate at the end of every stage that has one of its own; each pilot brings its own exit."""
    if programme.gates.exists():
        return  # the path that the programme started on has brought its own
    stages = {stage.kind: stage for stage in programme.stages.all()}
    for spec in STAGES:
        if spec.gate:
            stage = stages[spec.kind]
            set_up_gate(stage, kind=spec.gate, name=str(spec.gate_name), due=stage.planned_end)
