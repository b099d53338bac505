"""A developer who brings rows of an e-planning database to regplan and the findings back; type-checked, and run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import regplan as rp

ROWS: list[dict[str, Any]] = [
    {"jenis": "RENJA", "tahun": 2026, "opd": "dinkes", "kode": "1.02.02", "uraian": "PROGRAM KESEHATAN", "pagu": 500},
    {"jenis": "RENJA", "tahun": 2026, "opd": "dinkes", "kode": "1.2.3", "uraian": None, "pagu": -1},
]


def records(rows: list[dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Turn rows of the database into records: the heading, the document, the OPD, then a program and its money a row."""
    yield {"record": "plan", "title": "Renja 2026", "region": {"code": "17.03", "level": "regency"}}
    yield {"record": "document", "id": "renja", "kind": "RENJA", "first_year": 2026, "last_year": 2026}
    yield {"record": "agency", "id": "dinkes", "functions": ["1.02"]}
    for row in rows:
        at = f"{row['opd']}/{row['kode']}"
        yield {"record": "program", "id": at, "document": "renja", "code": row["kode"], "title": row["uraian"]}
        yield {"record": "allocation", "document": "renja", "subject": at, "amounts": {str(row["tahun"]): row["pagu"]}}


def judged(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is wrong as plain rows for a table of the application; rows that are no records are findings too."""
    try:
        plan: rp.Plan = rp.Plan.from_records(records(rows))
    except rp.InputErrors as errors:
        return [finding.to_dict() for finding in errors.findings]
    report: rp.Report = rp.check(plan, select="CORE")
    unknown: list[dict[str, Any]] = [one.to_dict() for one in report.unknown]
    return [*report.to_dicts(), *unknown]


codes: set[str] = {row["code"] for row in judged(ROWS)}
assert {"ARI-02", "CODE-01", "REF-09"} <= codes
refused: list[dict[str, Any]] = judged([{**ROWS[0], "pagu": "lima ratus"}])
assert [row["code"] for row in refused] == ["FILE-08"]
