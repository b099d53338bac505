"""The lists of regions in small: codes as text, places in their regions, and bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

import regplan as rp

ROWS = "kode,nama,penduduk_pria,penduduk_wanita,penduduk_total,luas_km2,luas_kode_asli\n11.10,Kabupaten Aceh Singkil,10,12,22,1857.88,11.1\n12.71,Kota Medan,1,1,2,279.239,12.71\n"


def read(tmp_path: Path, text: str) -> rp.Regions:
    """Write a list and read it."""
    (tmp_path / "wilayah.csv").write_text(text, encoding="utf-8")
    return rp.read_regions(tmp_path / "wilayah.csv")


def test_places_have_what_they_lie_in(tmp_path: Path) -> None:
    """The code says kind and region above; area is exact; a code that lost its zero in the table of areas is told."""
    regions = read(tmp_path, ROWS)
    medan = regions.get("12.71")
    assert medan is not None
    assert (medan.kind, medan.parent, medan.population, medan.area_m2) == ("city", "12", 2, "279239000")
    assert [(loss.got, loss.kept) for loss in regions.loss] == [("'11.1'", "11.10")]


@pytest.mark.parametrize(
    ("row", "code"),
    [("11.1,Kabupaten X", "FILE-08"), ("11.10,Kabupaten X\n11.10,Kabupaten Y", "FILE-07"), ("Aceh,11", "FILE-08")],
)
def test_bad_lists_are_refused(tmp_path: Path, row: str, code: str) -> None:
    """Codes saved as numbers, codes that stand twice and swapped columns are refused."""
    with pytest.raises(rp.InputErrors) as caught:
        read(tmp_path, f"kode,nama\n{row}\n")
    assert caught.value.findings[0].code == code


def test_the_region_above_must_agree(tmp_path: Path) -> None:
    """A column that names another region above than the code is an error."""
    with pytest.raises(rp.InputErrors):
        read(tmp_path, "kode,kode_provinsi,nama\n12.71,11,Kota Medan\n")


def test_a_code_that_stands_twice_names_the_first(tmp_path: Path) -> None:
    """The finding is at the second row and says the line of the first, with its file where that is another."""
    (tmp_path / "a.csv").write_text("kode,nama\n11,Aceh\n12,Sumatera Utara\n12,Sumut\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("kode,nama\n11,Aceh\n", encoding="utf-8")
    with pytest.raises(rp.InputErrors) as caught:
        rp.read_regions([tmp_path / "a.csv", tmp_path / "b.csv"])
    told = [(one.where.line if one.where else None, one.facts["line"]) for one in caught.value.findings]
    assert told == [(4, 3), (2, f"2 ({tmp_path / 'a.csv'})")]


@pytest.mark.parametrize("cell", ["239.629", "²", "12,5", "-1"])
def test_a_number_of_persons_that_is_not_read_is_told(cell: str, tmp_path: Path) -> None:
    """Marks for thousands, signs that are no digits, fractions: unknown, and in the loss."""
    regions = read(tmp_path, f'kode,nama,penduduk_total\n11,Aceh,"{cell}"\n')
    assert regions.places[0].population is None
    assert [(loss.kind, loss.what) for loss in regions.loss] == [("dropped", "penduduk_total")]


@pytest.mark.parametrize("cell", ["Infinity", "NaN", "4.174,211"])
def test_an_area_that_is_no_number_is_told(cell: str, tmp_path: Path) -> None:
    """What is no finite number is unknown and in the loss."""
    regions = read(tmp_path, f'kode,nama,luas_km2\n11,Aceh,"{cell}"\n')
    assert (regions.places[0].area_m2, [loss.what for loss in regions.loss]) == (None, ["luas_km2"])


@pytest.mark.parametrize(
    ("code", "found"),
    [("12.07", "unknown"), ("12.71", "unknown"), ("11", "listed"), ("13", "wrong"), ("1207", "wrong")],
)
def test_a_list_judges_only_what_it_covers(code: str, found: str, tmp_path: Path) -> None:
    """A list of provinces says nothing of a regency; a province that it lacks, and a code that is none, are findings."""
    regions = read(tmp_path, "kode,nama\n11,Aceh\n12,Sumatera Utara\n")
    report = rp.check(rp.Plan(region=rp.Region(code=code)), select="PLC-01", regions=regions)
    told = "wrong" if report.findings else "unknown" if report.unknown else "listed"
    assert told == found
