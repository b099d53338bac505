"""How lines of text are coloured: by a function of the caller, or not at all."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Paint", "plain"]

Paint = Callable[[str, str], str]
"""Takes a text and what it is (``error``, ``warning``, ``info``, ``faint``, ``strong``); gives it back, coloured or not."""


def plain(text: str, _: str) -> str:
    """Leave a text without colour."""
    return text
