"""Small budgets of 2026 and their lines, for tests of what changes between them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from regplan.model import Activity, Agency, Allocation, Document, Place, Plan, Program, SubActivity


def budget(name: str, **fields: Any) -> Document:
    """Build an APBD of 2026."""
    return Document(id=name, kind="APBD", **({"first_year": 2026, "last_year": 2026} | fields))


def line(document: str, subject: str, amount: int | Decimal | None, **fields: Any) -> Allocation:
    """Build a line of a budget of 2026, or of another year."""
    year = str(fields.pop("year", 2026))
    return Allocation(document=document, subject=subject, amounts={year: amount}, **fields)


def plan_of(documents: list[Document], lines: list[Allocation], places: list[Place] | None = None) -> Plan:
    """Build a plan with two programs of two OPD and three sub activities."""
    return Plan(
        documents=documents,
        agencies=[Agency(id="dinkes"), Agency(id="puskesmas", parent="dinkes"), Agency(id="dinsos")],
        places=places or [],
        programs=[Program(id="P1", agency="dinkes"), Program(id="P2", agency="dinsos")],
        activities=[Activity(id="K1", parent="P1"), Activity(id="K2", parent="P2")],
        sub_activities=[
            SubActivity(id="A", parent="K1"),
            SubActivity(id="B", parent="K1"),
            SubActivity(id="C", parent="K2"),
        ],
        allocations=lines,
    )
