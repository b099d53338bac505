"""Laws of the rules on money: equal to plain Python, blind to order and scale, and a split of a row changes nothing."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any, Final

import attrs
from hypothesis import given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.diagnostics.report import Report
from regplan.model import Agency, Allocation, Document, Plan, Program
from regplan.values.money import from_sen, sen

RULES: Final = ("CONS", "ALN-10", "ALN-11", "BUD-T", "MON")
KINDS: Final = ("RPJMD", "RENSTRA", "RKPD", "RENJA", "PPAS", "RKA", "APBD")
CODES: Final = ("1.02.02", "1.02.03", "1.02.05")
AMOUNTS: Final = st.one_of(st.none(), st.sampled_from([0, 100, 109, 110, 111, 200]), st.integers(0, 10**16))
ROWS: Final = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(CODES),
    st.sampled_from(["ceiling", "forward_estimate"]),
    AMOUNTS,
    st.sampled_from([None, "DAU", "PAD"]),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw plans of seven documents for 2027, each with programs of its own, one code each, and money of several funds."""
    rows = draw(st.lists(ROWS, max_size=25))
    covers = draw(st.dictionaries(st.sampled_from(KINDS), st.sampled_from([(), ("program",)]), max_size=2))
    there = sorted({(kind, code) for kind, code, *_ in rows})
    return Plan(
        agencies=[Agency(id="x")],
        documents=[
            Document(
                id=kind,
                kind=kind,
                first_year=2025 if kind in {"RPJMD", "RENSTRA"} else 2027,
                last_year=2029 if kind in {"RPJMD", "RENSTRA"} else 2027,
                agency="x" if kind in {"RENSTRA", "RENJA", "RKA"} else None,
                covers=covers.get(kind),
            )
            for kind in KINDS
        ],
        programs=[Program(id=f"{kind}/{code}", code=code, document=kind, agency="x") for kind, code in there],
        allocations=[
            Allocation(
                document=kind,
                subject=f"{kind}/{code}",
                basis=basis,  # type: ignore[arg-type] # words
                fund=fund,
                account=str(at),
                amounts={"2027" if basis == "ceiling" else "2028": None if amount is None else from_sen(amount)},
            )
            for at, (kind, code, basis, amount, fund) in enumerate(rows)
        ],
    )


def judged(plan: Plan) -> Report:
    """Run the rules on money; none of them crashes."""
    report = check(plan, select=RULES)
    assert not [one for one in report.findings if one.code == "RULE-01"]
    return report


def told(report: Report) -> set[Any]:
    """Return what was found and what was unknown."""
    found = {(one.code, one.name, one.subject) for one in report.findings}
    return found | {(one.code, one.document, one.lacks.en) for one in report.unknown}


@given(plan=plans(), seed=st.integers(0, 99))
def test_order_does_not_matter(plan: Plan, seed: int) -> None:
    """Rows and programs in another order give the same kinds of findings, and the same documents are unknown."""
    random = Random(seed)
    rows = {name: list(plan.table(name)) for name in ("allocations", "programs")}
    for table in rows.values():
        random.shuffle(table)
    assert {one[:2] for one in told(judged(plan))} == {one[:2] for one in told(judged(plan.replace(**rows)))}


@given(plan=plans(), factor=st.integers(2, 9))
def test_scale_does_not_matter(plan: Plan, factor: int) -> None:
    """All money times a factor gives the same findings; but for the one rupiah that ALN lets pass."""
    scaled = [
        attrs.evolve(
            row,
            amounts={year: None if one is None else from_sen(sen(one) * factor) for year, one in row.amounts.items()},
        )
        for row in plan.allocations
    ]
    before, after = (
        {one for one in told(judged(each)) if not one[0].startswith("ALN")}
        for each in (plan, plan.replace(allocations=scaled))
    )
    assert before == after


@given(plan=plans(), part=st.integers(0, 10**16))
def test_splitting_a_row_conserves(plan: Plan, part: int) -> None:
    """A row written as two of other accounts, with the same sum, changes no finding."""
    rows = []
    for at, row in enumerate(plan.allocations):
        ((year, amount),) = row.amounts.items()
        if amount is None or part > sen(amount):
            rows.append(row)
            continue
        rows += [
            attrs.evolve(row, account=f"{at}.{name}", amounts={year: from_sen(piece)})
            for name, piece in (("a", part), ("b", sen(amount) - part))
        ]
    assert told(judged(plan)) == told(judged(plan.replace(allocations=rows)))


@given(plan=plans())
def test_program_ceilings_equal_plain_python(plan: Plan) -> None:
    """CONS-04 names exactly the programs in both documents whose sums, in plain fractions, differ by over a tenth."""
    found = {one.subject for one in judged(plan).findings if one.name == "program-ceiling-apart"}
    expected = set()
    for first, second in (("RPJMD", "RKPD"), ("RKPD", "PPAS"), ("PPAS", "APBD")):
        for code in CODES:
            before, after = _sum(plan, first, code), _sum(plan, second, code)
            if before is not None and after is not None and abs(after - before) * 10 > before and after != before:
                expected.add(f"{second}/{code}")
    assert found == expected


def _sum(plan: Plan, document: str, code: str) -> Fraction | None:
    """Add up the ceilings of a program; None where there are none, or one is unknown."""
    amounts = [
        row.amounts["2027"]
        for row in plan.allocations
        if row.basis == "ceiling" and row.subject == f"{document}/{code}"
    ]
    if not amounts or None in amounts:
        return None
    return sum((Fraction(one) for one in amounts if one is not None), Fraction(0))
