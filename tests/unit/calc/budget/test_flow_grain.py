"""Which items are one, which versions are stages, and what is refused because its grain differs (peers §3, item 2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import pytest

from regplan.calc.budget import (
    BasesDifferError,
    Change,
    DocumentsOverlapError,
    LevelsDifferError,
    NoDocumentError,
    NoMoneyError,
    Step,
    flow,
)
from regplan.errors import CallError, PeriodsDifferError, UnknownIdError, UnknownNameError
from regplan.model import Activity, Agency, Allocation, Document, Entry, Link, Plan, Program, SubActivity


def pay(document: str, subject: str, amount: int | Decimal | None, year: str = "2026", **more: Any) -> Allocation:
    """Write an entry."""
    return Allocation(document=document, subject=subject, amounts={year: amount}, **more)


def two(*money: Allocation, **tables: Any) -> Plan:
    """Build a plan with an RKPD ``a`` and an APBD ``b`` of 2026, and programs p to t."""
    tables.setdefault("documents", [Document(id="a", kind="RKPD"), Document(id="b", kind="APBD")])
    tables.setdefault("programs", [Program(id=one, title=f"Program {one}") for one in "pqrst"])
    return Plan(allocations=money, **tables)


def step(plan: Plan, **more: Any) -> Step:
    """Follow the money of 2026 from ``a`` to ``b``."""
    return flow(plan, ["a", "b"], year=2026, **more).direct


def only(plan: Plan, **more: Any) -> Change:
    """Return the one change from ``a`` to ``b``."""
    (change,) = step(plan, **more)
    return change


def test_replaced_nodes_are_one_item() -> None:
    """A program that was split is compared by the sum of what replaces it (methods A1)."""
    links = [Link(kind="replaces", source=one, target="p") for one in "qr"]
    plan = two(pay("a", "p", 10), pay("b", "q", 4), pay("b", "r", 6), links=links)
    assert [(one.key, one.kind) for one in step(plan)] == [("p", "kept")]
    refused = [Link(kind="replaces", source=one, target="p", status="refused") for one in "qr"]
    assert len(step(plan.replace(links=refused))) == 3


def test_replaced_opd_is_no_move() -> None:
    """An OPD that replaces another is the same: its programs did not move."""
    plan = two(
        pay("a", "p", 5),
        pay("b", "p", 5),
        agencies=[Agency(id="x"), Agency(id="y")],
        programs=[Program(id="p", agency="x")],
        entries=[Entry(document="b", node="p", agency="y")],
    )
    assert step(plan).moved == 1
    assert step(plan.replace(links=[Link(kind="replaces", source="y", target="x")])).moved == 0
    assert step(plan, agencies={"y": "x"}).moved == 0


@pytest.mark.parametrize(
    ("match", "keys"),
    [
        ("instance", ["p", "q", "r"]),
        ("code", ["1.02.02", "1.02.03"]),
        ("code_and_agency", ["1.02.02 x", "1.02.03 x", "1.02.02 y"]),
        ("title", ["satu", "dua"]),
    ],
)
def test_match(match: str, keys: list[str]) -> None:
    """Items are one by id, by code over all OPD, by code within an OPD, or by title."""
    plan = two(
        *(pay(one, name, 5) for one in "ab" for name in "pqr"),
        agencies=[Agency(id="x"), Agency(id="y")],
        programs=[
            Program(id="p", code="1.02.02", title="Satu", agency="x"),
            Program(id="q", code="1.02.03.", title="Dua", agency="x"),
            Program(id="r", code="1.02.02", title="SATU", agency="y"),
        ],
    )
    found = step(plan, match=match)
    assert sorted(one.key for one in found) == sorted(keys)
    assert found.measures.counts["kept"] == len(keys)


@pytest.mark.parametrize(("titles", "renamed"), [(("Tiga", "Empat"), 1), (("Tiga", "DUA"), 0)])
def test_item_of_several_nodes_is_renamed_where_no_title_is_the_same(titles: tuple[str, str], renamed: int) -> None:
    """One code of two OPD has two titles on each side; one that stays is enough not to be renamed."""
    programs = [Program(id=one, code="1.02.02", title=title) for one, title in (("p", "Satu"), ("q", "Dua"))]
    plan = two(
        *(pay(one, name, 5) for one in "ab" for name in "pq"),
        programs=programs,
        entries=[Entry(document="b", node=node, title=title) for node, title in zip(["p", "q"], titles, strict=True)],
    )
    assert step(plan, match="code").renamed == renamed


def test_title_of_the_first_document_counts() -> None:
    """Where two documents of one stage give a program two titles, that of the first counts."""
    documents = [Document(id="a", kind="RKPD"), *(Document(id=f"b{one}", kind="RENJA", agency=one) for one in "xy")]
    plan = two(
        pay("a", "p", 5),
        pay("bx", "p", 5),
        documents=documents,
        agencies=[Agency(id="x"), Agency(id="y")],
        entries=[Entry(document="by", node="p", title="Lain"), Entry(document="bx", node="p", title="Program P")],
    )
    assert flow(plan, ["RKPD", "RENJA"], year=2026).direct.renamed == 0


def test_crosswalk_goes_on() -> None:
    """A code that was changed twice is the last one; codes that are each other's successors end somewhere."""
    programs = [Program(id=one, code=code) for one, code in (("p", "1.01.01"), ("q", "1.01.02"), ("r", "1.01.03"))]
    plan = two(pay("a", "p", 5), pay("b", "r", 5), programs=programs)
    chain = {"1.01.01": "1.01.02", "1.01.02": "1.01.03"}
    assert [one.kind for one in step(plan, match="code", crosswalk=chain)] == ["kept"]
    assert len(step(plan, match="code", crosswalk={"1.01.01": "1.01.02", "1.01.02": "1.01.01"})) == 2


