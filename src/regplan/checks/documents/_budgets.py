"""What the rules on stages share: the budgets that are judged, what each changes, and what that moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from regplan.calc.cycle.moves import Moves, moves
from regplan.calc.schedule.changes import budget_stage, is_change
from regplan.calc.schedule.said import STAGE
from regplan.checks._case import Case
from regplan.checks._rule import Lacking
from regplan.model.documents import Document
from regplan.model.words import BudgetStage
from regplan.values.lang import Bilingual

__all__ = ["BASE", "amended", "budgets", "moves_of", "unstaged"]

BASE: Final = Bilingual("APBD yang diubah ('mengubah') dan tahunnya", "the APBD it changes ('amends') and its year")


def budgets(case: Case, *stages: BudgetStage) -> Iterator[tuple[int, Document]]:
    """Go through the APBD that are judged and are at some stages."""
    return ((at, one) for at, one in case.documents("APBD") if budget_stage(one) in stages)


def unstaged(case: Case) -> Iterator[Lacking]:
    """Say of which amendments of an APBD it is not known whether they shift or change."""
    for _, document in case.documents("APBD"):
        if is_change(document) and budget_stage(document) is None:
            yield Lacking(document.id, STAGE)


def amended(case: Case, document: Document) -> int | None:
    """Return the position of the document that one amends; None where it says none or the plan has it not."""
    places = case.index.remember(
        "documents by id", lambda: {one.id: at for at, one in reversed([*enumerate(case.plan.documents)])}
    )
    return None if document.amends is None else places.get(document.amends)


def moves_of(case: Case, document: Document) -> Moves | None:
    """Find what a shift or change moves against what it amends, once for all rules; None where that is not in the plan."""
    before = amended(case, document)
    if before is None or document.first_year is None or case.plan.documents[before].id == document.id:
        return None
    name, year = case.plan.documents[before].id, document.first_year

    def make() -> Moves:
        return moves(case.plan, name, document.id, year=year, law=case.law)

    return case.remember(f"moves {document.id}", make)
