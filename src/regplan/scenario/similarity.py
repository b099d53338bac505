"""How alike two wordings are, and which could be meant by which, without comparing all with all (methods C2)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from regplan.values.text import squeezed

__all__ = ["Texts", "likeness", "squeezed"]

_WORD: Final = re.compile(r"\w+")
_STOP: Final = frozenset(
    (
        "program",
        "kegiatan",
        "sub",
        "dan",
        "di",
        "ke",
        "dari",
        "yang",
        "untuk",
        "pada",
        "dengan",
        "dalam",
        "atau",
        "oleh",
        "serta",
    )
)
RAREST: Final = 8
MOST_OF_A_WORD: Final = 200
MOST_SIBLINGS: Final = 100
MOST_COMPARED: Final = 12


@attrs.frozen(eq=False)
class _Text:
    words: Mapping[str, float]
    threes: frozenset[str]
    short: str


class Texts:
    """
    Wordings of two plans, weighed by how rare their words are among them all.

    Args:
        old: Of the first plan, by any key.
        new: Of the second plan.
    """

    def __init__(self, old: Mapping[Any, str], new: Mapping[Any, str]) -> None:
        """Count the words."""
        words = {key: _words(text) for key, text in (*_keyed(0, old), *_keyed(1, new))}
        seen = Counter(word for one in words.values() for word in one)
        weight = {word: math.log((1 + len(words)) / (1 + count)) + 1 for word, count in seen.items()}
        texts = dict((*_keyed(0, old), *_keyed(1, new)))
        self._told = {key: _text(texts[key], one, weight) for key, one in words.items()}
        self._new = list(new)
        self._by_word: dict[str, list[Hashable]] = {}
        for key in new:
            for word in words[1, key]:
                self._by_word.setdefault(word, []).append(key)

    def knows(self, old: Hashable) -> bool:
        """Tell whether the first plan has a wording under a key."""
        return (0, old) in self._told

    def likeness(self, old: Hashable, new: Hashable) -> float:
        """Return how alike two wordings are, 0 to 1."""
        return _likeness(self._told[0, old], self._told[1, new])

    def candidates(self, old: Hashable, siblings: Iterable[Hashable] = ()) -> list[tuple[float, Hashable]]:
        """
        Return wordings of the second plan that could be meant, the most alike first.

        Args:
            old: The key of a wording of the first plan.
            siblings: Keys that are compared whatever their words, some at most: those that hang on the same node.
        """
        told = self._told[0, old]
        rare = sorted(told.words, key=lambda word: (-told.words[word], word))[:RAREST]
        shared: Counter[Hashable] = Counter()
        for word in rare:
            keys = self._by_word.get(word, ())
            if len(keys) <= MOST_OF_A_WORD:
                for key in keys:
                    shared[key] += told.words[word]  # type: ignore[assignment] # weights are added up
        near = [key for key, _ in shared.most_common(MOST_COMPARED)]
        wanted = dict.fromkeys([*near, *_first(siblings, MOST_SIBLINGS)])
        found = [(self.likeness(old, key), key) for key in wanted]
        return sorted(found, key=lambda pair: -pair[0])


def _keyed(side: int, texts: Mapping[Any, str]) -> list[tuple[tuple[int, Hashable], str]]:
    return [((side, key), text) for key, text in texts.items()]


def _first(keys: Iterable[Hashable], most: int) -> Sequence[Hashable]:
    return [key for key, _ in zip(keys, range(most), strict=False)]


def _words(text: str) -> Counter[str]:
    found = [word for word in _WORD.findall(text.casefold()) if word not in _STOP]
    return Counter(found or _WORD.findall(text.casefold()))


def _text(text: str, words: Counter[str], weight: Mapping[str, float]) -> _Text:
    raw = {word: count * weight[word] for word, count in words.items()}
    norm = math.sqrt(sum(one * one for one in raw.values())) or 1.0
    short = squeezed(text)
    padded = f" {' '.join(_WORD.findall(text.casefold()))} "
    threes = frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
    return _Text({word: one / norm for word, one in raw.items()}, threes, short)


def _likeness(one: _Text, other: _Text) -> float:
    if one.short == other.short:
        return 1.0
    few, many = sorted((one.words, other.words), key=len)
    cosine = sum(weight * many.get(word, 0.0) for word, weight in few.items())
    shared = len(one.threes & other.threes)
    dice = 2 * shared / (len(one.threes) + len(other.threes)) if one.threes and other.threes else 0.0
    return min((cosine + dice) / 2, 0.99)


def likeness(one: str, other: str) -> float:
    """
    Return how alike two wordings are by themselves: the mean of their shared words (cosine) and shared letters (Dice of threes).

    Example:
        >>> likeness("Penyusunan Konten", "penyusunan  konten"), round(likeness("Jalan desa", "Air bersih"), 2)
        (1.0, 0.0)
    """
    return Texts({0: one}, {0: other}).likeness(0, 0)
