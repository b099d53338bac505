"""CSV files that are odd, torn or in other encodings, through ``read``, ``load`` and ``regplan check``."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import regplan as rp
from public_way import refused, told
from regplan.io.carriers.csv import CsvRows

Capsys = pytest.CaptureFixture[str]
HEAD = "id,kode,uraian\n"
TEXT = HEAD + "P1,1.02.02,Mutu “é”\nP2,1.02.03,Cerdas\n"
TITLES = ["Mutu “é”", "Cerdas"]


def program(folder: Path, content: bytes | str, name: str = "program.csv") -> Path:
    """Write a file of programs."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "guess"),
    [
        (TEXT.encode(), None),
        (b"\xef\xbb\xbf" + TEXT.encode(), None),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(content: bytes, guess: str | None, tmp_path: Path) -> None:
    """A file in UTF-8, UTF-16, UTF-32 or Windows-1252, with a mark or without, is read; what was guessed is told."""
    path = program(tmp_path, content)
    assert told(path) == ([("guessed", f"'no UTF-8, read as {guess}'", guess)] if guess else [])
    assert [one.title for one in rp.load(path).programs] == TITLES


def test_mixed_encodings(tmp_path: Path, capsys: Capsys) -> None:
    """A line of Windows-1252 within UTF-8 is refused at its byte: either reading would spoil the other lines."""
    path = program(tmp_path, TEXT.encode() + "P3,1,caf\xe9\n".encode("latin-1"))
    refused(path, capsys, "FILE-03", "program.csv:4:9", "bita 0xe9", "byte 0xe9")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_marks_and_ends_of_lines(mark: str, ends: str, tmp_path: Path) -> None:
    """Each mark between fields and each end of lines, also the carriage return alone, gives the same rows."""
    path = program(tmp_path, TEXT.replace(",", mark).replace("\n", ends))
    assert told(path) == []
    assert [one.title for one in rp.load(path).programs] == TITLES


def test_commas_within_cells(tmp_path: Path) -> None:
    """Of a file that semicolons part, the commas of texts part nothing."""
    path = program(tmp_path, "id;kode;uraian\nP1;1.02.02;Sehat, cerdas, dan kuat\nP2;1.02.03;a, b, c\n")
    assert [one.title for one in rp.load(path).programs] == ["Sehat, cerdas, dan kuat", "a, b, c"]


def test_the_mark_is_said(tmp_path: Path) -> None:
    """The first line ``sep=;`` of spreadsheet programs says the mark and is no row."""
    assert told(program(tmp_path, "sep=;\n" + TEXT.replace(",", ";"))) == []


@pytest.mark.parametrize("mark", ["^", "~", "#"])
def test_a_mark_nobody_uses(mark: str, tmp_path: Path, capsys: Capsys) -> None:
    """A file that another mark parts is refused, and told which."""
    refused(program(tmp_path, TEXT.replace(",", mark)), capsys, "FILE-19", "program.csv:1", f"dipisah '{mark}'", f"parted by '{mark}'")  # fmt: skip


def test_lines_with_another_mark(tmp_path: Path, capsys: Capsys) -> None:
    """A line that another mark parts than the heads, as where two exports were pasted together, is refused at that line."""
    path = program(tmp_path, "id;kode;uraian\nP1;1.02.02;Sehat\nP2,1.02.03,Cerdas\n")
    reading = refused(path, capsys, "FILE-19", "program.csv:3", "dipisah ',', kepalanya ';'", "parted by ',', the heads by ';'")  # fmt: skip
    assert len(reading.plan) == 0


@pytest.mark.parametrize(
    "torn", ['P1,1.02.02,"Sehat\nP2,1.02.03,Cerdas\n', 'P1,1.02.02,"Sehat\nP2,1.02.03,"Cerdas"\n', 'P1,1.02.02,"Sehat']
)
def test_a_quote_that_is_not_closed(torn: str, tmp_path: Path, capsys: Capsys) -> None:
    """A quote that is not closed, or only by the next one, swallows lines: the file is refused where it opens."""
    reading = refused(program(tmp_path, HEAD + torn), capsys, "FILE-19", "program.csv:2", "tanda kutip tidak ditutup", "a quote is not closed")  # fmt: skip
    assert len(reading.plan) == 0


def test_a_quote_that_swallows_a_large_file(tmp_path: Path, capsys: Capsys) -> None:
    """Where the cell grows beyond what a cell can be, that is told, and that it is mostly a quote."""
    path = program(tmp_path, HEAD + 'P1,1.02.02,"Sehat\n' + "P2,1.02.03,Cerdas\n" * 10_000)
    refused(
        path, capsys, "FILE-19", "program.csv:2", "biasanya tanda kutip tidak ditutup", "mostly a quote is not closed"
    )


def test_text_behind_a_quoted_cell(tmp_path: Path) -> None:
    """Within one line text behind a closed quote is read with it, and the line is in the loss as it stands."""
    path = program(tmp_path, HEAD + 'P1,1.02.02,"Program" Sehat\n')
    assert told(path) == [("mended", "'P1,1.02.02,\"Program\" Sehat'", "read without them")]
    assert rp.load(path).programs["P1"].title == "Program Sehat"


def test_rows_that_are_too_long(tmp_path: Path, capsys: Capsys) -> None:
    """A row with more cells than heads is shifted by a mark that no quotes protect: an error, and the cells are in the loss."""
    path = program(tmp_path, "dokumen,untuk,2026,2027\nd,Dinas A, B,5\nd,P1,5,6,7\n", "anggaran.csv")
    reading = refused(path, capsys, "FILE-05", "anggaran.csv:3:5", "'baris' seharusnya 4 sel", "'row' should be 4 cells, not 5")  # fmt: skip
    assert [(str(one.where)[-4:], one.got) for one in reading.loss if "beyond" in one.what] == [(":3:5", "'7'")]


def test_rows_that_are_too_short(tmp_path: Path) -> None:
    """Cells that a row does not have are empty, and that is told at the row; trailing empty cells are nothing."""
    path = program(tmp_path, HEAD + "P1,1.02.02\nP2,1.02.03,Cerdas,,\n")
    assert told(path) == [("defaulted", "'2 of 3 cells'", "the others are empty")]


def test_bytes_of_zero(tmp_path: Path) -> None:
    """A zero byte within a text is mended and told, as other control characters are."""
    path = program(tmp_path, HEAD + "P1,1.02.02,Se\0hat\n")
    assert told(path) == [("mended", "'Se\\x00hat'", "Se hat")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\0" * 300, ("isinya bukan teks", "it is no text")),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ("berkasnya gambar", "it is a picture")),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", ("berkasnya PDF", "it is a PDF")),
    ],
)
def test_what_is_no_text(content: bytes, words: tuple[str, str], tmp_path: Path, capsys: Capsys) -> None:
    """A picture, a document or zeros under the ending of a CSV file are refused as what they are."""
    refused(program(tmp_path, content), capsys, "FILE-19", "program.csv:1", *words)


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_nothing(content: bytes, tmp_path: Path, capsys: Capsys) -> None:
    """A file with nothing in it is told as such."""
    refused(program(tmp_path, content), capsys, "FILE-02", "program.csv", "kosong", "empty")


