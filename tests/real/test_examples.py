"""The two real plans agree with the data they were made of, and checking them finds what is known to be true."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from regplan.checks import check
from regplan.graph import trace
from regplan.io import dumps, load, loads, read
from regplan.io.reading import Format
from regplan.model import Plan

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("deli_serdang_2019", "situbondo_bapenda_2026")
YEARS = ("2026", "2027", "2028", "2029", "2030")


@pytest.fixture(scope="module")
def deli_serdang() -> Plan:
    """Return the RPJMD of Deli Serdang."""
    return load(EXAMPLES / "deli_serdang_2019")


@pytest.fixture(scope="module")
def situbondo() -> Plan:
    """Return the Renstra of Situbondo's revenue office."""
    return load(EXAMPLES / "situbondo_bapenda_2026")


def source(folder: Path, name: str) -> Any:
    """Read a file of the real data."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def words(text: str) -> str:
    """Return the words of HTML, without ``(Misi n)`` before them."""
    plain = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return re.sub(r"^\(Misi \d\) ", "", " ".join(plain.split()))


def pairs(row: Any) -> dict[str, Any]:
    """Return the cells that are filled, by year."""
    return {year: cell for year, cell in row.items() if cell not in {"", None}}


def of(plan: Plan, table: str, document: str) -> list[Any]:
    """Return the rows of a table that are at home in a document."""
    return [row for row in plan.table(table) if row.document == document]


def values(plan: Plan, indicator: str, role: str = "target", document: str | None = None) -> dict[str, str | None]:
    """Return the series of an indicator as a dict; empty where there is none."""
    rows = [row for row in plan.series if (row.indicator, row.role) == (indicator, role)]
    found = [dict(row.values) for row in rows if document in {None, row.document}]
    assert len(found) < 2
    return found[0] if found else {}


def money(plan: Plan, subject: str, role: str = "entry", indicator: str | None = None) -> dict[str, Any]:
    """Return the ceilings of a subject by year, on an indicator's row or on none."""
    (row,) = [row for row in plan.allocations if (row.subject, row.role, row.indicator) == (subject, role, indicator)]
    return dict(row.amounts)


@pytest.mark.parametrize("name", NAMES)
class TestReading:
    """What is true of both."""

    def test_nothing_is_lost(self, name: str) -> None:
        """An example reads without a finding; only its README is no plan."""
        reading = read(EXAMPLES / name)
        assert reading.findings == ()
        assert [Path(one.what).name for one in reading.loss] == ["README.md"]

    @pytest.mark.parametrize("form", ["json", "yaml"])
    def test_round_trip(self, name: str, form: Format) -> None:
        """Written and read back it is the same plan, with the same findings."""
        plan = load(EXAMPLES / name)
        again = loads(dumps(plan, format=form), format=form)
        assert again == plan
        assert [one.key for one in check(again).findings] == [one.key for one in check(plan).findings]

    def test_ids_meet(self, name: str) -> None:
        """No id dangles or repeats, nothing goes round, every node is stated by a document."""
        assert check(load(EXAMPLES / name), select=["REF-01", "REF-02", "REF-03", "REF-06", "REF-07"]).findings == ()

    def test_every_record_has_a_place(self, name: str) -> None:
        """Every record has its file and line."""
        plan = load(EXAMPLES / name)
        assert plan.origins is not None
        assert all(plan.origins.where(table, at) for table, at, _ in plan.records())


