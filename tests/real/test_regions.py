"""The Kemendagri lists of the shared data: all places, the national total, the codes that lost their zeros."""

from __future__ import annotations

from pathlib import Path

import regplan as rp

PARTS = ("provinsi", "kabkota", "kecamatan", "desa_kelurahan_4_daerah")


def test_all_places(shared_data: Path) -> None:
    """38 provinces, 514 regencies and cities, 7,285 kecamatan, 622 villages of four regions, each in a place of the list."""
    regions = rp.read_regions([shared_data / f"wilayah_{part}.csv" for part in PARTS])
    assert regions.counts == {
        "province": 38,
        "regency": 416,
        "city": 98,
        "kecamatan": 7_285,
        "desa": 380,
        "kelurahan": 242,
    }
    ids = {one.id for one in regions.places}
    assert not [one.id for one in regions.places if one.parent is not None and one.parent not in ids]
    assert [(loss.got, loss.kept) for loss in regions.loss] == [
        ("'11.1'", "11.10"),
        ("'12.1'", "12.10"),
        ("'12.2'", "12.20"),
        ("'14.1'", "14.10"),
    ]


def test_the_national_total(shared_data: Path) -> None:
    """Provinces and their regencies and cities have the same 284,973,643 inhabitants."""
    regions = rp.read_regions([shared_data / f"wilayah_{part}.csv" for part in PARTS[:2]])
    for kinds in (("province",), ("regency", "city")):
        assert sum(one.population or 0 for one in regions.places if one.kind in kinds) == 284_973_643


def test_real_plans_have_official_codes(shared_data: Path) -> None:
    """Deli Serdang's own plan has its official code and name."""
    regions = rp.read_regions([shared_data / f"wilayah_{part}.csv" for part in PARTS[:2]])
    mapping = Path(__file__).parent / "mappings" / "deli_serdang_rpjmd.yaml"
    plan = rp.load(shared_data / "deli_serdang_rpjmd_2019_2024.json", mapping=mapping)
    report = rp.check(plan, select="PLC", regions=regions)
    assert (report.findings, report.unknown) == ((), ())
