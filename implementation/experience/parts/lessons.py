from django.utils.translation import gettext_lazy as _

from implementation.experience.models import Lesson
from implementation.experience.registry import Part, item, template_part


@template_part("experience.lessons", title=_("Lessons"), order=300)
class Lessons(Part):
    """Agreed lessons travel with the template and are read there; a new programme writes its own."""

    note = _("Agreed ones. They are read here and on the forecast of a new programme; none is copied.")
    fields = {
        "category": _("Category"),
        "advice": _("Keep or change"),
        "weight": _("How much it mattered"),
        "what_happened": _("What happened"),
        "why": _("Why"),
        "next_time": _("What to do next time"),
    }
    choices = {
        "category": dict(Lesson.Category.choices),
        "advice": dict(Lesson.Advice.choices),
        "weight": dict(Lesson.Weight.choices),
    }

    def take(self, programme):
        return [
            item(
                f"{lesson.category}/{lesson.title}",
                lesson.title,
                under=str(lesson.stage.name) if lesson.stage else "",
                **{name: getattr(lesson, name) for name in self.fields},
            )
            for lesson in programme.lessons.agreed().select_related("stage")
        ]
