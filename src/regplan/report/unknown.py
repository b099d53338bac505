"""What could not be judged, as lines of text: what is lacking once, under the documents that lack it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from regplan.diagnostics.report import Unknown
from regplan.report.paint import Paint, plain
from regplan.values.lang import Bilingual, Lang

__all__ = ["unknown_lines"]

_HEAD: Final = Bilingual("belum dapat dinilai, karena kurang data", "not judged, for lack of data")
_RULES: Final = Bilingual("{count} aturan", "rules: {count}")
_PLAN: Final = Bilingual("rencana", "plan")
_MANY: Final = Bilingual("{first} dan {more} dokumen lain", "{first} and {more} more documents")
_NAMED: Final = 3
_FIRST: Final = re.compile(r" ?\((?:yang pertama|the first): [^)]*\)")
_NUMBER: Final = re.compile(r"(?<!\S)\d+(?!\S)")


def unknown_lines(unknown: Sequence[Unknown], lang: Lang, paint: Paint = plain) -> Iterator[str]:
    r"""
    Write what is lacking, with the rules that wait for it; what several documents lack is said once for them all.

    Where a text counts what it concerns and names the first, the least and the most of the documents stand, and the first
    is named only where they agree.

    Example:
        >>> lacks = Bilingual("pagu", "ceilings")
        >>> both = [Unknown(code="CARD-17", document=one, lacks=lacks) for one in ("rkpd-2025", "rkpd-2026")]
        >>> print(*unknown_lines(both, "en"), sep="\n")
        not judged, for lack of data (rules: 1):
          rkpd-2025, rkpd-2026:
            ceilings (CARD-17)
    """
    rules = _RULES.text(lang).format(count=len({one.code for one in unknown}))
    yield paint(f"{_HEAD.text(lang)} ({rules}):", "strong")
    under: dict[tuple[str, ...], list[str]] = {}
    for documents, line in _merged(unknown, lang):
        under.setdefault(documents, []).append(line)
    for documents, lines in under.items():
        yield f"  {_named(documents, lang)}:"
        yield from (f"    {line}" for line in lines)


def _merged(unknown: Iterable[Unknown], lang: Lang) -> Iterator[tuple[tuple[str, ...], str]]:
    """Go through what is lacking, each with the documents that lack it and the rules that wait for it."""
    texts: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
    for (document, text), codes in _waiting(unknown, lang).items():
        texts.setdefault((_shape(text), codes), {})[document] = text
    for (_, codes), by_document in texts.items():
        yield tuple(by_document), f"{_one_text([*by_document.values()])} ({', '.join(codes)})"


def _waiting(unknown: Iterable[Unknown], lang: Lang) -> dict[tuple[str, str], tuple[str, ...]]:
    """Map what a document lacks to the rules that wait for it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in unknown:
        found.setdefault((one.document or _PLAN.text(lang), one.lacks.text(lang)), {})[one.code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _shape(text: str) -> str:
    """Return what texts that differ in their counts and first examples have in common; other texts as they are."""
    return _NUMBER.sub("#", _FIRST.sub("", text)) if _FIRST.search(text) else text


def _one_text(texts: Sequence[str]) -> str:
    """Say texts of one shape as one: where their numbers differ, from the least to the most."""
    if len(set(texts)) == 1:
        return texts[0]
    bare = [_FIRST.sub("", text) for text in texts]
    columns = zip(*(map(int, _NUMBER.findall(text)) for text in bare), strict=True)
    numbers = iter(
        [f"{min(column)}" if len(set(column)) == 1 else f"{min(column)}–{max(column)}" for column in columns]
    )
    return _NUMBER.sub(lambda _: next(numbers), bare[0])


def _named(documents: Sequence[str], lang: Lang) -> str:
    if len(documents) <= _NAMED:
        return ", ".join(documents)
    return _MANY.text(lang).format(first=documents[0], more=len(documents) - 1)
