"""Totals: by what, of what, once, exact, unknown where a part is (conventions §1, 3)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.budget import DocumentsOverlapError, NoDocumentError, Totals, totals
from regplan.errors import CallError, PeriodsDifferError, UnknownNameError
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Entry,
    Indicator,
    Link,
    Mission,
    Place,
    Plan,
    Program,
    Reference,
)


def pay(subject: str, amount: int | Decimal | None, year: str = "2026", **more: Any) -> Allocation:
    """Write an entry of document ``d``."""
    return Allocation(**{"document": "d", "subject": subject, "amounts": {year: amount}, **more})


def small(*money: Allocation, **tables: Any) -> Plan:
    """Build a plan: mission M over program p over activities k and l; a lone program q."""
    defaults: dict[str, Any] = {
        "documents": [Document(id="d", kind="RKPD")],
        "agencies": [Agency(id="x"), Agency(id="y")],
        "places": [Place(id="kec")],
        "missions": [Mission(id="M")],
        "programs": [Program(id="p", parent="M", agency="x"), Program(id="q", agency="y")],
        "activities": [Activity(id="k", parent="p"), Activity(id="l", parent="p")],
    }
    return Plan(allocations=money, **{**defaults, **tables})


MONEY = (
    pay("k", 5, fund="DAU", account="5.1.02.01", place="kec"),
    pay("l", 7, fund="PAD", account="5.1.01"),
    pay("q", 1, "2027", fund="DAU", account="5.2.05"),
    pay("x", 2, account="Belanja"),
    pay("/", 3),
)


def told(found: Totals) -> dict[Any, Any]:
    """Return key and amount of each total, one-word keys without their tuple."""
    return {one.key[0] if len(one.key) == 1 else one.key: one.amount for one in found}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("node", {"M": 12, "p": 12, "q": 1, "k": 5, "l": 7, None: 5}),
        ("level", {"program": 1, "activity": 12, "agency": 2, "region": 3}),
        ("agency", {"x": 14, "y": 1, None: 3}),
        ("fund", {"DAU": 6, "PAD": 7, None: 5}),
        ("account", {"5.1": 12, "5.2": 1, "Belanja": 2, None: 3}),
        ("place", {"kec": 5, None: 13}),
        ("mission", {"M": 12, None: 6}),
        ("document", {"d": 18}),
        ("year", {"2026": 17, "2027": 1}),
        (("agency", "year"), {("x", "2026"): 14, ("y", "2027"): 1, (None, "2026"): 3}),
    ],
)
def test_by(by: Any, expected: dict[Any, int]) -> None:
    """Each word adds up what it says, in the order of the plan, what states none last."""
    found = totals(small(*MONEY), "RKPD", by=by)
    assert list(told(found).items()) == list(expected.items())
    assert found.total
    assert found.total.amount == 18


def test_revenue_and_financing_are_no_spending() -> None:
    """A budget that prints its revenue and financing beside its programs totals what the programs spend."""
    lines = [pay("/", 90, account=one) for one in ("4.1", "6.1", "5", "5.1")] + [pay("x", 8, account="4.1")]
    found = totals(small(pay("k", 5, account="5.1.02"), *lines), "RKPD", by="account")
    assert told(found) == {"5.1": 5}


def test_lines_of_an_office_stand_for_work_that_is_not_there() -> None:
    """An OPD whose work is not listed counts with its lines, parts of an account not once more; the other with its work."""
    lines = [pay("x", 8, account="5"), pay("x", 6, account="5.1"), pay("y", 70, account="5"), pay("q", 1)]
    assert told(totals(small(*lines), "RKPD", by="agency")) == {"x": 8, "y": 1}


def test_lines_of_the_region_stand_where_nothing_else_does() -> None:
    """A budget of accounts alone totals its spending, the parts of an account not once more."""
    lines = [pay("/", 9, account="4"), pay("/", 8, account="5"), pay("/", 5, account="5.1"), pay("/", 3, account="5.2")]
    found = totals(small(*lines), "RKPD", by="account").total
    assert found
    assert found.amount == 8


def test_tree_and_year() -> None:
    """Nodes may be told year by year."""
    found = totals(small(*MONEY, pay("k", 9, "2027")), "RKPD", by=("node", "year"))
    assert told(found)["p", "2027"] == 9
    assert told(found)["M", "2026"] == 12


def test_year_and_basis() -> None:
    """A year takes its own amounts, a basis its own; they never meet."""
    plan = small(*MONEY, pay("k", 100, "2027", basis="forward_estimate"), pay("k", 50, basis="realised"))
    assert told(totals(plan, "RKPD", by="agency", year=2027)) == {"y": 1}
    assert told(totals(plan, "RKPD", by="agency", year=2027, basis="forward_estimate")) == {"x": 100}


def test_stated_totals_are_never_added() -> None:
    """A total that the source prints, of a node or of its indicator row, adds nothing."""
    rows = (pay("p", 12, role="stated_total"), pay("p", 12, role="stated_total", indicator="i"))
    assert told(totals(small(*MONEY, *rows), "RKPD")) == told(totals(small(*MONEY), "RKPD"))


def test_money_is_counted_once_however_many_indicators() -> None:
    """A program with two indicators and three tags has its money once (peers §4.3: wp-sipd doubles it)."""
    tags = [Reference(id=f"t{at}", framework="TAG") for at in range(3)]
    plan = small(
        pay("p", 100),
        indicators=[Indicator(id=one, owner="p") for one in "ij"],
        references=tags,
        links=[Link(kind="aligned_with", source="p", target=one.id) for one in tags],
    )
    assert told(totals(plan, "RKPD"))["p"] == 100
    assert told(totals(plan, "RKPD", by="agency")) == {"x": 100}
    by_tag = totals(plan, "RKPD", by="tag")
    assert by_tag.total
    assert by_tag.total.amount == 100


@pytest.mark.parametrize(
    ("money", "kinds"),
    [
        ([pay("p", 5, indicator="i"), pay("p", 5, indicator="j")], ["same-on-indicators"]),
        ([pay("p", 5, indicator="i"), pay("p", 6, indicator="j")], []),
        ([pay("p", 5), pay("p", 4, indicator="j")], ["on-node-and-indicator"]),
        ([pay("p", 5), pay("p", 4)], ["said-twice"]),
        ([pay("p", 5), pay("k", 4)], ["at-two-levels"]),
        ([pay("p", 0), pay("k", 4), pay("k", 4, fund="DAU")], []),
    ],
)
def test_doubts(money: list[Allocation], kinds: list[str]) -> None:
    """What may be one money said twice is added as it stands and told, with the entries that are meant."""
    plan = small(*money, indicators=[Indicator(id=one, owner="p") for one in "ij"])
    found = totals(plan, "RKPD", by="agency")
    assert [(one.kind, one.subject, one.document, one.period) for one in found.doubts] == [
        (kind, "p", "d", "2026") for kind in kinds
    ]
    assert found["x"].amount == sum(row.amounts["2026"] or 0 for row in money)


def test_unknown_amount_makes_the_total_unknown() -> None:
    """A total with an unknown amount is unknown, says how many, and keeps what is known; zero and absent are not unknown."""
    found = totals(small(pay("k", 5), pay("l", None), pay("q", 0)), "RKPD")
    assert (found["p"].amount, found["p"].unknown, found["p"].low, found["p"].rows) == (None, 1, 5, 2)
    assert (found["q"].amount, found["q"].unknown) == (0, 0)
    assert found.total
    assert (found.total.amount, found.total.unknown) == (None, 1)


def test_addends() -> None:
    """Each total leads back to the allocations that are in it."""
    plan = small(*MONEY)
    assert totals(plan, "RKPD").addends("p") == (0, 1)
    assert totals(plan, "RKPD").addends(None) == (3, 4)
    assert totals(plan, "RKPD", by="fund").addends("DAU") == (0, 2)
    assert totals(plan, "RKPD", by=("agency", "year")).addends(("y", "2027")) == (2,)
    assert totals(plan, "RKPD", by="mission").addends("M") == (0, 1)


def test_unknown_key() -> None:
    """A total that is not there is refused with near keys."""
    with pytest.raises(UnknownNameError) as caught:
        totals(small(*MONEY), "RKPD", by="fund")["DAO"]
    assert "DAU" in caught.value.near


def test_sen_and_sums_beyond_64_bits() -> None:
    """Sen stay exact, and a hundred of the largest amounts do not wrap."""
    money = [pay("k", 10**15, fund=str(at)) for at in range(100)]
    found = totals(small(*money, pay("l", Decimal("0.10")), pay("l", Decimal("0.20"), fund="x")), "RKPD")
    assert found["p"].amount == Decimal("100000000000000000.30")
    assert found["l"].amount == Decimal("0.30")


def test_shares_total_one() -> None:
    """The shares of all OPD, funds or places total 1, what states none among them."""
    for by in ("agency", "fund", "place", "mission"):
        found = totals(small(*MONEY), "RKPD", by=by)
        assert sum(one.share or 0 for one in found) == 1


def test_opd_as_the_document_tells_it() -> None:
    """Where a document gives a program to another OPD, its money there is that OPD's; elsewhere it is not."""
    plan = small(
        pay("p", 5),
        pay("p", 7, document="e"),
        documents=[Document(id="d", kind="RKPD"), Document(id="e", kind="APBD")],
        entries=[Entry(document="e", node="p", agency="y")],
    )
    assert told(totals(plan, "RKPD", by="agency")) == {"x": 5}
    assert told(totals(plan, "APBD", by="agency")) == {"y": 7}
    assert told(totals(plan, ["RKPD", "APBD"], by=("document", "agency"))) == {("d", "x"): 5, ("e", "y"): 7}


