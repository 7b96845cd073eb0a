"""Milestones and deliverables, each by its name in its stage."""

import datetime

from django.utils.translation import gettext_lazy as _

from core import actions
from core.roles import INSIDERS
from implementation.experience.compare import ADDED, REMOVED
from implementation.experience.parts.stages import GONE, STARTED
from implementation.experience.registry import Part, item, template_part
from implementation.programme.models import Deliverable, Milestone, Stage

UNTOUCHABLE = _("It is past its planning: it stays as it is.")


def span(stage: Stage) -> int:
    """Days from the first to the last of the stage."""
    return (stage.planned_end - stage.planned_start).days


def day_at(stage: Stage, share: float) -> datetime.date:
    return stage.planned_start + datetime.timedelta(days=round(span(stage) * share))


class InStage(Part):
    """What stands in a stage under a name: the key is ``stage kind/name``."""

    related = ""

    def stages(self, programme) -> dict[str, Stage]:
        return {stage.kind: stage for stage in programme.stages.order_by("number")}

    def closed(self, programme, change):
        kind, _slash, _name = change.key.partition("/")
        stage = self.stages(programme).get(kind)
        if stage is None:
            return GONE
        if stage.state != Stage.State.NOT_STARTED:
            return STARTED
        found = self.find(programme, change.key)
        return UNTOUCHABLE if found is not None and found.state != self.still_planned else None

    def find(self, programme, key):
        kind, _slash, name = key.partition("/")
        return getattr(programme, self.related).filter(stage__kind=kind, name=name).first()

    def apply(self, programme, items, *, by):
        stages = self.stages(programme)
        for one in items:
            stage = stages.get(one["key"].partition("/")[0])
            if stage is not None:
                self.make(stage, one).save()

    def take_over(self, programme, change, *, by):
        if change.kind == ADDED:
            stage = self.stages(programme)[change.key.partition("/")[0]]
            actions.create(self.make(stage, change.item), permission="programme.edit_plan", by=by)
            return
        found = self.find(programme, change.key)
        if change.kind == REMOVED:
            self.remove(found, by=by)
            return
        values = self.values(found.stage, {field.name: field.now for field in change.fields})
        actions.change(found, permission="programme.edit_plan", by=by, **values)

    def make(self, stage, one):
        name = str(one["title"])[:160]
        return self.model(programme=stage.programme, stage=stage, name=name, **self.values(stage, one["fields"]))


@template_part("experience.milestones", title=_("Milestones"), order=20)
class Milestones(InStage):
    model, related, still_planned = Milestone, "milestones", Milestone.State.PLANNED
    fields = {
        "share": _("Due after this share of the stage"),
        "days_before": _("Alarms before, days"),
        "days_after": _("Alarms after, days"),
    }
    upgraded = tuple(fields)

    def take(self, programme):
        found = programme.milestones.select_related("stage").order_by("stage__number", "due", "pk")
        return [
            item(
                f"{one.stage.kind}/{one.name}",
                one.name,
                under=one.stage.name,
                share=round((one.due - one.stage.planned_start).days / max(span(one.stage), 1), 3),
                **{name: getattr(one, name) for name in self.fields if name != "share"},
            )
            for one in found
        ]

    def values(self, stage, fields):
        rest = {name: value for name, value in fields.items() if name != "share"}
        return rest | ({"due": day_at(stage, float(fields["share"]))} if "share" in fields else {})

    def align(self, programme, mine, *known):
        """A share that comes to the same day in this programme is the same share."""
        stages = self.stages(programme)
        shares = {}
        for one in (one for items in known for one in items):
            shares.setdefault(one["key"], []).append(one["fields"]["share"])
        found = []
        for one in mine:
            stage, share = stages[one["key"].partition("/")[0]], one["fields"]["share"]
            same = (was for was in shares.get(one["key"], ()) if day_at(stage, was) == day_at(stage, share))
            found.append(one | {"fields": one["fields"] | {"share": next(same, share)}})
        return found

    def remove(self, milestone, *, by):
        actions.remove(milestone, permission="programme.edit_plan", by=by)

    def shown(self, field, value):
        return f"{value:.0%}" if field == "share" and value is not None else super().shown(field, value)


@template_part("experience.deliverables", title=_("Deliverables"), order=30)
class Deliverables(InStage):
    note = _("Those that everybody on the programme may read; what is confidential stays out, with its name.")
    model, related, still_planned = Deliverable, "deliverables", Deliverable.State.DUE
    fields = {
        "days_early": _("Due before the end of the stage, days"),
        "file_kinds": _("Kinds of file"),
        "max_mb": _("Largest file, MB"),
        "sections": _("Required sections"),
        "columns": _("Required columns"),
        "must_fit": _("Take nothing that does not fit"),
    }
    upgraded = tuple(fields)

    def take(self, programme):
        found = programme.deliverables.select_related("stage").order_by("stage__number", "due", "pk")
        return [
            item(
                f"{one.stage.kind}/{one.name}",
                one.name,
                under=one.stage.name,
                days_early=max((one.stage.planned_end - one.due).days, 0),
                **{name: getattr(one, name) for name in self.fields if name != "days_early"},
            )
            for one in found
            if one.readers >= INSIDERS and one.state != Deliverable.State.DROPPED
        ]

    def values(self, stage, fields):
        rest = {name: value for name, value in fields.items() if name != "days_early"}
        if "days_early" not in fields:
            return rest
        early = min(int(fields["days_early"]), span(stage))
        return rest | {"due": stage.planned_end - datetime.timedelta(days=early)}

    def shown(self, field, value):
        if field in ("sections", "columns") and value:
            value = str(value).splitlines()
        return super().shown(field, value)

    def remove(self, deliverable, *, by):
        actions.remove(deliverable, permission="programme.edit_plan", by=by)
