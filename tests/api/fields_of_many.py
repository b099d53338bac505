"""Fields that hold several values, as users write them: tuples and lists of words and ids; type-checked, and run."""

from __future__ import annotations

import regplan as rp

document = rp.Document(id="rpjmd", kind="RPJMD", covers=("goal", "objective"), events={"enacted": "2025-08-01"})
covered: tuple[str, ...] | None = document.covers
indicator = rp.Indicator(id="I1", flags=["IKU"])
agency = rp.Agency(id="dinkes", functions=("1.02",))
commitment = rp.Commitment(id="K1", nodes=["P1"], signatories={"dinkes": None})
program = rp.Program(id="P1", places=("kec-1",), start="2026-01-01")
table: rp.Table[rp.Goal] = rp.Table([rp.Goal(id="T1")])
found: rp.Goal | None = table.get("T9")
try:
    rp.Plan.from_records([{"record": "goal", "id": "T1", "x-siap": "ya"}])
except* rp.InputError as group:
    first: BaseException = group.exceptions[0]
