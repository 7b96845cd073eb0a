import datetime
import hashlib

from django.core.files.base import ContentFile

from implementation.data_readiness import actions
from implementation.data_readiness.models import DataDomain, DataFile, DataSource, Profile, QualityRule
from tests.factories import number, user_as

CUSTOMERS = "number,name,phone,email,city\n1,Ann,13800138000,ann@example.org,Beijing\n2,Bo,,bo@example,Shanghai\n"


def domain_of(programme, kind="customer") -> DataDomain:
    """One of the four that a new programme begins with."""
    return programme.datadomains.get(kind=kind)


def make_source(programme, name="", *, kind="customer", **fields) -> DataSource:
    return DataSource.objects.create(domain=domain_of(programme, kind), name=name or f"Source {number()}", **fields)


def make_file(programme, text=CUSTOMERS, *, source=None, state="profiled", kinds=None, **fields) -> DataFile:
    """An upload whose first line holds the headings, as it is kept once it is checked."""
    source = source or make_source(programme)
    content = text.encode()
    names = [name.strip() for name in text.splitlines()[0].split(fields.get("delimiter") or ",")]
    columns = [{"name": name, "kind": (kinds or {}).get(name, "text"), "personal": True} for name in names]
    return DataFile.objects.create(
        source=source,
        file=ContentFile(content, name="upload"),
        file_name="customers.csv",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        encoding="utf-8",
        **({"delimiter": ",", "delete_on": datetime.date.today() + datetime.timedelta(days=7)} | fields),
        columns=columns,
        row_count=len(text.splitlines()) - 1,
        by=user_as("manager", source.domain.programme),
        state=state,
    )


def make_rule(programme, kind="complete", column="phone", *, source=None, **fields) -> QualityRule:
    source = source or make_source(programme)
    return QualityRule.objects.create(source=source, kind=kind, column=column, **fields)


def make_profiled(programme, text=CUSTOMERS, *, source=None, kinds=None, **fields) -> Profile:
    """A profile as the worker makes it."""
    found = make_file(programme, text, source=source, state="queued", kinds=kinds, **fields)
    return actions.run_profile(found.pk)
