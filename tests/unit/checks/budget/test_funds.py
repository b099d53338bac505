"""Sources of money: by name or code, divided or not, earmarked or free."""

from __future__ import annotations

from typing import Any

import pytest

from regplan import check
from regplan.calc.budget.fund_names import read_funds
from regplan.diagnostics import Report
from regplan.law import current
from regplan.model import Agency, Allocation, Document, Plan, SubActivity


def judged(
    code: str, *lines: Allocation, node: str = "1.02.02.2.02.0001", fields: tuple[str, ...] = (), **document: Any
) -> Report:
    """Judge a Renja with the sub activity S of OPD a."""
    told: dict[str, Any] = {"id": "d", "kind": "RENJA", "first_year": 2026, "last_year": 2026, **document}
    plan = Plan(
        documents=[Document(**told)],
        agencies=[Agency(id="a", functions=fields)],
        sub_activities=[
            SubActivity(id="S", document="d", agency="a", code=node),
            SubActivity(id="T", document="d", agency="a", code=node),
        ],
        allocations=lines,
    )
    return check(plan, select=code)


def pay(fund: str | None, amount: int | None = 5, subject: str = "S", **more: Any) -> Allocation:
    """Write an amount of the Renja."""
    return Allocation(**{"document": "d", "subject": subject, "fund": fund, "amounts": {"2026": amount}, **more})


def names(report: Report) -> list[str]:
    """Return the clauses that fired."""
    return [one.name for one in report.findings]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("DAU", ["dau"]),
        ("pendapatan asli daerah ( PAD )", ["pad"]),
        ("Lain-lain PAD Yang Sah", ["pad"]),
        ("DAU yang Ditentukan Penggunaannya Bidang Kesehatan", ["dau_health"]),
        ("DAK Non Fisik-Dana BOK-BOK Puskesmas", ["dak_health"]),
        ("DAK Fisik-Bidang Jalan-Reguler", ["dak_physical"]),
        ("DAU; PAD\nSiLPA", ["dau", "pad", "surplus"]),
        ("DAU, entah apa", ["dau", None]),
        ("Bantuan Keuangan Khusus dari Provinsi", ["assistance"]),
        ("undefined", [None]),
    ],
)
def test_names(text: str, kinds: list[str | None]) -> None:
    """Names count without case and punctuation, the longest beginning counts, and nothing is guessed."""
    assert [one.fund.kind if one.fund else None for one in read_funds(text)] == kinds


def test_every_name_of_the_law_reads_as_its_kind() -> None:
    """Each name and beginning of the law data is read as the kind it stands under, and as one name."""
    for kind, fund in current().funds.items():
        for name in (*fund.names, *fund.begins):
            assert [one.fund.kind for one in read_funds(name) if one.fund] == [kind]


def test_codes() -> None:
    """A code of the nomenclature is known without its kind; a suffix of an export is passed over; a zero is no code."""
    assert read_funds("2.2.01.03.01.0002-1")[0].code == "2.2.01.03.01.0002"
    assert [read_funds(text)[0].is_known for text in ("1.2.01.01.02", "0", "-", "3.1", "1")] == [
        True,
        False,
        False,
        False,
        False,
    ]


