"""Count what the reader of target cells makes of the real data, for docs/cells.md: ``python tools/count_cells.py``."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from regplan.values.cell import Cell, CellContext, context_of, read_cell
from regplan.values.units import find_unit

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "cells.md"
SHARED = ROOT.parent / "shared" / "data"
BEGIN, END = "<!-- counts, by tools/count_cells.py -->\n", "<!-- end of counts -->"

YEARS = tuple(str(year) for year in range(2025, 2031))
INDICATORS = "bengkulu_utara_indikator_2025_2030.csv"

Row = tuple[str | None, str | None, list[str]]
"""Name, unit and cells of one indicator."""

_FILES = {
    INDICATORS: ("uraian", "satuan", ("base", *YEARS)),
    "bengkulu_utara_renja_2026.csv": (
        None,
        None,
        ("realisasi_capaian", "prakiraan", "target_maju_1", "target_akhir"),
    ),
    "banyuwangi_ikd_2025_sebagian.csv": (
        "indikator",
        "satuan",
        ("target_2025", "realisasi_2025", "capaian_2025", *(f"nilai_{year}" for year in range(2021, 2026))),
    ),
    "deli_serdang_bappedalitbang_evaluasi_renja_2025.csv": (
        "indikator",
        "satuan",
        (
            *("target_renstra_k", "realisasi_sd_lalu_k", "target_renja_k", "tw1_k", "tw2_k", "tw3_k", "tw4_k"),
            *("realisasi_renja_k", "realisasi_renstra_k", "capaian_renstra_k"),
        ),
    ),
    "pasangkayu_dpupr_renstra.csv": (
        "INDIKATOR",
        "SATUAN",
        ("DATA CAPAIAN AWAL", *(f"TARGET TAHUN {year}" for year in range(1, 6))),
    ),
    "mamberamo_raya_rkpd_perubahan2_2023.csv": ("uraian", "satuan", ("target", "menjadi_target")),
}


def table_of(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table of the real data."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(folder: Path, name: str) -> Iterator[Row]:
    """Go through the indicators of a table."""
    title, unit, columns = _FILES[name]
    for row in table_of(folder, name):
        yield row[title] if title else None, row[unit] if unit else None, [row[column] for column in columns]


def situbondo(folder: Path) -> Iterator[Row]:
    """Go through the indicators of the Renstra of Situbondo's revenue office."""
    data = json.loads((folder / "situbondo_bapenda_renstra_2026_2030.json").read_text(encoding="utf-8"))
    programs = [row for program in data["program"] for row in program["indikator"]]
    for row in (data["tujuan"], data["sasaran"], *programs, *data["kegiatan"]):
        cells = [row.get("kondisi_awal"), *row["target"].values()]
        yield row.get("indikator"), row["satuan"], [cell or "" for cell in cells]


def context(row: Row, *, column: Iterable[str] = ()) -> CellContext:
    """Prove what the row, unit and name of an indicator prove."""
    name, unit, cells = row
    found = find_unit(unit) if unit else None
    return context_of(cells, unit=unit, name=name, countable=found.is_countable if found else None, column=column)


def kind(cell: Cell) -> str:
    """Name what a cell is: the type of its value, or its fault."""
    if cell.value is None:
        return "empty" if cell.fault == "empty" else f"*{cell.fault}*"
    return type(cell.value).__name__ + (f" (*{cell.fault}*)" if cell.fault else "")


def patterns(folder: Path) -> Iterator[tuple[dict[str, str], str]]:
    """Go through the patterns with what their examples are, read with no context; the first fault speaks for all."""
    for row in table_of(folder, "format_sel_target.csv"):
        examples = [row[f"contoh{at}"] for at in (1, 2, 3) if row[f"contoh{at}"]]
        cells = [read_cell(example) for example in examples]
        faulty = [cell for cell in cells if cell.fault]
        yield row, kind((faulty or cells)[0])


def counted(rows: Iterable[Row]) -> Counter[str]:
    """Count the kinds of cells, read with their rows."""
    return Counter(kind(read_cell(cell, proved)) for row in rows for proved in (context(row),) for cell in row[2])


def _lines(title: str, head: str, counts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        [f"### {title}\n", head, "| --- " * (head.count("|") - 1) + "|", *(f"| {a} | {b} |" for a, b in counts)]
    )


def report(folder: Path) -> str:
    """Write the tables of counts."""
    by_kind: Counter[str] = Counter()
    cells: Counter[str] = Counter()
    for row, what in patterns(folder):
        by_kind[what] += 1
        cells[what] += int(row["jumlah"])
    first = _lines(
        f"The {by_kind.total()} patterns of cells, each example read with no context",
        "| Read as | Patterns | Cells of these patterns |",
        ((what, f"{by_kind[what]} | {cells[what]}") for what in sorted(by_kind, key=lambda one: (-by_kind[one], one))),
    )
    parts = [first]
    sources = {name: list(rows_of(folder, name)) for name in _FILES}
    sources["situbondo_bapenda_renstra_2026_2030.json"] = list(situbondo(folder))
    for name, rows in sources.items():
        counts = counted(rows)
        parts.append(
            _lines(
                f"`{name}`: {len(rows)} rows, {counts.total()} cells, read with their rows",
                "| Read as | Cells |",
                ((what, str(count)) for what, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
            )
        )
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Write the counts into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(before + BEGIN + "\n" + report(SHARED) + "\n" + END + after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
