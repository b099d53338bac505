"""Workbooks of each kind with bytes changed, cut or put in anywhere: a reading, never an exception, nothing lost in silence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

hypothesis = pytest.importorskip("hypothesis")
pytest.importorskip("python_calamine")
from hypothesis import HealthCheck, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

import regplan as rp  # noqa: E402
from odd_books import ERROR, Cells, ods, ods_rows, xls, xlsb, zipped  # noqa: E402

ROWS: Cells = (("id", "kode", "uraian"), ("P1", "1.02.02", "Sehat"), ("P2", ERROR, "Cerdas"), ("P3", None, 7))
BOOKS = {"xls": xls("program", ROWS), "xlsb": xlsb("program", ROWS), "ods": ods("program", ods_rows(ROWS))}
PARTS = {"xlsb": ("xl/workbook.bin", "xl/worksheets/sheet1.bin"), "ods": ("content.xml", "META-INF/manifest.xml")}
CHANGES = st.lists(
    st.tuples(st.integers(0, 2**20), st.integers(0, 255), st.sampled_from("xid")), min_size=1, max_size=6
)


def changed(raw: bytes, changes: list[tuple[int, int, str]]) -> bytes:
    """Change, insert or delete bytes."""
    made = bytearray(raw)
    for place, byte, how in changes:
        at = place % max(1, len(made))
        if how == "x" and made:
            made[at] = byte
        elif how == "i":
            made.insert(at, byte)
        elif made:
            del made[at]
    return bytes(made)


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
@settings(max_examples=150, deadline=4000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, inside=st.integers(0, 1))
def test_changed_bytes(kind: str, changes: list[tuple[int, int, str]], inside: int, tmp_path: Path) -> None:
    """Whatever bytes are changed, in the file or in a part of it, it is read or refused; a refusal leaves no record."""
    raw = BOOKS[kind]
    if kind in PARTS:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
        name = PARTS[kind][inside]
        parts[name] = changed(bytes(parts[name]), changes)  # type: ignore[arg-type]
        raw = zipped(parts)
    else:
        raw = changed(raw, changes)
    path = tmp_path / f"rencana.{kind}"
    path.write_bytes(raw)
    reading = rp.read(path)
    if not reading.recognised:
        assert len(reading.plan) == 0
        assert reading.findings or reading.loss or not reading.sheets
