"""An impact as lines of text; colours are the caller's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from regplan.diagnostics.finding import shown
from regplan.graph import Impact, Item, MoneyLine
from regplan.model.keys import indonesian
from regplan.report.paint import Paint, plain
from regplan.values.lang import Bilingual, Lang

__all__ = ["impact_lines"]

_WORDS: Final = {
    "up": Bilingual("menuju ke", "leads up to"),
    "down": Bilingual("bertumpu padanya", "rests on it"),
    "stranded": Bilingual("tanpa itu tidak sampai ke visi", "without it reaches no vision"),
    "agencies": Bilingual("OPD", "OPD"),
    "money": Bilingual("uang", "money"),
    "targets": Bilingual("target", "targets"),
    "waiting": Bilingual("menunggunya", "wait for it"),
    "commitments": Bilingual("komitmen", "commitments"),
    "nothing": Bilingual("tidak ada", "nothing"),
    "of": Bilingual("{count} indikator dalam {documents}", "{count} indicator(s) in {documents}"),
    "unknown": Bilingual("tidak diketahui", "unknown"),
    "part": Bilingual("rincian", "entry"),
    "parts": Bilingual("rincian", "entries"),
    "more": Bilingual("dan {count} lagi", "and {count} more"),
}
_KINDS: Final = {
    "agency": ("OPD", "OPD"),
    "document": ("dokumen", "document"),
    "indicator": ("indikator", "indicator"),
    "reference": ("acuan", "reference"),
    "place": ("wilayah", "place"),
    "commitment": ("komitmen", "commitment"),
}

MOST_NAMED: Final = 10
"""Of OPD, commitments and the like, no more than these are named; JSON has all."""


def impact_lines(impact: Impact, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write what rests on the records that were asked for, and what they serve."""

    def line(key: str, told: str) -> str:
        return f"{paint(_WORDS[key].text(lang), 'strong')}: {told or _WORDS['nothing'].text(lang)}"

    for item in impact.start[:MOST_NAMED]:
        yield f"{_kind(item.kind, lang)} {paint(item.id, 'strong')}  {item.title or ''}".rstrip()
    if len(impact.start) > MOST_NAMED:
        yield _more(len(impact.start), lang)
    yield line("up", _counted(impact.upstream, lang))
    yield line("down", _counted(impact.downstream, lang))
    yield line("stranded", _counted(impact.stranded, lang))
    yield line("agencies", _named(impact.agencies, lang))
    documents = dict.fromkeys(one.document for one in impact.targets)
    count = len({one.indicator for one in impact.targets})
    told = _WORDS["of"].text(lang).format(count=count, documents=", ".join(documents)) if impact.targets else ""
    yield line("targets", told)
    for key, items in (("waiting", impact.waiting), ("commitments", impact.commitments)):
        if items:
            yield line(key, _named(items, lang))
    yield line("money", "" if not impact.money else " ").rstrip()
    yield from _money(impact.money, lang)


def _kind(kind: str, lang: Lang) -> str:
    if kind in _KINDS:
        return _KINDS[kind][0 if lang == "id" else 1]
    return (indonesian(kind) if lang == "id" else kind).replace("_", " ")


def _counted(items: Iterable[Item], lang: Lang) -> str:
    counts: dict[str, int] = {}
    for item in items:
        counts[item.kind] = counts.get(item.kind, 0) + 1
    return ", ".join(f"{count} {_kind(kind, lang)}" for kind, count in counts.items())


def _named(items: Sequence[Item], lang: Lang) -> str:
    names = [f"{one.title} ({one.id})" if one.title and one.title != one.id else one.id for one in items[:MOST_NAMED]]
    return ", ".join([*names, _more(len(items), lang)] if len(items) > MOST_NAMED else names)


def _more(count: int, lang: Lang) -> str:
    return _WORDS["more"].text(lang).format(count=count - MOST_NAMED)


def _money(lines: Iterable[MoneyLine], lang: Lang) -> Iterator[str]:
    for line in lines:
        at = 0 if lang == "id" else 1
        amount = _WORDS["unknown"].text(lang) if line.amount is None else shown("amount_rp", line.amount)[at]
        parts = f"{line.parts} {_WORDS['part' if line.parts == 1 else 'parts'].text(lang)}"
        yield f"  {line.document}  {line.period}  {amount:>24}  {_kind(line.basis, lang)} ({parts})"
