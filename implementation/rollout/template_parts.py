from django.utils.translation import gettext_lazy as _

from implementation.experience.registry import ONLY_AT_THE_START, Part, item, template_part
from implementation.programme.crm_modules import LAYERS, MODULES
from implementation.rollout.actions import change_module
from implementation.rollout.models import Module


@template_part("rollout.modules", title=_("Modules"), order=110)
class Modules(Part):
    """The modules with their order and what each needs first. Which ones a new programme has is chosen at its start."""

    note = _(
        "Which modules a new programme has is chosen at its start; their order and what each needs come from here."
    )
    fields = {
        "order": _("Place in the order"),
        "layer": _("Layer"),
        "needs": _("Needs first"),
        "ended": _("How it ended"),
    }
    choices = {
        "layer": LAYERS,
        "ended": dict(Module.State.choices),
    }

    def take(self, programme):
        found = programme.modules.prefetch_related("needs")
        return [
            item(
                module.key,
                module.name,
                order=place,
                layer=module.layer,
                needs=sorted(other.key for other in module.needs.all()),
                ended=module.state,
            )
            for place, module in enumerate(found, start=1)
        ]

    def apply(self, programme, items, *, by):
        """Order and needs for those modules that the programme wants; the others keep their place after them."""
        mine = {module.key: module for module in programme.modules.all()}
        known = [one["key"] for one in sorted(items, key=lambda one: one["fields"]["order"]) if one["key"] in mine]
        for key in known:
            mine[key].needs.clear()  # what each needs is set below; on the way there no circle may close
        for place, key in enumerate([*known, *(key for key in mine if key not in known)]):
            needs = self._needs(items, key, mine)
            departments = mine[key].departments.all()
            change_module(mine[key], needs=needs, departments=departments, order=place, by=by)

    @staticmethod
    def _needs(items, key, mine):
        """What the template says that a module needs, of what this programme has; as it is where it says nothing."""
        said = next((one["fields"]["needs"] for one in items if one["key"] == key), None)
        if said is None:
            return mine[key].needs.all()
        return [mine[other] for other in said if other in mine and other != key]

    def closed(self, programme, change):
        return ONLY_AT_THE_START

    def shown(self, field, value):
        if field == "needs" and value:
            return super().shown(field, [str(MODULES[key].name) if key in MODULES else key for key in value])
        return super().shown(field, value)
