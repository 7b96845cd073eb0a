"""Generic pages, asked of a record that insiders may see and that vendor contacts may not."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core import notes
from core.roles import INSIDERS, MANAGER
from tests.factories import user_as


def a_stage(programme):
    return {"label": "programme.stage", "pk": programme.stages.first().pk}


def a_step(programme):
    return {"label": "programme.milestone", "pk": programme.milestones.first().pk, "step": "reach"}


def a_file(programme):
    upload = SimpleUploadedFile("plan.txt", b"plan")
    return {"pk": notes.attach(programme.stages.first(), upload=upload, by=user_as("manager", programme)).pk}


def a_comment(programme):
    """Its writer alone may change it or take it back."""
    return {"pk": notes.comment(programme.stages.first(), text="Seen", by=user_as("manager", programme)).pk}


PAGES = {
    "edit_comment": ({MANAGER}, a_comment),
    "take_back_comment": ({MANAGER}, a_comment),
    "step": (INSIDERS, a_step),
    "comment": (INSIDERS, a_stage, "post"),
    "attach": (INSIDERS, a_stage, "post"),
    "download": (INSIDERS, a_file),
}
STEPS = {}
