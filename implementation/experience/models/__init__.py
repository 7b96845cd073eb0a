from implementation.experience.models.lesson import Lesson, LookBack
from implementation.experience.models.template import ProgrammeOrigin, ProgrammeTemplate, TemplateVersion

__all__ = ["Lesson", "LookBack", "ProgrammeOrigin", "ProgrammeTemplate", "TemplateVersion"]
