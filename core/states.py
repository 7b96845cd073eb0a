"""The field that holds a record's state."""

from django_fsm import FSMField


class StateField(FSMField):
    """A protected state: only a declared step changes it.

    Migrations see plain text: an FSM field in every historical model listens to every other model being made, which took
    more than half of the time of ``migrate``.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("protected", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs
