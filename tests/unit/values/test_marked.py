"""Marked data: plain dicts and lists of a file that remember where each key and item stood."""

from __future__ import annotations

from regplan.values.marked import MarkedDict, MarkedList, Number, part_of, place_of


def row() -> MarkedDict:
    """Return a mapping at 3:1 whose key ``id`` stands at 4:5."""
    marked = MarkedDict((3, 1))
    marked["id"] = "T1"
    marked.places["id"] = (4, 5)
    return marked


def test_place_of_a_mapping() -> None:
    """A key has its own place; a key without one, and the mapping itself, have that of the mapping."""
    assert place_of(row(), "id") == (4, 5)
    assert place_of(row(), "other") == place_of(row()) == (3, 1)


def test_place_of_a_list() -> None:
    """An item has its own place; past the end the list's place is given."""
    marked = MarkedList((1, 1))
    marked.append("a")
    marked.places.append((1, 2))
    assert place_of(marked, 0) == (1, 2)
    assert place_of(marked, 7) == place_of(marked) == (1, 1)


def test_plain_data_have_no_place() -> None:
    """Data of no file carry no place."""
    assert place_of({"id": "T1"}, "id") is None
    assert place_of(["a"], 0) is None


def test_part_keeps_places() -> None:
    """A part of a mapping keeps its places, or takes the place of one key for all."""
    assert place_of(part_of(row(), {"id": "T1"}), "id") == (4, 5)
    assert place_of(part_of(row(), {"new": 1}, at="id"), "new") == (4, 5)
    assert part_of({}, {"id": "T1"}) == {"id": "T1"}


def test_number_is_its_text() -> None:
    """A number of JSON keeps the digits it was written with."""
    assert Number("1.50") == "1.50"
    assert isinstance(Number("1.50"), str)
