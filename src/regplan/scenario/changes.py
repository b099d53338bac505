"""Edits that a difference between two plans is made of."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from regplan.model.plan import Plan
from regplan.scenario.edit import Edit, of
from regplan.scenario.rows import RowChange, changed_rows, ordered
from regplan.values.lang import Bilingual

__all__ = ["CHANGES", "Change", "Order", "change_rows"]

CHANGES: Final = {
    "re-worded": "berubah bunyi",
    "re-coded": "berubah kode",
    "split": "dipecah",
    "merged": "digabung",
    "moved": "berpindah",
    "re-targeted": "berubah target",
    "re-funded": "berubah anggaran",
    "added": "baru",
    "removed": "hilang",
    "re-identified": "berganti id",
    "changed": "berubah keterangan",
}
"""The kinds of change that a difference tells, and their Indonesian words."""


@attrs.frozen(kw_only=True)
class Change(Edit):
    """
    One change that a difference between two plans tells, with the rows it is made of.

    Attributes:
        kinds: What kinds of change it is.
        before: Ids as the first plan has them; none where it is new.
        after: Ids as the second plan has them; none where it is gone.
        how: How the records were found to be the same: ``identity``, ``stated`` (by a ``replaces`` link), ``code``, ``text``.
        confidence: From 0 to 1, how sure that is (docs/guide/scenarios.md); a score, no probability.
        wording: Of what it is, for people.
        rows: The rows that go and come.
    """

    word: ClassVar[str] = "change"

    kinds: tuple[str, ...] = of("texts")
    before: tuple[str, ...] = of("texts", default=())
    after: tuple[str, ...] = of("texts", default=())
    how: str = of("text", default="identity")
    confidence: Fraction = of("share", default=Fraction(1))
    wording: str | None = of("text", default=None)
    rows: tuple[RowChange, ...] = of("rows")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the rows changed."""
        return changed_rows(plan, self.rows)

    def told(self) -> Bilingual:
        """Say what it does."""
        names = ", ".join(self.before or self.after)
        if self.before and self.after and self.before != self.after:
            names += f" → {', '.join(self.after)}"
        sure = "" if self.how == "identity" and self.confidence == 1 else f" ({self.how}, {float(self.confidence):.2f})"
        told = f": {self.wording}" if self.wording else ""
        return Bilingual(
            f"{', '.join(CHANGES.get(kind, kind) for kind in self.kinds)}: {names}{sure}{told}",
            f"{', '.join(self.kinds)}: {names}{sure}{told}",
        )


@attrs.frozen(kw_only=True)
class Order(Edit):
    """
    Put the rows of a table in another order.

    Attributes:
        table: The table.
        runs: Slices of the rows as they stand, in the order wanted.
    """

    word: ClassVar[str] = "order"

    table: str = of("text")
    runs: tuple[tuple[int, int], ...] = of("runs")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the table in that order."""
        return ordered(plan, self.table, self.runs)

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"urutkan baris {self.table}", f"order the rows of {self.table}")


def change_rows(edits: Iterable[Change]) -> Iterable[RowChange]:
    """Go through the rows of several changes."""
    return (row for edit in edits for row in edit.rows)
