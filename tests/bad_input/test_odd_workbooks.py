"""Workbooks of every kind that are odd, broken, locked or hostile, through ``read``, ``load`` and ``regplan check``."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import regplan as rp
from odd_books import ERROR, Cells, ods, ods_rows, xls, xlsb, zipped
from official_books import book
from public_way import refused, told

pytest.importorskip("python_calamine")
Capsys = pytest.CaptureFixture[str]
ROWS: Cells = (("id", "kode", "uraian"), ("P1", "1.02.02", "Sehat"), ("P2", "1.02.03", "Cerdas"))
BROKEN: Cells = (*ROWS, ("P3", "1.02.04", ERROR))
WRITERS: dict[str, Callable[..., bytes]] = {
    ".xls": xls,
    ".xlsb": xlsb,
    ".ods": lambda name, rows, *, hidden=(): ods(name, ods_rows(rows, hidden=hidden)),
}


def xlsx(path: Path, rows: Cells = ROWS, name: str = "program") -> Path:
    """Write an .xlsx or .xlsm workbook with one sheet."""
    return book(path, (name, rows, ()))


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods", ".xlsx", ".xlsm"])
def test_every_kind_is_read(ending: str, tmp_path: Path) -> None:
    """The same table in each kind of workbook is the same plan, and nothing is lost."""
    path = tmp_path / f"rencana{ending}"
    if ending in WRITERS:
        path.write_bytes(WRITERS[ending]("program", ROWS))
    else:
        xlsx(path)
    assert told(path) == []
    assert [(one.id, one.code, one.title) for one in rp.load(path).programs] == list(ROWS[1:])


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods"])
@pytest.mark.parametrize("called", [".csv", ".xlsx"])
def test_misnamed_workbooks_are_read(ending: str, called: str, tmp_path: Path) -> None:
    """A workbook that has the ending of another kind is read by its bytes; one that is called text is told besides."""
    path = tmp_path / f"rencana{called}"
    path.write_bytes(WRITERS[ending]("program", ROWS))
    guess = ("guessed", "'called a text file'", "read as a workbook")
    assert told(path) == ([guess] if called == ".csv" else [])
    assert len(rp.load(path).programs) == 2


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_that_is_called_a_workbook(mark: str, tmp_path: Path) -> None:
    """A table as text under the ending of a workbook, as systems name exports, is read as text, and that is told."""
    path = tmp_path / "program.xls"
    path.write_text("\n".join(mark.join(map(str, row)) for row in ROWS), encoding="utf-8")
    assert told(path) == [("guessed", "'called a workbook'", "read as text (CSV)")]
    assert len(rp.load(path).programs) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", ("berkasnya PDF", "it is a PDF")),
        (b"", ("berkasnya kosong", "the file is empty")),
        (b"\0" * 99, ("isinya bukan buku kerja", "it is no workbook")),
    ],
)
def test_what_is_no_workbook(content: bytes, words: tuple[str, str], tmp_path: Path, capsys: Capsys) -> None:
    """A document, nothing or zeros under the ending of a workbook are refused as what they are."""
    path = tmp_path / "rkpd.xlsx"
    path.write_bytes(content)
    refused(path, capsys, "FILE-19", "rkpd.xlsx:1", *words)


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods", ".xlsx"])
@pytest.mark.parametrize("part", [8, 3, 2, 1.2, 1.1])
def test_truncated_workbooks(ending: str, part: float, tmp_path: Path, capsys: Capsys) -> None:
    """A workbook that is cut off anywhere is refused, also where the reading library panics; nothing of it is a plan."""
    path = tmp_path / f"rencana{ending}"
    if ending in WRITERS:
        path.write_bytes(WRITERS[ending]("program", [*ROWS, *((f"Q{n}", None, "Mutu") for n in range(200))]))
    else:
        xlsx(path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size / part)])
    reading = refused(path, capsys, "FILE-19", f"rencana{ending}:1", "rusak", "damaged")
    assert len(reading.plan) == 0


@pytest.mark.parametrize("ending", [".xls", ".ods", ".xlsx"])
def test_locked_by_a_password(ending: str, tmp_path: Path, capsys: Capsys) -> None:
    """A locked workbook is refused as one, in each kind."""
    path = tmp_path / f"rencana{ending}"
    names = (name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", "EncryptedPackage"))
    package = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"".join(names)
    made = {".xls": xls("program", ROWS, locked=True), ".ods": ods("program", "", locked=True), ".xlsx": package}
    path.write_bytes(made[ending])
    refused(path, capsys, "FILE-19", f"rencana{ending}:1", "terkunci kata sandi", "it is locked by a password")


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods"])
def test_errors_in_cells(ending: str, tmp_path: Path, capsys: Capsys) -> None:
    """An error in a cell, which the reading library gives as an empty one, is told at the cell in each kind of workbook."""
    path = tmp_path / f"rencana{ending}"
    path.write_bytes(WRITERS[ending]("program", BROKEN))
    refused(path, capsys, "FILE-22", "program!C4", "galat lembar kerja #REF!", "the spreadsheet error #REF!")


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods"])
def test_hidden_rows(ending: str, tmp_path: Path) -> None:
    """Rows that are hidden are read, and the loss says how many, in each kind of workbook."""
    path = tmp_path / f"rencana{ending}"
    path.write_bytes(WRITERS[ending]("program", ROWS, hidden=[2]))
    assert told(path) == [("guessed", "'1 hidden rows'", "read")]
    assert len(rp.load(path).programs) == 2


def test_filters(tmp_path: Path) -> None:
    """A filter that hides rows is told, and its rows are read; in an .ods it is a word of the row."""
    path = tmp_path / "rencana.ods"
    path.write_bytes(ods("program", ods_rows(ROWS, hidden=[2]).replace("collapse", "filter")))
    assert told(path) == [("guessed", "'1 hidden rows, a filter is on'", "read")]


def test_formulas_without_values(tmp_path: Path, capsys: Capsys) -> None:
    """A formula whose value is not stored is told at its cell, in .xlsx and in .ods."""
    refused(xlsx(tmp_path / "a.xlsx", (*ROWS, ("P3", "=1+1", None))), capsys, "FILE-21", "program!B4", "tidak tersimpan", "not stored")  # fmt: skip
    cells = '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>'
    (tmp_path / "b.ods").write_bytes(ods("program", ods_rows(ROWS) + cells))
    refused(tmp_path / "b.ods", capsys, "FILE-21", "program!A4", "tidak tersimpan", "not stored")


REPEATED = '<table:table-row table:number-rows-repeated="{rows}"><table:table-cell {value} table:number-columns-repeated="{columns}"/></table:table-row>'


@pytest.mark.parametrize("kind", ["ods rows", "ods corner", "xlsb corner", "xlsx corner"])
def test_sheets_that_would_fill_the_memory(kind: str, tmp_path: Path, capsys: Capsys) -> None:
    """A few bytes that stand for billions of cells are refused before they are unfolded."""
    path = tmp_path / f"besar.{kind.split(' ', maxsplit=1)[0]}"
    one = 'office:value-type="float" office:value="1"'
    if kind == "ods rows":
        path.write_bytes(ods("program", ods_rows(ROWS) + REPEATED.format(rows=1_000_000, columns=1_000, value=one)))
    elif kind == "ods corner":
        gap = REPEATED.format(rows=1_048_000, columns=16_384, value="")
        path.write_bytes(ods("program", ods_rows(ROWS) + gap + REPEATED.format(rows=1, columns=16_000, value=one)))
    elif kind == "xlsb corner":
        path.write_bytes(xlsb("program", ROWS, far=16_000))
    else:
        wanted = openpyxl.Workbook()
        wanted.worksheets[0].cell(1_048_576, 16_384, "x")
        wanted.save(path)
    refused(path, capsys, "FILE-14", path.name, "batas", "limit")


def test_a_million_empty_rows(tmp_path: Path) -> None:
    """1,048,576 rows of which all but three are empty are read as three, in .ods and in .xlsx."""
    path = tmp_path / "a.ods"
    path.write_bytes(ods("program", ods_rows(ROWS) + REPEATED.format(rows=1_048_573, columns=16_384, value="")))
    assert told(path) == []
    assert len(rp.load(path).programs) == 2
    wanted = openpyxl.load_workbook(xlsx(tmp_path / "b.xlsx"))
    wanted["program"].cell(1_048_576, 3).number_format = "#,##0"
    wanted.save(tmp_path / "b.xlsx")
    assert told(tmp_path / "b.xlsx") == []
    assert len(rp.load(tmp_path / "b.xlsx").programs) == 2


def test_zip_bomb(tmp_path: Path, capsys: Capsys) -> None:
    """A small file that says it unpacks to more than can be held is refused before it is unpacked."""
    path = tmp_path / "bom.xlsx"
    path.write_bytes(zipped({f"xl/media/{number}.bin": b"\0" * 2**28 for number in range(5)}))
    refused(path, capsys, "FILE-14", "bom.xlsx", "batas", "limit")


ENTITIES = '<!DOCTYPE x [<!ENTITY a0 "lol">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "content.xml"])
def test_xml_bombs(part: str, tmp_path: Path, capsys: Capsys) -> None:
    """Entities that grow to billions of letters are not unfolded: the workbook is refused."""
    path = tmp_path / ("bom.ods" if part == "content.xml" else "bom.xlsx")
    if part == "content.xml":
        path.write_bytes(ods("program", ods_rows(ROWS)))
    else:
        xlsx(path)
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, bytes | str] = {one: archive.read(one) for one in archive.namelist()}
    text = bytes(parts[part]).replace(b"Sehat", b"&a11;").replace(b'name="program"', b'name="&a11;"')  # type: ignore[arg-type]
    assert b"&a11;" in text
    parts[part] = (
        ENTITIES.encode() + text.partition(b"?>")[2] if text.startswith(b"<?xml") else ENTITIES.encode() + text
    )
    path.write_bytes(zipped(parts))
    refused(path, capsys, "FILE-19", f"{path.name}:1")


def test_dates_where_numbers_belong(tmp_path: Path, capsys: Capsys) -> None:
    """A date in a column of money is told at its cell, and no amount is made of it."""
    rows = (("dokumen", "untuk", 2026), ("d", "P1", date(2026, 5, 4)))
    path = book(tmp_path / "a.xlsx", ("anggaran", rows, ()))
    reading = refused(path, capsys, "FILE-08", "anggaran!C2", "tertulis '2026-05-04'", "got '2026-05-04'")
    assert dict(reading.plan.allocations[0].amounts) == {"2026": None}


@pytest.mark.parametrize("heads", [("id", "kode", "uraian", "Uraian"), ("id", "uraian", "uraian ", "kode")])
def test_doubled_heads(heads: tuple[str, ...], tmp_path: Path, capsys: Capsys) -> None:
    """A head that stands twice is told at the second, whose cells are in the loss."""
    path = book(tmp_path / "a.xlsx", ("program", (heads, ("P1", "a", "b", "c")), ()))
    at = "D" if heads[3] == "Uraian" else "C"
    reading = refused(
        path, capsys, "FILE-07", f"program!{at}1", "'uraian' sudah ada di baris 1", "'uraian' is there already"
    )
    assert f"program!{at}2" in str(next(one.where for one in reading.loss))


def test_a_year_twice(tmp_path: Path, capsys: Capsys) -> None:
    """Two columns of one year are told at the second; the amount of the first is kept, that of the second is in the loss."""
    path = book(tmp_path / "a.xlsx", ("anggaran", (("dokumen", "untuk", 2026, "2026"), ("d", "P1", 5, 6)), ()))
    reading = refused(path, capsys, "FILE-07", "anggaran!D1", "'2026'")
    assert dict(reading.plan.allocations[0].amounts) == {"2026": 5}
    assert [(str(one.where)[-11:], one.got) for one in reading.loss] == [("anggaran!D2", "6")]


def test_two_tables_below_each_other(tmp_path: Path, capsys: Capsys) -> None:
    """A second table below one of our own is told with its heads, and none of its rows becomes a record of the first."""
    rows = (*ROWS, (None,), ("id", "induk", "uraian"), ("K1", "P1", "Layanan"))
    path = book(tmp_path / "a.xlsx", ("program", rows, ()))
    reading = refused(path, capsys, "FILE-26", "program!A5", "mulai tabel lain (id, induk, uraian)", "another begins")
    assert [one.id for one in reading.plan.programs] == ["P1", "P2"]
    assert [str(one.where)[-2:] for one in reading.loss] == ["A5", "A6"]


def test_two_tables_beside_each_other(tmp_path: Path, capsys: Capsys) -> None:
    """A second table beside one of our own has heads that stand twice or that the first does not know."""
    rows = ((*ROWS[0], None, "id", "induk"), (*ROWS[1], None, "K1", "P1"))
    path = book(tmp_path / "a.xlsx", ("program", rows, ()))
    reading = refused(path, capsys, "FILE-07", "program!E1", "'id'")
    assert [one.got for one in reading.loss if str(one.where).endswith("E2")] == ["'K1'"]


def test_heads_again(tmp_path: Path) -> None:
    """Heads that are printed again, as on each page, are no record, and that is told."""
    path = book(tmp_path / "a.xlsx", ("program", (*ROWS, ROWS[0], ("P3", "1.02.04", "Mandiri")), ()))
    assert told(path) == [("dropped", "'the heads again'", None)]
    assert len(rp.load(path).programs) == 3


OFFICIAL: Cells = (("Kode", "Program", "Indikator", "Target 2025", "Dana 2025"), ("1.02.02", "Sehat", "AKI", 9, 5))
LEVELS: Cells = (
    ("level", "kode", "uraian", "tahun_target", "target", "pagu"),
    ("program", "1.02.02", "Sehat", 2025, 9, 5),
)
CASCADE: Cells = (("Level", "Teks / Nomenklatur", "Indikator Kinerja", "Satuan", "Target 2025", "Anggaran 2025"), ("program", "Sehat", "AKI", "%", 9, 5))  # fmt: skip
RKPD: Cells = (("sub_kegiatan_kode", "indikator", "target", "pagu_indikatif", "opd_kode", "lokasi"), ("1.02.02.2.02.0001", "Ibu", 9, 5, "1.02", "Batu"))  # fmt: skip
TYPED = {"Renstra 2025": OFFICIAL, "level": LEVELS, "cascade": CASCADE, "rkpd 2025": RKPD}


@pytest.mark.parametrize("name", [one for one in TYPED if one != "Renstra 2025"])
def test_another_table_below_a_typed_one(name: str, tmp_path: Path, capsys: Capsys) -> None:
    """Rows of another table below one of a layout are findings at their rows, and no amount of theirs is in the plan."""
    other = ((None,), ("Kode SKPD", "Nama Belanja", "Jumlah"), (None, "Gaji", 700_000))
    path = book(tmp_path / f"{name}.xlsx", ("T", (*TYPED[name], *other), ()))
    code, row = ("FILE-10", "A5") if name == "rkpd 2025" else ("FILE-08", "A4")
    reading = refused(path, capsys, code, f"T!{row}")
    assert [list(one.amounts.values()) for one in reading.plan.allocations] == [[5]]


def test_two_official_tables_on_one_sheet(tmp_path: Path) -> None:
    """Two official tables, one below the other with its own title, are both read, each into its own document."""
    rows = (("Renstra 2025",), *OFFICIAL, (None,), ("RKPD Tahun 2025",), *OFFICIAL)
    plan = rp.load(book(tmp_path / "a.xlsx", ("T", rows, ())))
    assert [(one.document, dict(one.amounts)) for one in plan.allocations] == [
        ("renstra-2025", {"2025": 5}),
        ("rkpd-2025", {"2025": 5}),
    ]


@pytest.mark.parametrize("name", TYPED)
def test_cells_that_no_head_speaks_for(name: str, tmp_path: Path) -> None:
    """A cell beyond the heads of any layout is in the loss, with its place."""
    heads, row = TYPED[name]
    reading = rp.read(book(tmp_path / f"{name}.xlsx", ("T", (heads, (*row, "7000")), ())))
    letter = "ABCDEFGH"[len(row)]
    assert [
        (str(one.where)[-4:], one.got) for one in reading.loss if one.kind == "dropped" and one.got == "'7000'"
    ] == [(f"T!{letter}2", "'7000'")]


@pytest.mark.parametrize("name", [one for one in TYPED if one != "Renstra 2025"])
def test_money_that_stands_twice(name: str, tmp_path: Path, capsys: Capsys) -> None:
    """A second column of the money of a layout is told at its head, and its cells are in the loss."""
    heads, row = TYPED[name]
    at = next(at for at, head in enumerate(heads) if str(head).startswith(("pagu", "Anggaran")))
    path = book(tmp_path / f"{name}.xlsx", ("T", ((*heads, heads[at]), (*row, 77)), ()))
    letter = "ABCDEFGH"[len(row)]
    reading = refused(path, capsys, "FILE-07", f"T!{letter}1")
    assert [one.got for one in reading.loss if str(one.where).endswith(f"{letter}2")] == ["77"]