class TestFunded:
    """FUND-01 and BUD-I06."""

    def test_a_document_without_sources_is_unknown(self) -> None:
        """A Renja that prints no column of sources is not told a hundred times."""
        report = judged("FUND-01", pay(None), pay(None, subject="T"))
        assert (names(report), len(report.unknown)) == ([], 1)

    def test_work_without_money_needs_no_source(self) -> None:
        """A ceiling of zero is paid by nobody."""
        assert names(judged("FUND-01", pay(None, 0), pay("DAU", subject="T"))) == []
        assert names(judged("FUND-01", pay(None, None), pay("DAU", subject="T"))) == ["sub-activity-without-fund"]

    def test_one_name_that_is_not_known_is_told_once(self) -> None:
        """A misspelt name on many lines is one finding with their number."""
        (found,) = judged("FUND-01", pay("Dana Alokasi Umun"), pay("Dana Alokasi Umun", subject="T")).findings
        assert (found.facts["count"], str(found.facts["near"]).split(", ")[0]) == (2, "Dana Alokasi Umum")

    @pytest.mark.parametrize(
        ("version", "code", "fits"),
        [
            ("2023_1317", "1.2.1.01.02", True),
            ("2023_1317", "1.2.01.01.02", False),
            ("2025_2850", "1.2.01.01.02.0001", True),
            ("2026_861", "1.2.01.01.02.0001", False),
            ("2026_861", "1.2.01.01.002.00001", True),
            (None, "1.2.1.1.1.1", True),
        ],
    )
    def test_widths(self, version: str | None, code: str, *, fits: bool) -> None:
        """Parts of a code have the digits of the version that the document names; without one nothing is said."""
        found = names(judged("FUND-01", pay(code), nomenclature=version))
        assert found == ([] if fits else ["fund-code-width"])

    def test_ceiling_and_sources(self) -> None:
        """A ceiling that is an entry is compared and would be added besides; a stated total is ARI-01's; unknown parts are."""
        parts = pay("DAU", 3), pay("PAD", 2)
        assert names(judged("BUD-I06", pay(None, 5, role="stated_total"), *parts)) == []
        assert names(judged("ARI-01", pay(None, 6, role="stated_total"), *parts)) == ["stated-total-differs"]
        assert names(judged("BUD-I06", pay(None, 6), *parts)) == ["funds-differ-from-ceiling"]
        assert names(judged("BUD-I06", pay(None, 5), *parts)) == ["ceiling-beside-its-funds"]
        report = judged("BUD-I06", pay(None, 5), pay("DAU", None))
        assert (names(report), len(report.unknown)) == ([], 1)
        assert names(judged("BUD-I06", pay(None, 5), pay(None, 5, subject="T"))) == []


class TestUses:
    """FUND-02 to FUND-06."""

    def test_available(self) -> None:
        """A parent line and the lines below it are one revenue; kinds without a line are unknown."""
        revenue = (
            pay(None, 9, "/", account="4.1"),
            pay(None, 4, "/", account="4.1.01"),
            pay(None, 5, "/", account="4.1.02"),
        )
        assert names(judged("FUND-02", *revenue, pay("Pajak Daerah", 9))) == []
        assert names(judged("FUND-02", *revenue, pay("Pajak Daerah", 10))) == ["more-than-available"]
        report = judged("FUND-02", *revenue, pay("Pajak Daerah", 9), pay("DAU", 99, "T"))
        assert (names(report), len(report.unknown)) == ([], 1)

    def test_several_lines_of_one_source(self) -> None:
        """Revenue lines that name one kind are added, but never a line and those below it."""
        lines = [
            pay("DAU", amount, "/", account=account)
            for account, amount in (("4.2.01", 9), ("4.2.01.01", 4), ("4.2.01.02", 5))
        ]
        assert names(judged("FUND-02", *lines, pay("DAU", 9))) == []
        assert names(judged("FUND-02", *lines, pay("DAU", 10))) == ["more-than-available"]

    def test_a_cell_of_several_sources_is_not_counted(self) -> None:
        """Nobody knows how much of it is which."""
        assert (
            names(judged("FUND-02", pay("DAU", 5, "/", account="4.2"), pay("DAU, PAD", 99), pay("DAU", 5, "T"))) == []
        )

    def test_the_field_of_the_opd_counts(self) -> None:
        """An education office may pay its secretariat (X.XX.01) with money for education."""
        fund = "DAU yang Ditentukan Penggunaannya Bidang Pendidikan"
        assert names(judged("FUND-03", pay(fund), node="X.XX.01.2.02.0001", fields=("1.01", "2.22"))) == []
        assert names(judged("FUND-03", pay(fund), node="X.XX.01.2.02.0001", fields=("2.11",))) == [
            "earmarked-fund-elsewhere"
        ]
        report = judged("FUND-03", pay(fund), node="X.XX.01.2.02.0001")
        assert (names(report), len(report.unknown)) == ([], 1)

    def test_loans(self) -> None:
        """A loan on 5.2 is right, on 5.1 it is told, without an account it is unknown."""
        assert names(judged("FUND-05", pay("Pinjaman Daerah", account="5.2.04.02"))) == []
        assert names(judged("FUND-05", pay("Pinjaman Daerah", account="5.1.02"))) == ["loan-outside-capital"]
        report = judged("FUND-05", pay("Pinjaman Daerah"))
        assert (names(report), len(report.unknown)) == ([], 1)
