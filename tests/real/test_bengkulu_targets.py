"""The 394 indicators of Bengkulu Utara's RPJMD as a plan: every cell typed or flagged, every finding read by eye."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

import regplan as rp
from regplan.index import of
from regplan.index.columns import ABSENT
from regplan.index.targets import targets_of

FALLING: Final = frozenset(
    f"I{row}"
    for row in (
        *(4, 6, 7, 57, 58, 78, 79, 81, 82, 114, 172, 180, 190, 200, 204, 219, 251, 252, 254, 259, 260, 264, 265, 376),
    )
)
"""Rows of which less is better, by eye; the file prints no polarity."""
NEITHER: Final = frozenset({"I33", "I226", "I227", "I261"})
"""Rows that could be either: murid a guru, growth and density of the population, road a vehicle."""


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """Write the file as rows of a database; an OPD is stated in the first row of its group, empty cells are no values."""
    yield {"record": "document", "id": "rpjmd", "kind": "RPJMD", "years": "2025-2029", "regime": "INMEN2_2025"}
    agencies: dict[str, str] = {}
    agency = ""
    with (folder / "bengkulu_utara_indikator_2025_2030.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            agency = row["skpd"].strip() or agency
            if agency not in agencies:
                agencies[agency] = f"opd{len(agencies) + 1}"
                yield {"record": "agency", "id": agencies[agency], "name": agency}
            own = {"id": f"I{number}", "owner": agencies[agency], "name": row["uraian"], "unit": row["satuan"]}
            yield {"record": "indicator", **own}
            for role, years in (
                ("baseline", {"base": "2024"}),
                ("target", {str(at): str(at) for at in range(2025, 2031)}),
            ):
                values = {year: row[column] for column, year in years.items() if row[column]}
                if values:
                    place = {"indicator": f"I{number}", "document": "rpjmd", "role": role}
                    yield {"record": "series", **place, "values": values}


@pytest.fixture(scope="module")
def plan(shared_data: Path) -> rp.Plan:
    """Return the plan."""
    return rp.Plan.from_records(records(shared_data))


@pytest.fixture(scope="module")
def report(plan: rp.Plan) -> rp.Report:
    """Return what is found in it."""
    return rp.check(plan, select=["TGT", "IND", "WORD", "PER"])


def test_everything_loads(plan: rp.Plan) -> None:
    """All 394 indicators are there, each with its own id; 7 names stand there twice, and 34 OPD are filled down."""
    names = Counter(one.name for one in plan.indicators)
    assert (len(plan.indicators), len(plan.agencies)) == (394, 34)
    assert sum(count > 1 for count in names.values()) == 7
    assert sum(len(row.values) for row in plan.series) == 394 * 7 - 2


def cells_of(finding: rp.Finding) -> tuple[str, ...]:
    """Return the cells of a row that a finding tells of; one on a unit tells of that."""
    cells = finding.facts.get("cells", (str(finding.facts["got"]),))
    assert isinstance(cells, tuple)
    return cells


def test_every_cell_is_typed_or_told(plan: rp.Plan, report: rp.Report) -> None:
    """Of 2756 cells 2719 have a value; each of the 37 others is told with its readings, and there is no other."""
    columns = targets_of(of(plan))
    untold = (columns.kind == ABSENT) & (columns.cell != ABSENT)
    told = [one for one in report.findings if one.name in {"ambiguous-number", "interval-without-end"}]
    cells = [(one.subject, text) for one in told for text in cells_of(one)]
    assert (len(columns.cell), int(untold.sum()), len(cells)) == (2756, 37, 37)
    assert set(cells) == {
        (plan.indicators[int(columns.indicator[at])].id, columns.cells[int(columns.cell[at])].text)
        for at in untold.nonzero()[0].tolist()
    }
    assert all(one.facts["readings"] for one in told)


def test_what_is_told_of_cells(report: rp.Report) -> None:
    """The rows of each finding on cells and units, as docs/real-data-targets.md lists them."""
    rows: dict[str, dict[str, int]] = {}
    for one in report.findings:
        if one.code in {"TGT-16", "IND-10"}:
            rows.setdefault(one.name, Counter())[one.subject or ""] += len(cells_of(one))
    assert rows == {
        "ambiguous-number": {"I10": 7, "I297": 7, "I302": 7, "I335": 7, "I349": 7},
        "interval-without-end": {"I27": 1, "I272": 1},
        "doubtful-cell": {"I33": 7},
        "dash-for-value": {"I388": 1},
        "unit-unknown": {"I252": 1},
    }


def test_all_findings_were_read(report: rp.Report) -> None:
    """No rule finds more or less than what docs/real-data-targets.md lists with a verdict."""
    others = [one for one in report.findings if one.code not in {"TGT-16", "IND-10"}]
    assert Counter(f"{one.code} {one.name}" for one in others) == {
        "TGT-04 count-not-whole": 3,
        "TGT-07 target-leap": 80,
        "TGT-07 targets-turn": 1,
        "TGT-17 work-target-years-missing": 1,
        "WORD-03 two-measures-in-one": 5,
        "WORD-04 change-without-base": 4,
        "WORD-04 percentage-of-amount": 1,
        "WORD-04 percentage-of-work": 3,
        "WORD-05 count-in-percent": 10,
        "WORD-05 percentage-in-count": 2,
    }


def test_with_polarity_by_eye(plan: rp.Plan) -> None:
    """With the polarity that a reader gives each row, the rules on the way of targets find what the page lists."""
    judged = [
        attrs.evolve(one, polarity=None if one.id in NEITHER else "down" if one.id in FALLING else "up")
        for one in plan.indicators
    ]
    found = rp.check(plan.replace(indicators=judged), select=["TGT-01", "TGT-02", "TGT-05"]).findings
    assert sorted((one.code, one.subject) for one in found) == [
        ("TGT-01", "I11"),
        ("TGT-01", "I265"),
        ("TGT-02", "I26"),
        ("TGT-02", "I265"),
        ("TGT-02", "I285"),
        ("TGT-02", "I6"),
    ]
