from django.utils.translation import gettext_lazy as _

from implementation.programme.assignable import assignable

assignable(
    "programme.deliverable",
    words=_("Deliverable"),
    category=lambda deliverable: deliverable.stage.kind,
    choices=lambda programme: programme.stages.values_list("kind", "name"),
    owner="owner",
)
