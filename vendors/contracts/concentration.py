"""How much hangs on one provider: its share of the yearly value, what it does for us, which risks speak of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from risks.models import Risk, RiskLink
from vendors.contracts.fee_schedule import PREFETCH, yearly_value
from vendors.models import Contract

#: Percent of the yearly value above which a provider is warned of, where nobody says otherwise.
LIMIT = 60


@dataclass
class Provider:
    """One provider, by its name, in all the programmes that are looked at."""

    name: str
    value: Decimal = Decimal(0)
    share: Decimal = Decimal(0)
    contracts: list[Contract] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)

    @property
    def services(self) -> list[str]:
        return sorted({service for contract in self.contracts for service in contract.service_list})

    @property
    def modules(self) -> list[str]:
        return sorted({module.name for contract in self.contracts for module in contract.modules.all()})


@dataclass(frozen=True)
class Concentration:
    providers: list[Provider]
    total: Decimal
    limit: int

    @property
    def largest(self) -> Provider | None:
        return self.providers[0] if self.providers else None

    @property
    def above(self) -> list[Provider]:
        return [provider for provider in self.providers if provider.share > self.limit]


def concentration(programmes: Iterable, *, limit: int = LIMIT, risks_for=None) -> Concentration:
    """Contracts that are signed or near it, by provider, the largest first. The same number of queries for any number.

    ``risks_for`` is who reads: risks that this person may not see are left out; without it every open risk counts.
    """
    running = Contract.objects.filter(programme__in=list(programmes)).exclude(state=Contract.State.ENDED)
    found = running.select_related("vendor", "programme__organisation", "indexation")
    providers: dict[str, Provider] = {}
    for contract in found.prefetch_related(*PREFETCH, "modules"):
        key = contract.vendor.name.strip().casefold()
        provider = providers.setdefault(key, Provider(contract.vendor.name))
        provider.contracts.append(contract)
        provider.value += yearly_value(contract)
    total = sum((provider.value for provider in providers.values()), Decimal(0))
    for provider in providers.values():
        provider.share = provider.value * 100 / total if total else Decimal(0)
    _link(list(providers.values()), risks_for)
    return Concentration(sorted(providers.values(), key=lambda item: (-item.value, item.name)), total, limit)


def _link(providers: list[Provider], user) -> None:
    """The open risks that are linked to a provider or to one of its contracts."""
    owner: dict[tuple[str, int], Provider] = {}
    for provider in providers:
        for contract in provider.contracts:
            owner["vendors.contract", contract.pk] = provider
            owner["vendors.vendor", contract.vendor_id] = provider
    numbers = defaultdict(set)
    for label, pk in owner:
        numbers[label].add(pk)
    links = RiskLink.objects.none()
    for label, pks in numbers.items():
        links = links | RiskLink.objects.filter(source_label=label, source_id__in=pks)
    found = list(links.order_by("pk"))
    risks = Risk.objects.open().select_related("programme__organisation").in_bulk({link.risk_id for link in found})
    for link in found:
        provider, risk = owner[link.source_label, link.source_id], risks.get(link.risk_id)
        if risk is None or risk in provider.risks or (user and not user.has_perm("risks.view_risk", risk)):
            continue
        provider.risks.append(risk)
