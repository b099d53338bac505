"""For which periods series have values."""

from __future__ import annotations

from operator import attrgetter

import attrs
import numpy as np

from regplan.index.columns import Index, Ints

__all__ = ["Spans", "spans_of"]


@attrs.frozen(eq=False)
class Spans:
    """
    The periods of all series; most share a few spans.

    Attributes:
        number: Position in ``keys`` of each series.
        keys: The different tuples of period keys.
    """

    number: Ints
    keys: tuple[tuple[str, ...], ...]


def spans_of(index: Index) -> Spans:
    """
    Tell for which periods the series of a plan have values, once.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Plan, Series
        >>> targets = {"2026": "1", "2027": "2"}
        >>> spans_of(of(Plan(series=[Series(indicator="I", document="d", role="target", values=targets)]))).keys
        (('2026', '2027'),)
    """
    return index.remember("spans", lambda: _spans(index))


def _spans(index: Index) -> Spans:
    told = list(map(tuple, map(attrgetter("values"), index.plan.series)))
    keys = tuple(dict.fromkeys(told))
    numbers = dict(zip(keys, range(len(keys)), strict=True))
    return Spans(np.fromiter(map(numbers.__getitem__, told), np.int64, len(told)), keys)
