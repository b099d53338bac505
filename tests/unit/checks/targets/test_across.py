"""Targets of documents against each other: the branches that the pages of the rules do not show."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.diagnostics.report import Report
from regplan.io import loads
from regplan.model import Plan

RPJMD = """
perangkat_daerah: [{id: DINKES}, {id: DISDIK}]
dokumen:
  - {id: rpjmd, jenis: RPJMD, tahun: 2025-2029}
  - {id: rkpd, jenis: RKPD, tahun: 2027}
  - {id: renstra, jenis: RENSTRA, tahun: 2025-2029, opd: DINKES}
  - {id: renja, jenis: RENJA, tahun: 2027, opd: DINKES}
  - {id: dpa, jenis: DPA, tahun: 2027, opd: DINKES}
  - {id: pk, jenis: PK, tahun: 2027, opd: DINKES}
sasaran: [{id: S, dokumen: rpjmd}]
tujuan: [{id: T, dokumen: renstra}]
program: [{id: P, dokumen: renstra, kode: 1.02.02}, {id: Q, dokumen: renja, opd: DISDIK, kode: 1.02.02}]
"""


def series(indicator: str, document: str, values: dict[str, str | None], role: str = "target") -> str:
    """Write one series."""
    told = ", ".join(f"{year}: {'null' if text is None else repr(text)}" for year, text in values.items())
    return f"  - {{indikator: {indicator}, dokumen: {document}, peran: {role}, nilai: {{{told}}}}}\n"


def plan(indicators: str, *rows: str, more: str = "") -> Plan:
    """Write a plan of the shared documents with some indicators and series."""
    return loads(f"{RPJMD}{more}indikator:\n{indicators}\nderet:\n{''.join(rows)}")


def said(report: Report) -> list[tuple[str, str | None]]:
    """List clause and subject of the findings."""
    return [(one.name, one.subject) for one in report]


def lacking(report: Report) -> list[tuple[str | None, str]]:
    """List document and first words of what was unknown."""
    return [(one.document, one.lacks.en) for one in report.unknown]


ONE = "  - {id: I, milik: S, nama: Angka, satuan: persen, arah: naik}"


# TGT-06


def twins(one: str, other: str) -> Plan:
    """Write an objective and a goal that adopts it, each with an indicator of one name."""
    rows = (series("I", "rpjmd", {"2027": "1"}), series("J", "renstra", {"2027": "1"}))
    indicators = f"  - {{id: J, milik: T, nama: Angka{other}}}\n  - {{id: I, milik: S, nama: Angka{one}}}"
    return plan(indicators, *rows, more="kaitan: [{dari: T, jenis: adopts, ke: S, dokumen: renstra}]\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (", satuan: orang", ", satuan: jiwa"),
        (", satuan: indeks", ", satuan: Nilai"),
        (", satuan: persen", ""),
        (", arah: naik", ""),
        (", rumus: jumlah dibagi penduduk", ', rumus: "Jumlah  dibagi penduduk."'),
    ],
)
def test_one_measure_in_other_words(one: str, other: str) -> None:
    """Words for one unit, what is not stated, and one prose in another spelling are no difference."""
    report = check(twins(one, other), select="TGT-06")
    assert not report.findings
    assert not report.unknown


@pytest.mark.parametrize(
    ("one", "other", "lacks"),
    [
        (", satuan: persen", ", satuan: persne", "a unit that can be read of 1 indicator(s)"),
        (", rumus: a dibagi b", ", rumus: a dibagi c", "a formula that can be computed of 1 indicator(s)"),
        (', rumus: "mean(I, hilang)"', ', rumus: "mean(I, J)"', "a formula that can be computed of 1 indicator(s)"),
    ],
)
def test_what_cannot_be_compared_is_unknown(one: str, other: str, lacks: str) -> None:
    """A misspelt unit and prose may mean the same: no finding, and no silence."""
    report = check(twins(one, other), select="TGT-06")
    assert not report.findings
    assert [(where, text[: len(lacks)]) for where, text in lacking(report)] == [("renstra", lacks)]


def test_the_earlier_document_is_the_measure() -> None:
    """The RPJMD comes before the Renstra, whichever record stands first in the file."""
    found = twins(", satuan: persen", ", satuan: orang")
    assert said(check(found, select="TGT-06")) == [("unit-differs", "J")]
    assert said(check(found, select="TGT-06", documents="RPJMD")) == []


# TGT-08


def rkpd(target: str | None, aim: str | None, indicator: str = ONE, more: str = "") -> Report:
    """Judge one target of the RKPD against that of the RPJMD."""
    rows = (series("I", "rpjmd", {"2027": aim}), series("I", "rkpd", {"2027": target}))
    return check(plan(indicator, *rows, more=more), select="TGT-08")


@pytest.mark.parametrize(
    ("target", "aim"),
    [
        ("84,1", "84.10"),
        ("4,45", "4,43-4,47"),
        ("> 5", ">= 5"),
        ("90", "<= 95"),
        ("1 : 30", "1:30"),
        ("> 5", "> 4"),
        ("BB", "B"),
    ],
)
def test_equal_better_or_inside(target: str, aim: str) -> None:
    """Equal numbers, values inside an interval or bound, and better grades pass."""
    indicator = ONE.replace("nama: Angka, satuan: persen", "nama: Nilai AKIP, satuan: predikat") if aim == "B" else ONE
    found = rkpd(target, aim, indicator)
    assert not found.findings
    assert not found.unknown


@pytest.mark.parametrize(
    ("target", "aim"), [(">= 5", "> 5"), ("4,43-4,60", "4,45-4,50"), ("sesuai jadwal", "lebih cepat dari jadwal")]
)
def test_neither_equal_nor_better(target: str, aim: str) -> None:
    """What reaches beyond both ends of the aim, or says other words, is another target."""
    assert said(rkpd(target, aim)) == [("rkpd-differs-from-rpjmd", "I")]


@pytest.mark.parametrize(
    ("target", "aim", "lacks"),
    [
        ("n/a", "5", "values that can be compared"),
        (None, "5", "values that can be compared"),
        ("5", None, "values that can be compared"),
        ("n/a", "n/a", "values that can be compared"),
        ("40.231", "40.231", "values that can be compared"),
        ("WTP", "5", "values that can be compared"),
        ("5 orang", "6", "one unit"),
    ],
)
def test_values_that_say_nothing_are_unknown(target: str | None, aim: str | None, lacks: str) -> None:
    """Without two values of one sort and unit there is nothing to compare."""
    found = rkpd(target, aim)
    assert not found.findings
    assert [text[: len(lacks)] for _, text in lacking(found)] == [lacks]


def test_polarity_of_a_twin_counts_and_contradictions_do_not() -> None:
    """The polarity one record states holds for the indicator; two that contradict each other are none."""
    more = "kaitan: [{dari: T, jenis: adopts, ke: S, dokumen: renstra}]\n"
    rows = (series("I", "rpjmd", {"2027": "5"}), series("J", "rkpd", {"2027": "4"}))
    both = "  - {{id: I, milik: S, nama: A, arah: naik}}\n  - {{id: J, milik: T, nama: A{}}}"
    assert said(check(plan(both.format(""), *rows, more=more), select="TGT-08")) == [("rkpd-worse-than-rpjmd", "J")]
    report = check(plan(both.format(", arah: turun"), *rows, more=more), select="TGT-08")
    assert not report.findings
    assert lacking(report)[0][1].startswith("polarity of the indicator")


def changed(target: str) -> Report:
    """Judge an RKPD against an RPJMD and its change."""
    written = RPJMD.replace(
        "  - {id: rkpd,",
        "  - {id: p1, jenis: RPJMD, tahun: 2025-2029, revisi: 1, mengubah: rpjmd}\n  - {id: rkpd,",
    )
    rows = (
        series("I", "rpjmd", {"2027": "6"}),
        series("I", "p1", {"2027": "5"}),
        series("I", "rkpd", {"2027": target}),
    )
    return check(
        loads(f"{written}indikator:\n{ONE.replace('naik', 'tetap')}\nderet:\n{''.join(rows)}"), select="TGT-08"
    )


def test_a_changed_rpjmd() -> None:
    """It is enough to agree with one version of a plan; where none agrees, the latest is named."""
    assert said(changed("6")) == said(changed("5")) == []
    (found,) = changed("4").findings
    assert (found.facts["expected"], found.facts["other"]) == ("5", "p1")


def test_the_rpjmd_of_the_province_is_not_the_regions_own() -> None:
    """An RPJMD that a reference names the province's is no measure for the RKPD of the regency, but one of TGT-18."""
    more = "acuan: [{id: prov, kerangka: RPJMD_PROVINSI, dokumen: provinsi}]\n"
    written = RPJMD.replace("dokumen:\n", "dokumen:\n  - {id: provinsi, jenis: RPJMD, tahun: 2025-2029}\n", 1)
    rows = (
        series("I", "provinsi", {"2027": "9"}),
        series("I", "rpjmd", {"2027": "8"}),
        series("I", "rkpd", {"2027": "8"}),
    )
    found = check(loads(f"{written}{more}indikator:\n{ONE}\nderet:\n{''.join(rows)}"), select=["TGT-08", "TGT-18"])
    assert said(found) == [("gap-to-assigned-target", "I")]
    assert "2027 8 against 9 (-1)" in found.findings[0].text("en")


