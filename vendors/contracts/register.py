"""The register of contracts: who sees which, filters and order out of the address, the same as a workbook."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.roles import MEMBER, STEERING, VENDOR_CONTACT
from core.sheets import Column, Page, write_xlsx
from core.text import rounded, whole
from vendors.contracts.fee_schedule import yearly_value
from vendors.models import Contract

SORTS = {
    "name": ["name"],
    "vendor": ["vendor__name", "name"],
    "state": ["state", "name"],
    "start": ["starts_on"],
    "fee": ["-monthly_fee"],
    "notice": [F("notice_by").asc(nulls_last=True)],
}
#: Days ahead within which a notice day is near.
NEAR = 90


def seen_by(user, programme) -> QuerySet[Contract]:
    """Steering sees all; a vendor's contact its own once approved; a reviewer those that they were named for."""
    found = Contract.objects.filter(programme=programme).select_related(
        "vendor", "programme__organisation", "indexation"
    )
    roles = programme.roles_of(user)
    if roles & STEERING:
        return found
    mine = Q(pk__in=[])
    if MEMBER in roles:
        mine |= Q(pk__in=Contract.objects.filter(reviews__reviewer=user).values("pk"))
    if VENDOR_CONTACT in roles:
        served = Contract.objects.filter(vendor__contacts=user, state__in=Contract.SHOWN_TO_VENDOR)
        mine |= Q(pk__in=served.values("pk"))
    return found.filter(mine)


@dataclass(frozen=True)
class Filter:
    words: str = ""
    state: str = ""
    renewal: str = ""
    vendor: int | None = None
    near: bool = False
    sort: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Filter":
        """Whatever an address says; what means nothing is left out."""
        state, renewal, sort = given.get("state", ""), given.get("renewal", ""), given.get("sort", "")
        return cls(
            words=given.get("q", "").strip().replace("\x00", "")[:100],
            state=state if state in Contract.State.values else "",
            renewal=renewal if renewal in Contract.Renewal.values else "",
            vendor=whole(given.get("vendor", "")),
            near="near" in given,
            sort=sort if sort in SORTS else "",
        )

    @property
    def is_set(self) -> bool:
        return bool(self.words or self.state or self.renewal or self.vendor or self.near)

    def apply(self, found: QuerySet[Contract], programme) -> QuerySet[Contract]:
        if self.words:
            found = found.filter(
                Q(name__icontains=self.words) | Q(vendor__name__icontains=self.words) | Q(number__icontains=self.words)
            )
        if self.state:
            found = found.filter(state=self.state)
        if self.renewal:
            found = found.filter(renewal=self.renewal)
        if self.vendor:
            found = found.filter(vendor=self.vendor)
        if self.near:
            until = timezone.localdate() + datetime.timedelta(days=NEAR)
            found = found.filter(Q(notice_by__lte=until) | Q(ends_on__lte=until)).exclude(state=Contract.State.ENDED)
        return found.order_by(*SORTS[self.sort or "name"], "pk")


def workbook(found: Iterable[Contract]) -> bytes:
    columns = [
        Column(_("Contract"), 36),
        Column(_("Number"), 16),
        Column(_("Vendor"), 26),
        Column(_("State"), 16),
        Column(_("Start"), 12),
        Column(_("Term ends"), 12),
        Column(_("How it goes on"), 30),
        Column(_("Give notice by"), 14),
        Column(_("Signed on"), 12),
        Column(_("Monthly fee"), 14),
        Column(_("Next 12 months"), 16),
        Column(_("Currency"), 10),
        Column(_("Modules it covers"), 30),
        Column(_("Services"), 40),
    ]
    rows = (
        [
            contract.name,
            contract.number,
            contract.vendor.name,
            str(contract.get_state_display()),
            contract.starts_on,
            contract.term_end,
            str(contract.get_renewal_display()),
            contract.notice_by,
            contract.signed_on,
            contract.monthly_fee,
            rounded(yearly_value(contract), 2),
            contract.currency,
            ", ".join(module.name for module in contract.modules.all()),
            "\n".join(contract.service_list),
        ]
        for contract in found
    )
    return write_xlsx([Page(_("Contracts"), columns, rows, frozen=1)])
