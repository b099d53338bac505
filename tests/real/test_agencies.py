"""The web of OPD on real plans: Bengkulu Utara's Renja by shared labels and programs, Deli Serdang's list of OPD."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import regplan as rp
from regplan.calc.agencies import order_of_work, structure
from regplan.graph.agencies import agency_graph, cooperation, standings, web_numbers, working_alone

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def renja(shared_data: Path) -> rp.Plan:
    """Read the Renja 2026 of Bengkulu Utara."""
    return rp.read(shared_data / "bengkulu_utara_renja_2026.csv").plan


@pytest.fixture(scope="module")
def standing(shared_data: Path) -> list[str]:
    """Read the 54 OPD that have a ceiling of their own, two hospitals among them."""
    with (shared_data / "bengkulu_utara_skpd_pagu_2026.csv").open(encoding="utf-8", newline="") as file:
        return [row["kode_skpd"] for row in csv.DictReader(file)]


class TestBengkuluUtara:
    """54 OPD and 97 units."""

    def test_units_and_opd(self, renja: rp.Plan, standing: list[str]) -> None:
        """97 units stand for themselves; rolled up to the OPD with a ceiling 54 are left."""
        assert len(agency_graph(renja)) == 97
        assert len(agency_graph(renja, roll_up=standing)) == 54
        assert len(agency_graph(renja, roll_up=True)) == 52

    def test_programs_of_one_code(self, renja: rp.Plan, standing: list[str]) -> None:
        """Programs of one code tie OPD as the file says, counted row by row; the program of support ties nobody."""
        stands = {one.id: one.id if one.id in standing else one.parent or "" for one in renja.agencies}
        carriers: dict[str, set[str]] = {}
        for program in renja.programs:
            code = program.code or ""
            if not code.endswith(".01"):
                carriers.setdefault(code, set()).add(stands[program.agency or ""])
        top = {one.id: one.parent or one.id for one in renja.agencies}
        graph = agency_graph(renja, roll_up=standing, frameworks=())
        for code, holders in carriers.items():
            for one in holders:
                for other in (name for name in holders if top[name] != top[one]):
                    assert code in graph.edges[one, other, "shared_program"]["through"]
        ties = [facts["through"] for *_, key, facts in graph.edges(keys=True, data=True) if key == "shared_program"]
        shared = {code for code, holders in carriers.items() if len({top[one] for one in holders}) > 1}
        assert {thing for through in ties for thing in through} == shared

    def test_labels(self, renja: rp.Plan, standing: list[str]) -> None:
        """Labels of the region's priorities tie OPD; an OPD without any label is tied by none."""
        graph = agency_graph(renja, roll_up=standing)
        labelled = {name for name, _, key in graph.edges(keys=True) if key == "shared_reference"}
        assert 0 < len(labelled) < 54
        kinds = {one.id: one.framework for one in renja.references}
        things = {t for *_, k, f in graph.edges(keys=True, data=True) if k == "shared_reference" for t in f["through"]}
        assert {kinds[one] for one in things} == {"YEARLY_PRIORITY"}

    def test_no_cooperation_is_stated(self, renja: rp.Plan, standing: list[str]) -> None:
        """The Renja states no joint work, so that no pair does; communities and cores still come from what should be."""
        found = web_numbers(renja, over="should", roll_up=standing)
        assert (found.agencies, found.does, found.missing) == (54, 0, found.should)
        assert len(working_alone(renja, roll_up=standing)) == 54
        assert Counter(one.partners for one in standings(renja, over="should", roll_up=standing)).total() == 54
        assert order_of_work(renja).tasks == ()

    def test_strongest_pair(self, renja: rp.Plan, standing: list[str]) -> None:
        """The two offices for agriculture share most: programs, labels and places."""
        first = cooperation(renja, roll_up=standing)[0]
        assert {first.first[:4], first.second[:4]} == {"3.27"}

    def test_structure(self, renja: rp.Plan) -> None:
        """Every field with programs is held, by the codes of OPD; four fields are held twice; all have work."""
        found = structure(renja)
        assert found.held_by_nobody == ()
        assert [one.field for one in found.held_twice] == ["1.03", "1.05", "3.27", "5.02"]
        assert (found.without_task, found.without_agency, found.unknown) == ((), (), ())

    def test_rules_do_not_flood(self, renja: rp.Plan) -> None:
        """The rules on OPD find nothing that is not there."""
        assert rp.check(renja, select=["ORG", "WEB"]).findings == ()


class TestDeliSerdang:
    """The list of OPD is real; one Renstra is in the example."""

    def test_structure(self) -> None:
        """Of 54 OPD on top one has work in the example; environment is shared by kecamatan through their codes."""
        plan = rp.load(EXAMPLES / "deli_serdang_2019")
        found = structure(plan)
        assert len(found.without_task) == 53
        assert "dinkes" not in found.without_task
        twice = {one.field: one.holders for one in found.held_twice}
        assert len(twice) == 7
        assert sum(name.startswith("kec-") for name in twice["2.11"]) == 22

    def test_rules_do_not_flood(self) -> None:
        """No finding, and one line of unknown for what the plan does not say."""
        report = rp.check(rp.load(EXAMPLES / "deli_serdang_2019"), select=["ORG", "WEB"])
        assert report.findings == ()
        assert [one.code for one in report.unknown] == ["WEB-04"]
