"""Named faults planted in a plan, each of which one of the rules of the oracle must find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import Any, Final, TypeVar

import attrs

from benchmarks.oracle import Found
from regplan.model import Allocation, Plan, Series

__all__ = ["FAULTS", "Planted", "plant"]

R = TypeVar("R")
_Seed = tuple[Plan, Found | None]


@attrs.frozen
class Planted:
    """
    A plan with faults.

    Attributes:
        plan: The plan.
        faults: What must be found; what follows from them may be found besides.
    """

    plan: Plan
    faults: frozenset[Found]


def plant(plan: Plan, seed: int) -> Planted:
    """
    Plant each fault of ``FAULTS`` once, in places that chance chooses.

    Args:
        plan: A clean synthetic plan.
        seed: Equal seeds give equal faults.

    Returns:
        The plan with its faults.
    """
    random = Random(seed)  # noqa: S311 - a fault is no secret
    faults = []
    for fault in FAULTS.values():
        plan, found = fault(plan, random)
        faults.append(found)
    return Planted(plan, frozenset(found for found in faults if found is not None))


def _changed(plan: Plan, table: str, at: int, **fields: Any) -> Plan:
    """Change one record."""
    rows = list(plan.table(table))
    rows[at] = attrs.evolve(rows[at], **fields)
    return plan.replace(**{table: rows})


def _any(random: Random, rows: Sequence[R], fits: Callable[[R], bool] = lambda _: True) -> tuple[int, R]:
    """Choose a record that fits."""
    at = random.choice([at for at, row in enumerate(rows) if fits(row)])
    return at, rows[at]


def _dangling_parent(plan: Plan, random: Random) -> _Seed:
    at, node = _any(random, plan.sub_activities)
    return _changed(plan, "sub_activities", at, parent="tidak-ada"), Found("REF-01", "dangling-id", node.id)


def _dangling_target(plan: Plan, random: Random) -> _Seed:
    at, link = _any(random, plan.links)
    return _changed(plan, "links", at, target="tidak-ada"), Found("REF-01", "dangling-id", link.source)


def _parent_of_wrong_kind(plan: Plan, random: Random) -> _Seed:
    at, place = _any(random, plan.places)
    name = plan.agencies[0].id
    return _changed(plan, "places", at, parent=name), Found("REF-01", "dangling-id", place.id)


def _dangling_indicator(plan: Plan, random: Random) -> _Seed:
    at, _ = _any(random, plan.series)
    return _changed(plan, "series", at, indicator="tidak-ada"), Found("REF-01", "dangling-id", "tidak-ada")


def _circle_of_goals(plan: Plan, random: Random) -> _Seed:
    at, goal = _any(random, plan.goals, lambda one: one.parent is None)
    objective = next(one for one in plan.objectives if one.parent == goal.id)
    return _changed(plan, "goals", at, parent=objective.id), Found("REF-03", "circle-of-parents", goal.id)


def _circle_of_agencies(plan: Plan, random: Random) -> _Seed:
    first, second = sorted(random.sample(range(len(plan.agencies)), 2))
    names = plan.agencies.ids
    plan = _changed(_changed(plan, "agencies", first, parent=names[second]), "agencies", second, parent=names[first])
    return plan, Found("REF-03", "circle-of-parents", names[first])


def _own_parent(plan: Plan, random: Random) -> _Seed:
    at, reference = _any(random, plan.references)
    changed = _changed(plan, "references", at, parent=reference.id)
    return changed, Found("REF-03", "circle-of-parents", reference.id)


def _program_without_activity(plan: Plan, random: Random) -> _Seed:
    """Hang all activities of a program on another."""
    bare, other = random.sample(plan.programs, 2)
    rows = [attrs.evolve(one, parent=other.id) if one.parent == bare.id else one for one in plan.activities]
    return plan.replace(activities=rows), Found("CARD-08", "program-without-activity", bare.id)


def _activity_without_sub_activity(plan: Plan, random: Random) -> _Seed:
    bare, other = random.sample(plan.activities, 2)
    rows = [attrs.evolve(one, parent=other.id) if one.parent == bare.id else one for one in plan.sub_activities]
    return plan.replace(sub_activities=rows), Found("CARD-08", "activity-without-sub-activity", bare.id)


def _entry_left_out(plan: Plan, random: Random) -> _Seed:
    """Leave a sub activity out of a yearly document; whether its activity is bare there the rules must say."""
    work = {one.id for one in plan.sub_activities}
    at, _ = _any(random, plan.entries, lambda one: one.node in work)
    return plan.replace(entries=[*plan.entries[:at], *plan.entries[at + 1 :]]), None


def _without_indicator(plan: Plan, random: Random) -> _Seed:
    work = {one.id for one in plan.sub_activities}
    at, indicator = _any(random, plan.indicators, lambda one: one.owner in work)
    changed = _changed(plan, "indicators", at, owner=plan.agencies[0].id)
    return changed, Found("CARD-09", "work-without-indicator", indicator.owner)


def _without_unit(plan: Plan, random: Random) -> _Seed:
    work = {one.id for one in plan.activities}
    at, indicator = _any(random, plan.indicators, lambda one: one.owner in work)
    return _changed(plan, "indicators", at, unit=None), Found("CARD-09", "work-indicator-without-unit", indicator.id)


def _other_code(plan: Plan, random: Random) -> _Seed:
    named = {one.id for one in plan.activities}
    at, node = _any(random, plan.sub_activities, lambda one: one.parent in named)
    changed = _changed(plan, "sub_activities", at, code="9.99.98.2.01.0001")
    return changed, Found("CODE-02", "code-not-under-parent", node.id)


def _code_of_another_level(plan: Plan, random: Random) -> _Seed:
    """Give an activity the code of a program: nothing below it can be compared with it."""
    at, node = _any(random, plan.activities)
    return _changed(plan, "activities", at, code=(node.code or "1.01.01.2.01")[:7]), None


def _target_falls(plan: Plan, random: Random) -> _Seed:
    """Swap the first and the last target of a rising indicator."""

    def rises(row: Series) -> bool:
        return row.role == "target" and len(row.values) > 1 and len(set(row.values.values())) > 1

    at, row = _any(random, plan.series, rises)
    first, last = min(row.values), max(row.values)
    swapped = {**row.values, first: row.values[last], last: row.values[first]}
    return _changed(plan, "series", at, values=swapped), Found("TGT-01", "target-against-polarity", row.indicator)


def _polarity_left_out(plan: Plan, random: Random) -> _Seed:
    """Leave out whether more is better: nothing can be said of the targets any more."""
    at, _ = _any(random, plan.indicators)
    return _changed(plan, "indicators", at, polarity=None), None


def _worse_than_baseline(plan: Plan, random: Random) -> _Seed:
    """Raise a baseline of a rising indicator above all its targets."""
    at, row = _any(random, plan.series, lambda one: one.role == "baseline")
    year = next(iter(row.values))
    found = Found("TGT-02", "first-target-worse-than-baseline", row.indicator)
    return _changed(plan, "series", at, values={year: "9999"}), found


def _half_a_thing(plan: Plan, random: Random) -> _Seed:
    """Count half a thing."""
    counted = {one.id for one in plan.indicators if one.unit in {"Orang", "Dokumen", "Laporan", "Unit"}}
    at, row = _any(random, plan.series, lambda one: one.indicator in counted and len(one.values) == 1)
    half = {year: f"{text},5" for year, text in row.values.items()}
    return _changed(plan, "series", at, values=half), Found("TGT-04", "count-not-whole", row.indicator)


def _one_sen_too_many(plan: Plan, random: Random) -> _Seed:
    """Change the total of an activity whose first sub activity, which has money, still hangs on it."""
    funded = {one.parent for one in plan.sub_activities if one.id.endswith(".0001")}

    def fits(row: Allocation) -> bool:
        return row.role == "stated_total" and row.subject in funded

    at, total = _any(random, plan.allocations, fits)
    year, amount = next(iter(total.amounts.items()))
    wrong = {**total.amounts, year: Decimal(amount or 0) + Decimal("0.01")}
    return _changed(plan, "allocations", at, amounts=wrong), Found("ARI-01", "stated-total-differs", total.subject)


def _indicator_row_differs(plan: Plan, random: Random) -> _Seed:
    at, row = _any(random, plan.allocations, lambda one: one.indicator is not None)
    year, amount = next(iter(row.amounts.items()))
    wrong = {**row.amounts, year: (amount or 0) + 1}
    return _changed(plan, "allocations", at, amounts=wrong), Found("ARI-01", "indicator-totals-differ", row.subject)


def _unknown_amount(plan: Plan, random: Random) -> _Seed:
    """Make an entry unknown: the totals above it cannot be compared any more."""
    at, row = _any(random, plan.allocations, lambda one: one.role == "entry" and one.document.endswith("renstra"))
    return _changed(plan, "allocations", at, amounts={**row.amounts, "2028": None}), None


FAULTS: Final[dict[str, Callable[[Plan, Random], _Seed]]] = {
    "unknown amount": _unknown_amount,
    "program without activity": _program_without_activity,
    "activity without sub activity": _activity_without_sub_activity,
    "entry left out": _entry_left_out,
    "work without indicator": _without_indicator,
    "indicator without unit": _without_unit,
    "parent of wrong kind": _parent_of_wrong_kind,
    "circle of goals": _circle_of_goals,
    "circle of OPD": _circle_of_agencies,
    "its own parent": _own_parent,
    "code of another level": _code_of_another_level,
    "code of another parent": _other_code,
    "polarity left out": _polarity_left_out,
    "half a thing": _half_a_thing,
    "worse than the baseline": _worse_than_baseline,
    "target falls": _target_falls,
    "dangling parent": _dangling_parent,
    "one sen too many": _one_sen_too_many,
    "indicator row differs": _indicator_row_differs,
    "dangling target": _dangling_target,
    "dangling indicator": _dangling_indicator,
}
"""The faults by name, in the order in which they are planted: those that move records before those that need them."""
