"""The official lists of the shared data: all rows, their dirt, the versions against each other, plans judged and migrated by them."""

from __future__ import annotations

import csv
import gc
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import regplan as rp
from regplan.cli import main
from regplan.scenario import fates

WORK = ("program", "activity", "sub_activity")


@pytest.fixture(scope="module")
def of_2020(shared_data: Path) -> rp.Nomenclature:
    """Read the list of 2020, of provinces and regencies."""
    return rp.read_nomenclature(shared_data / "nomenklatur_2020_050_3708.csv", version="2020_3708")


@pytest.fixture(scope="module")
def of_2023(shared_data: Path) -> rp.Nomenclature:
    """Read the list of 2023, of regencies and cities."""
    return rp.read_nomenclature(shared_data / "nomenklatur_2023_900_1317_kabkota.csv", version="2023_1317")


@pytest.fixture(scope="module")
def of_2027(shared_data: Path) -> rp.Nomenclature:
    """Read the export of the update for 2027, in two files."""
    files = [shared_data / f"nomenklatur_2027_kabkota_{part}.csv" for part in ("sub_kegiatan", "induk")]
    return rp.read_nomenclature(files, version="2027", first_year=2026)


def lines(path: Path) -> list[dict[str, str]]:
    """Read a file with the standard library alone."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_2020_every_row_is_in_the_list_or_in_the_loss(of_2020: rp.Nomenclature, shared_data: Path) -> None:
    """6,833 rows: 6,700 codes; 105 whose group is "?", 25 with a number 00 and 3 that stand twice are told."""
    rows = lines(shared_data / "nomenklatur_2020_050_3708.csv")
    dropped = Counter(loss.what.split(":")[1][:12] for loss in of_2020.loss if loss.what.startswith("row"))
    assert dropped == {" the group o": 105, " a number of": 25, " code 2.12.0": 3}
    assert sum(row["kode"].startswith("?") for row in rows) == 105
    assert len(of_2020) + dropped.total() == len(rows) == 6_833


def test_2020_mends_its_codes(of_2020: rp.Nomenclature) -> None:
    """Blanks inside of codes and a marker glued to its number are mended, and each is told; footnote marks go from names."""
    assert [(loss.got, loss.kept) for loss in of_2020.loss if loss.what == "kode"][:2] == [
        ("'1.03.13. 201'", "1.03.13.2.01"),
        ("'4.02.02.206'", "4.02.02.2.06"),
    ]
    assert not [one.name for one in of_2020 if "*" in one.name or "\\r" in one.name]
    provincial, regency = (of_2020.get("X.XX.01", region) for region in ("province", "regency"))
    assert provincial is not None
    assert regency is not None
    assert provincial.name != regency.name


def test_2023_gets_its_zeros_back(of_2023: rp.Nomenclature, shared_data: Path) -> None:
    """4,367 rows, 3,395 sub activities of four digits; broken characters in 15 units are mended."""
    assert len(of_2023) == len(lines(shared_data / "nomenklatur_2023_900_1317_kabkota.csv")) == 4_367
    assert of_2023.counts == {"urusan": 10, "bidang": 45, "program": 188, "activity": 729, "sub_activity": 3_395}
    assert {len(one.code) for one in of_2023 if one.level == "sub_activity"} == {17}
    assert sum(loss.kind == "mended" and loss.what == "satuan" for loss in of_2023.loss) == 15
    assert not [one.code for one in of_2023 if one.unit and "Â" in one.unit]


def test_2027_and_its_predecessors(of_2027: rp.Nomenclature) -> None:
    """3,550 sub activities and 947 codes above; 176 rows name the one they replace."""
    assert (len(of_2027), of_2027.counts["sub_activity"], of_2027.loss) == (4_497, 3_550, ())
    assert sum(bool(one.previous) for one in of_2027) == 176


def test_2023_against_2027(of_2023: rp.Nomenclature, of_2027: rp.Nomenclature) -> None:
    """2,852 sub activities are in both lists; every one of them has the same name but for case, blanks and marks."""
    shared = [one for one in of_2027 if one.level == "sub_activity" and one.code in of_2023]
    assert len(shared) == 2_852
    found = fates([one.code for one in shared], of_2023, of_2027)
    assert Counter(one.kind for one in found) == {"kept": 2_852}


def test_all_codes_of_2023_migrate(of_2023: rp.Nomenclature, of_2027: rp.Nomenclature) -> None:
    """Each of 4,312 codes has a fate: most stay, 71 are replaced as the list says, and what is open is left open."""
    own = [one.code for one in of_2023 if one.level in WORK]
    found = fates(own, of_2023, of_2027)
    kinds = Counter(one.kind for one in found)
    assert len(found) == len(own) == kinds.total() == 4_312
    assert (kinds["kept"], kinds["stated"]) == (3_744, 71)
    assert all(one.new in of_2027 for one in found if one.new)
    assert sum(one.is_open for one in found) == sum(one.new is None for one in found) == 392


def test_bengkulu_utara_by_the_list(shared_data: Path, of_2023: rp.Nomenclature, of_2027: rp.Nomenclature) -> None:
    """Of the Renja of 2026, 72 rows have codes that the update no longer has; the list of 2023 is refused for its year."""
    plan = rp.load(shared_data / "bengkulu_utara_renja_2026.csv")
    report = rp.check(plan, select=("CODE-02", "CODE-10"), nomenclature=of_2027)
    assert Counter(one.name for one in report.findings) == {"code-not-in-version": 72, "text-not-of-nomenclature": 3}
    subs = [one.code for table in (plan.programs, plan.activities, plan.sub_activities) for one in table if one.code]
    assert sum(of_2027.resolve(code) is None for code in subs) == 72
    other = rp.check(plan, select="CODE-02", nomenclature=of_2023)
    assert other.findings == ()
    assert len(other.unknown) == 52


def test_mamberamo_raya_from_2020_to_2023(
    shared_data: Path, of_2020: rp.Nomenclature, of_2023: rp.Nomenclature
) -> None:
    """The budget of 2023 has codes of two digits; migrated, its money is the same to the sen, and 65 codes are open."""
    mapping = Path(__file__).parent / "mappings" / "mamberamo_raya_anggaran.yaml"
    plan = rp.load(shared_data / "mamberamo_raya_anggaran_perubahan_2023.csv", mapping=mapping)
    way = rp.migrate(plan, of_2020, of_2023)
    after = way.apply(plan)
    assert after.allocations == plan.allocations
    assert [one.id for one in after.sub_activities] == [one.id for one in plan.sub_activities]
    assert len(way.of("padded")) == 561
    still = {one.code for one in after.sub_activities if one.code and len(one.code) == 15}
    assert still == {one.old for one in way.worklist if len(one.old) == 15}


def test_the_command_on_mamberamo_raya(shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes the plan of 2023 with 65 codes told as open, and its money before and after as the origin's total."""
    source = shared_data / "mamberamo_raya_anggaran_perubahan_2023.csv"
    mapping = Path(__file__).parent / "mappings" / "mamberamo_raya_anggaran.yaml"
    files = {"2020_3708": "nomenklatur_2020_050_3708.csv", "2023_1317": "nomenklatur_2023_900_1317_kabkota.csv"}
    lists = [word for key, name in files.items() for word in ("--nomenclature", f"{key}={shared_data / name}")]
    with pytest.raises(SystemExit) as caught:
        main(
            [
                *("migrate", str(source), str(tmp_path / "out.json"), "--to", "2023_1317", *lists),
                *("--mapping", str(mapping), "--format", "json", "--lang", "en"),
            ]
        )
    gc.enable()
    told = json.loads(capsys.readouterr().out)
    assert (caught.value.code, len(told["open"]), told["conserved"]["is_whole"]) == (1, 65, True)
    assert Counter(one["kind"] for one in told["fates"]) == {
        "kept": 336,
        "renamed": 39,
        "padded": 561,
        "candidate": 56,
        "retired": 13,
        "unknown": 15,
    }
    changed = [one["after"] for one in told["conserved"]["money"] if one["document"] == "apbdp-2023"]
    assert sum(map(_exact, changed)) == Decimal("1247743534764.44")
    assert len(rp.load(tmp_path / "out.json")) == told["conserved"]["records"]


