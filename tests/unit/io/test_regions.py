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
