"""Plain data that remembers where it stood in its file."""

from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["MarkedDict", "MarkedList", "Number", "Place", "part_of", "place_of"]

Place: TypeAlias = "tuple[int, int]"
"""Line and column, from 1."""


class MarkedDict(dict[str, Any]):
    """A mapping of a file, with its place and the place of each of its keys."""

    __slots__ = ("place", "places")

    def __init__(self, place: Place) -> None:
        """Begin an empty mapping at *place*."""
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}


class MarkedList(list[Any]):
    """A list of a file, with its place and the place of each of its items."""

    __slots__ = ("place", "places")

    def __init__(self, place: Place) -> None:
        """Begin an empty list at *place*."""
        super().__init__()
        self.place = place
        self.places: list[Place] = []


class Number(str):
    """A number of a JSON file, as it is written there."""

    __slots__ = ()


def place_of(data: Any, key: str | int | None = None) -> Place | None:
    """Return the place of marked data, or of one of its keys or items; None where data carry none."""
    if isinstance(data, MarkedDict):
        return data.places.get(key, data.place) if isinstance(key, str) else data.place
    if isinstance(data, MarkedList):
        return data.places[key] if isinstance(key, int) and key < len(data.places) else data.place
    return None


def part_of(row: Any, part: dict[str, Any], at: str | None = None) -> Any:
    """Give a part of a marked mapping the places of the whole; *at* gives every key the place of one."""
    if not isinstance(row, MarkedDict):
        return part
    place = row.places.get(at, row.place) if at is not None else row.place
    marked = MarkedDict(place)
    marked.update(part)
    marked.places = row.places if at is None else dict.fromkeys(part, place)
    return marked