@pytest.mark.parametrize(
    ("documents", "told_of"),
    [
        ([Document(id="d", kind="RKPD"), Document(id="e", kind="APBD")], "different steps"),
        ([Document(id="d", kind="APBD"), Document(id="e", kind="APBD", amends="d")], "versions"),
        ([Document(id="d", kind="APBD"), Document(id="e", kind="APBD")], "of one kind"),
        (
            [
                Document(id="d", kind="RENSTRA", first_year=2021, last_year=2026),
                Document(id="e", kind="RENSTRA", first_year=2026, last_year=2030),
            ],
            "of one kind",
        ),
    ],
)
def test_documents_that_speak_of_one_money(documents: list[Document], told_of: str) -> None:
    """Plan and budget, a budget and its change, two of one year: never added; side by side they have no total."""
    plan = small(pay("p", 5), pay("p", 6, document="e"), documents=documents)
    with pytest.raises(DocumentsOverlapError, match=told_of):
        totals(plan, ["d", "e"])
    apart = totals(plan, ["d", "e"], by="document")
    assert (told(apart), apart.total) == ({"d": 5, "e": 6}, None)


def test_documents_of_different_opd_or_years_are_added() -> None:
    """The Renja of two OPD, and the budgets of two years, are different money."""
    documents = [Document(id=one, kind="RENJA", agency=one) for one in "xy"]
    documents += [Document(id=f"b{year}", kind="APBD", first_year=year, last_year=year) for year in (2026, 2027)]
    money = [pay("p", 1, document=one.id) for one in documents]
    plan = small(*money, documents=documents)
    assert [told(totals(plan, kind, by="level")) for kind in ("RENJA", "APBD")] == [{"program": 2}, {"program": 2}]