def test_a_reason_on_the_indicator_silences() -> None:
    """A reason on the indicator is one for all its series; an empty one is none."""
    worse = [("rkpd-worse-than-rpjmd", "I")]
    assert said(rkpd("4", "5", ONE.replace("}", ", x-justifikasi: bencana}"))) == []
    assert said(rkpd("4", "5", ONE.replace("}", ", x-justification: ''}"))) == worse


def test_a_silent_rkpd_is_unknown() -> None:
    """An RKPD without targets by year, and one whose years the RPJMD does not state, are not passed."""
    assert lacking(check(plan(ONE, series("I", "rpjmd", {"2027": "5"})), select="TGT-08")) == [
        ("rkpd", "targets by year")
    ]
    found = check(plan(ONE, series("I", "rkpd", {"2027": "5"})), select="TGT-08")
    assert lacking(found) == [
        ("rkpd", "a target in the RPJMD of the same indicator and year for 1 target(s) (the first: I 2027)")
    ]


def test_namesakes_are_unknown() -> None:
    """Where two indicators of one name stand in one document, nobody is told to differ from the wrong one."""
    names = "\n".join(f"  - {{id: {one}, milik: S, nama: Angka, arah: naik}}" for one in "IJK")
    rows = (
        series("I", "rpjmd", {"2027": "5"}),
        series("J", "rpjmd", {"2027": "9"}),
        series("K", "rkpd", {"2027": "4"}),
    )
    found = check(plan(names, *rows), select="TGT-08")
    assert not found.findings
    assert lacking(found)[0][1].startswith("which of several indicators of one name is meant for 1 row(s)")