class TestDeliSerdang:
    """RPJMD 2019-2024 of Kabupaten Deli Serdang, from esakip-v2."""

    @pytest.fixture
    def office(self, shared_data: Path) -> Any:
        """Return what the source has of the health office."""
        return source(shared_data, "deli_serdang_rpjmd_2019_2024.json")["renstra_dinas_kesehatan"]

    def test_counts(self, deli_serdang: Plan) -> None:
        """1 vision, 5 missions, 5 goals and 12 objectives, of which one is a placeholder, in the RPJMD."""
        counts = [len(of(deli_serdang, table, "rpjmd")) for table in ("visions", "missions", "goals", "objectives")]
        assert counts == [1, 5, 5, 12]
        assert [row.id for row in of(deli_serdang, "objectives", "rpjmd") if "Tidak termasuk" in row.title] == ["S5.3"]

    def test_counts_of_the_renstra(self, deli_serdang: Plan) -> None:
        """9 strategies and 14 policy directions in the office's Renstra; 4 priorities in the RKPD with 10 strategies."""
        assert len(of(deli_serdang, "strategies", "dinkes/renstra")) == len(deli_serdang.strategies) == 9
        assert len(of(deli_serdang, "policy_directions", "dinkes/renstra")) == len(deli_serdang.policy_directions) == 14
        assert len([row for row in deli_serdang.references if row.parent is None]) == 4
        assert len([row for row in deli_serdang.references if row.parent is not None]) == 10

    def test_tree_and_titles(self, deli_serdang: Plan, shared_data: Path) -> None:
        """Every statement of the RPJMD has the words and the place of its row in the source."""
        data = source(shared_data, "deli_serdang_rpjmd_2019_2024.json")
        expected: list[tuple[str, str | None, str]] = []

        def walk(rows: Any, levels: tuple[str, ...], parent: str | None) -> None:
            for row in rows:
                expected.append((levels[0], parent, words(row["uraian_html"])))
                if len(levels) > 1:
                    walk(row[levels[1]], levels[1:], words(row["uraian_html"]))

        walk(data["visi"], ("visi", "misi", "tujuan", "sasaran"), None)
        levels = {"visions": "visi", "missions": "misi", "goals": "tujuan", "objectives": "sasaran"}
        got = [
            (word, deli_serdang.nodes[row.parent].title if row.parent else None, row.title)
            for table, word in levels.items()
            for row in of(deli_serdang, table, "rpjmd")
        ]
        assert sorted(got, key=str) == sorted(expected, key=str)

    def test_indicators_of_goals(self, deli_serdang: Plan, shared_data: Path) -> None:
        """The indicator of each RPJMD goal is worded as in the source, and has neither unit nor target there."""
        data = source(shared_data, "deli_serdang_rpjmd_2019_2024.json")
        goals = [goal for mission in data["visi"][0]["misi"] for goal in mission["tujuan"]]
        owned = {row.owner: row for row in deli_serdang.indicators}
        for row, goal in zip(of(deli_serdang, "goals", "rpjmd"), goals, strict=True):
            assert (owned[row.id].name, owned[row.id].unit) == (words(goal["indikator_html"]), None)
            assert values(deli_serdang, owned[row.id].id) == {}

    def test_agencies(self, deli_serdang: Plan, shared_data: Path) -> None:
        """The 55 OPD have the codes and names of the list, without its first row, the government itself."""
        with (shared_data / "deli_serdang_skpd.csv").open(encoding="utf-8", newline="") as file:
            rows = [(row["kode_skpd"], row["nama_skpd"]) for row in csv.DictReader(file)]
        assert rows[0][0] == "-"
        assert [(row.code, row.name) for row in deli_serdang.agencies] == rows[1:]
        assert len(rows[1:]) == 55

    @pytest.mark.parametrize(
        ("table", "key", "field"),
        [
            ("goals", "tujuan", "uraian_tujuanrenstra"),
            ("objectives", "sasaran", "uraian_sasaranrenstra"),
            ("strategies", "strategi", "uraian_strategi"),
            ("policy_directions", "kebijakan", "uraian_kebijakan"),
            ("programs", "program_dirujuk", "nama_program"),
            ("activities", "kegiatan_dirujuk", "nama_kegiatan"),
        ],
    )
    def test_titles_of_the_renstra(self, table: str, key: str, field: str, deli_serdang: Plan, office: Any) -> None:
        """Every statement of the Renstra has the words of its row."""
        got = sorted(row.title for row in of(deli_serdang, table, "dinkes/renstra"))
        assert got == sorted(row[field].strip() for row in office[key])

    def test_targets_are_text(self, deli_serdang: Plan, office: Any) -> None:
        """Targets keep the text of the source, ``0,70`` and ``0.70`` both."""
        rows = {
            f"dinkes/IS{row['refindikatorsasaranrenstra_id']}": row["indikatorsasaranrenstra_target"]
            for row in office["indikator_sasaran"]
        }
        rows |= {
            f"dinkes/IP{row['refcascadingprogram_id']}": row["program_target"] for row in office["cascading_program"]
        }
        rows |= {
            f"dinkes/IK{row['refcascadingkegiatan_id']}": row["kegiatan_target"] for row in office["cascading_kegiatan"]
        }
        assert {"0,70", "0.70", "95,00"} <= set(rows.values())
        for indicator, target in rows.items():
            assert values(deli_serdang, indicator, document="dinkes/renstra") == {"unstated": target}

    def test_targets_of_the_rkt(self, deli_serdang: Plan, office: Any) -> None:
        """The yearly plan has its own targets, for the year and by quarter."""
        for row in office["target_rkt_program"]:
            got = values(deli_serdang, f"dinkes/IP{row['refcascadingprogram_id']}", document="dinkes/rkt")
            assert got["unstated"] == row["target_rkt"]
        for row in office["target_rkt_program_triwulan"]:
            got = values(deli_serdang, f"dinkes/IP{row['refcascadingprogram_id']}", document="dinkes/rkt")
            assert got[f"unstated-Q{row['reftriwulan_id']}"] == row["triwulan_target_rkt"]

    def test_known_findings(self, deli_serdang: Plan) -> None:
        """The placeholder uses no word of result (information); no goal of the RPJMD has a target for any year."""
        report = check(deli_serdang)
        placeholder = [one for one in report.findings if one.code == "IND-09" and one.subject == "S5.3"]
        assert [one.severity for one in placeholder] == ["info"]
        bare = {one.subject for one in report.findings if one.name == "target-years-missing"}
        assert bare >= {f"T{n}.I1" for n in range(1, 6)}
        assert not any(one.code == "CARD-04" for one in report.findings)