def test_a_page_of_the_web(tmp_path: Path, capsys: Capsys) -> None:
    """The login page of a system under the name of its export is told as such, and nothing of it is printed."""
    path = program(tmp_path, "<!DOCTYPE html><html><body>Rahasia</body></html>")
    reading = refused(path, capsys, "FILE-23", "program.csv:1", "halaman web", "page of the web")
    assert "Rahasia" not in str(reading.findings) + str(reading.loss)


def test_doubled_heads(tmp_path: Path, capsys: Capsys) -> None:
    """A head that stands twice is told at the second, whose cells are in the loss; an empty second column loses nothing."""
    reading = refused(
        program(tmp_path, "id,uraian,Uraian\nP1,Satu,Dua\n"), capsys, "FILE-07", "program.csv:1:3", "'uraian'"
    )
    assert [(one.got, one.kept) for one in reading.loss] == [("'Dua'", None)]


@pytest.mark.parametrize(("cells", "lost"), [("5,6,7", ["'6'"]), ("5,,7", []), (",6,7", ["'6'"])])
def test_a_year_twice(cells: str, lost: list[str], tmp_path: Path, capsys: Capsys) -> None:
    """Of two columns of one year the first is read, the second told; an amount of the second never takes its place."""
    path = program(tmp_path, f"dokumen,untuk,2026,2026,2027\nd,P1,{cells}\n", "anggaran.csv")
    reading = refused(path, capsys, "FILE-07", "anggaran.csv:1:4", "'2026'")
    assert [one.got for one in reading.loss] == lost
    amounts = dict(reading.plan.allocations[0].amounts)
    assert amounts == ({"2026": 5, "2027": 7} if cells.startswith("5") else {"2027": 7})


