"""Which records are one indicator, one case at a time."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.index import of
from regplan.index.twins import same_name, twins_of
from regplan.model import Agency, Document, Entry, Goal, Indicator, Link, Objective, Plan, Program, Series


def together(plan: Plan) -> list[list[str]]:
    """List the groups of two records and more."""
    twins = twins_of(of(plan))
    ids = plan.indicators.ids
    groups = {tuple(ids[one] for one in twins.of(at)) for at in range(len(ids))}
    return sorted(list(group) for group in groups if len(group) > 1)


def pair(owner: str, other: str, name: str = "Angka Stunting", twin: str = "angka  stunting") -> list[Indicator]:
    """Make two records of one name for two owners."""
    return [Indicator(id="I", owner=owner, name=name), Indicator(id="J", owner=other, name=twin)]


def tied(status: Any = None) -> dict[str, Any]:
    """Give an objective and a goal that adopts it."""
    return {
        "documents": [Document(id="rpjmd", kind="RPJMD"), Document(id="renstra", kind="RENSTRA")],
        "objectives": [Objective(id="S", document="rpjmd")],
        "goals": [Goal(id="T", document="renstra")],
        "links": [Link(kind="adopts", source="T", target="S", status=status)],
    }


@pytest.mark.parametrize(("status", "expected"), [(None, [["I", "J"]]), ("proposed", [["I", "J"]]), ("refused", [])])
def test_an_adopted_objective(status: str | None, expected: list[list[str]]) -> None:
    """An adopts link ties two owners unless it is refused."""
    assert together(Plan(**tied(status), indicators=pair("S", "T"))) == expected


@pytest.mark.parametrize("other", ["Angka Stunting Balita", "Angka", "Angka Stunting < 5 tahun", "Angka Stuntin"])
def test_a_name_inside_another_is_another_name(other: str) -> None:
    """What one name has more than the other, or less, or misspelt, makes it another indicator."""
    assert together(Plan(**tied(), indicators=pair("S", "T", twin=other))) == []


def test_case_blanks_and_punctuation_do_not_count() -> None:
    """Names that differ by these alone are one; signs that say how much do count."""
    assert same_name("Rata-rata lama sekolah (RLS)") == same_name("RATA – RATA  lama sekolah: RLS.")
    assert same_name("Angka < 5") != same_name("Angka > 5")


@pytest.mark.parametrize(
    ("code", "agency", "expected"),
    [("1.02.02.", "dinkes", [["I", "J"]]), ("1.02.02", "disdik", []), ("1.02.03", "dinkes", [])],
)
def test_a_code_counts_with_its_opd(code: str, agency: str, expected: list[list[str]]) -> None:
    """Two programs are tied by code and OPD together, the code cleaned of what clings to it."""
    plan = Plan(
        documents=[Document(id="rpjmd", kind="RPJMD"), Document(id="renstra", kind="RENSTRA", agency=agency)],
        agencies=[Agency(id="dinkes"), Agency(id="disdik")],
        programs=[
            Program(id="P", document="rpjmd", agency="dinkes", code="1.02.02"),
            Program(id="Q", document="renstra", code=code),
        ],
        indicators=pair("P", "Q"),
    )
    assert together(plan) == expected


def test_programs_without_an_opd_are_not_tied_by_code() -> None:
    """A code alone ties nothing: it stands in every OPD."""
    programs = [Program(id="P", code="X.XX.01", document="a"), Program(id="Q", code="X.XX.01", document="b")]
    documents = [Document(id="a", kind="RPJMD"), Document(id="b", kind="RKPD")]
    assert together(Plan(documents=documents, programs=programs, indicators=pair("P", "Q"))) == []


def test_a_node_stated_by_an_entry_is_one_owner() -> None:
    """Two records for one node are one where each is stated by another document."""
    plan = Plan(
        documents=[Document(id="renstra", kind="RENSTRA"), Document(id="renja", kind="RENJA")],
        programs=[Program(id="P", document="renstra")],
        entries=[Entry(document="renja", node="P")],
        indicators=pair("P", "P"),
        series=[
            Series(indicator="I", document="renstra", role="target", values={"2026": "1"}),
            Series(indicator="J", document="renja", role="target", values={"2026": "1"}),
        ],
    )
    assert together(plan) == [["I", "J"]]


def two_in_one_document(units: tuple[str | None, ...]) -> Plan:
    """Make a plan in which a Renstra and a Renja each state two indicators of one name, in units of their own."""
    names = ("I", "J", "K", "L")
    return Plan(
        documents=[Document(id="renstra", kind="RENSTRA"), Document(id="renja", kind="RENJA")],
        programs=[Program(id="P", document="renstra")],
        indicators=[
            Indicator(id=one, owner="P", name="Jumlah", unit=unit) for one, unit in zip(names, units, strict=True)
        ],
        series=[
            Series(indicator=one, document="renstra" if one in "IJ" else "renja", role="target", values={"2026": "1"})
            for one in names
        ],
    )


def test_units_tell_namesakes_apart() -> None:
    """Two indicators of one name in one document are told apart by their units, however these are written."""
    plan = two_in_one_document(("Dokumen", "orang", "Dok.", "Orang"))
    assert together(plan) == [["I", "K"], ["J", "L"]]
    assert not twins_of(of(plan)).doubtful.any()


def test_namesakes_that_nothing_tells_apart_are_doubtful() -> None:
    """Where units do not tell either, no record is taken for another one."""
    twins = twins_of(of(two_in_one_document(("orang", "orang", "orang", None))))
    assert twins.doubtful.all()
    assert together(two_in_one_document(("orang", "orang", "orang", None))) == []


def test_a_table_of_iku_repeats() -> None:
    """A record with the flag IKU is one with the row it repeats, though both stand in one document."""
    plan = Plan(
        **tied(), indicators=[*pair("S", "T"), Indicator(id="K", owner="S", name="Angka stunting", flags=["IKU"])]
    )
    assert together(plan) == [["I", "J", "K"]]


def test_a_plan_without_indicators() -> None:
    """A plan without indicators has no twins."""
    assert len(twins_of(of(Plan())).group) == 0
