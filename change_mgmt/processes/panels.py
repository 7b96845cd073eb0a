"""What processes show elsewhere: the report, and what happened."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.blueprint import AS_IS, TO_BE, blueprints
from change_mgmt.processes.models import Effect, Process, ProcessSignature
from change_mgmt.processes.telling import summed, tellings
from change_mgmt.processes.words import time
from core.evidence import in_every_language, plain, words_of
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme


@registry.panel(
    "processes",
    title=_("Processes"),
    order=92,
    detail="processes/_report.html",
    brief="processes/_brief.html",
)
def processes(programme: Programme) -> dict[str, Any]:
    """Signed, warnings open, people told; each process with its figures on both sides."""
    found = Process.objects.filter(programme=programme).exclude(state=Process.State.DROPPED)
    plans = blueprints(found.select_related("owner", "programme"))
    told = tellings(Effect.objects.filter(process__in=found).select_related("process"))
    total = summed(told)
    return plain(
        {
            "processes": [_line(plan, told) for plan in plans],
            "total": len(plans),
            "signed": sum(plan.process.state == Process.State.SIGNED for plan in plans),
            "open_warnings": sum(len(plan.open_warnings) for plan in plans),
            "told": total.told,
            "affected": total.affected,
            "read": total.read,
        }
    )


def _line(plan, told) -> dict[str, Any]:
    process, was, now = plan.process, plan.figures[AS_IS], plan.figures[TO_BE]
    own = summed(each for each in told if each.effect.process_id == process.pk)
    return {
        "name": process.name,
        "state": process.state,
        "state_name": words_of(process, "state"),
        "owner": process.owner.name if process.owner else "",
        **{name: [getattr(was, name), getattr(now, name)] for name in ("steps", "handovers", "personal")},
        "lead": [in_every_language(time(was.lead)), in_every_language(time(now.lead))],
        "open_warnings": len(plan.open_warnings),
        "told": own.told,
        "affected": own.affected,
    }


@registry.events
def happened(programme, since, until):
    signed = ProcessSignature.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for signature in signed.select_related("version__process"):
        text = say(
            _("Process signed: {process}, version {n}, by {name}."),
            process=signature.version.process.name,
            n=signature.version.number,
            name=signature.by_name,
        )
        yield registry.Event(timezone.localdate(signature.at), in_every_language(text))
