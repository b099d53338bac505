"""Values of a file or a database to the plain text a plan keeps; nothing that cannot be trusted becomes text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from regplan.model.schema import DEEPEST_EXTRA, freeze
from regplan.values.money import MOST_DIGITS, digits_of

__all__ = ["MOST_WHOLE", "NOT_READ", "as_text", "plain", "printable", "unmistakable"]

NOT_READ: Final = object()
"""What stands for a value that could not be read."""
MOST_WHOLE: Final = 10**MOST_DIGITS
"""Longer whole numbers are no text of a plan."""


def as_text(value: Any) -> str | None:
    """Return a scalar's own text; None for what has none that can be trusted: floats, booleans, bytes."""
    if isinstance(value, str):
        return str.__str__(value)
    if type(value) is int:
        return str(value) if abs(value) < MOST_WHOLE else None
    if isinstance(value, Decimal):
        text = digits_of(value)
        return text if value.is_finite() and "E" not in text else None
    return value.isoformat() if isinstance(value, date) else None


def plain(value: Any, depth: int = 0) -> Any:
    """Turn an x-… value into frozen text, lists and mappings of text; NOT_READ for a float, and for what is too deep."""
    if value is None:
        return None
    if depth > DEEPEST_EXTRA:
        return NOT_READ
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        items = {str(key): plain(item, depth + 1) for key, item in value.items()}
        return NOT_READ if NOT_READ in items.values() else freeze(items)
    if isinstance(value, list | tuple):
        parts = [plain(item, depth + 1) for item in value]
        return NOT_READ if any(part is NOT_READ for part in parts) else tuple(parts)
    text = as_text(value)
    return NOT_READ if text is None else text


def unmistakable(number: str) -> str:
    """
    Write a number of a database or a JSON file so that its point is no mark of thousands: ``12.500`` as ``12.5000``.

    Example:
        >>> unmistakable("12.500"), unmistakable("0.70")
        ('12.5000', '0.70')
    """
    return f"{number}0" if _THREE_PLACES.fullmatch(number) else number


_THREE_PLACES: Final = re.compile(r"-?\d{1,3}\.\d{3}", re.ASCII)


def printable(text: str) -> str:
    """Write half characters as escapes, so that every message can be printed."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