def test_a_record_is_first_held_against_itself() -> None:
    """What a copy in a table of IKU says is no excuse where the RPJMD states the very record."""
    copy = f"{ONE}\n  - {{id: K, milik: S, nama: Angka, satuan: persen, arah: naik, tanda: [IKU]}}"
    rows = (
        series("I", "rpjmd", {"2027": "5"}),
        series("K", "rpjmd", {"2027": "4"}),
        series("I", "rkpd", {"2027": "4"}),
    )
    assert said(check(plan(copy, *rows), select="TGT-08")) == [("rkpd-worse-than-rpjmd", "I")]


# TGT-09


def test_one_shared_record() -> None:
    """A record of the objective that the Renstra states too is compared without a link."""
    rows = (series("I", "rpjmd", {"2027": "5"}), series("I", "renstra", {"2027": "6"}))
    assert said(check(plan(ONE, *rows), select="TGT-09")) == [("renstra-differs-from-rpjmd", "I")]


@pytest.mark.parametrize(("year", "found"), [(2029, True), (2030, False)])
def test_ends_of_periods_are_compared_where_they_are_one(year: int, *, found: bool) -> None:
    """The end of the Renstra is held against that of the RPJMD, unless they are ends of other years."""
    rows = (series("I", "rpjmd", {"2027": "5", "akhir": "7"}), series("I", "renstra", {"2027": "5", "akhir": "8"}))
    text = RPJMD.replace("renstra, jenis: RENSTRA, tahun: 2025-2029", f"renstra, jenis: RENSTRA, tahun: 2025-{year}")
    report = check(loads(f"{text}indikator:\n{ONE}\nderet:\n{''.join(rows)}"), select="TGT-09")
    assert said(report) == [("renstra-differs-from-rpjmd", "I")] * found
    assert all("untuk akhir periode: 8, sedangkan 7" in one.text("id") for one in report)


