"""Mamberamo Raya 2023: from the revised work plan to the revised budget every rupiah of the gap is explained."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from regplan.calc.budget import Step, explain_difference, flow, totals
from regplan.calc.budget.keys import Match
from regplan.checks import check
from regplan.cli.budget import run_budget
from regplan.model import Agency, Allocation, Document, Plan, SubActivity
from regplan.values.money import Rupiah, rupiah

SEN: Final = Decimal("0.01")
BEFORE: Final = Decimal("1185539354926.81")
AFTER: Final = Decimal("1247743534764.44")

BY_HAND: Final = {
    "1.2.01.0001": "1.02.0.00.0.00.02.0000",  # the hospital: a sub-unit of the health office there, an office here
    "1.5.04.0000": "1.05.0.00.0.00.02.0000",  # disasters: the second office of field 1.05 has number 04 in the budget
    "1.6.12.0000": "1.06.2.07.3.32.01.0000",  # social affairs, labour, transmigration: number 12 in the budget
    "2.8.02.0000": "2.08.2.14.0.00.01.0000",  # women and family planning: its number is 02 in the budget
    "2.17.01.0000": "3.31.3.30.2.17.01.0000",  # industry, trade, cooperatives: the budget leads with the last of its fields
    "3.26.02.0000": "3.26.2.22.0.00.01.0000",  # culture and tourism: number 02 in the budget
    "3.27.10.0000": "3.27.2.09.0.00.01.0000",  # food crops, plantations, livestock: number 10 in the budget
    "5.2.02.0000": "5.02.0.00.0.00.01.0000",  # finance and assets: number 02 in the budget
    "5.3.02.0000": "5.03.5.04.0.00.01.0000",  # personnel: number 02 in the budget
    "8.1.02.0000": "8.01.0.00.0.00.01.0000",  # national unity: number 02 in the budget
}
"""Codes of offices in the budget that are not those of the plan without the filling zeros, each with that of the plan."""


def by_rule(code: str) -> str:
    """Write an OPD code of either file the one way: urusan, bidang, number, sub-unit, without filling zeros."""
    parts = code.split(".")
    urusan, bidang, number, unit = (*parts[:2], *parts[-2:])
    return f"{int(urusan)}.{int(bidang)}.{int(number)}.{int(unit)}"


def amount(text: str) -> tuple[Rupiah, bool]:
    """Read an amount; tell whether digits below the sen were rounded."""
    exact = Decimal(text or 0)
    rounded = exact.quantize(SEN, ROUND_HALF_EVEN)
    return rupiah(rounded), exact != rounded


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@attrs.frozen
class Pair:
    """
    The plan of both files.

    Attributes:
        plan: A document each; a sub activity for each OPD and code, OPD as each file writes them.
        rounded: Amounts of which digits below the sen were rounded.
        ruled: Codes of offices in the budget with those of the plan that are the same without filling zeros.
    """

    plan: Plan
    rounded: list[str]
    ruled: dict[str, str]

    @property
    def offices(self) -> dict[str, str]:
        """The whole crosswalk of OPD."""
        return {**self.ruled, **BY_HAND}

    def codes(self, office: str) -> set[str | None]:
        """Return the codes of the sub activities of an OPD."""
        return {one.code for one in self.plan.sub_activities if one.agency == office}


@pytest.fixture(scope="module")
def pair(shared_data: Path) -> Pair:
    """Put both files into one plan."""
    lines = [
        ("rkpd", row["kode_opd"], row["kode_subkegiatan"], row["menjadi_anggaran"])
        for row in rows_of(shared_data / "mamberamo_raya_rkpd_perubahan2_2023.csv")
    ]
    lines += [
        ("apbd", row["skpd"].split(" ")[0], row["subkegiatan"].split(" ")[0], row["jumlah_perubahan"])
        for row in rows_of(shared_data / "mamberamo_raya_anggaran_perubahan_2023.csv")
    ]
    nodes = {
        f"{office}/{code}": SubActivity(id=f"{office}/{code}", code=code, agency=office, document=document)
        for document, office, code, _ in lines
    }
    amounts = [amount(text) for *_, text in lines]
    ours = {by_rule(office): office for document, office, *_ in lines if document == "rkpd"}
    theirs = sorted({office for document, office, *_ in lines if document == "apbd"})
    plan = Plan(
        documents=[
            Document(id="rkpd", kind="RKPD", first_year=2023, last_year=2023),
            Document(id="apbd", kind="APBD", first_year=2023, last_year=2023),
        ],
        agencies=[Agency(id=one) for one in (*sorted(ours.values()), *theirs)],
        sub_activities=nodes.values(),
        allocations=[
            Allocation(document=document, subject=f"{office}/{code}", fund=str(at), amounts={"2023": read})
            for at, ((document, office, code, _), (read, _)) in enumerate(zip(lines, amounts, strict=True))
        ],
    )
    rounded = [line[3] for line, (_, was_rounded) in zip(lines, amounts, strict=True) if was_rounded]
    return Pair(plan, rounded, {one: ours[by_rule(one)] for one in theirs if by_rule(one) in ours})


def step(pair: Pair, match: Match, offices: dict[str, str] | None = None) -> Step:
    """Follow the money from the plan to the budget."""
    found = flow(pair.plan, ["RKPD", "APBD"], year=2023, level="sub_activity", match=match, agencies=offices)
    return found.direct


@pytest.fixture(scope="module")
def by_code(pair: Pair) -> Step:
    """Follow it by code of the sub activity, summed over the OPD."""
    return step(pair, "code")


@pytest.fixture(scope="module")
def by_office(pair: Pair) -> Step:
    """Follow it by code within an OPD, through the crosswalk."""
    return step(pair, "code_and_agency", pair.offices)


def test_totals(pair: Pair) -> None:
    """Both totals are those of the files, to the sen."""
    stated = [totals(pair.plan, one, by="agency", year=2023).total for one in ("RKPD", "APBD")]
    assert [one.amount for one in stated if one] == [BEFORE, AFTER]


def test_float_trace_is_rounded_and_told(pair: Pair) -> None:
    """One amount of the plan has digits below the sen, a float's traces; it is told, and is the budget's amount."""
    assert pair.rounded == ["59911114.129999995"]
    assert explain_difference("59911114.13", Decimal(pair.rounded[0])).kind == "float_trace"


def test_codes(by_code: Step) -> None:
    """622 codes are in both, 15 in the budget alone, none in the plan alone; 539 have equal amounts, 19 of them zero."""
    counts = by_code.measures.counts
    assert [counts[kind] for kind in ("kept", "resized", "new", "dropped", "unknown")] == [539, 83, 15, 0, 0]
    assert sum(one.before == one.after == 0 for one in by_code) == 19
    assert (by_code.measures.retention, by_code.measures.grounding) == (Fraction(1), Fraction(622 - 19, 637 - 19))


@pytest.mark.parametrize("name", ["by_code", "by_office"])
def test_the_whole_gap_is_explained(name: str, request: pytest.FixtureRequest) -> None:
    """The changes of all items total the difference of the two totals, to the sen."""
    found: Step = request.getfixturevalue(name)
    assert found.measures.gap == AFTER - BEFORE == sum(one.delta or 0 for one in found)
    assert sum(found.measures.parts.values()) == AFTER - BEFORE
    assert found.measures.parts["outside"] == found.measures.parts["unknown"] == 0


def test_rule_pairs_thirty_offices_and_hand_the_rest(pair: Pair) -> None:
    """Codes without filling zeros pair 30 of 40 offices, ten are paired by hand, and each of the plan has one partner."""
    assert (len(pair.ruled), len(BY_HAND), len(set(pair.offices.values()))) == (30, 10, 40)
    assert pair.ruled.keys() & BY_HAND.keys() == set()


def test_paired_offices_do_the_same(pair: Pair) -> None:
    """No office of the plan shares more sub activities with one of the budget than its partner: each pair proves itself."""
    for theirs, ours in pair.offices.items():
        shared = {one: len(pair.codes(theirs) & pair.codes(one)) for one in pair.offices.values()}
        assert shared[ours] == max(shared.values()) >= len(pair.codes(ours)) * 9 // 10


def test_gap_by_office(pair: Pair, by_office: Step) -> None:
    """By OPD the gaps are the differences of the two files, and total the whole; without the crosswalk nothing meets."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in pair.plan.allocations:
        office = row.subject.partition("/")[0]
        sums[pair.offices.get(office, office)] += (row.amounts["2023"] or 0) * (1 if row.document == "apbd" else -1)
    assert {one.key: one.gap for one in by_office.by("agency")} == sums
    assert all(sum(one.parts.values()) == one.gap for one in by_office.by("agency"))
    assert sum(sums.values()) == AFTER - BEFORE
    assert step(pair, "code_and_agency").measures.retention == 0


