"""What TGT-16 says of single cells: which clause, which words, which cure; and what it leaves alone."""

from __future__ import annotations

import attrs
import pytest

from regplan.checks import check
from regplan.diagnostics import Finding
from regplan.model import Document, Indicator, Plan, Series
from regplan.values.lang import Bilingual


def plan_of(*cells: str | None, role: str = "target", unit: str | None = "%", name: str = "Porsi") -> Plan:
    """Make a plan of one indicator with cells from 2026 on."""
    values = {str(2026 + at): cell for at, cell in enumerate(cells)}
    return Plan(
        documents=[Document(id="d", kind="RPJMD", first_year=2025, last_year=2029)],
        indicators=[Indicator(id="I", name=name, unit=unit)],
        series=[Series(indicator="I", document="d", role=role, values=values)],  # type: ignore[arg-type] # drawn words
    )


def found(plan: Plan) -> tuple[Finding, ...]:
    """Return the findings on cells."""
    return check(plan, select="TGT-16").findings


@pytest.mark.parametrize(
    ("cell", "clause"),
    [
        ("46.477", "ambiguous-number"),
        ("63:64", "ambiguous-number"),
        ("105/14", "ambiguous-number"),
        ("1:30:1:32", "ambiguous-number"),
        ("- 5", "ambiguous-number"),
        ("1 234", "ambiguous-number"),
        ("Nihil", "ambiguous-number"),
        ("13.02-", "interval-without-end"),
        ("#REF!", "value-lost"),
        ("=H6*1.15", "value-lost"),
        ("1.5E+03", "value-lost"),
        ("M\u00c2\u00b3/Hari", "value-lost"),
        ("2027", "year-in-cell"),
        ("tahun 2027", "year-in-cell"),
        ("A", "grade-without-scale"),
        ("1 Kali 11 Desa", "cell-not-understood"),
        ("1.50.000", "cell-not-understood"),
        ("31/12/2026", "cell-not-understood"),
        ("sekitar 10", "cell-not-understood"),
        ("- Unit", "cell-not-understood"),
        ("A-BB", "cell-not-understood"),
        ("<br>", "cell-not-understood"),
        ("1 : 30:1 : 30", "doubtful-cell"),
        ("-", "dash-for-value"),
        ("\u2013", "dash-for-value"),
        ("\u2026", "dash-for-value"),
    ],
)
def test_clause_of_a_cell(cell: str, clause: str) -> None:
    """Each fault of a cell is told under the clause of its kind, and once."""
    assert [one.name for one in found(plan_of(cell))] == [clause]


@pytest.mark.parametrize(
    "cell", [None, "0", "84,1", "4.43-4.47", "\u2264 5", "N/A", "belum dinilai", "Lengkap", "Ada", "74 %"]
)
def test_cells_that_say_what_they_mean(cell: str | None) -> None:
    """Null, numbers, intervals, bounds, words and "not available" in words have no finding."""
    assert found(plan_of(cell)) == ()


def test_what_is_told() -> None:
    """A finding stands on the row and names indicator, document, period, text, both readings and how to write each."""
    (one,) = found(plan_of("84,1", "46.477", unit="ton"))
    assert (one.subject, one.facts["period"], one.facts["got"]) == ("I", "2027", "46.477")
    assert one.message.en.startswith("the target of I in d for 2027: '46.477' can be 46477 or 46.477; ")
    assert one.hint.en == "so that it has one reading, write '46477' or '46,4770'"


def test_unit_may_cure() -> None:
    """Where the indicator states no known unit, the hint of an ambiguous number says that a unit may decide it."""
    assert "give 'unit'" in found(plan_of("46.477", unit=None))[0].hint.en
    assert "isi 'satuan'" in found(plan_of("46.477", unit="Dokuman"))[0].hint.id
    assert found(plan_of("46.477", unit="orang")) == ()


def test_part_of_a_cell() -> None:
    """Of a cell with several values the reading and the cure are those of the one that is doubtful."""
    (one,) = found(plan_of("75 %\n46.477"))
    assert "'75 % 46.477' can be 46477 or 46.477;" in one.message.en
    assert one.hint.en == "so that it has one reading, write '46477' or '46,4770'"


def test_long_cell() -> None:
    """A sentence in a cell is shown in part."""
    (one,) = found(plan_of("1 Kali 11 Desa, " * 40 + "2 Desa"))
    assert len(str(one.facts["got"])) == 80


def test_period_without_a_year() -> None:
    """The end of the period and an unstated year are told in words."""
    plan = plan_of().replace(
        series=[Series(indicator="I", document="d", role="target", values={"end": "#REF!", "unstated": "#REF!"})]
    )
    (one,) = found(plan)
    assert one.message.en.startswith("the target of I in d for the end of the period: '#REF!' was written")
    assert one.message.en.endswith("; likewise an unstated year '#REF!'")


def test_cells_of_a_row_with_one_fault_are_one_finding() -> None:
    """A row typed in one way is told once: the first cell in full, the others by period and text, all in the facts."""
    (one,) = found(plan_of("46.477", "46.502", "46.528", "46.553", "46.579", unit="ton"))
    assert one.facts["periods"] == ("2026", "2027", "2028", "2029", "2030")
    assert one.facts["cells"] == ("46.477", "46.502", "46.528", "46.553", "46.579")
    assert one.message.en.endswith("; likewise 2027 '46.502', 2028 '46.528', 2029 '46.553' and 1 more")
    assert one.hint.en.endswith("write '46477' or '46,4770'; the other cells likewise")
    readings = one.facts["readings"]
    assert isinstance(readings, Bilingual)
    assert readings.en.split("; ")[-1] == "46579 or 46.579"


