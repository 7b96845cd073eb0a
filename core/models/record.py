from django.db import models
from django_fsm import FSMFieldMixin


class Record(models.Model):
    """Something that people work on: it can be stepped through states, audited, commented on and given files.

    ``belongs_to`` names the field that leads to where the roles are held; the record at the top of that chain defines
    ``roles_of`` and ``scope_key`` itself.
    """

    belongs_to: str = ""
    # Fields that are left out of audit entries: long texts with a hash beside them, files, counters.
    audit_leaves_out: tuple[str, ...] = ()

    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def full_clean(self, exclude=None, **kwargs):
        """A protected state is not for cleaning: only a step changes it."""
        states = {field.name for field in self._meta.fields if isinstance(field, FSMFieldMixin)}
        super().full_clean(exclude=states | set(exclude or ()), **kwargs)

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        """Read the row again past the guard of the protected state, which stays in force."""
        rows = from_queryset if from_queryset is not None else type(self)._base_manager
        fresh = rows.using(using or self._state.db).get(pk=self.pk)
        names = {field.attname for field in self._meta.concrete_fields if not fields or field.name in fields}
        self.__dict__.update({name: value for name, value in fresh.__dict__.items() if name in names})
        self._state.fields_cache.clear()

    @property
    def parent(self):
        return getattr(self, self.belongs_to)

    def roles_of(self, user) -> frozenset[str]:
        return self.parent.roles_of(user)

    def open_to(self, roles: frozenset[str]) -> frozenset[str]:
        """These roles, or none where this one record is kept from them; what belongs to a record is as open as that.

        A kind that overrides this answers ``roles_of`` with it, so that its pages are as if they were not there, and
        ``kept_from``, which says the same of rows.
        """
        return self.parent.open_to(roles) if self.belongs_to else roles

    @classmethod
    def kept_from(cls, roles: frozenset[str]) -> models.QuerySet | None:
        """The rows that these roles may not see although they see others of this kind; None where no row decides that."""
        return None

    def open_to_person(self, roles: frozenset[str], user) -> frozenset[str]:
        """The same for one person with these roles, where a record names who may read it besides."""
        decides_itself = type(self).open_to is not Record.open_to
        if decides_itself or not self.belongs_to:
            return self.open_to(roles)
        return self.parent.open_to_person(roles, user)

    @classmethod
    def kept_from_person(cls, roles: frozenset[str], user) -> models.QuerySet | None:
        """``kept_from`` for one person; it says the same of rows as ``open_to_person`` of one."""
        return cls.kept_from(roles)

    @property
    def scope_key(self) -> str:
        return self.parent.scope_key

    @property
    def scope_number(self) -> int:
        """The number in ``scope_key``, as addresses begin with it."""
        return int(self.scope_key.partition(":")[2])

    @property
    def label(self) -> str:
        """``risks.risk``: how generic pages and the audit trail name the kind of record."""
        return self._meta.label_lower

    def get_absolute_url(self):
        return self.parent.get_absolute_url()
