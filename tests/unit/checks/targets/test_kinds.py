"""Which indicators are judged, and what ties an indicator to a field of government."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.diagnostics import Finding, Report
from regplan.io import loads
from regplan.model import Activity, Agency, Document, Indicator, Plan, Program, Series


@pytest.mark.parametrize(
    ("kinds", "found", "unknown"),
    [
        (["keluaran", "hasil", "masukan"], [], []),
        (["keluaran", "hasil"], ["P"], []),
        (["keluaran", "hasil", "null"], [], ["rka"]),
        (["keluaran", "hasil", "masukan", "null"], [], []),
    ],
)
def test_class_that_may_be_there(kinds: list[str], found: list[str], unknown: list[str]) -> None:
    """A class that is missing in an RKA is unknown where an indicator without class could be of it."""
    rows = ", ".join(f"{{id: I{at}, jenis: {kind}}}" for at, kind in enumerate(kinds))
    plan = loads(f"dokumen: [{{id: rka, jenis: RKA, tahun: 2026, program: [{{id: P, indikator: [{rows}]}}]}}]")
    report = check(plan, select="IND-06")
    assert [one.subject for one in report.findings] == found
    assert [one.document for one in report.unknown] == unknown


def test_indicators_of_documents_that_are_not_chosen() -> None:
    """Indicators of nodes of other documents are not judged; those of an OPD, which is in no document, are."""
    plan = Plan(
        documents=[Document(id="a", kind="RKPD"), Document(id="b", kind="RKPD")],
        agencies=[Agency(id="dinkes")],
        programs=[Program(id="pa", document="a"), Program(id="pb", document="b")],
        indicators=[Indicator(id=f"i-{owner}", owner=owner, flags=["IKU"]) for owner in ("pa", "pb", "dinkes")],
    )
    assert [one.subject for one in check(plan, documents="a", select="IND-07").findings] == ["i-pa", "i-dinkes"]
    assert len(check(plan, select="IND-07").findings) == 3


@pytest.mark.parametrize(
    ("owner", "tied"),
    [
        ("health", True),
        ("below", True),
        ("hospital", True),
        ("dinkes", True),
        ("bappeda", False),
        ("generic", False),
        ("bare", False),
        ("gone", False),
        (None, False),
    ],
)
def test_what_ties_an_indicator_to_a_field(owner: str | None, *, tied: bool) -> None:
    """A field comes from the code of the owner or of what it hangs on, or from its OPD; X.XX is no field."""
    plan = Plan(
        documents=[Document(id="d", kind="RKPD", first_year=2026, last_year=2026)],
        agencies=[Agency(id="dinkes", functions=("1.02",)), Agency(id="bappeda")],
        programs=[
            Program(id="health", code="1.02.02", document="d"),
            Program(id="hospital", agency="dinkes", document="d"),
            Program(id="generic", code="X.XX.01", agency="bappeda", document="d"),
            Program(id="bare", document="d"),
        ],
        activities=[Activity(id="below", parent="health", document="d")],
        indicators=[Indicator(id="I", owner=owner, flags=["IKK"])],
    )
    assert [one.subject for one in check(plan, select="IND-08").findings] == ([] if tied else ["I"])


def test_field_in_a_circle_of_parents() -> None:
    """Looking for the field of an owner in a circle of parents ends, and finds the code of the owner itself alone."""
    plan = Plan(
        documents=[Document(id="d", kind="RKPD", first_year=2026, last_year=2026)],
        programs=[Program(id="p", code="1.02.02", parent="k", document="d")],
        activities=[Activity(id="k", parent="p", document="d")],
        indicators=[Indicator(id=f"i-{owner}", owner=owner, flags=["IKK"]) for owner in ("p", "k")],
    )
    assert [one.subject for one in check(plan, select="IND-08").findings] == ["i-k"]


def units(*texts: str | None, owner: str | None = None) -> tuple[Finding, ...]:
    """Return what IND-10 says of indicators with these units, called I0, I1 and so on."""
    return check(
        Plan(
            documents=[Document(id="d", kind="RKPD"), Document(id="e", kind="RKPD")],
            programs=[Program(id="p", document="d"), Program(id="q", document="e")],
            indicators=[Indicator(id=f"I{at}", owner=owner or "p", unit=text) for at, text in enumerate(texts)],
        ),
        documents="d",
        select="IND-10",
    ).findings


@pytest.mark.parametrize(
    ("unit", "clause"),
    [
        ("75", "unit-not-a-unit"),
        ("-", "unit-not-a-unit"),
        ("undefined", "unit-not-a-unit"),
        ("tidak ada", "unit-not-a-unit"),
        ("Dokuman", "unit-unknown"),
        ("Unit / Tahun", "unit-unknown"),
        ("% % %", "unit-unknown"),
        ("\u00b0", "unit-unknown"),
        ("Biaya", "unit-unknown"),
        ("Dok.", None),
        ("(%)", None),
        ("% %", None),
        ("Predikat AKIP", None),
        ("Opini BPK", None),
        ("Ya/Tidak", None),
        ("Ada/tidak", None),
        (None, None),
    ],
)
def test_units_that_can_be_read(unit: str | None, clause: str | None) -> None:
    """Units of the list and names of scales pass, the rest is told: what says nothing apart from what is not known."""
    assert [one.name for one in units(unit)] == ([clause] if clause else [])


def test_one_unknown_unit_is_told_once() -> None:
    """A unit that several indicators have is told at the first, with the others related and near matches in the hint."""
    first, second = units("Dokuman", "orang", "Unir", "Dokuman", "Dokuman")
    assert (first.subject, first.related) == ("I0", ("I3", "I4"))
    assert "(2 more have it)" in first.message.en
    assert "(similar: dokumen" in first.hint.en
    assert (second.subject, second.related) == ("I2", ())


def test_unknown_unit_without_near_matches() -> None:
    """A unit that resembles none has no offer, and the hint says how to declare it."""
    (one,) = units("Helpdesk")
    assert "similar" not in one.hint.en
    assert "'Helpdesk: counted'" in one.hint.en


def declared(**own: str) -> Report:
    """Judge a plan that declares units of its own, with indicators in 'nasabah', 'Bundel' and 'rapot'."""
    texts = ("nasabah", "Bundel", "rapot")
    return check(
        Plan(
            indicators=[Indicator(id=f"I{at}", name="Jumlah", unit=text) for at, text in enumerate(texts)],
            documents=[Document(id="d", kind="RKPD", first_year=2026, last_year=2026)],
            series=[
                Series(indicator="I0", document="d", role="target", values={"2026": "2,5"}),
                Series(indicator="I1", document="d", role="target", values={"2026": "100 lembar"}),
                Series(indicator="I2", document="d", role="target", values={"2026": "3 dokumen"}),
            ],
            extra={"x-satuan": own} if own else None,
        ),
        select=["IND-10", "TGT-04", "TGT-16"],
    )


def test_units_a_plan_declares() -> None:
    """A declared unit is known to every rule: a counted thing has no halves, and others are converted and compared."""
    assert [one.name for one in declared()] == ["unit-unknown"] * 3
    report = declared(nasabah="hitungan", bundel="50 lembar", rapot="dokumen")
    assert [(one.name, one.subject) for one in report] == [
        ("count-not-whole", "I0"),
        ("unit-in-cell-converted", "I1"),
    ]
    assert report.findings[1].hint.en.endswith("1 lembar = 1/50 bundel")
    assert not report.unknown


@pytest.mark.parametrize(
    ("name", "told", "why"),
    [
        ("orang", "hitungan", "a unit of the list already"),
        ("Dok.", "hitungan", "a unit of the list already"),
        ("nasabah", "sesuatu", "no unit that is known"),
        ("nasabah", "0 orang", "no unit that is known"),
        ("nasabah", "3/0 orang", "no unit that is known"),
        ("nasabah", "2 predikat", "no unit that is known"),
        ("nasabah", "nasabah", "no unit that is known"),
        ("12", "hitungan", "no name of a unit"),
    ],
)
def test_declarations_that_are_none(name: str, told: str, why: str) -> None:
    """A declaration that clashes, goes round in a circle or says no unit is an error with its reason, and is not used."""
    found = [one for one in declared(**{name: told}) if one.name == "unit-declared-wrongly"]
    assert [why in one.message.en for one in found] == [True]
    assert [one.subject for one in found] == ["/"]


def test_declared_twice_and_of_each_other() -> None:
    """Two spellings of one name are told both; a declared unit may be made of another one, in any order."""
    both = [one.facts["got"] for one in declared(nasabah="hitungan", Nasabah="orang") if one.code == "IND-10"]
    assert set(both[:2]) == {"nasabah", "Nasabah"}
    assert "unit-unknown" not in [
        one.name for one in declared(bundel="2 rapot", rapot="1,5 nasabah", nasabah="counted")
    ]


@pytest.mark.parametrize(("owner", "told"), [("p", 1), ("q", 0), ("gone", 1)])
def test_units_of_documents_that_are_not_chosen(owner: str, told: int) -> None:
    """Units of indicators in other documents are not told; those of an owner that is not there are."""
    assert len(units("Dokuman", owner=owner)) == told
