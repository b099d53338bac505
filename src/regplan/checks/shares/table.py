"""The shares of a budget as records, kept or broken: for a table, a script, a DataFrame."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import attrs

from regplan.checks._case import Case
from regplan.checks.shares import earmarks, sectors, staff, villages
from regplan.checks.shares._sheet import Sheet, sheets
from regplan.checks.shares._verdict import Bound, Measured, State, counted, law_of, spending_of
from regplan.diagnostics.finding import Fact
from regplan.index import of
from regplan.index.selecting import select_documents
from regplan.law import Law, current
from regplan.model.plan import Plan
from regplan.values.lang import Bilingual
from regplan.values.text import quoted

__all__ = ["CountedMoney", "Share", "counted_for", "mandatory_shares"]

_MEASURING: Final = (*sectors.RULES, *staff.RULES, *villages.RULES, *earmarks.RULES)


@attrs.frozen(kw_only=True)
class Share:
    """
    One share of one budget beside the law.

    Attributes:
        code: The rule.
        document: The id of the budget.
        year: Its fiscal year.
        what: What the share is of.
        part: In rupiah, the least that counts; None is not known.
        most: In rupiah, the most that may count; equal to *part* where it is certain what counts.
        base: What it is measured against, in rupiah.
        base_name: What that is.
        share: Part by base, exact; None where one of them is not known.
        number: The number of the law for this budget.
        bound: Whether the share is at least or at most that.
        state: ``kept``, ``broken``, or ``unknown``.
        law: Instrument and article of the number.
        confidence: How well the number is known.
        counted: What was counted, and by what.
        lack: What is lacking where the state is not known.
    """

    code: str
    document: str
    year: int
    what: Bilingual
    part: Fraction | None
    most: Fraction | None
    base: Fraction | None
    base_name: Bilingual
    share: Fraction | None
    number: Fraction
    bound: Bound
    state: State
    law: Bilingual
    confidence: str
    counted: Bilingual
    lack: Bilingual | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return one record for a DataFrame, in English; amounts are exact, shares are floats."""
        told = attrs.asdict(self, recurse=False)
        for name, value in told.items():
            if isinstance(value, Bilingual):
                told[name] = value.en
            elif isinstance(value, Fraction):
                told[name] = float(value) if name in {"share", "number"} else _whole(value)
        return told


def _whole(amount: Fraction) -> Any:
    """Write rupiah as a whole number where it is one."""
    return int(amount) if amount.denominator == 1 else amount


def mandatory_shares(plan: Plan, documents: str, *, law: Law | None = None) -> tuple[Share, ...]:
    """
    Work out the shares the law asks of budgets, those that are kept too; ``check`` tells only what is broken.

    Args:
        plan: The plan.
        documents: Kinds, ids, or kind and year of budgets and realisations (``"APBD 2026"``).
        law: The law; that of this version when omitted, another for a what-if.

    Returns:
        The shares in force in the year of each budget, in the order of the rules; what is not measured for a lack that
        ``check`` names is left out.

    Raises:
        UnknownNameError: *documents* names nothing; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="APBD", first_year=2026, last_year=2026)],
        ...     programs=[Program(id="p", code="1.01.02"), Program(id="q", code="1.03.02")],
        ...     allocations=[Allocation(document="d", subject=one, amounts={"2026": n}) for one, n in (("p", 3), ("q", 7))],
        ... )
        >>> [(one.code, one.share, one.number, one.state) for one in mandatory_shares(plan, "APBD")][0]
        ('MAN-01', Fraction(3, 10), Fraction(1, 5), 'kept')
    """
    chosen = select_documents(plan, documents)
    case = Case(plan=plan, index=of(plan), law=law or current(), chosen=chosen)
    return tuple(
        _share(rule.code, one) for rule in _MEASURING for one in rule.measure(case) if isinstance(one, Measured)
    )


@attrs.frozen(kw_only=True)
class CountedMoney:
    """
    What counts for a subject in one document.

    Attributes:
        document: The id of the document.
        year: Its year.
        part: In rupiah, the least that counts; None is not known.
        most: In rupiah, the most that may count.
        base: Total spending of the document; None is not known.
        counted: What was counted, and by what.
    """

    document: str
    year: int
    part: Fraction | None
    most: Fraction | None
    base: Fraction | None
    counted: Bilingual

    @property
    def share(self) -> Fraction | None:
        """The least that counts by total spending; None where one of them is not known."""
        return self.part / self.base if self.part is not None and self.base else None


def counted_for(plan: Plan, documents: str, subject: str, *, law: Law | None = None) -> tuple[CountedMoney, ...]:
    """
    Add up what counts for a subject in documents of any kind, as an RKPD or a Renja.

    A plan is no budget: a share of its ceilings is not the share that the law bounds, and is not judged.

    Args:
        plan: The plan.
        documents: Kinds, ids, or kind and year; only those for one year are read.
        subject: ``education``, ``health``, ``infrastructure``, ``supervision``, ``training``, ``kelurahan`` and the others of
            ``law.counting.subjects``.
        law: The law; that of this version when omitted.

    Raises:
        UnknownNameError: *documents* or *subject* names nothing; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RENJA", first_year=2026, last_year=2026)],
        ...     programs=[Program(id="p", code="1.01.02"), Program(id="q", code="1.03.02")],
        ...     allocations=[Allocation(document="d", subject=one, amounts={"2026": n}) for one, n in (("p", 3), ("q", 7))],
        ... )
        >>> counted_for(plan, "RENJA", "education")[0].share
        Fraction(3, 10)
    """
    law = law or current()
    law.counting.subject(subject)
    chosen = select_documents(plan, documents)
    case = Case(plan=plan, index=of(plan), law=law, chosen=chosen)
    return tuple(_counted(sheet, subject) for sheet in sheets(case, *{plan.documents[at].kind for at in chosen}))


def _counted(sheet: Sheet, subject: str) -> CountedMoney:
    part = counted(sheet, subject)
    return CountedMoney(
        document=sheet.document.id,
        year=sheet.year,
        part=part.low,
        most=part.high,
        base=spending_of(sheet).amount,
        counted=part.how,
    )


def _share(code: str, one: Measured) -> Share:
    low, most, base = one.part.low, one.part.high, one.whole.amount
    share = one.verdict.share
    if share is None and low is not None and base:
        share = low / base
    return Share(
        code=code,
        document=one.sheet.document.id,
        year=one.sheet.year,
        what=_said(one.more.get("what"), one.clause),
        part=low,
        most=most,
        base=base,
        base_name=one.whole.name,
        share=share,
        number=one.number,
        bound=one.bound,
        state=one.verdict.state,
        law=law_of(one.value),
        confidence=one.value.confidence,
        counted=one.part.how,
        lack=one.verdict.lack,
    )


def _said(what: Fact, clause: str) -> Bilingual:
    return what if isinstance(what, Bilingual) else Bilingual(clause, quoted(clause))