def test_the_command_on_an_export(shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The Renja of 52 OPD goes to the update of 2027: its grand total stands before and after, and 106 codes are named as open."""
    names = (
        "nomenklatur_2023_900_1317_kabkota.csv",
        *(f"nomenklatur_2027_kabkota_{part}.csv" for part in ("sub_kegiatan", "induk")),
    )
    old, *new = (str(shared_data / name) for name in names)
    lists = ("--nomenclature", f"2023_1317={old}", "--nomenclature", f"2027={','.join(new)}")
    source = str(shared_data / "bengkulu_utara_renja_2026.csv")
    with pytest.raises(SystemExit) as caught:
        main(["migrate", source, str(tmp_path / "out.json"), "--to", "2027", *lists, "--lang", "id"])
    gc.enable()
    said = capsys.readouterr().out
    assert (caught.value.code, "Perlu diputuskan (106)" in said) == (1, True)
    (line,) = (one for one in said.splitlines() if one.startswith("52 dokumen · pagu · rincian"))
    assert line.split()[-3:] == ["2189", "1.371.641.789.761", "1.371.641.789.761"]
    assert sum("tidak ada dalam daftar lama" in one for one in said.splitlines()) == 93


def _exact(amount: int | str) -> Decimal:
    return Decimal(amount)