def test_a_period_twice_in_long_form(tmp_path: Path, capsys: Capsys) -> None:
    """Two rows of one record and period are told at the second; the first is kept."""
    heads = "row,document,subject,basis,role,period,amount"
    path = program(tmp_path, f"{heads}\n1,d,P1,ceiling,entry,2026,5\n1,d,P1,ceiling,entry,2026,7\n", "allocations.csv")
    reading = refused(path, capsys, "FILE-07", "allocations.csv:3:6", "'2026'")
    assert [dict(one.amounts) for one in reading.plan.allocations] == [{"2026": 5}]


CELLS = st.text(alphabet="ab1.,;\t|\"'\n é", max_size=6)


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5), mark=st.sampled_from(",;\t|"))
def test_what_a_writer_wrote_is_read(rows: list[list[str]], mark: str) -> None:
    """Rows that the standard library writes come back as they were, each with the number of its first line."""
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    found = CsvRows(out.getvalue(), mark)
    assert [row for _, row in found] == rows
    assert (found.fault, found.mended) == (None, [])
    lines = [line for line, _ in CsvRows(out.getvalue(), mark)]
    assert lines == [1 + sum(cell.count("\n") for row in rows[:at] for cell in row) + at for at in range(len(rows))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.text(alphabet='ab,;"\n\r\0é', max_size=12), max_size=6))
def test_any_text_is_told(lines: list[str], tmp_path: Path) -> None:
    """Whatever follows the heads, no letter of it vanishes: the file is refused, or all letters are in rows or in the loss."""
    path = program(tmp_path, "\n".join([HEAD.strip(), *lines]))
    reading = rp.read(path)
    if any(one.code in {"FILE-19", "FILE-23"} for one in reading.findings):
        assert len(reading.plan) == 0
        return
    kept = "".join(str(cell) for sheet in reading.sheets for row in sheet.grid for cell in row)
    printed = "".join(lines)
    assert all(kept.count(one) >= printed.count(one) for one in "abé")


@pytest.mark.parametrize(
    ("second", "periods"),
    [("renja,p1,1,2027,500", 2), (",,1,2027,500", 2), ("renja,p2,1,2027,500", 1), ("lain,p1,1,2027,500", 1)],
)
def test_a_number_of_rows_that_stands_for_another_record(tmp_path: Path, second: str, periods: int) -> None:
    """Rows of one number are one record; one that says another subject is FILE-07 and in the loss, not money of the first."""
    (tmp_path / "anggaran.csv").write_text(
        f"document,subject,row,period,amount\nrenja,p1,1,2026,1000\n{second}\n", encoding="utf-8"
    )
    reading = rp.read(tmp_path / "anggaran.csv")
    (money,) = reading.plan.allocations
    assert (money.subject, len(money.amounts)) == ("p1", periods)
    is_told = ([one.code for one in reading.findings], [one.what for one in reading.loss])
    assert is_told == (([], []) if periods == 2 else (["FILE-07"], ["row"]))
