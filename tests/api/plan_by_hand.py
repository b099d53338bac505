"""Code as a user writes it: type-checked (mypy --strict), and run."""

from __future__ import annotations

import networkx as nx

import regplan as rp

plan = rp.Plan(
    title="Contoh",
    region=rp.Region(code="12.07", level="regency"),
    documents=[rp.Document(id="rpjmd", kind="RPJMD", first_year=2025, last_year=2029)],
    goals=[rp.Goal(id="T1", title="Mewujudkan masyarakat sehat", document="rpjmd")],
    series=[rp.Series(indicator="I1", document="rpjmd", role="target", values={"2025": "0,70", "2026": None})],
    allocations=(rp.Allocation(document="rpjmd", subject="/", amounts={"2025": 1_500_000}),),
)
title: str | None = plan.goals["T1"].title
first: rp.Goal = plan.goals[0]
some: tuple[rp.Goal, ...] = plan.goals[:1]
changed: rp.Plan = plan.replace(title="Lain")
report: rp.Report = rp.check(plan, select=["CARD", "REF"], documents="RPJMD")
messages: list[str] = [finding.text("id") for finding in report.errors]
graph = rp.alignment_graph(plan)
above: set[str] = nx.descendants(graph, "T1")
covered: tuple[str, ...] = rp.coverage(plan, "mission", "goal").covered
reaches: bool = rp.trace(plan, "T1").reaches_vision
reading: rp.Reading = rp.read("folder")
rows: rp.Reading = rp.read_records([{"record": "goal", "id": "T1"}], name="tujuan")
numbers: list[int | None] = [finding.where.row for finding in rows.findings if finding.where]
again: rp.Plan = rp.loads(rp.dumps(plan), format="json")
