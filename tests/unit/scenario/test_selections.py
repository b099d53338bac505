"""Selections: what they ask, how they print, what they refuse."""

from __future__ import annotations

import pickle

import pytest

from regplan.errors import CallError, UnknownIdError
from regplan.model import Agency, Allocation, Document, Link, Mission, Objective, Plan, Program, Reference
from regplan.scenario import Selection, UnknownFieldError, q, read_selection
from regplan.scenario.selecting import money_selected, nodes_selected

PLAN = Plan(
    documents=[
        Document(id="rkpd", kind="RKPD", first_year=2026, last_year=2026),
        Document(id="apbd", kind="APBD", first_year=2026, last_year=2026),
    ],
    agencies=[
        Agency(id="dinkes", kind="dinas", code="1.02"),
        Agency(id="rsud", kind="hospital", parent="dinkes"),
        Agency(id="camat", kind="kecamatan"),
    ],
    references=[Reference(id="tag1", framework="TAG", code="ST", title="Stunting")],
    missions=[Mission(id="M1"), Mission(id="M2")],
    objectives=[Objective(id="S1", parent="M1"), Objective(id="S2", parent="M2")],
    programs=[
        Program(id="P1", code="1.02.02", title="Upaya Kesehatan", parent="S1", agency="dinkes", document="rkpd"),
        Program(id="P2", code="1.02.03", parent="S2", agency="rsud", document="rkpd"),
        Program(id="P3", code="7.01.02", agency="camat", document="rkpd"),
    ],
    links=[Link(kind="supports", source="P3", target="S1"), Link(kind="aligned_with", source="S2", target="tag1")],
    allocations=[
        Allocation(document="rkpd", subject="P1", fund="DAU", amounts={"2026": 1}),
        Allocation(document="rkpd", subject="P2", fund="PAD", account="5.1", amounts={"2026": 1}),
        Allocation(document="apbd", subject="P3", fund="DAU", amounts={"2026": 1}),
        Allocation(document="apbd", subject="camat", amounts={"2026": 1}),
        Allocation(document="apbd", subject="/", amounts={"2026": 1}),
    ],
)

NODES = [
    (q.level == "mission", "M1 M2"),
    (q.code.startswith("1.02"), "P1 P2"),
    (q.code.endswith(".02"), "P1 P3"),
    (q.title.contains("KESEHATAN"), "P1"),
    (q.title != None, "P1"),  # noqa: E711 - a question, not an identity
    (q.agency == "rsud", "P2"),
    (q.agency.kind == "dinas", "P1"),
    (q.agency.kind.in_("dinas", "kecamatan"), "P1 P3"),
    (q.under("M1"), "M1 S1 P1 P3"),
    (q.under("dinkes"), "P1 P2"),
    (q.tag == "Stunting", "S2 P2"),
    (q.tag == "tag1", "S2 P2"),
    (q.document == "RKPD 2026", "P1 P2 P3"),
    (q.fund == "DAU", "P1 P3"),
    ((q.level == "program") & ~(q.agency == "camat"), "P1 P2"),
    ((q.id == "M1") | (q.id == "P2"), "M1 P2"),
    ((q.fund == "DAU") & (q.document == "apbd"), "P3"),
]
MONEY = [
    (q.fund == "DAU", [0, 2]),
    (q.fund == None, [3, 4]),  # noqa: E711 - a question, not an identity
    (q.account.startswith("5"), [1]),
    (q.agency == "camat", [2, 3]),
    (q.under("M1"), [0, 2]),
    (q.under("dinkes"), [0, 1]),
    (q.id == "/", [4]),
    (q.document.in_("APBD"), [2, 3, 4]),
    (~(q.document == "apbd"), [0, 1]),
    (q.level.in_("program"), [0, 1, 2]),
    (q.tag.in_("ST"), [1]),
]


@pytest.mark.parametrize(("where", "ids"), NODES, ids=[str(where) for where, _ in NODES])
def test_nodes(where: Selection, ids: str) -> None:
    """A selection selects the nodes it says, in the order of the plan; by fields of money those on which it is."""
    assert [PLAN.nodes[at].id for at in nodes_selected(PLAN, where)] == ids.split()


@pytest.mark.parametrize(("where", "rows"), MONEY, ids=[str(where) for where, _ in MONEY])
def test_money(where: Selection, rows: list[int]) -> None:
    """A selection selects the money it says, also of OPD and of the region."""
    assert money_selected(PLAN, where, ("RKPD", "APBD")) == rows


@pytest.mark.parametrize("where", [one for one, _ in (*NODES, *MONEY)], ids=str)
def test_ways_to_write(where: Selection) -> None:
    """The text of files and the text of Python both read back equal; a selection pickles and hashes by value."""
    assert read_selection(str(where)) == where
    assert eval(repr(where), {"q": q}) == where
    assert pickle.loads(pickle.dumps(where)) == where
    assert hash(read_selection(str(where))) == hash(where)


def test_unknown_field() -> None:
    """A field that there is not is refused with near matches, and is an AttributeError for ``hasattr``."""
    with pytest.raises(UnknownFieldError, match="fund"):
        _ = q.fnud
    with pytest.raises(UnknownFieldError, match="kind"):
        _ = q.agency.knid
    with pytest.raises(UnknownFieldError, match="fund"):
        read_selection('fnud == "DAU"')
    assert not hasattr(q, "nothing")


def test_unknown_id_under() -> None:
    """``under`` an id that there is not is refused with near matches."""
    with pytest.raises(UnknownIdError, match="M1"):
        nodes_selected(PLAN, q.under("M3"))


def test_python_words_are_refused() -> None:
    """``and``, ``not``, ``in``, missing brackets and numbers are refused, because they would lose a part in silence."""
    with pytest.raises(CallError, match="brackets"):
        _ = q.fund == "DAU" and q.level == "program"
    with pytest.raises(CallError, match="in_"):
        _ = "DAU" in q.fund
    with pytest.raises(CallError, match="text"):
        _ = q.code == 1
    with pytest.raises(CallError, match="brackets"):
        _ = (q.fund == "DAU") & "program"  # type: ignore[operator] # the point


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fund",
        'fund == "a" == "b"',
        "fund == 5",
        "__import__('os')",
        "under(x)",
        "(" * 500,
        "fund.lower()",
        "1 + 1",
        "a\0",
    ],
)
def test_texts_that_are_no_selection(text: str) -> None:
    """A text that is no selection is refused with what may stand there; nothing of it is run."""
    with pytest.raises((CallError, UnknownFieldError)):
        read_selection(text)
