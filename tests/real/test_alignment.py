"""Alignment on real plans: chains of the Health office of Deli Serdang, what is empty there, and where its numbers part."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from regplan.calc.alignment import match_labels
from regplan.checks import check
from regplan.graph import coverage_matrix, dead_ends, explain, impact, impacts, orphans
from regplan.io import load
from regplan.model import Agency, Allocation, Document, Link, Plan, Program, Reference, SubActivity

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def deli() -> Plan:
    """Read the example of Deli Serdang."""
    return load(EXAMPLES / "deli_serdang_2019")


class TestDeliSerdang:
    """The example is transcribed from the real source."""

    def test_chain_to_the_vision(self, deli: Plan) -> None:
        """The activity of the Health office leads by program, objectives and goals to mission 1 and the vision, with all of it."""
        (way,) = explain(deli, "dinkes/1.02.02.2.01").ways
        chain = "dinkes/1.02.02.2.01 dinkes/1.02.02 dinkes/S1 dinkes/T1 S1.2 T1 M1 V1"
        assert " ".join(step.id for step in way.steps) == chain
        assert (str(way.share), way.reaches_vision) == ("1", True)

    def test_what_has_nothing_below(self, deli: Plan) -> None:
        """The placeholder objective and the nine others that no OPD has taken up are dead ends; no goal is."""
        found = [one for one in dead_ends(deli) if one.kind in {"goal", "objective"}]
        assert " ".join(one.id for one in found) == "S1.1 S2.1 S2.2 S2.3 S3.1 S3.2 S3.3 S4.1 S5.2 S5.3"
        assert found[-1].title == "Tidak termasuk sasaran RPJMD"
        assert orphans(deli) == ()

    def test_targets_that_part(self, deli: Plan) -> None:
        """LINK-06 finds the annual target 0.71 against 0,70 of the objective above and 0.70 of the Renstra, and 97,00 against 95,00; no other."""
        found = check(deli, select="LINK-06").findings
        told = [(one.name, one.subject, one.facts["got"], one.facts["expected"]) for one in found]
        assert told == [
            ("linked-target-differs", "dinkes/IP1", "0.71", "0,70"),
            ("undated-target-differs", "dinkes/IP1", "0.71", "0.70"),
            ("undated-target-differs", "dinkes/IK2", "97,00", "95,00"),
        ]

    def test_what_rests_on_health(self, deli: Plan) -> None:
        """On the objective for health rest one OPD and every chain of its Renstra but that of support."""
        found = impact(deli, "S1.2")
        assert [one.id for one in found.agencies] == ["dinkes"]
        assert {one.id for one in found.downstream if one.kind == "program"} == {"dinkes/1.02.02", "dinkes/1.02.03"}

    def test_little_is_said_where_nothing_is_linked(self, deli: Plan) -> None:
        """A plan without references gets one line of unknown for each rule and document, and no finding of ALN or CTL."""
        report = check(deli, select=["ALN", "CTL"])
        assert report.findings == ()
        told = [(one.code, one.document, one.lacks.en) for one in report.unknown]
        assert len(told) == len(set(told))
        assert len(told) < 20


@pytest.fixture(scope="module")
def renja(shared_data: Path) -> Plan:
    """Read the Renja 2026 of Bengkulu Utara: sub activities with money and labels, under their programs."""
    with (shared_data / "bengkulu_utara_renja_2026.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = [row["label_kokab"].strip() for row in rows]
    wordings = list(dict.fromkeys(filter(None, labels)))
    matched = match_labels(labels, {f"P{at}": text for at, text in enumerate(wordings, start=1)})
    programs = {f"{row['kode_skpd']}/{row['kode_program']}": row["kode_skpd"] for row in rows}
    ids = [f"{row['kode_sub_skpd']}/{row['kode_sub_giat']}/{at}" for at, row in enumerate(rows)]
    return Plan(
        documents=[Document(id="renja", kind="RENJA", first_year=2026, last_year=2026)],
        agencies=[Agency(id=code) for code in dict.fromkeys(row["kode_skpd"] for row in rows)],
        references=[
            Reference(id=f"P{at}", framework="YEARLY_PRIORITY", title=text) for at, text in enumerate(wordings, 1)
        ],
        programs=[Program(id=name, agency=agency) for name, agency in programs.items()],
        sub_activities=[
            SubActivity(id=name, parent=f"{row['kode_skpd']}/{row['kode_program']}")
            for name, row in zip(ids, rows, strict=True)
        ],
        allocations=[
            Allocation(document="renja", subject=name, amounts={"2026": int(row["pagu_indikatif"])})
            for name, row in zip(ids, rows, strict=True)
            if row["pagu_indikatif"].strip()
        ],
        links=[
            Link(kind="aligned_with", source=name, target=str(matched[label].priority))
            for name, label in zip(ids, labels, strict=True)
            if matched[label].priority
        ],
    )


class TestBengkuluUtara:
    """Labels as links."""

    def test_priorities_and_opd(self, renja: Plan) -> None:
        """Every priority is served by programs; the 97 units whose codes the source prints stand in the columns."""
        found = coverage_matrix(renja, "YEARLY_PRIORITY", "agency")
        assert (len(found.rows), len(found.columns), found.empty_rows) == (5, 97, ())

    def test_a_fifth_has_no_label(self, renja: Plan) -> None:
        """434 of 2,189 sub activities lead to no priority: reported as coverage, by nobody's guess."""
        found = coverage_matrix(renja, "YEARLY_PRIORITY", "sub_activity")
        assert (len(found.empty_columns), len(found.columns)) == (434, 2_189)

    def test_money_of_all_adds_up(self, renja: Plan) -> None:
        """The impacts of all programs total the grand total of the source, to the rupiah."""
        lines = [one for one in impacts(renja) if one.kind == "program"]
        assert sum(line.amount or 0 for one in lines for line in one.money) == 1_371_641_789_761
