"""Small plans for tests: one that is sound, of any size, and one fault at a time put into it by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from regplan.errors import UnknownNameError
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Goal,
    Indicator,
    Link,
    Mission,
    Objective,
    Plan,
    PolicyDirection,
    Program,
    Reference,
    Region,
    Series,
    Strategy,
    SubActivity,
    Vision,
)
from regplan.model.words import IndicatorKind
from regplan.values.text import near

__all__ = ["FAULTS", "Fault", "faulty", "sound_plan"]

_YEARS: Final = ("2025", "2026", "2027", "2028", "2029", "2030")


def sound_plan(*, agencies: int = 1, programs: int = 1, activities: int = 1, sub_activities: int = 1) -> Plan:
    """
    Build a small plan in which the rules find nothing: an RPJMD and a Renstra for each OPD, with targets and money.

    Args:
        agencies: Number of OPD; each has a Renstra.
        programs: Programs of each OPD.
        activities: Activities of each program.
        sub_activities: Sub activities of each activity.

    Returns:
        The plan.

    Example:
        >>> from regplan import check
        >>> check(sound_plan(agencies=2, sub_activities=3)).findings
        ()
    """
    rows = _Rows()
    rows.region()
    for agency in range(1, agencies + 1):
        rows.renstra(f"opd{agency}", programs, activities, sub_activities)
    return rows.plan()


@attrs.define
class _Rows:
    """Gathers the records of a plan table by table."""

    tables: dict[str, list[object]] = attrs.field(factory=dict)

    def add(self, table: str, *records: object) -> None:
        self.tables.setdefault(table, []).extend(records)

    def plan(self) -> Plan:
        region = Region(code="12.07", name="Kabupaten Contoh", level="regency")
        return Plan(title="Rencana contoh", region=region, **self.tables)  # type: ignore[arg-type] # rows of their tables

    def region(self) -> None:
        self.add(
            "documents",
            Document(
                id="rpjmd",
                kind="RPJMD",
                first_year=2025,
                last_year=2029,
                regime="INMEN2_2025",
                covers=("vision", "mission", "goal", "objective"),
            ),
        )
        self.add("references", Reference(id="renstra-kl", framework="MINISTRY_RENSTRA", title="Renstra Kementerian"))
        self.add("visions", Vision(id="V", title="Terwujudnya daerah yang maju", document="rpjmd"))
        self.add("missions", Mission(id="M1", title="Meningkatkan mutu layanan", document="rpjmd", parent="V"))
        self.goal_and_objective("rpjmd", "T1", "S1", parent="M1")

    def goal_and_objective(self, document: str, goal: str, objective: str, parent: str | None = None) -> None:
        self.add("goals", Goal(id=goal, title="Meningkatnya mutu layanan", document=document, parent=parent))
        self.add("objectives", Objective(id=objective, title="Meningkatnya akses", document=document, parent=goal))
        for owner in (goal, objective):
            self.indicator(owner, document, "impact", "indeks")

    def indicator(self, owner: str, document: str, kind: IndicatorKind, unit: str) -> None:
        name = f"{owner}.I"
        self.add(
            "indicators", Indicator(id=name, owner=owner, name="Indeks layanan", unit=unit, kind=kind, polarity="up")
        )
        self.add("series", Series(indicator=name, document=document, role="baseline", values={"2024": "50"}))
        targets = {year: str(51 + at) for at, year in enumerate(_YEARS)}
        self.add("series", Series(indicator=name, document=document, role="target", values=targets))

    def renstra(self, agency: str, programs: int, activities: int, sub_activities: int) -> None:
        document, goal, objective = f"{agency}/renstra", f"{agency}/T1", f"{agency}/S1"
        self.add("agencies", Agency(id=agency, name=f"Dinas {agency}", kind="dinas", functions=("1.02",)))
        self.add(
            "documents",
            Document(
                id=document,
                kind="RENSTRA",
                first_year=2025,
                last_year=2029,
                agency=agency,
                regime="INMEN2_2025",
                nomenclature="2025_2850",
            ),
        )
        self.goal_and_objective(document, goal, objective)
        self.add("links", Link(kind="adopts", source=goal, target="S1", document=document))
        self.add("links", Link(kind="aligned_with", source=goal, target="renstra-kl", document=document))
        self.add(
            "strategies", Strategy(id=f"{agency}/ST", title="Memperluas layanan", document=document, parent=objective)
        )
        direction = PolicyDirection(id=f"{agency}/AK", title="Layanan dasar", document=document, parent=f"{agency}/ST")
        self.add("policy_directions", direction)
        for number in range(2, programs + 2):
            self.program(agency, document, objective, f"1.02.{number:02d}", activities, sub_activities)

    def program(self, agency: str, document: str, parent: str, code: str, activities: int, sub_activities: int) -> None:
        program = f"{agency}/{code}"
        self.add("programs", Program(id=program, title="PROGRAM LAYANAN", document=document, parent=parent, code=code))
        self.indicator(program, document, "outcome", "%")
        total = activities * sub_activities * 1_000_000
        stated = dict.fromkeys(_YEARS, total)
        self.add("allocations", Allocation(document=document, subject=program, role="stated_total", amounts=stated))
        for number in range(1, activities + 1):
            own = f"{code}.2.{number:02d}"
            activity = f"{agency}/{own}"
            self.add("activities", Activity(id=activity, title="Layanan", document=document, parent=program, code=own))
            self.indicator(activity, document, "output", "orang")
            for lowest in range(1, sub_activities + 1):
                self.sub_activity(f"{activity}.{lowest:04d}", document, activity, f"{own}.{lowest:04d}")

    def sub_activity(self, name: str, document: str, parent: str, code: str) -> None:
        self.add("sub_activities", SubActivity(id=name, title="Layanan", document=document, parent=parent, code=code))
        self.indicator(name, document, "output", "orang")
        amounts = dict.fromkeys(_YEARS, 1_000_000)
        self.add("allocations", Allocation(document=document, subject=name, fund="DAU", amounts=amounts))


@attrs.frozen
class Fault:
    """
    One named fault.

    Attributes:
        code: The rule that finds it.
        clause: The clause of the rule.
        put: Puts it into a sound plan.
    """

    code: str
    clause: str
    put: Callable[[Plan], Plan]


def _change(plan: Plan, table: str, **changes: object) -> Plan:
    """Change the last record of a table."""
    rows = plan.table(table)
    return plan.replace(**{table: [*rows[:-1], attrs.evolve(rows[-1], **changes)]})


def _without(plan: Plan, table: str) -> Plan:
    return plan.replace(**{table: plan.table(table)[:-1]})


def _twice(plan: Plan, table: str) -> Plan:
    rows = plan.table(table)
    return plan.replace(**{table: [*rows, rows[-1]]})


FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "dangling parent": Fault("REF-01", "dangling-id", lambda plan: _change(plan, "activities", parent="hilang")),
        "doubled id": Fault("REF-02", "duplicate-id", lambda plan: _twice(plan, "sub_activities")),
        "circle": Fault(
            "REF-03", "circle-of-parents", lambda plan: _change(plan, "goals", parent=plan.objectives[-1].id)
        ),
        "wrong level": Fault("REF-04", "wrong-parent-level", lambda plan: _change(plan, "activities", parent="S1")),
        "no title": Fault("REF-09", "node-without-title", lambda plan: _change(plan, "programs", title=None)),
        "doubled statement": Fault("REF-07", "statement-repeated", lambda plan: _twice(plan, "series")),
        "year outside": Fault(
            "PER-01", "value-outside-years", lambda plan: _change(plan, "allocations", amounts={"2040": 1})
        ),
        "no mission": Fault("CARD-02", "rpjmd-without-mission", lambda plan: plan.replace(missions=[])),
        "no sub activity": Fault(
            "CARD-08", "activity-without-sub-activity", lambda plan: plan.replace(sub_activities=[])
        ),
        "no adoption": Fault("CARD-13", "renstra-goal-without-rpjmd", lambda plan: plan.replace(links=[])),
        "no indicator": Fault("CARD-09", "work-without-indicator", lambda plan: _without(plan, "indicators")),
        "two digits": Fault(
            "CODE-01", "sub-activity-width", lambda plan: _change(plan, "sub_activities", code="1.02.02.2.01.01")
        ),
        "provincial code": Fault(
            "CODE-04", "level-marker", lambda plan: _change(plan, "activities", code="1.02.02.1.01")
        ),
        "negative money": Fault(
            "ARI-02", "negative-amount", lambda plan: _change(plan, "allocations", amounts={"2025": -1})
        ),
        "wrong total": Fault(
            "ARI-01", "stated-total-differs", lambda plan: _change(plan, "allocations", amounts={"2025": 7})
        ),
    }
)
"""By name, faults that may be put into any plan of ``sound_plan``."""


def faulty(plan: Plan, fault: str) -> Plan:
    """
    Put one named fault into a sound plan.

    Args:
        plan: A plan of ``sound_plan``.
        fault: A name in ``FAULTS``.

    Returns:
        The plan with the fault; other rules may find what follows from it.

    Raises:
        UnknownNameError: No fault has that name; near matches are offered.

    Example:
        >>> from regplan import check
        >>> [finding.code for finding in check(faulty(sound_plan(), "dangling parent"), select="REF")]
        ['REF-01']
    """
    if fault not in FAULTS:
        raise UnknownNameError(fault, "fault", near(fault, FAULTS))
    return FAULTS[fault].put(plan)
