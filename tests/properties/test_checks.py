"""What is always true of a check: it ends, says itself in full, and follows the money and not the order of the plan."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.diagnostics import Finding
from regplan.errors import CallError, UnknownNameError
from regplan.model import Allocation, Plan
from regplan.model.tables import TABLES
from regplan.testing.builders import FAULTS, faulty, sound_plan
from regplan.testing.strategies import plans, sound_plans
from regplan.values.money import from_sen, sen

WORDS = st.sampled_from(
    ["REF", "REF-01", "CARD", "CORE", "core", "ARI-0", "RULE-01", "FILE", "", " ", "-", "REF-99", "RPJMD", "RENSTRA 2025", "RKPD 2026", "D", "T1",
     "opd1", "2026-03-31", "2026-02-30", "0001-01-01", "\ud800", "R" * 300]
) | st.text(max_size=8)  # fmt: skip
SMALL = st.builds(
    lambda agencies, name: faulty(sound_plan(agencies=agencies), name),
    st.integers(1, 2),
    st.sampled_from(sorted(FAULTS)),
)
SOME = st.none() | WORDS | st.lists(WORDS, max_size=2)


class TestAnyPlan:
    """Whatever the plan and the call: a report that can be shown, or an exception that is documented."""

    @given(plan=plans() | SMALL)
    def test_report(self, plan: Plan) -> None:
        """No rule crashes; each finding is said in both languages and comes back from its plain data; again says the same."""
        report = check(plan)
        assert [finding.text("en") for finding in report.findings if finding.code == "RULE-01"] == []
        for finding in report.findings:
            for text in (finding.message.id, finding.message.en, finding.hint.id, finding.hint.en):
                assert text.strip().encode()
            assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding
        assert json.dumps([one.to_dict() for one in report.unknown])
        assert check(plan.replace()) == report

    @given(plan=plans(most=1), select=SOME, ignore=SOME, documents=SOME, on=st.none() | WORDS)
    def test_any_call(self, plan: Plan, select: Any, ignore: Any, documents: Any, on: str | None) -> None:
        """Words that name nothing are an UnknownNameError, a day that is none a CallError; else there is a report."""
        try:
            report = check(plan, select=select, ignore=ignore or (), documents=documents, on=on)
        except UnknownNameError:
            assert [*words(select), *words(ignore), *words(documents)]
        except CallError:
            assert on is not None
        else:
            assert {finding.code for finding in report.findings} <= set(report.ran)


class TestMoney:
    """Scaling all money scales all money results."""

    @given(plan=SMALL, more=st.data(), factor=st.integers(2, 1_000))
    def test_scaling(self, plan: Plan, more: st.DataObject, factor: int) -> None:
        """All money times a number gives the same findings, with the money in them times that number."""
        rows = list(plan.allocations)
        at = more.draw(st.integers(0, len(rows) - 1))
        rows[at] = changed(rows[at], more)
        plan = plan.replace(allocations=rows)
        larger = plan.replace(allocations=[times(row, factor) for row in plan.allocations])
        one, other = check(plan), check(larger)
        assert one.unknown == other.unknown
        assert [scaled(finding, factor) for finding in one] == [scaled(finding, 1) for finding in other]


class TestOrder:
    """The order of input never matters."""

    @given(plan=SMALL | sound_plans(), data=st.data())
    def test_rows(self, plan: Plan, data: st.DataObject) -> None:
        """Rows of every table in another order give the same findings, if in another order."""
        other = plan.replace(**{name: data.draw(st.permutations(list(plan.table(name)))) for name in TABLES})
        assert outline(other) == outline(plan)


def words(asked: Any) -> list[str]:
    """Return the words of an argument."""
    return [asked] if isinstance(asked, str) else list(asked or ())


def changed(row: Allocation, data: st.DataObject) -> Allocation:
    """Return an allocation with some amounts drawn anew."""
    amounts = st.none() | st.integers(-(10**9), 10**9).map(from_sen)
    new = data.draw(st.dictionaries(st.sampled_from(["2025", "2026", "2026-Q1"]), amounts, max_size=2))
    return attrs.evolve(row, amounts={**row.amounts, **new})


def times(row: Allocation, factor: int) -> Allocation:
    """Return an allocation with its amounts times a factor."""
    amounts = {key: None if one is None else from_sen(sen(one) * factor) for key, one in row.amounts.items()}
    return attrs.evolve(row, amounts=amounts)


def scaled(finding: Finding, factor: int) -> Any:
    """Return a finding without its wording, the money in it times a factor; digits that may explain it (why) do not scale."""
    facts = {
        name: sen(fact) * factor if name.endswith("_rp") and isinstance(fact, int | Decimal) else fact
        for name, fact in finding.facts.items()
        if name != "why"  # what may explain a gap follows from the digits that are printed
    }
    return finding.key, finding.severity, finding.related, facts


def outline(plan: Plan) -> list[str]:
    """Return what is wrong with what, in one order."""
    return sorted(str((one.code, one.name, one.subject, sorted(one.related))) for one in check(plan))