class TestSitubondo:
    """Renstra 2025-2029 of the revenue office of Kabupaten Situbondo."""

    @pytest.fixture
    def data(self, shared_data: Path) -> Any:
        """Return the source."""
        return source(shared_data, "situbondo_bapenda_renstra_2026_2030.json")

    def test_activities(self, situbondo: Plan, data: Any) -> None:
        """Every activity has the code, name, unit, targets and money of its row, an empty cell is no pair."""
        for row, got in zip(data["kegiatan"], situbondo.activities, strict=True):
            (indicator,) = [one for one in situbondo.indicators if one.owner == got.id]
            assert (got.code, got.title, indicator.unit) == (row["kode"], row["nama"], row["satuan"])
            assert values(situbondo, indicator.id) == pairs(row["target"])
            assert money(situbondo, got.id) == pairs(row["anggaran"])

    def test_programs(self, situbondo: Plan, data: Any) -> None:
        """Every program has the code, name and printed total of its row."""
        for row, got in zip(data["program"], situbondo.programs, strict=True):
            assert (got.code, got.title) == (row["kode"], row["nama"])
            assert money(situbondo, got.id, "stated_total") == pairs(row["anggaran"])

    def test_indicators_of_programs(self, situbondo: Plan, data: Any) -> None:
        """Every indicator of a program has the words, unit, baseline, targets and money of its row."""
        rows = [(one["kode"], row) for one in data["program"] for row in one["indikator"]]
        programs = {one.id: one.code for one in situbondo.programs}
        owned = [one for one in situbondo.indicators if one.owner in programs]
        for (code, row), got in zip(rows, owned, strict=True):
            assert programs[str(got.owner)] == code
            assert (got.name, got.statement, got.unit) == (
                " ".join(row["indikator"].split()),
                row["outcome"],
                row["satuan"],
            )
            assert values(situbondo, got.id) == pairs(row["target"])
            assert list(values(situbondo, got.id, "baseline").values()) == [row["kondisi_awal"]] * bool(
                row["kondisi_awal"]
            )
            assert money(situbondo, str(got.owner), "stated_total", got.id) == pairs(row["anggaran"])

    @pytest.mark.parametrize("level", ["tujuan", "sasaran"])
    def test_goal_and_objective(self, level: str, situbondo: Plan, data: Any) -> None:
        """Goal and objective have the indicator, unit, baseline and targets of the source."""
        owner = {"tujuan": "bapenda/T1", "sasaran": "bapenda/S1"}[level]
        (got,) = [one for one in situbondo.indicators if one.owner == owner]
        row = data[level]
        assert (got.name, got.unit) == (row["indikator"], row["satuan"])
        assert values(situbondo, got.id) == pairs(row["target"])
        assert list(values(situbondo, got.id, "baseline").values()) == [row["kondisi_awal"]] * bool(row["kondisi_awal"])

    def test_texts(self, situbondo: Plan, data: Any) -> None:
        """Region, office and objectives are those of the source."""
        assert situbondo.region is not None
        assert (situbondo.region.name, situbondo.region.code) == (data["daerah"], data["kode_wilayah"])
        agency = situbondo.agencies["bapenda"]
        assert (agency.name, agency.code) == (data["perangkat_daerah"], data["kode_perangkat_daerah"])
        assert situbondo.objectives["S1"].title == data["sasaran_rpjmd"]
        assert situbondo.objectives["bapenda/S1"].title == data["sasaran"]["uraian"]

    @pytest.mark.parametrize("year", YEARS)
    def test_program_is_sum_of_activities(self, year: str, situbondo: Plan, data: Any) -> None:
        """The printed money of a program is the sum of its activities, in the source and in the plan."""
        for program in data["program"]:
            below = [row for row in data["kegiatan"] if row["kode"].startswith(program["kode"] + ".")]
            expected = program["anggaran"][year]
            assert sum(row["anggaran"][year] for row in below) == expected
            lines = trace(situbondo, f"bapenda/{program['kode']}").money
            assert {line.role: line.amount for line in lines if line.period == year} == {
                "entry": expected,
                "stated_total": expected,
            }

    def test_from_an_activity_to_the_rpjmd(self, situbondo: Plan) -> None:
        """An activity leads by program, objective and goal to the RPJMD objective that the goal adopts."""
        for row in situbondo.activities:
            (path,) = trace(situbondo, row.id).paths
            assert [step.relation for step in path] == ["", "parent", "parent", "parent", "adopts"]
            assert [step.kind for step in path] == ["activity", "program", "objective", "goal", "objective"]
            assert path[-1].id == "S1"

    def test_known_findings(self, situbondo: Plan) -> None:
        """One code stands three times; goal and objective have no target for 2025; the sums are right."""
        report = check(situbondo)
        (repeated,) = [one for one in report.findings if one.code == "CODE-03"]
        assert (repeated.facts["code"], repeated.facts["count"]) == ("5.02.04.2.01", 3)
        missing = {one.subject: one.facts["missing"] for one in report.findings if one.name == "target-years-missing"}
        assert missing == {"bapenda/T1.I1": ("2025",), "bapenda/S1.I1": ("2025",)}
        assert not any(one.code.startswith(("ARI", "REF-0")) for one in report.findings if one.severity == "error")
