"""What is measured of a plan, once for the plan and once for each changed copy: findings, money, targets, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, get_args

import attrs

from regplan.calc.budget import NoDocumentError, Totals, totals
from regplan.calc.budget.refusals import WORD_TO_ADD_UP_BY
from regplan.calc.budget.totals import By
from regplan.checks import check
from regplan.diagnostics.report import Report
from regplan.errors import CallError, UnknownNameError
from regplan.graph import Coverage, coverage
from regplan.model.plan import Plan
from regplan.model.words import Level
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
from regplan.values.text import near

__all__ = ["Measured", "Sum", "Yardstick", "measure"]

LEVELS_COVERED: Final[tuple[tuple[Level, Level], ...]] = (
    ("mission", "goal"),
    ("goal", "objective"),
    ("objective", "program"),
    ("mission", "program"),
)
"""Which levels are looked at, each with the one that covers it."""
_WORDS: Final[tuple[str, ...]] = get_args(By)
Key = tuple[str | None, ...]


def _as_words(given: str | Sequence[str] | None) -> tuple[str, ...] | None:
    return given if given is None else (given,) if isinstance(given, str) else tuple(given)


@attrs.frozen(kw_only=True)
class Yardstick:
    """
    What is measured and how.

    Attributes:
        by: What money is added up by, besides the document.
        documents: Which documents' money; they must not speak of the same money. Each for itself when left out.
        year: Only amounts of this year.
        basis: Ceilings, forward estimates or realised money.
        framework: The references that count as tags, where nodes are aligned with several frameworks.
        judged: Which documents the rules judge; all when left out.
        on: Judge the documents in force on this day.
        select: Codes of rules, as ``check`` takes them.
        ignore: Codes of rules to leave out.
    """

    by: tuple[str, ...] = attrs.field(default=(), converter=_as_words)
    documents: tuple[str, ...] | None = attrs.field(default=None, converter=_as_words)
    year: int | None = None
    basis: str = "ceiling"
    framework: str | None = None
    judged: tuple[str, ...] | None = attrs.field(default=None, converter=_as_words)
    on: date | str | None = None
    select: tuple[str, ...] | None = attrs.field(default=None, converter=_as_words)
    ignore: tuple[str, ...] = attrs.field(default=(), converter=_as_words)

    def __attrs_post_init__(self) -> None:
        """Refuse words that money cannot be added up by."""
        for word in self.by:
            if word not in _WORDS:
                raise UnknownNameError(word, WORD_TO_ADD_UP_BY, near(word, _WORDS))

    @property
    def words(self) -> tuple[str, ...]:
        """What money is added up by."""
        return self.by if self.documents is not None and self.by else tuple(dict.fromkeys(("document", *self.by)))


@attrs.frozen
class Sum:
    """
    A sum of money.

    Attributes:
        amount: Rupiah; None where a part is not known.
        rows: How many amounts are in it.
        unknown: How many of them are not known.
    """

    amount: Rupiah | None
    rows: int
    unknown: int


@attrs.frozen(kw_only=True)
class Measured:
    """
    What was measured of one plan.

    Attributes:
        report: What the rules found.
        money: By key of the yardstick's words, the sum.
        whole: By document, or under an empty key for chosen documents together, the sum of everything.
        refused: By document, why its money could not be added up.
        targets: By indicator, document, role and period, the text.
        coverage: By the two levels, what covers what.
    """

    report: Report
    money: Mapping[Key, Sum]
    whole: Mapping[Key, Sum]
    refused: Mapping[str, Bilingual]
    targets: Mapping[tuple[str, str, str, str], str | None]
    coverage: Mapping[tuple[str, str], Coverage]


def measure(plan: Plan, yardstick: Yardstick) -> Measured:
    """
    Measure a plan.

    Raises:
        UnknownNameError: A word of the yardstick names nothing; near matches are offered.
    """
    money: dict[Key, Sum] = {}
    whole: dict[Key, Sum] = {}
    refused: dict[str, Bilingual] = {}
    for name, found in _added_up(plan, yardstick, refused):
        money |= {one.key: Sum(one.amount, one.rows, one.unknown) for one in found}
        if found.total is not None:
            whole[name] = Sum(found.total.amount, found.total.rows, found.total.unknown)
    return Measured(
        report=check(
            plan, documents=yardstick.judged, on=yardstick.on, select=yardstick.select, ignore=yardstick.ignore
        ),
        money=money,
        whole=whole,
        refused=refused,
        targets=_targets(plan),
        coverage={
            (upper, lower): coverage(plan, upper, lower)
            for upper, lower in LEVELS_COVERED
            if any(node.level == upper for node in plan.nodes)
        },
    )


def _added_up(plan: Plan, yardstick: Yardstick, refused: dict[str, Bilingual]) -> Iterator[tuple[Key, Totals]]:
    """Add up the money of the chosen documents together, or of each that has money."""
    settings: dict[str, Any] = {
        "by": yardstick.words,
        "year": yardstick.year,
        "basis": yardstick.basis,
        "framework": yardstick.framework,
    }
    if yardstick.documents is not None:
        yield (), totals(plan, yardstick.documents, **settings)
        return
    rows = [one for one in plan.allocations if one.basis == yardstick.basis and one.role == "entry"]
    for name in dict.fromkeys(one.document for one in rows):
        if name not in plan.documents.by_id:
            continue
        try:
            yield (name,), totals(plan, name, **settings)
        except NoDocumentError:
            continue
        except UnknownNameError:
            raise
        except CallError as error:
            refused[name] = error.told


def _targets(plan: Plan) -> dict[tuple[str, str, str, str], str | None]:
    found: dict[tuple[str, str, str, str], str | None] = {}
    for row in plan.series:
        for period, text in row.values.items():
            found.setdefault((row.indicator, row.document, row.role, period), text)
    return found
