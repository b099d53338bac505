"""Banyuwangi's indicators as a plan, and small parts of other regions: what the rules find, each finding read by eye."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from regplan.index import of
from regplan.index.columns import ABSENT
from regplan.index.targets import targets_of

FALLING = {"Tingkat Pengangguran Terbuka", "Indeks Ketimpangan Gender (IKG)", "Angka Kematian Ibu (AKI)"}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table of the real data."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def series(indicator: str, document: str, role: str, values: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Write a row of values; an empty cell is no value, and a row of them no row."""
    told = {period: text for period, text in values.items() if text.strip()}
    if told:
        yield {"record": "series", "indicator": indicator, "document": document, "role": role, "values": told}


def banyuwangi(folder: Path) -> Iterator[dict[str, Any]]:
    """Write the targets of the RKPD and the results of 2021 to 2025, with the polarity that the page of the region implies."""
    yield {"record": "document", "id": "rkpd", "kind": "RKPD", "years": "2025"}
    yield {"record": "document", "id": "ikd", "kind": "REALISATION", "years": "2021-2025"}
    yield {"record": "goal", "id": "T", "document": "rkpd"}
    for at, row in enumerate(table(folder, "banyuwangi_ikd_2025_sebagian.csv"), 1):
        own = {"name": row["indikator"], "unit": row["satuan"], "owner": "T"}
        yield {
            "record": "indicator",
            "id": f"I{at}",
            **own,
            "polarity": "down" if row["indikator"] in FALLING else "up",
        }
        yield from series(f"I{at}", "rkpd", "target", {"2025": row["target_2025"]})
        yield from series(f"I{at}", "ikd", "result", {str(year): row[f"nilai_{year}"] for year in range(2021, 2026)})


@pytest.fixture(scope="module")
def plan(shared_data: Path) -> rp.Plan:
    """Return the plan of Banyuwangi."""
    return rp.Plan.from_records(banyuwangi(shared_data))


def test_every_cell_is_read(plan: rp.Plan) -> None:
    """All 166 targets and results have a value, the 87.59 among commas too, and no unit is unknown."""
    columns = targets_of(of(plan))
    assert (len(columns.cell), int((columns.kind == ABSENT).sum())) == (166, 0)
    assert rp.check(plan, select=["TGT-16", "IND-10"]).findings == ()


def test_targets_that_were_reached_before(plan: rp.Plan) -> None:
    """Six targets of 2025 were surpassed in 2023 already; each is true, and no rule finds anything else."""
    found = rp.check(plan, select=["TGT", "IND", "WORD", "PER"]).findings
    names = {one.id: one.name for one in plan.indicators}
    assert {one.code for one in found} == {"TGT-13"}
    assert [(names[one.subject or ""] or "")[:44] for one in found] == [
        "Persentase Pertumbuhan Nilai Investasi",
        "Persentase pertumbuhan PDRB Sektor Pertanian",
        "Persentase pertumbuhan PDRB Sektor Industri ",
        "Persentase pertumbuhan PDRB Perdagangan Besa",
        "Rasio PDRB Industri Pengolahan",
        "Rasio PDRB Penyediaan Akomodasi Makan dan Mi",
    ]


def work(
    folder: Path, name: str, texts: tuple[str, str], columns: Mapping[str, Mapping[str, str]]
) -> Iterator[dict[str, Any]]:
    """Write the indicators of a table of one office; *columns* says which column of which role has which period."""
    yield {"record": "document", "id": "d", "kind": "RENSTRA", "years": "2021-2025"}
    yield {"record": "program", "id": "P", "document": "d"}
    for at, row in enumerate(table(folder, name), 1):
        title, unit = (" ".join(row[text].split()) or None if text else None for text in texts)
        if title:
            yield {"record": "indicator", "id": f"I{at}", "name": title, "unit": unit, "owner": "P"}
            for role, periods in columns.items():
                yield from series(f"I{at}", "d", role, {period: row[column] for column, period in periods.items()})


@pytest.mark.parametrize(
    ("name", "texts", "columns", "found"),
    [
        (
            "deli_serdang_bappedalitbang_evaluasi_renja_2025.csv",
            ("indikator", "satuan"),
            {"target": {"target_renja_k": "2025"}, "result": {f"tw{at}_k": f"2025-Q{at}" for at in range(1, 5)}},
            {"ambiguous-number": 4, "unit-unknown": 1},
        ),
        (
            "pasangkayu_dpupr_renstra.csv",
            ("INDIKATOR", "SATUAN"),
            {"target": {f"TARGET TAHUN {at}": str(2020 + at) for at in range(1, 6)}},
            {"ambiguous-number": 5, "unit-not-a-unit": 30},
        ),
        (
            "mamberamo_raya_rkpd_perubahan2_2023.csv",
            ("uraian", "satuan"),
            {"target": {"menjadi_target": "2023"}},
            {"unit-unknown": 4},
        ),
    ],
)
def test_cells_of_other_regions(
    shared_data: Path,
    name: str,
    texts: tuple[str, str],
    columns: Mapping[str, Mapping[str, str]],
    found: dict[str, int],
) -> None:
    """Of three regions the cells and units that are told of are those that docs/real-data-targets.md lists."""
    plan = rp.Plan.from_records(work(shared_data, name, texts, columns))
    counts: Counter[str] = Counter()
    for one in rp.check(plan, select=["TGT-16", "IND-10"]).findings:
        cells = one.facts.get("cells", ("",))
        counts[one.name] += len(cells) if isinstance(cells, tuple) else 0
    assert counts == found


def test_units_of_a_renja(shared_data: Path) -> None:
    """Of the 1,300 units of sub activities of a Renja 40 cannot be read: 15 say nothing, 25 are in 9 texts not on the list."""
    texts = [
        " ".join(line.split())
        for row in table(shared_data, "bengkulu_utara_renja_2026.csv")
        for line in row["satuan_sub"].splitlines()
        if line.strip()
    ]
    rows = [{"record": "indicator", "id": f"I{at}", "unit": text} for at, text in enumerate(texts)]
    found = rp.check(rp.Plan.from_records(rows), select="IND-10").findings
    assert len(texts) == 1300
    assert Counter(one.name for one in found) == {"unit-not-a-unit": 15, "unit-unknown": 9}
    assert sum(1 + len(one.related) for one in found if one.name == "unit-unknown") == 25
