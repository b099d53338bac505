"""
Labels of rows to priorities: numbers in front that change from year to year fall away, small differences in wording are bridged.

Method: a label is brought to words (case, blanks, punctuation and a number in front go). Equal words are one priority. Else the
cosine of word counts, weighted by how seldom a word is among the priorities (methods C2, without stemming), decides: the best
priority is taken where it reaches *least* and leads the next by *lead*. What is not clear is given to none. How often this is
wrong is measured in ``tests/real/test_labels.py`` on marked labels, and stated in ``docs/guide/alignment.md``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import attrs

from regplan.errors import CallError
from regplan.index.twins import same_name

__all__ = ["LabelMatch", "label_key", "match_labels"]

_NUMBER: Final = re.compile(
    r"^\s*(?:prioritas|pn|label)?\s*(?:[ivxlc]+[.)]|\(?\d{1,3}(?:\.\d{1,3})*[.):\-]?)\s+", re.IGNORECASE
)
_STOP: Final = frozenset(
    ("dan", "yang", "di", "ke", "dari", "untuk", "pada", "melalui", "serta", "dengan", "dalam", "terhadap")
)


@attrs.frozen(kw_only=True)
class LabelMatch:
    """
    Which priority a label means.

    Attributes:
        label: The label as it stands in the source.
        priority: The priority; None where the label is empty, or no priority is clear.
        how: ``equal`` in its words, ``near``, ``unclear`` between several, ``none`` like it, ``empty``.
        likeness: Cosine with the best priority, 0 to 1; a reading, no probability.
        runner_up: The next best priority; where none is like it, the best.
    """

    label: str
    priority: str | None
    how: Literal["equal", "near", "unclear", "none", "empty"]
    likeness: float
    runner_up: str | None = None


def label_key(label: str) -> str:
    """
    Bring a label to its words: a number in front, case, blanks and punctuation go.

    Example:
        >>> label_key("4. Inovasi dan Tata Kelola Pemerintahan"), label_key("PN 5) INOVASI dan tata-kelola pemerintahan ")
        ('inovasi dan tata kelola pemerintahan', 'inovasi dan tata kelola pemerintahan')
    """
    return same_name(_NUMBER.sub("", label, count=1))


def match_labels(
    labels: Iterable[str],
    priorities: Mapping[str, str] | Sequence[str],
    *,
    least: float = 0.6,
    lead: float = 0.15,
) -> dict[str, LabelMatch]:
    """
    Match labels with priorities, each with one at most.

    Args:
        labels: Labels as sources write them; equal ones are matched once.
        priorities: The wording of priorities by id, or wordings that are their own ids.
        least: The likeness a match must reach, 0 to 1.
        lead: By how much it must lead the next best.

    Returns:
        A match for each different label.

    Raises:
        CallError: *least* or *lead* is not between 0 and 1, or two priorities have the same words.

    Example:
        >>> found = match_labels(["2. Tata kelola dan inovasi pemerintahan", ""], {"P1": "1. Inovasi Tata Kelola Pemerintahan"})
        >>> [(one.priority, one.how) for one in found.values()]
        [('P1', 'near'), (None, 'empty')]
    """
    if not (0 <= least <= 1 and 0 <= lead <= 1):
        msg = f"least and lead lie between 0 and 1, not {least!r} and {lead!r}"
        raise CallError(msg)
    named = dict(priorities) if isinstance(priorities, Mapping) else {one: one for one in priorities}
    by_key: dict[str, str] = {}
    for name, wording in named.items():
        key = label_key(wording)
        if key in by_key:
            msg = f"priorities {by_key[key]!r} and {name!r} have the same words: join them first"
            raise CallError(msg)
        by_key[key] = name
    seldom = _seldom(by_key)
    vectors = {name: _vector(key, seldom) for key, name in by_key.items()}
    return {label: _match(label, by_key, vectors, seldom, least, lead) for label in dict.fromkeys(labels)}


def _seldom(keys: Iterable[str]) -> Counter[str]:
    """Count in how many priorities each word stands."""
    return Counter(word for key in keys for word in set(_words(key)))


def _words(key: str) -> list[str]:
    return [word for word in key.split() if word not in _STOP]


def _vector(key: str, seldom: Counter[str]) -> dict[str, float]:
    """Weigh the words of a text and bring it to length 1."""
    size = sum(seldom.values()) + 1
    raw = {word: count * (math.log(size / (1 + seldom[word])) + 1) for word, count in Counter(_words(key)).items()}
    length = math.sqrt(sum(part * part for part in raw.values()))
    return {word: part / length for word, part in raw.items()} if length else {}


def _match(
    label: str,
    by_key: Mapping[str, str],
    vectors: Mapping[str, Mapping[str, float]],
    seldom: Counter[str],
    least: float,
    lead: float,
) -> LabelMatch:
    key = label_key(label)
    if not key:
        return LabelMatch(label=label, priority=None, how="empty", likeness=0.0)
    if key in by_key:
        return LabelMatch(label=label, priority=by_key[key], how="equal", likeness=1.0)
    mine = _vector(key, seldom)
    ranked = sorted(
        ((_cosine(mine, other), name) for name, other in vectors.items()), key=lambda one: (-one[0], one[1])
    )
    best, name = ranked[0] if ranked else (0.0, None)
    next_best, runner_up = ranked[1] if len(ranked) > 1 else (0.0, None)
    if best < least:
        return LabelMatch(label=label, priority=None, how="none", likeness=best, runner_up=name)
    if best - next_best < lead:
        return LabelMatch(label=label, priority=None, how="unclear", likeness=best, runner_up=runner_up)
    return LabelMatch(label=label, priority=name, how="near", likeness=best, runner_up=runner_up)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return min(1.0, sum(part * other.get(word, 0.0) for word, part in one.items()))
