from implementation.experience.forms.lessons import LessonForm
from implementation.experience.forms.templates import CompareForm, TemplateForm, VersionForm

__all__ = ["CompareForm", "LessonForm", "TemplateForm", "VersionForm"]
