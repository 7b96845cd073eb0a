"""“What would these months have cost under these terms”: real history and thought-of terms; nothing is written."""

import calendar
import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.charts import Chart, figures
from core.roles import STEERING
from core.sheets import Column, Page, write_xlsx
from core.text import amount, listed, minor_units
from core.text import month as month_words
from implementation.programme.models import Programme
from sla import credit_words, credits
from sla.models import Agreement, MonthlyResult, Objective
from sla.reckoning import incidents, lost_hours, rule_step
from sla.rules import Measure
from sla.simulator_forms import MOST_MONTHS, HistoryForm, VariantForm

#: So many months a chart shows, the latest ones.
CHARTED = 12


def objectives_for(user, programme: Programme) -> list[Objective]:
    """Whose history may be used: objectives of the organisation's programmes on which the person steers."""
    mine = Programme.objects.filter(
        organisation=programme.organisation_id, memberships__user=user, memberships__role__in=STEERING
    )
    found = Objective.objects.filter(agreement__programme__in=mine, results__isnull=False)
    found = found.select_related("agreement__contract").order_by("agreement__name", "kind", "pk").distinct()
    return list(found[:200])


Past = list[tuple[datetime.date, credits.Month]]


def history(form: HistoryForm) -> Past:
    """The months to work on: complete results of an objective, or what was typed."""
    if form.objective is not None:
        return past_of(form.objective)
    measure, target = form.measure, form.cleaned_data["target"]
    return [
        (
            one.month,
            credits.Month(
                measured=one.level,
                target=target,
                direction=measure.direction,
                lost_hours=one.hours,
                incidents=one.incidents,
                days=_days(one.month),
            ),
        )
        for one in form.cleaned_data["months"]
    ]


def past_of(objective: Objective) -> Past:
    rows = MonthlyResult.objects.filter(objective=objective, provisional=False, adjusted__isnull=False)
    latest = sorted(rows.order_by("-month")[:MOST_MONTHS], key=lambda row: row.month)
    return [
        (
            row.month,
            credits.Month(
                measured=row.adjusted,
                target=row.target,
                direction=credits.Direction(objective.direction),
                lost_hours=lost_hours(objective, row.adjusted, row.target, row),
                incidents=incidents(objective, row.adjusted, row.target, row),
                days=_days(row.month),
            ),
        )
        for row in latest
    ]


