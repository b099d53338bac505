"""What a shift moves money between: OPD, programs, sub activities, kinds, objects; and what cannot be told."""

from __future__ import annotations

import pytest

from budget_lines import budget, line, plan_of
from regplan.calc.cycle import Moves, moves
from regplan.errors import UnknownIdError
from regplan.model import Allocation

DOCUMENTS = [budget("a"), budget("s", amends="a", restates="partial", budget_stage="shift")]
BASE = [
    line("a", "A", 600, account="5.1.02.01.01.0001"),
    line("a", "B", 200, account="5.1.02.02.01.0001"),
    line("a", "C", 300, account="5.1.02.01.01.0001"),
]


def sorts(found: Moves) -> list[str]:
    """Return the sorts of things money moves between."""
    return [one.between for one in found.moved]


def test_between_agencies() -> None:
    """Money that goes to another OPD moves at every level above; the widest decides, and says what it takes."""
    shift = [line("s", "A", 500, account="5.1.02.01.01.0001"), line("s", "C", 400, account="5.1.02.01.01.0001")]
    found = moves(plan_of(DOCUMENTS, BASE + shift), "a", "s", year=2026)
    assert sorts(found) == ["agency", "unit", "program", "activity", "sub_activity"]
    assert found.widest is not None
    assert (found.widest.items, found.widest.gap) == ((("dinkes", -100), ("dinsos", 100)), 0)
    assert found.widest.law is not None
    assert (found.widest.law.by, found.widest.law.rule) == ("apbd_change", "STG-01")


def test_between_sub_activities() -> None:
    """Within one activity only sub activities gain and lose; their objects differ, but no kind does."""
    shift = [line("s", "A", 550, account="5.1.02.01.01.0001"), line("s", "B", 250, account="5.1.02.02.01.0001")]
    assert sorts(moves(plan_of(DOCUMENTS, BASE + shift), "a", "s", year=2026)) == ["sub_activity"]


@pytest.mark.parametrize(
    ("account", "between"),
    [
        ("5.2.01.01.01.0001", "group"),
        ("5.1.01.01.01.0001", "kind"),
        ("5.1.02.03.01.0001", "object"),
        ("5.1.02.01.02.0001", "detail"),
        ("5.1.02.01.01.0002", "sub_detail"),
    ],
)
def test_between_accounts(account: str, between: str) -> None:
    """Within one sub activity the first segment that differs says between what money moves, and nothing else does."""
    shift = [line("s", "A", 500, account="5.1.02.01.01.0001"), line("s", "A", 100, account=account)]
    assert sorts(moves(plan_of(DOCUMENTS, BASE + shift), "a", "s", year=2026)) == [between]


def test_nothing_moves() -> None:
    """A shift that states what was there moves nothing, and what it does not state stays as it was."""
    found = moves(plan_of(DOCUMENTS, [*BASE, line("s", "A", 600, account="5.1.02.01.01.0001")]), "a", "s", year=2026)
    assert (found.moved, found.new, found.reason, found.widest) == ((), (), None, None)


def test_full_change_drops_what_it_leaves_out() -> None:
    """A change that restates in full has no more than it states: the rest is gone, and the budget shrinks."""
    documents = [budget("a"), budget("p", amends="a", restates="full")]
    found = moves(plan_of(documents, [*BASE, line("p", "A", 600)]), "a", "p", year=2026)
    assert found.widest is not None
    assert found.widest.gap == -500


def test_new_work() -> None:
    """What has money after and not even zero before is new; a written zero is no news."""
    documents = [budget("a"), budget("s", amends="a", restates="partial")]
    new = moves(plan_of(documents, [line("a", "A", 5), line("s", "C", 1)]), "a", "s", year=2026)
    known = moves(plan_of(documents, [line("a", "A", 5), line("a", "C", 0), line("s", "C", 1)]), "a", "s", year=2026)
    assert (new.new, known.new) == (("P2", "K2", "C"), ())


def test_chain_of_partial_changes() -> None:
    """A shift over a shift over the original is read over both."""
    documents = [*DOCUMENTS, budget("s2", amends="s", restates="partial")]
    lines = [line("a", "A", 100), line("a", "B", 100), line("s", "A", 150), line("s2", "B", 50)]
    found = moves(plan_of(documents, lines), "s", "s2", year=2026)
    assert found.widest is not None
    assert found.widest.items == (("dinkes", -50),)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([line("a", "A", None), line("s", "A", 1)], "all ceilings in a"),
        ([line("s", "A", 1)], "ceilings of 2026 in a"),
        ([line("a", "A", 1), line("s", "A", 1, year="2026-Q1")], "ceilings of the year in s, not of 2026-Q1"),
    ],
)
def test_what_cannot_be_told(lines: list[Allocation], told: str) -> None:
    """Unknown amounts, no money and parts of a year are reasons, and never taken as zero."""
    found = moves(plan_of(DOCUMENTS, lines), "a", "s", year=2026)
    assert found.reason is not None
    assert (found.reason.en, found.moved) == (told, ())


def test_partial_over_nothing() -> None:
    """A partial change of what the plan has not, and one that amends itself by way of another, say nothing of the whole."""
    lost = [budget("a"), budget("s", amends="gone", restates="partial")]
    circle = [budget("a", amends="s", restates="partial"), budget("s", amends="a", restates="partial")]
    for documents in (lost, circle):
        found = moves(plan_of(documents, [line("a", "A", 1), line("s", "A", 2)]), "a", "s", year=2026)
        assert found.reason is not None
        assert "changes" in found.reason.en


def test_unknown_document() -> None:
    """A document that is not there is refused with near ones."""
    with pytest.raises(UnknownIdError) as error:
        moves(plan_of([budget("apbd")], []), "apbd", "abpd", year=2026)
    assert error.value.near == ("apbd",)
