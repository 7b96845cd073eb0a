"""Real records for tests. ``make_programme()`` starts a programme as the wizard does; ``user_as(role)`` gives a cast."""

import datetime

from core.models import User
from implementation.programme.actions import start_programme
from implementation.programme.models import Department, Membership, Organisation

ROLES = ["sponsor", "manager", "consultant", "executive", "member", "vendor_contact"]
TODAY = datetime.date(2026, 11, 21)
_count = 0


def number() -> int:
    global _count
    _count += 1
    return _count


def make_user(name="", **fields) -> User:
    n = number()
    return User.objects.create_user(f"person{n}@example.org", name or f"Person {n}", "a long password", **fields)


def make_programme(*, language="en", modules=("master_data", "sales"), strategy="small_slow", started_on=None, by=None):
    by = by or make_user("Maker")
    n = number()
    programme = start_programme(
        by=by,
        name=f"CRM {n}",
        strategy=strategy,
        started_on=started_on or datetime.date.today() - datetime.timedelta(days=10),
        modules_wanted=list(modules),
        role="manager",
        organisation=Organisation(name=f"Organisation {n}", language=language),
        departments=["Sales", "Service"],
    )
    Department.objects.filter(organisation=programme.organisation).update(headcount=20)
    return programme


def user_as(role, programme, name="") -> User:
    """A person with this role on the programme; the same one each time it is asked for without a name."""
    email = f"{role}-{programme.pk}@example.org"
    found = User.objects.filter(email=email).first() if not name else None
    if found:
        return found
    user = make_user(name or role.replace("_", " ").title())
    if not name:
        User.objects.filter(pk=user.pk).update(email=email)
        user.refresh_from_db()
    Membership.objects.create(programme=programme, user=user, role=role)
    return user