def test_documents_must_be_named() -> None:
    """Nothing is added without naming documents, and a word that chooses none is told."""
    with pytest.raises(CallError, match="name the documents"):
        totals(small(*MONEY), None)  # type: ignore[arg-type] # what callers do
    with pytest.raises(NoDocumentError, match="there are: d"):
        totals(small(*MONEY), "APBD")
    with pytest.raises(NoDocumentError, match="that speak of 2026"):
        totals(small(documents=[Document(id="d", kind="RKPD", first_year=2025, last_year=2025)]), "RKPD", year=2026)


@pytest.mark.parametrize(
    ("years", "year"),
    [
        (("2026", "end"), None),
        (("2026", "unstated"), None),
        (("2026", "2026-Q1"), 2026),
        (("2026-Q1", "2026-02"), None),
        (("2026-02", "2026-02-11"), None),
    ],
)
def test_a_year_and_its_parts_are_not_added(years: tuple[str, ...], year: int | None) -> None:
    """A year with its quarters, years with the total of the period: they would be counted twice, and are refused."""
    with pytest.raises(PeriodsDifferError):
        totals(small(*(pay("p", 5, one, fund=one) for one in years)), "RKPD", year=year)


def test_years_of_different_subjects_may_be_in_parts() -> None:
    """One OPD may report by quarter and another by year: their money is added; years that are no parts are, too."""
    plan = small(pay("p", 5, "2026-Q1"), pay("p", 6, "2026-Q2", fund="x"), pay("q", 1), pay("p", 9, "2027"))
    assert told(totals(plan, "RKPD", by="year")) == {"2026": 12, "2027": 9}


@pytest.mark.parametrize("by", ["nodes", (), ("node", "tag"), ("year", "year")])
def test_by_is_checked(by: Any) -> None:
    """A misspelt word, none, one twice, or two of node, tag and mission are refused."""
    with pytest.raises((UnknownNameError, CallError)):
        totals(small(*MONEY), "RKPD", by=by)


def test_circles_and_ids_that_dangle() -> None:
    """Money in a circle of parents stands for itself; money of a subject that is not there is on no node; none is lost."""
    circle = [Program(id="p", parent="q"), Program(id="q", parent="p")]
    plan = small(pay("p", 5), pay("q", 6), pay("gone", 7), programs=circle, activities=[])
    found = totals(plan, "RKPD")
    assert told(found) == {"p": 5, "q": 6, None: 7}
    assert (found.addends("p"), found.addends(None)) == ((0,), (2,))


def test_nothing_to_add() -> None:
    """Documents without money have no totals and a sum of zero rows."""
    found = totals(small(), "RKPD")
    assert (len(found), found.to_dicts(), found.doubts) == (0, [], ())
    assert found.total
    assert (found.total.amount, found.total.rows) == (0, 0)


def test_records() -> None:
    """Totals come as records for a DataFrame: one column a word, exact amounts, float shares."""
    first = totals(small(*MONEY), "RKPD", by=("agency", "fund")).to_dicts()[0]
    assert first == {
        "agency": "x",
        "fund": "DAU",
        "amount": 5,
        "low": 5,
        "high": 5,
        "rows": 1,
        "unknown": 0,
        "share": float(Fraction(5, 18)),
    }
