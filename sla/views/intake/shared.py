from implementation.programme.pages import one_of
from sla.models import EventImport, IntakeRun


def one_import(request, programme, pk, permission) -> EventImport:
    found = EventImport.objects.select_related(
        "agreement__contract", "agreement__programme__organisation", "by", "origin", "run"
    )
    return one_of(programme, found, pk, request.user, permission)


def run_of(batch: EventImport) -> IntakeRun | None:
    """The work that is asked for or under way; None when nothing is."""
    run = getattr(batch, "run", None)
    return run if run is not None and run.state != IntakeRun.State.OVER else None