def test_by_office_more_differs(by_office: Step) -> None:
    """Within the OPD 684 sub activities are kept, 97 resized, 16 new: sums over OPD had hidden some of that."""
    told = by_office.measures
    assert [told.counts[kind] for kind in ("kept", "resized", "new", "dropped")] == [684, 97, 16, 0]
    assert told.total_ratio == Fraction(AFTER) / Fraction(BEFORE) > 1


def test_zero_against_half_a_billion(by_office: Step) -> None:
    """A written zero that becomes Rp 500 million is resized, and no ratio makes it look small."""
    (found,) = [one for one in by_office.changes("resized") if one.key.startswith("1.01.01.2.06.09 ")]
    assert (found.before, found.after, found.deviation) == (0, 500_000_000, None)


def test_rules_name_what_is_new(pair: Pair, by_code: Step) -> None:
    """Read as a PPAS, the plan lacks 15 sub activities of the budget: each is found, by its code, and no other is."""
    read = [attrs.evolve(one, kind="PPAS") if one.kind == "RKPD" else one for one in pair.plan.documents]
    plan = pair.plan.replace(documents=read)
    found = check(plan, select="CONS-06").findings
    codes = {plan.sub_activities[str(one.subject)].code for one in found}
    assert codes == {one.key for one in by_code.changes("new")}
    assert len(found) == 15


def test_command_line_tells_the_gap(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    """``regplan budget`` prints the same gap, and its parts total it, in text that fits 80 columns and in exact JSON."""
    asked: dict[str, Any] = {
        "by": None,
        "documents": ["RKPD", "APBD"],
        "year": 2023,
        "basis": "ceiling",
        "revision": None,
    }
    for form in ("text", "json"):
        run_budget(pair.plan, **asked, level="sub_activity", match="code", items=True, form=form, lang="id")
    text, _, data = capsys.readouterr().out.partition("\n{\n")
    assert max(map(len, text.splitlines())) <= 80
    assert "62.204.179.837,63" in text
    (told,) = json.loads("{" + data)["measures"]
    parts = [Decimal(told[f"{kind}_rp"]) for kind in ("resized", "new")]
    assert sum(parts) == Decimal(told["gap"]) == AFTER - BEFORE
