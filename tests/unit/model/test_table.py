"""Table: a tuple of records that answers to ids, positions and slices."""

from __future__ import annotations

import pickle

import pytest

from regplan.errors import UnknownIdError
from regplan.model import Goal, Link, Table

GOALS = Table([Goal(id="T1", title="satu"), Goal(id="T2"), Goal(id="T1", title="dua")])


def test_three_ways_to_look_up() -> None:
    """By id, by position, by slice."""
    assert GOALS["T2"] is GOALS[1] is GOALS[-2]
    assert GOALS[:1] == (GOALS[0],)


def test_first_of_duplicates() -> None:
    """Two records with one id are both kept; look-ups give the first."""
    assert len(GOALS) == 3
    assert GOALS["T1"].title == "satu"
    assert GOALS.ids == ("T1", "T2", "T1")


def test_unknown_id_offers_near_ones() -> None:
    """What is not there is a KeyError that offers what is near."""
    with pytest.raises(UnknownIdError) as caught:
        GOALS["T1a"]
    assert isinstance(caught.value, KeyError)
    assert caught.value.near == ("T1",)
    assert str(caught.value).startswith("'T1a' is not in this table of 3 Goal rows; did you mean")


def test_get_and_in() -> None:
    """``get`` gives None or a default, ``in`` takes ids and records."""
    assert GOALS.get("T9") is None
    assert GOALS.get("T9", GOALS[0]) is GOALS[0]
    assert "T1" in GOALS  # type: ignore[comparison-overlap] # a table takes ids, a tuple would not
    assert GOALS[1] in GOALS
    assert "T9" not in GOALS  # type: ignore[comparison-overlap] # as above


def test_table_without_ids() -> None:
    """A table of links has no ids; asking for one says so."""
    links = Table([Link(kind="supports", source="a", target="b")])
    assert links.ids == ()
    with pytest.raises(UnknownIdError):
        links["a"]


def test_empty_table() -> None:
    """An empty table answers every question."""
    empty: Table[Goal] = Table()
    assert (empty.ids, empty.get("T1"), repr(empty)) == ((), None, "Table(empty)")


def test_pickle_and_repr() -> None:
    """A table survives pickle with its look-ups, and shows its first ids."""
    again = pickle.loads(pickle.dumps(GOALS))
    assert again == GOALS
    assert again["T2"] == GOALS["T2"]
    assert repr(GOALS) == "Table(3 Goal: T1, T2, T1)"


def test_replaced() -> None:
    """A replaced record keeps its place; a new one goes to the end."""
    table = Table([Goal(id="T1"), Goal(id="T2")]).replaced([Goal(id="T9"), Goal(id="T1", title="baru")])
    assert table.ids == ("T1", "T2", "T9")
    assert table["T1"].title == "baru"