def test_other_faults_and_other_rows_are_told_apart() -> None:
    """Faults of another kind, another role and another document have findings of their own, and keys of their own."""
    plan = plan_of("sekitar 10", "13.02-", "#REF!", unit="ton")
    again = [attrs.evolve(plan.series[0], role="result"), attrs.evolve(plan.series[0], document="e")]
    whole = plan.replace(
        series=[*plan.series, *again],
        documents=[*plan.documents, Document(id="e", kind="RPJMD", first_year=2025, last_year=2029)],
    )
    findings = found(whole)
    assert len(findings) == len({one.key for one in findings}) == 9


@pytest.mark.parametrize(("role", "count"), [("baseline", 0), ("target", 1), ("result", 1)])
def test_dash_before_the_plan(role: str, count: int) -> None:
    """A dash is how a new index prints its baseline (DOC-03); in a target or result it is asked about."""
    assert len(found(plan_of("-", role=role))) == count


@pytest.mark.parametrize(
    ("name", "unit", "cell", "off"),
    [
        ("Nilai AKIP", "Predikat", "WTP", True),
        ("Opini BPK", "Opini", "BB", True),
        ("Hasil pemeriksaan", "Opini BPK", "BB", True),
        ("Nilai AKIP", "Predikat", "BB", False),
        ("Hasil pemeriksaan", "Opini", "WTP", False),
        ("Mutu", "Predikat", "BB", False),
        ("Laporan SKM", "Dokumen", "Ada", False),
        ("Nilai SPBE", "Level", "Level 3", False),
        ("Nilai AKIP", "Predikat", "BBB", True),
        ("Nilai AKIP", "Dokumen", "Lengkap", False),
        ("Mutu", "Predikat", "BBB", False),
    ],
)
def test_grade_on_another_scale(name: str, unit: str, cell: str, *, off: bool) -> None:
    """A grade is compared with the scales that unit or name say; with none named, and for yes and no, it is not."""
    findings = found(plan_of(cell, name=name, unit=unit))
    assert [one.name for one in findings] == ["grade-not-on-scale"] * off
    assert all("AKIP" in one.message.en for one in findings)


def test_a_grade_of_another_scale_takes_nothing_from_the_others() -> None:
    """Where the grades of a row share no scale, those on the scale that the name says stay on it."""
    (one,) = found(plan_of("B", "BB", "WTP", name="Nilai AKIP", unit="Predikat"))
    assert (one.name, one.facts["cells"]) == ("grade-not-on-scale", ("WTP",))


@pytest.mark.parametrize(
    ("unit", "cell", "clause"),
    [
        ("dokumen", "12 orang", "unit-in-cell-differs"),
        ("%", "12 orang", "unit-in-cell-differs"),
        ("Indeks", "12 ha", "unit-in-cell-differs"),
        ("ton", "5300 kuintal", "unit-in-cell-converted"),
        ("Rp", "Rp2,5 miliar", "unit-in-cell-converted"),
        ("%", "5 \u2030", "unit-in-cell-converted"),
        ("dokumen", "12 Dok.", None),
        ("jiwa", "12 orang", None),
        ("Indeks", "12 poin", None),
        ("Indeks", "12 %", None),
        ("Rasio", "12 %", None),
        ("Angka", "12 ton", None),
        ("Nilai", "12 orang", None),
        ("dokumen", "- %", "dash-for-value"),
        ("dokumen", "- Unit", "cell-not-understood"),
    ],
)
def test_unit_in_the_cell(unit: str, cell: str, clause: str | None) -> None:
    """A unit in a cell is compared with that of the indicator; names for plain numbers and shares are no contradiction."""
    assert [one.name for one in found(plan_of(cell, unit=unit))] == ([clause] if clause else [])


def test_how_much_one_is() -> None:
    """The hint of a unit of another size says exactly how many of the stated unit one is."""
    (one,) = found(plan_of("5300 kuintal", unit="ton"))
    assert one.hint.en == "write the number alone, in ton: 1 kuintal = 1/10 ton"


@pytest.mark.parametrize(
    ("unit", "cell", "unknown"),
    [
        (None, "12 orang", True),
        ("Dokuman", "12 orang", True),
        ("orang", "12 blubuk", True),
        ("Blubuk", "12 blubuk", False),
    ],
)
def test_units_that_cannot_be_compared(unit: str | None, cell: str, *, unknown: bool) -> None:
    """Where one of the two says no unit the document is unknown, once; the same text on both sides is the same unit."""
    report = check(plan_of(cell, cell, unit=unit), select="TGT-16")
    assert report.findings == ()
    assert [one.document for one in report.unknown] == ["d"] * unknown
    assert all("the first: I" in one.lacks.en for one in report.unknown)


def test_indicator_that_is_not_there() -> None:
    """A row whose indicator the plan does not have is read by itself; only its unit is not asked for."""
    plan = plan_of("46.477", "12 orang").replace(indicators=[])
    assert [(one.name, one.subject) for one in found(plan)] == [("ambiguous-number", "I")]


def test_documents_that_are_not_judged() -> None:
    """Rows of documents that were not chosen, are not there, or ended before the law of the rule began are left out."""
    old = Document(id="d", kind="RPJMD", first_year=2010, last_year=2015)
    plan = plan_of("46.477")
    assert check(plan, documents=[], select="TGT-16").findings == ()
    assert found(plan.replace(documents=[])) == ()
    assert found(plan.replace(documents=[old])) == ()
