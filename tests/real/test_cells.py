"""Every cell of the real data is typed or flagged with a reason; the flagged ones are the right ones."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import count_cells
from regplan.values.cell import read_cell
from regplan.values.measure import Grade, Interval, Number

D = Decimal


def flagged(folder: Path, name: str) -> Counter[tuple[str | None, str | None]]:
    """Count the flagged cells of a table by name of the indicator and fault; empty cells left out."""
    return Counter(
        (row[0], cell.fault)
        for row in count_cells.rows_of(folder, name)
        for proved in (count_cells.context(row),)
        for cell in (read_cell(text, proved) for text in row[2])
        if cell.value is None and cell.fault != "empty"
    )


def test_page_has_the_counts(shared_data: Path) -> None:
    """The tables of docs/cells.md are what the reader makes of the data now."""
    assert count_cells.report(shared_data) in count_cells.PAGE.read_text(encoding="utf-8")


def test_every_pattern(shared_data: Path) -> None:
    """Each of the 300 patterns is typed or flagged with a reason; without their rows 22 are flagged and one is blank."""
    found = Counter(what for _, what in count_cells.patterns(shared_data))
    assert found.total() == 300
    assert found["empty"] == 1
    assert sum(count for what, count in found.items() if what.startswith("*")) == 22


def test_every_cell_of_the_indicators(shared_data: Path) -> None:
    """All 394 times 7 cells are typed or flagged with a reason."""
    rows = list(count_cells.rows_of(shared_data, count_cells.INDICATORS))
    cells = [read_cell(text, count_cells.context(row)) for row in rows for text in row[2]]
    assert len(rows) == 394
    assert len(cells) == 394 * 7
    assert all(cell.fault is None or cell.reason is not None for cell in cells)
    assert all(cell.value is not None or cell.fault is not None for cell in cells)


def test_flagged_indicators(shared_data: Path) -> None:
    """Flagged are five rows in which nothing proves the marks, and two baselines with an open end; no others."""
    assert flagged(shared_data, count_cells.INDICATORS) == Counter(
        {
            ("Pembentukan Modal Tetap Bruto terhadap PDRB", "marks"): 7,
            ("Jumlah Nilai Investasi Berskala Nasional (PMDN/PMA) (Miliar)", "marks"): 7,
            ("Rasio Daya Serap Tenaga Kerja", "marks"): 7,
            ("Jumlah Produksi Perikanan Budidaya (Ton)", "marks"): 7,
            ("Indeks Daya Saing Daerah", "marks"): 7,
            ("Harapan Lama Sekolah", "open-end"): 1,
            ("Indeks Keterbukaan Informasi Publik", "open-end"): 1,
        }
    )


@pytest.mark.parametrize(
    ("name", "at", "value"),
    [
        ("Peserta KB Aktif", 0, Number(D(40231))),
        ("Jumlah pengunjung perpustakaan per tahun", 0, Number(D(12143))),
        ("Jumlah produksi Perikanan Tangkap (Ton)", 0, Number(D(6446))),
        ("Jumlah realisasi investasi per tahun", 0, Number(D("1512.47"))),
        ("Indeks Ketimpangan Gender", 1, Interval(D("0.50"), D("0.49"))),
        ("Indeks Ekonomi Hijau", 2, Interval(D("7.940"), D("8.055"))),
        ("Indeks Pembangunan Keluarga (iBangga)", 0, Interval(D(63), D(64))),
        ("Rasio Jumlah perpustakaan Yang Aktif", 2, Interval(D("0.42"), D("0.43"))),
        ("Penurunan Intensitas Emisi GRK Sektor Lingkungan Hidup", 1, Interval(D("0.0209"), D("0.0271"))),
        ("Nilai AKIP SKPD", 1, Grade("AKIP", "A", 6)),
    ],
)
def test_cells_known_by_eye(name: str, at: int, value: object, shared_data: Path) -> None:
    """Cells that were judged by eye say what they must, each by what its row proves."""
    row = next(row for row in count_cells.rows_of(shared_data, count_cells.INDICATORS) if row[0] == name)
    assert read_cell(row[2][at], count_cells.context(row)).value == value


def test_intervals_have_another_typist(shared_data: Path) -> None:
    """Of 30 rows that prove marks of single numbers and of intervals, 27 have a comma here and a point there."""
    proofs = Counter(
        (proved.single.decimal, proved.pair.decimal)
        for proved in map(count_cells.context, count_cells.rows_of(shared_data, count_cells.INDICATORS))
        if proved.single.decimal and proved.pair.decimal
    )
    assert proofs == Counter({(",", "."): 27, (".", "."): 3})


def test_the_whole_file_proves_intervals_only(shared_data: Path) -> None:
    """All intervals of the file agree on the point, single numbers do not; so the file types two rows more."""
    rows = list(count_cells.rows_of(shared_data, count_cells.INDICATORS))
    everything = [cell for row in rows for cell in row[2]]
    more = Counter(
        row[0]
        for row in rows
        for cell in row[2]
        if read_cell(cell, count_cells.context(row)).value is None
        and read_cell(cell, count_cells.context(row, column=everything)).value is not None
    )
    assert more == Counter({"Pembentukan Modal Tetap Bruto terhadap PDRB": 7, "Indeks Daya Saing Daerah": 6})


def test_banyuwangi(shared_data: Path) -> None:
    """The odd 87.59 among commas is read, its row is known as mixed, -24,65 is negative, WTP an opinion; none flagged."""
    name = "banyuwangi_ikd_2025_sebagian.csv"
    rows = list(count_cells.rows_of(shared_data, name))
    assert flagged(shared_data, name) == Counter()
    mixed = [row for row in rows if count_cells.context(row).single.mixed]
    assert [row[0] for row in mixed] == ["Indeks Pembangunan Gender (IPG)"]
    assert read_cell("87.59", count_cells.context(mixed[0])).value == Number(D("87.59"))
    values = [read_cell(cell, count_cells.context(row)).value for row in rows for cell in row[2]]
    assert Number(D("-24.65")) in values
    assert values.count(Grade("BPK", "WTP", 4)) == 7


def test_situbondo(shared_data: Path) -> None:
    """All targets of Situbondo are numbers or WTP."""
    counts = count_cells.counted(count_cells.situbondo(shared_data))
    assert set(counts) == {"Number", "Grade", "empty"}


def test_deli_serdang(shared_data: Path) -> None:
    """A division by zero and four numbers such as 15.625 in a row of whole ones are flagged; no others."""
    found = flagged(shared_data, "deli_serdang_bappedalitbang_evaluasi_renja_2025.csv")
    assert Counter(fault for (_, fault), count in found.items() for _ in range(count)) == Counter(
        {"marks": 4, "artefact": 1}
    )


def test_pasangkayu(shared_data: Path) -> None:
    """Only the row of 588.036 and 392.024 is flagged: its unit is no counted one and nothing else has marks."""
    found = flagged(shared_data, "pasangkayu_dpupr_renstra.csv")
    assert {fault for _, fault in found} == {"marks"}
    assert found.total() == 5