def test_end_beside_the_assigned_target() -> None:
    """The gap to the nation's target at the end of one period is told beside those of the years."""
    nation = "  - {id: rpjmn, jenis: RPJMN, tahun: 2025-2029}\n"
    text = RPJMD.replace("dokumen:\n", f"dokumen:\n{nation}")
    rows = (series("I", "rpjmd", {"akhir": "7"}), series("I", "rpjmn", {"akhir": "8"}))
    (found,) = check(loads(f"{text}indikator:\n{ONE}\nderet:\n{''.join(rows)}"), select="TGT-18")
    assert found.text("en").endswith("the end of the period 7 against 8 (-1)")


def test_renstra_goals_that_cannot_be_compared() -> None:
    """A Renstra that adopts nothing, or adopts without the indicator, is unknown."""
    rows = (series("I", "rpjmd", {"2027": "5"}), series("J", "renstra", {"2027": "6"}))
    other = f"{ONE}\n  - {{id: J, milik: T, nama: Lain}}"
    assert lacking(check(plan(other, *rows), select="TGT-09")) == [
        ("renstra", "a goal that adopts an objective of the RPJMD")
    ]
    linked = check(plan(other, *rows, more="kaitan: [{dari: T, jenis: adopts, ke: S}]\n"), select="TGT-09")
    assert lacking(linked) == [("renstra", "an indicator of the adopted objective for 1 goal(s) (the first: T)")]


# TGT-10


def ikd(indicator: str, *rows: str) -> Report:
    """Judge a table of IKU of an OPD whose program has an indicator of the same name."""
    origin = "  - {id: I, milik: P, nama: Angka, satuan: persen}\n"
    return check(
        plan(f"{origin}{indicator}", series("I", "renstra", {"2026": "4", "2027": "5"}), *rows), select="TGT-10"
    )


def test_a_table_of_an_opd_repeats_its_programs() -> None:
    """A flagged record of an OPD is held against the program of that OPD with the same name."""
    flagged = "  - {id: K, milik: DINKES, nama: angka, satuan: '%', tanda: [IKD]}"
    found = ikd(flagged, series("K", "renstra", {"2026": "4", "2027": "6"}))
    assert [(one.name, one.subject, one.related) for one in found] == [("repeated-series-differs", "K", ("I",))]
    assert not ikd(flagged, series("K", "renstra", {"2026": "4.0", "2027": "5"})).findings


@pytest.mark.parametrize("owner", ["DISDIK", "DINKES, x-nama: lain"])
def test_a_table_without_origin_is_unknown(owner: str) -> None:
    """Where no row of the document can be meant, the table is not passed."""
    name = "Lain" if "lain" in owner else "Angka"
    found = ikd(f"  - {{id: K, milik: {owner}, nama: {name}, tanda: [IKU]}}", series("K", "renstra", {"2026": "4"}))
    assert not found.findings
    assert lacking(found)[0][1].startswith("the goal, objective or program indicator that 1 IKU/IKD")


def test_a_flag_on_the_row_itself_repeats_nothing() -> None:
    """An indicator of a program that carries the flag itself is its own row, in whatever document."""
    found = ikd("  - {id: K, milik: P, nama: Lain, tanda: [IKU]}", series("K", "renstra", {"2026": "4"}))
    assert not found.findings
    assert not found.unknown


def test_a_copy_that_cannot_be_read_is_unknown() -> None:
    """A value of the copy that cannot be told is neither a difference nor agreement; unknown in both is agreement."""
    flagged = "  - {id: K, milik: P, nama: Angka, satuan: persen, tanda: [IKU]}"
    found = ikd(flagged, series("K", "renstra", {"2026": "4", "2027": "1.234"}))
    assert not found.findings
    assert lacking(found)[0][1].startswith("values that can be compared of 1 IKU/IKD")


