"""Shifts and changes of a budget: the edges of STG-01…16."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest

from budget_lines import budget, line, plan_of
from regplan.checks import check
from regplan.diagnostics import Report
from regplan.law import current
from regplan.law.stages import BudgetStage as LawStage
from regplan.model import Document, Plan
from regplan.model.words import INDONESIAN_WORDS, BudgetStage

BASE = [line("a", "A", 600), line("a", "B", 200), line("a", "C", 300)]
ACROSS = [line("s", "A", 500), line("s", "C", 400)]


def shift(**fields: Any) -> Document:
    """Build a partial shift over the original ``a``."""
    return budget("s", **({"amends": "a", "restates": "partial", "budget_stage": "shift"} | fields))


def report(code: str, *documents: Document, lines: list[Any] | None = None) -> Report:
    """Judge an original and what lies over it by one rule."""
    return check(plan_of([budget("a"), *documents], lines if lines is not None else [*BASE, *ACROSS]), select=code)


def names(found: Report) -> list[str]:
    """Return the clauses found, then what is lacking in English."""
    return [one.name for one in found.findings] + [one.lacks.en for one in found.unknown]


def test_stages_are_those_of_the_law() -> None:
    """Stages of documents are those of the law but for realisation, with the same Indonesian names, blanks aside."""
    assert set(get_args(LawStage)) == {*get_args(BudgetStage), "realisation"}
    told = {name: INDONESIAN_WORDS[name].replace("_", " ") for name in get_args(BudgetStage)}
    known = current().stages.names
    assert {name: known[name].replace("pasca", "setelah") for name in told} == told


def test_across_programs() -> None:
    """Money that leaves a program in a shift is an error: the amount once, who gains and loses, and the article."""
    (found,) = report("STG-01", shift()).findings
    assert (found.name, found.facts["moved_rp"], found.law) == (
        "moves-what-a-perda-must",
        100,
        "PP 12/2019 Pasal 163, 164(1)",
    )
    assert found.facts["got"] == ("dinkes -Rp100", "dinsos +Rp100")


def test_the_smallest_amount_counts() -> None:
    """One sen that moves between programs is a move; none is none."""
    lines = [*BASE, line("s", "A", Decimal("599.99")), line("s", "C", Decimal("300.01"))]
    assert names(report("STG-01", shift(), lines=lines)) == ["moves-what-a-perda-must"]
    assert names(report("STG-01", shift(), lines=[*BASE, line("s", "A", 600)])) == []


@pytest.mark.parametrize("ground", ["refocusing", "transfers"])
def test_lawful_exceptions(ground: str) -> None:
    """A refocusing the ministers ordered, and transfers for a fixed use, may move what a shift else may not."""
    assert names(report("STG-01", shift(grounds=[ground]))) == []
    assert names(report("STG-01", shift(grounds=["emergency"]))) == ["moves-what-a-perda-must"]


def test_a_change_may_move_it() -> None:
    """What a shift may not, the change of the APBD may; by its stage or by its Perda."""
    assert names(report("STG-01", shift(budget_stage="change"))) == []
    assert names(report("STG-01", shift(budget_stage=None, instrument="Perda 9/2026"))) == []
    assert names(report("STG-01", shift(budget_stage=None, instrument="Perbup 9/2026"))) == ["moves-what-a-perda-must"]


def test_shift_or_change_not_known() -> None:
    """Where neither stage nor regulation says what an amendment is, that is what is lacking, and nothing is found."""
    (told,) = names(report("STG-01", shift(budget_stage=None)))
    assert "budget_stage" in told


def test_shift_without_its_budget() -> None:
    """A shift of what is not in the plan is unknown, and so is one whose budget has an unknown amount."""
    assert "amends" in names(report("STG-01", shift(amends="gone")))[0]
    assert "all ceilings in a" in names(report("STG-01", shift(), lines=[line("a", "A", None), *ACROSS]))[0]


@pytest.mark.parametrize(
    ("instrument", "expected"),
    [
        ("DPA 1.02", ["without-perkada"]),
        ("Perwali 3/2026", []),
        ("Perda 3/2026", []),
        ("Nota dinas 5", None),
        (None, None),
    ],
)
def test_objects_take_a_perkada(instrument: str | None, expected: list[str] | None) -> None:
    """Between objects a DPA alone is too low; a Perkada or Perda is enough; what is not known is unknown."""
    lines = [line("a", "A", 600, account="5.1.02.01.01"), line("s", "A", 600, account="5.1.02.02.01")]
    told = names(report("STG-02", shift(instrument=instrument), lines=lines))
    assert told == expected if expected is not None else "instrument" in told[0]


def test_changes_of_a_year() -> None:
    """The first change is lawful, the second is found, a third too; another year and shifts do not count."""

    def change(name: str, day: str, **fields: Any) -> Document:
        return budget(name, amends="a", budget_stage="change", events={"enacted": day}, **fields)

    second, first = change("p2", "2026-11-01"), change("p1", "2026-08-01")
    other = change("q", "2027-08-01", first_year=2027, last_year=2027)
    found = report("STG-08", second, first, other, shift(events={"enacted": "2026-03-01"}), change("p3", "2026-12-01"))
    assert [(one.subject, one.facts["count"]) for one in found.findings] == [("p2", 2), ("p3", 3)]
    assert not report("STG-08", first, change("p2", "2026-11-01", grounds=["extraordinary"])).findings


@pytest.mark.parametrize(
    ("receipts", "outlays", "expected"),
    [
        (1500, 500, ["not-extraordinary"]),
        (1501, 1000, []),
        (1000, 499, []),
        (499, 1000, []),
        (1000, 1000, ["not-extraordinary"]),
        (None, 1500, None),
        (None, 1501, []),
    ],
)
def test_more_than_half(receipts: int | None, outlays: int, expected: list[str] | None) -> None:
    """More than half, up or down, of receipts or outlays: exactly half is not; what is missing is unknown unless the other is enough."""
    lines = [line("a", "A", 1000, account="5.1"), line("s", "A", outlays, account="5.1")]
    lines += [] if receipts is None else [line("a", "/", 1000, account="4.1"), line("s", "/", receipts, account="4.1")]
    told = names(report("STG-09", shift(budget_stage="change", grounds=["extraordinary"]), lines=lines))
    assert told == expected if expected is not None else "receipts" in told[0]


def test_shifts_before_a_change() -> None:
    """A change lies over the shifts enacted by its day; one enacted later is none of its business, and undated ones are left out."""
    change = budget("p", amends="a", budget_stage="change", events={"enacted": "2026-09-30"})
    dated = [shift(events={"enacted": day}) for day in ("2026-09-30", "2026-10-01")]
    assert [names(report("STG-06", change, one)) for one in (*dated, shift())] == [["shift-not-taken-in"], [], []]


def test_refocusing_on_the_day_of_the_order() -> None:
    """A refocusing on the day of the order follows it; the day before does not."""

    def told(day: str) -> list[str]:
        return names(
            report("STG-16", shift(grounds=["refocusing"], events={"enacted": day, "refocusing_ordered": "2026-04-06"}))
        )

    assert [told("2026-04-06"), told("2026-04-05")] == [[], ["before-the-order"]]
    assert "refocusing_ordered" in names(report("STG-16", shift(grounds=["refocusing"])))[0]


def test_no_money_no_change() -> None:
    """A plan without budgets has nothing to judge: nothing found, nothing unknown."""
    assert names(check(Plan(documents=[Document(id="r", kind="RPJMD")]), select="STG")) == []
