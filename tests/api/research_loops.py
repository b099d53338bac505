"""A researcher who loops calculators over plans and years and puts the rows into a table; type-checked, and run."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

import regplan as rp
from regplan.calc import budget, targets


def region(share: int) -> rp.Plan:
    """Make a plan in which the APBD keeps a share of what the RKPD gives two programs, in per cent."""
    amounts = {"P1": 400_000_000, "P2": 600_000_000}
    return rp.Plan(
        documents=[rp.Document(id=kind.lower(), kind=kind) for kind in ("RKPD", "APBD")],
        programs=[rp.Program(id=name) for name in amounts],
        allocations=[
            rp.Allocation(document=document, subject=name, amounts={"2026": rupiah * part // 100})
            for document, part in (("rkpd", 100), ("apbd", share))
            for name, rupiah in amounts.items()
        ],
    )


rows: list[dict[str, Any]] = []
for share in (100, 80, 50):
    scenario: rp.Plan = region(share)
    found: budget.Flow = budget.flow(scenario, ["RKPD", "APBD"], year=2026)
    gap: tuple[Any, ...] = tuple(step.measures.gap for step in found.steps)
    kept: budget.Totals = budget.totals(scenario, "APBD", by="node", year=2026)
    whole = kept.total
    rows.append({"share": share, "gap": gap[0], "kept": whole.amount if whole else None})
    rows += found.to_dicts()
assert [row["gap"] for row in rows if "gap" in row] == [0, -200_000_000, -500_000_000]

# a scenario is a changed copy: what was measured before still stands
base = region(100)
cut = attrs.evolve(base.allocations[2], amounts={"2026": 1})
changed: rp.Plan = base.replace(allocations=[*base.allocations[:2], cut, base.allocations[3]])
assert base.allocations[2].amounts["2026"] == 400_000_000
assert rp.check(changed, select="ARI").ran

path: targets.Path = targets.target_path(70.0, 85.0, 5, kind="linear")
values: list[float] = list(path.values)
reached: targets.Achievement = targets.achievement(
    Decimal("72.5"), Decimal(75), polarity="up", method="ratio", baseline=Decimal(70)
)
value: Fraction | None = reached.exact
assert value == Fraction(290, 3)
assert values[-1] == 85.0
