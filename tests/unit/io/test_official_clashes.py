"""Official tables whose columns of numbers do not say for themselves whether they are target or money, or say the same twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from official_books import book
from regplan.io.sheets import column_key

pytest.importorskip("python_calamine")
TITLE = ("Rencana Strategis Dinas Kesehatan Tahun 2025-2026",)
GROUP = "Target Kinerja Program dan Kerangka Pendanaan"
KEY = column_key(GROUP)
ROW = ("1.02.02", "Program Upaya Kesehatan", "Cakupan", "%", 85, 3_000_000, 87, 4_000_000)


def read(tmp_path: Path, leaves: tuple[Any, ...], *, group: str = GROUP, layout: str | None = None) -> rp.Reading:
    """Read a Renstra whose last four columns have these heads below one head."""
    heads = ("Kode", "Program", "Indikator", "Satuan")
    rows = (TITLE, (*heads, group, None, None, None), (None,) * 4 + leaves, ROW)
    merged = ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2")
    return rp.read(book(tmp_path / "t.xlsx", ("Renstra", rows, merged)), layout=layout)


@pytest.mark.parametrize(
    "leaves",
    [
        (2025, "Rp 2025", 2026, "Rp 2026"),
        ("Tahun 2025", "Rp 2025", "Tahun 2026", "Rp 2026"),
        ("Target 2025", "Rp 2025", 2026, "Rp 2026"),
        ("Target 2025", 2025, "Target 2026", 2026),
        ("Tahun 1", "Rp Tahun 1", "Tahun 2", "Rp Tahun 2"),
    ],
)
@pytest.mark.parametrize("layout", [None, "official"])
def test_the_other_column_of_the_year_says_it(tmp_path: Path, leaves: tuple[Any, ...], layout: str | None) -> None:
    """Below *target and money* a column is the one that the other column of its year is not; 85 never becomes Rp85."""
    reading = read(tmp_path, leaves, layout=layout)
    assert reading.findings == ()
    assert [dict(one.amounts) for one in reading.plan.allocations] == [{"2025": 3_000_000, "2026": 4_000_000}]
    assert [dict(one.values) for one in reading.plan.series] == [{"2025": "85", "2026": "87"}]


@pytest.mark.parametrize("layout", [None, "official"])
@pytest.mark.parametrize(
    ("leaves", "group", "told"),
    [
        (
            (2025, 2026, 2027, 2028),
            GROUP,
            f"; E ({KEY}/2025) says target and money, F ({KEY}/2026) says target and money, ",
        ),
        (
            ("Target 2025", "Pagu 2025", "Target 2025", "Rp 2025"),
            "Rencana",
            "; E (target_2025) and G (target_2025) are both the target of 2025, F (pagu_2025) and H (rp_2025) are both the money of 2025",
        ),
    ],
)
def test_what_nobody_knows_is_asked(
    tmp_path: Path, leaves: tuple[Any, ...], group: str, told: str, layout: str | None
) -> None:
    """Columns of which nobody knows what they hold are FILE-18, named all at once; nothing of the table is guessed, also where its layout is named."""
    reading = read(tmp_path, leaves, group=group, layout=layout)
    (finding,) = reading.findings
    assert (finding.code, str(finding.where).endswith("› Renstra!A2")) == ("FILE-18", True)
    assert told in finding.text("en")
    assert finding.hint.id.startswith("beri tiap kolom angka kepalanya sendiri")
    assert len(reading.plan) == 0
    assert any("Cakupan" in one.got for one in reading.loss) or layout is None


def test_heads_are_told_as_they_stand(tmp_path: Path) -> None:
    """A table that no layout knows is told by its heads, not by its title, and where they are cut that is seen."""
    long = "Uraian yang panjang sekali sehingga tidak muat dalam satu baris"
    rows = (TITLE, ("Warna", "Rasa", long), ("merah", "manis", "x"))
    (finding,) = rp.read(book(tmp_path / "t.xlsx", ("A", rows, ()))).findings
    assert (finding.code, str(finding.where).endswith("› A!A2")) == ("FILE-18", True)
    assert "(Warna, Rasa, Uraian yang panjang sekali sehingga tid…)" in finding.text("en")
