"""Records: frozen, keyword-only, slotted values that say all that is wrong with them at once."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.errors import RecordError
from regplan.model import Allocation, Document, Entry, Goal, Indicator, Link, Plan, Region, Series
from regplan.model.heading import Heading
from regplan.model.schema import schema_of
from regplan.model.tables import TABLES
from regplan.testing.strategies import records
from regplan.values.text import LONGEST_TEXT

CLASSES = [*TABLES.values(), Region, Heading]


@pytest.mark.parametrize("cls", CLASSES)
class TestEveryRecord:
    """What is true of the records of every table."""

    @given(data=st.data())
    def test_value(self, cls: Any, data: st.DataObject) -> None:
        """Two records of the same fields are equal, have one hash, and survive pickle."""
        record = data.draw(records(cls))
        twin = cls(**{spec.name: getattr(record, spec.name) for spec in schema_of(cls)})
        assert twin == record == pickle.loads(pickle.dumps(record))
        assert hash(twin) == hash(record)
        assert attrs.evolve(record) == record

    @given(data=st.data())
    def test_frozen_and_slotted(self, cls: Any, data: st.DataObject) -> None:
        """No field can be set, and there is no room for others."""
        record = data.draw(records(cls))
        assert not hasattr(record, "__dict__")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.extra = None

    def test_keyword_only(self, cls: Any) -> None:
        """Fields are given by name, never by position."""
        assert all(field.kw_only for field in attrs.fields(cls))
        with pytest.raises(TypeError):
            cls("T1")


def test_all_faults_at_once() -> None:
    """A constructor names every field that cannot hold what it was given, not the first alone."""
    with pytest.raises(RecordError) as caught:
        Goal(id="/T1", title=" Sehat", order="2")  # type: ignore[arg-type] # wrong on purpose
    assert caught.value.record == "Goal"
    assert len(caught.value.faults) == 3
    assert [word for word in ("id ", "title ", "order ") if word in str(caught.value)] == ["id ", "title ", "order "]
    assert isinstance(caught.value, ValueError)


def test_evolve_checks() -> None:
    """A changed copy is checked as a new record is."""
    goal = Goal(id="T1", title="Sehat")
    assert attrs.evolve(goal, title="Cerdas").title == "Cerdas"
    with pytest.raises(RecordError, match="title"):
        attrs.evolve(goal, title="")


@pytest.mark.parametrize(
    ("cls", "fields", "word"),
    [
        (Document, {"id": "d", "kind": "RPJM"}, "RPJMD"),
        (Document, {"id": "d", "kind": "RPJMD", "covers": ("goals",)}, "goal"),
        (Document, {"id": "d", "kind": "RPJMD", "first_year": 26}, "1000 to 9999"),
        (Document, {"id": "d", "kind": "RPJMD", "events": {"enacted": "2025-02-30"}}, "date"),
        (Link, {"kind": "supports", "source": "a", "target": "b", "weight": ""}, "weight"),
        (Series, {"indicator": "i", "document": "d", "role": "target", "values": {"26": "1"}}, "period"),
        (Series, {"indicator": "i", "document": "d", "role": "target", "values": {"2026": 1}}, "own text"),
        (Allocation, {"document": "d", "subject": "p", "amounts": {"2026": 1.5}}, "exact rupiah"),
        (Allocation, {"document": "d", "subject": "p", "amounts": {"2026": Decimal("0.001")}}, "exact rupiah"),
        (Allocation, {"document": "d", "subject": "p", "amounts": {"2026": True}}, "exact rupiah"),
        (Goal, {"id": "T1", "extra": {"siap": "ya"}}, "x-"),
        (Goal, {"id": "T1", "extra": {"x-n": 1.5}}, "text"),
        (Goal, {"id": "T1", "extra": {"x-n": "a" * (LONGEST_TEXT + 1)}}, "1,000,000"),
        (Goal, {"id": "T1", "extra": ["x-n"]}, "takes a mapping"),
        (Goal, {"id": 5}, "id takes text"),
        (Allocation, {"document": "d", "subject": "p", "amounts": {2026: 5}}, "no text: 2026"),
        (Document, {"id": "d", "kind": "RPJMD", "events": {" ": "2026-01-01"}}, "no good line"),
        (Entry, {"document": "d", "node": "/"}, "/"),
    ],
)
def test_refused(cls: Any, fields: dict[str, Any], word: str) -> None:
    """What a field cannot hold is refused in words that say what it takes."""
    with pytest.raises(RecordError) as caught:
        cls(**fields)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    ("statement", "other", "same"),
    [
        (Entry(document="d", node="p"), {"document": "e"}, {"title": "Lain"}),
        (Series(indicator="i", document="d", role="target"), {"role": "result"}, {"values": {"2026": "1"}}),
        (Allocation(document="d", subject="p"), {"fund": "DAK"}, {"amounts": {"2026": 1}}),
        (Link(kind="adopts", source="a", target="b"), {"document": "d"}, {"status": "refused"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_natural_key(statement: Any, other: dict[str, Any], same: dict[str, Any]) -> None:
    """The key of a statement says about what and where it is stated, not what is stated."""
    assert attrs.evolve(statement, **same).key == statement.key
    assert attrs.evolve(statement, **other).key != statement.key


def test_three_states_of_money() -> None:
    """No pair is absent, None is unknown and 0 is zero; they stay apart."""
    one = Allocation(document="d", subject="/", amounts={"2026": 0, "2027": None})
    assert one.amounts == {"2026": 0, "2027": None}
    assert "2028" not in one.amounts


def test_equal_money_is_equal() -> None:
    """A Decimal without sen is the int it equals."""
    one = Allocation(document="d", subject="/", amounts={"2026": Decimal("5.00")})
    assert one == Allocation(document="d", subject="/", amounts={"2026": 5})
    assert type(one.amounts["2026"]) is int


def test_repr_says_what_is_said() -> None:
    """A record shows the fields that say something."""
    assert repr(Indicator(id="I1", unit="%", flags=("IKU",))) == "Indicator(id='I1', unit='%', flags=('IKU',))"


@pytest.mark.parametrize(
    ("document", "whole", "covers_goal"),
    [
        (Document(id="d", kind="RPJMD"), True, True),
        (Document(id="d", kind="RPJMD", covers=("vision",)), False, False),
        (Document(id="d", kind="RPJMD", covers=("goal",), restates="partial"), False, True),
        (Document(id="d", kind="RPJMD", restates="partial"), False, False),
        (Document(id="d", kind="RPJMD", restates="full"), True, True),
        (Document(id="d", kind="RPJMD", covers=()), False, False),
    ],
)
def test_what_a_document_covers(document: Document, *, whole: bool, covers_goal: bool) -> None:
    """A document that says nothing is whole; one that restates a part, or lists its levels, covers no more than that."""
    assert document.is_whole is whole
    assert document.covers_level("goal") is covers_goal


def test_records_of_another_table_are_refused() -> None:
    """A plan names every table that holds records of another class."""
    with pytest.raises(RecordError) as caught:
        Plan(goals=[Entry(document="d", node="n")], region=Goal(id="T1"))  # type: ignore[arg-type] # on purpose
    assert len(caught.value.faults) == 2