def test_successor_of_an_opd_speaks_for_it() -> None:
    """What is missing in the Renja of the OPD that replaces another is dropped, not unknown."""
    plan = two(
        pay("a", "p", 5),
        pay("b", "q", 5),
        documents=[Document(id="a", kind="RKPD"), Document(id="b", kind="RENJA", agency="y")],
        agencies=[Agency(id="x"), Agency(id="y")],
        programs=[Program(id="p", agency="x"), Program(id="q", agency="y")],
        links=[Link(kind="replaces", source="y", target="x")],
    )
    assert [one.kind for one in step(plan)] == ["dropped", "new"]


def test_crosswalk_of_codes() -> None:
    """Codes of two versions of the nomenclature meet through a crosswalk; a document's own code counts."""
    plan = two(
        pay("a", "p", 5),
        pay("b", "q", 5),
        pay("a", "r", 1),
        pay("b", "r", 1),
        programs=[Program(id="p", code="1.02.02"), Program(id="q", code="1.02.09"), Program(id="r", code="1.02.01")],
        entries=[Entry(document="b", node="r", code="1.02.11")],
    )
    assert [one.kind for one in step(plan, match="code")] == ["dropped", "new", "dropped", "new"]
    both = {"1.02.02": "1.02.09", "1.02.01": "1.02.11"}
    assert {one.kind for one in step(plan, match="code", crosswalk=both)} == {"kept"}


def test_crosswalk_must_name_what_is_there() -> None:
    """An id of a crosswalk that is not there is refused with near ones, not left out."""
    with pytest.raises(UnknownIdError) as caught:
        step(two(pay("a", "p", 5), pay("b", "p", 5), agencies=[Agency(id="dinkes")]), agencies={"dinke": "dinkes"})
    assert caught.value.near == ("dinkes",)
    with pytest.raises(UnknownIdError):
        step(two(pay("a", "p", 5), pay("b", "p", 5)), crosswalk={"p": "zz"})


def test_amendment_is_a_step_more() -> None:
    """Without a revision each version is a stage; with one, only that version is."""
    documents = [
        Document(id="a", kind="RKPD", first_year=2026, last_year=2026),
        Document(id="b", kind="APBD", first_year=2026, last_year=2026),
        Document(id="c", kind="APBD", first_year=2026, last_year=2026, amends="b", revision=1, restates="full"),
    ]
    plan = two(pay("a", "p", 5), pay("b", "p", 6), pay("c", "p", 9), documents=documents)
    found = flow(plan, ["RKPD", "APBD"], year=2026)
    assert (found.stages, [one.measures.gap for one in found.steps]) == (("a", "b", "c"), [1, 3])
    assert flow(plan, ["RKPD", "APBD"], year=2026, revision="latest").stages == ("a", "c")
    assert flow(plan, ["APBD"], year=2026).stages == ("b", "c")