def _days(month: datetime.date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


@dataclass(frozen=True)
class Side:
    """One variant with what it comes to."""

    number: int
    title: str
    variant: credits.Variant
    outcomes: list[credits.Outcome]

    @property
    def total(self) -> Decimal:
        return sum((one.amount for one in self.outcomes), Decimal(0))

    @property
    def years(self) -> dict[int, Decimal]:
        return credits.by_year(self.outcomes)


@dataclass(frozen=True)
class Simulation:
    past: Past
    columns: list[Side]
    unit: str
    fee: Decimal
    currency: str

    @property
    def rows(self) -> list[tuple[datetime.date, str, bool, list[credits.Outcome]]]:
        """Month, its level, whether it missed its target, and what each variant gives."""
        return [
            (
                month,
                credit_words.level(level.measured, self.unit),
                level.is_missed,
                [c.outcomes[n] for c in self.columns],
            )
            for n, (month, level) in enumerate(self.past)
        ]

    @property
    def years(self) -> list[tuple[int, list[Decimal]]]:
        numbers = sorted({year for column in self.columns for year in column.years})
        return [(number + 1, [column.years.get(number, Decimal(0)) for column in self.columns]) for number in numbers]

    def detail(self, column: Side) -> list[tuple[datetime.date, list[credit_words.Line]]]:
        """Each month that earns something under one variant, step by step."""
        levels = dict(self.past)
        return [
            (one.month, self._lines(column, one, levels[one.month]))
            for one in column.outcomes
            if one.credit.rule.amount
        ]

    def _lines(self, column: Side, outcome: credits.Outcome, level: credits.Month) -> list[credit_words.Line]:
        step = rule_step(outcome.credit, column.variant.terms, level, self.fee, self.unit)
        caps = {"monthly_cap": column.variant.monthly_cap, "annual_cap": column.variant.annual_cap}
        limits = [
            {
                "key": one.key.value,
                "limit": one.limit,
                "cap": caps.get(one.key.value),
                "used": Decimal(0) if one.limit is None else (caps.get(one.key.value) or Decimal(0)) - one.limit,
                "before": one.before,
                "amount": one.amount,
                "changed": one.changed,
            }
            for one in outcome.credit.steps[1:]
            if one.changed
        ]
        return credit_words.lines([step, *limits], self.fee, self.currency)


def run(form: HistoryForm, variants: list[VariantForm], currency: str) -> Simulation | None:
    """None where something must be mended first; the forms say what."""
    if not form.is_valid():
        return None
    measure: Measure = form.measure
    read = [(one, one.variant(form.judged_kind, measure)) for one in variants]
    if any(variant is None for _one, variant in read):
        return None
    past, unit = history(form), form.objective.unit if form.objective else ("%" if measure.is_percentage else "")
    titles = [one.title for one in variants]
    columns = [
        Side(
            one.number,
            one.title if titles.count(one.title) == 1 else f"{one.title} {one.number}",
            variant,
            credits.simulate(
                past,
                variant=variant,
                monthly_fee=form.cleaned_data["fee"],
                starts_on=form.cleaned_data["starts_on"],
                minor_units=minor_units(currency),
                is_percentage=measure.is_percentage,
            ),
        )
        for one, variant in read
    ]
    return Simulation(past, columns, unit, form.cleaned_data["fee"], currency)


def chart(found: Simulation) -> Chart | None:
    """Bars by month, one colour for each variant; months without a miss stand there with nothing."""
    if not found.past:
        return None
    latest = found.rows[-CHARTED:]
    names = [column.title for column in found.columns]
    months = [str(month_words(month)) for month, *_rest in latest]
    series = {
        name: [float(outcomes[place].amount) for _m, _l, _x, outcomes in latest] for place, name in enumerate(names)
    }
    most = [f"{column.title} {amount(column.total, found.currency)}" for column in found.columns]
    return Chart(
        figure=figures.bar_chart(series, months),
        title=_("Credit by month and variant"),
        description=_("Together: %(sums)s.") % {"sums": listed(most)},
        columns=[_("Month"), *names],
        rows=[
            [month, *(amount(outcome.amount, found.currency) for outcome in outcomes)]
            for month, (_m, _l, _x, outcomes) in zip(months, latest, strict=True)
        ],
    )


def workbook(found: Simulation) -> bytes:
    """By month with every step, by contract year, and what was compared."""
    titles = [column.title for column in found.columns]
    by_month = [
        [month, level, _("missed") if missed else _("reached"), *(outcome.amount for outcome in outcomes)]
        for month, level, missed, outcomes in found.rows
    ]
    steps = [
        [column.title, month, line.label, line.figures, line.clause]
        for column in found.columns
        for month, lines in found.detail(column)
        for line in lines
    ]
    heads = [Column(_("Month"), 12), Column(_("Attained"), 14), Column(_("Target"), 12)]
    return write_xlsx(
        [
            Page(_("By month (estimates)"), [*heads, *(Column(title, 18) for title in titles)], by_month, frozen=1),
            Page(
                _("By contract year"),
                [Column(_("Contract year"), 14), *(Column(title, 18) for title in titles)],
                [[year, *sums] for year, sums in found.years],
                frozen=1,
            ),
            Page(
                _("Step by step"),
                [
                    Column(_("Variant"), 20),
                    Column(_("Month"), 12),
                    Column(_("Step"), 48),
                    Column(_("Figures"), 40),
                    Column(_("Clause"), 14),
                ],
                steps,
            ),
        ]
    )


def drafts_for(user, programme: Programme) -> list[Agreement]:
    """Agreements whose terms may still be changed by this person."""
    found = Agreement.objects.filter(programme=programme, state=Agreement.State.DRAFT).order_by("name")[:20]
    return [one for one in found if user.has_perm("sla.edit_agreement", one)]
