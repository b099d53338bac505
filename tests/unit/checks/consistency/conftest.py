"""Small plans of documents that follow one another, one amount a document and program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest

from regplan.checks import check
from regplan.model import Agency, Allocation, Document, Plan, Program
from regplan.values.money import Rupiah

Money: TypeAlias = Mapping[str, Mapping[str, Rupiah | None]]
Chain: TypeAlias = Callable[..., Plan]
Names: TypeAlias = Callable[[Plan, str], list[tuple[str, str | None]]]


@pytest.fixture
def chain() -> Chain:
    """
    Build documents by kind, each with the amounts of its programs for 2027; every document has records of its own.

    The first argument gives by kind of document and by code of program the amount; *years* the first and last year of a
    document that is not for 2027 alone; other names give tables to put in place of these.
    """

    def build(money: Money, *, years: Mapping[str, tuple[int, int]] | None = None, **more: Any) -> Plan:
        spans = {kind: (years or {}).get(kind, (2027, 2027)) for kind in money}
        rows = [(kind, code, amount) for kind, programs in money.items() for code, amount in programs.items()]
        tables: dict[str, Any] = {
            "agencies": [Agency(id="dinkes", functions=["1.02"])],
            "documents": [
                Document(id=kind, kind=kind, first_year=first, last_year=last)  # type: ignore[arg-type] # kinds
                for kind, (first, last) in spans.items()
            ],
            "programs": [
                Program(id=f"{kind}/{code}", code=code, document=kind, agency="dinkes") for kind, code, _ in rows
            ],
            "allocations": [
                Allocation(document=kind, subject=f"{kind}/{code}", amounts={"2027": amount})
                for kind, code, amount in rows
            ],
        }
        return Plan(**(tables | more))

    return build


@pytest.fixture
def names() -> Names:
    """Return name and subject of each finding of some rules."""

    def find(plan: Plan, select: str) -> list[tuple[str, str | None]]:
        return [(one.name, one.subject) for one in check(plan, select=select).findings]

    return find