def test_unchanged_opd_stay_in_the_amended_stage() -> None:
    """Where one OPD amends its Renja, the stage of the change has the others as they were."""
    documents = [
        Document(id="x0", kind="RENJA", agency="x", first_year=2026, last_year=2026),
        Document(id="y0", kind="RENJA", agency="y", first_year=2026, last_year=2026),
        Document(id="y1", kind="RENJA", agency="y", first_year=2026, last_year=2026, amends="y0"),
    ]
    offices = [Agency(id="x"), Agency(id="y")]
    money = (pay("x0", "p", 5), pay("y0", "q", 5), pay("y1", "q", 8))
    found = flow(two(*money, documents=documents, agencies=offices), ["RENJA"], year=2026)
    assert found.stages == ("RENJA (0)", "RENJA (1)")
    assert [(one.key, one.kind) for one in found.direct] == [("p", "kept"), ("q", "resized")]


LOW: Final = {
    "programs": [Program(id="p")],
    "activities": [Activity(id="k", parent="p")],
    "sub_activities": [SubActivity(id="s", parent="k")],
}


@pytest.mark.parametrize(
    ("money", "more", "error", "told"),
    [
        ([pay("a", "p", 5), pay("b", "s", 5)], {"level": "sub_activity"}, LevelsDifferError, "level='program'"),
        ([pay("a", "k", 5), pay("b", "s", 5)], {"level": "sub_activity"}, LevelsDifferError, "level='activity'"),
        ([pay("a", "x", 5), pay("b", "s", 5)], {}, LevelsDifferError, "on no program"),
        ([pay("a", "s", 5, basis="realised"), pay("b", "s", 5)], {}, BasesDifferError, "only realised"),
        ([pay("a", "s", 5, "end"), pay("b", "s", 5)], {}, PeriodsDifferError, "for end, not for 2026"),
        ([pay("a", "s", 5, "2026-Q1"), pay("b", "s", 5)], {}, PeriodsDifferError, "not proved"),
        ([pay("a", "s", 5), pay("a", "s", 5, "2026-Q1"), pay("b", "s", 5)], {}, PeriodsDifferError, "not proved"),
        ([pay("b", "s", 5)], {}, NoMoneyError, "no entries"),
        ([pay("a", "s", 5, role="stated_total"), pay("b", "s", 5)], {}, NoMoneyError, "totals"),
    ],
)
def test_unlike_grain_is_refused(
    money: list[Allocation], more: dict[str, str], error: type[CallError], told: str
) -> None:
    """A program is not compared with a sub activity, six years not with one, a ceiling not with what was spent (trap 3)."""
    with pytest.raises(error, match=told):
        step(two(*money, **LOW, agencies=[Agency(id="x")]), **more)


def test_quarters_that_make_the_year() -> None:
    """Four quarters are the year."""
    quarters = [pay("a", "p", 5, f"2026-Q{at}", fund=str(at)) for at in range(1, 5)]
    assert only(two(*quarters, pay("b", "p", 20))).kind == "kept"


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        (["a"], CallError, "two stages"),
        ([], CallError, "two stages"),
        ("RKPD", CallError, "two stages"),
        (["a", "RENJA"], NoDocumentError, "chooses no documents"),
        (["a", "APDB"], UnknownNameError, "APBD"),
        ([["a", "b"], "b"], DocumentsOverlapError, "same money"),
        (["a", None], CallError, "name the documents"),
    ],
)
def test_documents_must_be_named(words: Any, error: type[CallError], told: str) -> None:
    """A flow needs two stages or more, each of documents that speak of different money."""
    with pytest.raises(error, match=told):
        flow(two(pay("a", "p", 5), pay("b", "p", 5)), words, year=2026)


@pytest.mark.parametrize(
    "more",
    [
        {"level": "programm"},
        {"match": "codes"},
        {"basis": "pagu"},
        {"tolerance": -1},
        {"tolerance": 0.1},
        {"year": "2026"},
    ],
)
def test_settings_are_checked(more: dict[str, Any]) -> None:
    """A misspelt setting is refused, never read as a default."""
    with pytest.raises((UnknownNameError, CallError)):
        flow(two(pay("a", "p", 5), pay("b", "p", 5)), ["a", "b"], **{"year": 2026, **more})


def test_unknown_kind_or_side_is_refused() -> None:
    """A misspelt kind or side is refused with near words."""
    found = step(two(pay("a", "p", 5), pay("b", "p", 5)))
    with pytest.raises(UnknownNameError, match="dropped"):
        found.changes("droped")  # type: ignore[arg-type] # misspelt
    with pytest.raises(UnknownNameError, match="agency"):
        found.by("agencies")  # type: ignore[arg-type] # misspelt
