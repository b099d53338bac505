"""Official lists in small: the shapes they go round in, their dirt, and bad ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import regplan as rp

NAMED = "kode,nama,indikator,satuan,sub_kegiatan_sebelumnya\n1.01.02,PROGRAM A,,,\n1.01.02.2.01.0007,Sub B,Jumlah B,MÂ³,1.01.02.2.01.0001 Sub Lama\n"
PARTS = "urusan,bidang,program,kegiatan,sub_kegiatan,nomenklatur\n1,1,2,,,PROGRAM  A\n1,1,2,2.01,7,Sub B\nX,XX,1,2.1,3,Sub X\n"


def read(tmp_path: Path, text: str, version: str = "2023_1317") -> rp.Nomenclature:
    """Write a list and read it."""
    (tmp_path / "daftar.csv").write_text(text, encoding="utf-8")
    return rp.read_nomenclature(tmp_path / "daftar.csv", version=version)


def test_a_code_and_a_name_a_row(tmp_path: Path) -> None:
    """Names, units and predecessors are read; broken characters are mended and told."""
    words = read(tmp_path, NAMED)
    found = words.get("1.01.02.2.01.0007")
    assert found is not None
    assert (found.name, found.unit, found.previous) == ("Sub B", "M³", ("1.01.02.2.01.0001",))
    assert [(loss.kind, loss.kept) for loss in words.loss] == [("mended", "M³")]


def test_numbers_get_their_zeros_back(tmp_path: Path) -> None:
    """Codes in five columns are put together, and it is told how many numbers had lost their zeros."""
    words = read(tmp_path, PARTS)
    assert [one.code for one in words] == ["1.01.02", "1.01.02.2.01.0007", "X.XX.01.2.10.0003"]
    assert words.terms[0].name == "PROGRAM A"
    assert [loss.kept for loss in words.loss] == ["zeros put back in 3 codes"]


def test_the_law_knows_the_days_of_a_version(tmp_path: Path) -> None:
    """A version of the law data has its days; a name of one's own has none."""
    assert read(tmp_path, NAMED).start == date(2023, 6, 23)
    assert read(tmp_path, NAMED).end == date(2024, 8, 26)
    assert read(tmp_path, NAMED, "2027").start is None


def test_program_01_is_generic(tmp_path: Path) -> None:
    """Program 01 of a field is looked up as X.XX.01."""
    found = read(tmp_path, PARTS).resolve("1.02.01.2.10.0003")
    assert found is not None
    assert found.name == "Sub X"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kode,nama\n1.1.2,PROGRAM A\n", "FILE-08"),
        ("kode,nama,satuan\n1.01.02,PROGRAM A,\n1.01.02.2.01", "FILE-19"),
        ("opd,alamat\nDinkes,Jalan\n", "FILE-18"),
        ("kode,nama\n", "FILE-02"),
        ("", "FILE-02"),
    ],
)
def test_bad_lists_are_refused(tmp_path: Path, text: str, code: str) -> None:
    """Codes saved as numbers, a list cut off in a row, another table and an empty one are refused with the place."""
    with pytest.raises(rp.InputErrors) as caught:
        read(tmp_path, text)
    assert caught.value.findings[0].code == code


def test_a_code_that_stands_twice_is_told(tmp_path: Path) -> None:
    """Of two rows with one code the first is kept, the second told; one in use goes before a retired one."""
    words = read(tmp_path, "kode,nama,status_data\n1.01.02,LAMA,1\n1.01.02,BARU,0\n1.01.02,LAIN,0\n")
    assert [one.name for one in words] == ["BARU"]
    assert [loss.what for loss in words.loss] == ["row: code 1.01.02 stands twice"] * 2


@pytest.mark.parametrize("parts", ["1.01.02.2.01.0001 A; 1.01.02.2.01.0002 B", "1.01.02.2.01.0001 A|1.01.02.2.01.0002 B", '"1.01.02.2.01.0001 A\n1.01.02.2.01.0002 B"'])  # fmt: skip
def test_a_row_replaces_several(parts: str, tmp_path: Path) -> None:
    """Several codes in one cell are all predecessors, whatever parts them."""
    words = read(tmp_path, f"kode,nama,sub_kegiatan_sebelumnya\n1.01.02.2.01.0021,Gabungan,{parts}\n")
    assert words.terms[0].previous == ("1.01.02.2.01.0001", "1.01.02.2.01.0002")


def test_a_row_a_predecessor(tmp_path: Path) -> None:
    """A code that has a row for each code it replaces keeps all of them, and nothing is told to be lost."""
    rows = "".join(f"1.01.02.2.01.0021,Gabungan,1.01.02.2.01.000{n} Lama\n" for n in (1, 2))
    words = read(tmp_path, f"kode,nama,sub_kegiatan_sebelumnya\n{rows}")
    assert (len(words), words.terms[0].previous, words.loss) == (1, ("1.01.02.2.01.0001", "1.01.02.2.01.0002"), ())