def test_two_flagged_copies_are_held_against_each_other() -> None:
    """Where every record of an indicator has a flag, the later ones repeat the first: IKU and IKD say one thing."""
    copies = "\n".join(
        f"  - {{id: {one}, milik: T, nama: Umur, tanda: [{flag}]}}" for one, flag in (("K", "IKU"), ("L", "IKD"))
    )
    first = series("K", "renstra", {"2026": "70"})
    found = check(plan(copies, first, series("L", "renstra", {"2026": "71"})), select="TGT-10")
    assert [(one.name, one.subject, one.related) for one in found] == [("repeated-series-differs", "L", ("K",))]
    same = check(plan(copies, first, series("L", "renstra", {"2026": "70,0"})), select="TGT-10")
    assert (same.findings, same.unknown) == ((), ())


def test_a_table_repeats_a_row_that_has_the_flag_itself() -> None:
    """A table of an OPD is held against the goal's own row also where that carries the flag."""
    rows = (series("K", "renstra", {"2026": "70"}), series("L", "renstra", {"2026": "71"}))
    tables = "  - {id: L, milik: DINKES, nama: Umur, tanda: [IKU]}\n  - {id: K, milik: P, nama: Umur, tanda: [IKU]}"
    found = check(plan(tables, *rows), select="TGT-10")
    assert [(one.subject, one.related) for one in found] == [("L", ("K",))]


# TGT-11


PROGRAM = "  - {id: I, milik: P, nama: Angka, satuan: persen}"


def test_the_renstra_of_another_opd_is_no_measure() -> None:
    """The Renja of an OPD is compared with its own Renstra, not with one that states the same record for another OPD."""
    written = RPJMD.replace(
        "renja, jenis: RENJA, tahun: 2027, opd: DINKES", "renja, jenis: RENJA, tahun: 2027, opd: DISDIK"
    )
    rows = series("I", "renstra", {"2027": "5"}) + series("I", "renja", {"2027": "4"})
    found = check(loads(f"{written}indikator:\n{PROGRAM}\nderet:\n{rows}"), select="TGT-11", documents="RENJA")
    assert not found.findings
    assert lacking(found)[0][1].startswith("a target in the Renstra of the OPD of the same indicator and year for 1")


def test_a_pact_may_follow_the_dpa() -> None:
    """The target of a PK is that of the Renja or, where the budget changed it, that of the DPA."""
    rows = [series("I", "renja", {"2027": "5"}), series("I", "dpa", {"2027": "4"})]
    good, bad = (plan(PROGRAM, *rows, series("I", "pk", {"2027": text})) for text in ("4", "3"))
    assert said(check(good, select="TGT-11", documents="PK")) == []
    assert said(check(bad, select="TGT-11", documents="PK")) == [("pk-differs-from-renja", "I")]


# ARI-04


def test_a_new_index_has_no_baseline_to_compare() -> None:
    """A baseline of null says nothing; a baseline that one of several results agrees with is right."""
    rows = (series("I", "renstra", {"2024": None}, "baseline"), series("I", "rkpd", {"2024": "5"}, "result"))
    report = check(plan(ONE, *rows), select="ARI-04")
    assert not report.findings
    assert not report.unknown
    agreed = (series("I", "renstra", {"2024": "5,0"}, "baseline"), rows[1], series("I", "pk", {"2024": "6"}, "result"))
    assert not check(plan(ONE, *agreed), select="ARI-04").findings


def test_a_document_is_not_held_against_itself() -> None:
    """Baseline and result in one document may be of another day; only another document tells."""
    rows = (series("I", "rkpd", {"2024": "5"}, "baseline"), series("I", "rkpd", {"2024": "6"}, "result"))
    report = check(plan(ONE, *rows), select="ARI-04")
    assert not report.findings
    assert lacking(report)[0][1].startswith("the result of that year in another document for 1 baseline(s)")


# TGT-18


def test_a_gap_in_words_has_no_number() -> None:
    """Grades and words are told beside each other; only numbers are subtracted."""
    written = RPJMD.replace("dokumen:\n", "dokumen:\n  - {id: rpjmn, jenis: RPJMN, tahun: 2025-2029}\n", 1)
    rows = series("I", "rpjmn", {"2027": "A", "2028": "A"}) + series("I", "rpjmd", {"2027": "BB", "2028": "A"})
    nilai = ONE.replace("nama: Angka, satuan: persen", "nama: Nilai AKIP, satuan: predikat")
    (found,) = check(loads(f"{written}indikator:\n{nilai}\nderet:\n{rows}"), select="TGT-18").findings
    assert found.facts["gaps"].en == "2027 BB against A"  # type: ignore[union-attr] # it is in both languages
