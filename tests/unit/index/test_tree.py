"""Questions to the tree and the links, by hand: what leads to what."""

from __future__ import annotations

import numpy as np
import pytest

from regplan.index import Index, of
from regplan.index.tree import circles, count_below, from_above, has_child, leading_to, led_to, supported_by
from regplan.model import Goal, Link, Plan

PLAN = Plan(
    goals=[Goal(id="a"), Goal(id="b", parent="a"), Goal(id="c", parent="b"), Goal(id="d"), Goal(id="e")],
    links=[
        Link(kind="supports", source="d", target="b"),
        Link(kind="adopts", source="e", target="d"),
        Link(kind="supports", source="e", target="a", status="refused"),
        Link(kind="needs", source="a", target="e"),
        Link(kind="supports", source="d", target="gone"),
    ],
)


@pytest.fixture
def index() -> Index:
    """Return the index of the plan above."""
    return of(PLAN)


def marked(names: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Mark some of a to e."""
    return np.array([name in names for name in "abcde"])


def names(marks: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> str:
    """Name what is marked."""
    return "".join(name for name, mark in zip("abcde", marks, strict=True) if mark)


def test_has_child(index: Index) -> None:
    """Only what hangs right below counts."""
    assert names(has_child(index, marked("c"))) == "b"
    assert names(has_child(index, marked("abcde"))) == "ab"


def test_supported_by(index: Index) -> None:
    """Only live links of the kind supports count, from marked nodes, to nodes that exist."""
    assert names(supported_by(index, marked("de"))) == "b"
    assert names(supported_by(index, marked("c"))) == ""


def test_from_above(index: Index) -> None:
    """A mark holds for all that lies below."""
    assert names(from_above(index, marked("b"))) == "bc"


def test_led_to(index: Index) -> None:
    """Marks go up by parents and live links of the kinds, at any distance."""
    assert names(led_to(index, marked("e"))) == "abde"
    assert names(led_to(index, marked("e"), kinds=("adopts",))) == "de"


def test_leading_to_is_the_other_way(index: Index) -> None:
    """What leads to a node is what it is led to from."""
    assert names(leading_to(index, marked("a"))) == "abcde"
    assert names(leading_to(index, marked("d"))) == "de"


def test_count_below(index: Index) -> None:
    """Marked nodes below are counted, the node itself left out."""
    assert count_below(index, marked("abc")).tolist() == [2, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("parent", "rings"),
    [([], []), ([-1, 0], []), ([0], [[0]]), ([1, 0, 1], [[0, 1]]), ([-1, 3, 1, 2, 4], [[1, 3, 2], [4]])],
)
def test_circles(parent: list[int], rings: list[list[int]]) -> None:
    """Each circle is found once, from its smallest position on, in the direction of parents."""
    assert circles(np.array(parent, np.int64)) == rings
