"""A migration as lines of text and as data: what moved, how sure that is, what is open, and the proof that nothing was lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, get_args

from regplan.model.keys import indonesian
from regplan.report.paint import Paint, plain
from regplan.report.sheets import Sheet, amount_text, json_ready, sheet_lines
from regplan.scenario.conserved import Conservation, MoneyKept
from regplan.scenario.fates import Fate, Kind
from regplan.scenario.migrate import Migration
from regplan.values.lang import Bilingual, Lang

__all__ = ["migration_data", "migration_lines"]

MOST_LINES: Final = 40
MOST_DOCUMENTS: Final = 20
MOST_IDS: Final = 3

_KINDS: Final[dict[Kind, Bilingual]] = {
    "kept": Bilingual("tetap", "kept"),
    "renamed": Bilingual("kode tetap, nama lain", "kept, renamed"),
    "stated": Bilingual("diganti menurut daftar", "replaced as listed"),
    "padded": Bilingual("digit ditambah", "digits added"),
    "candidate": Bilingual("menurut nama", "by its name"),
    "merged": Bilingual("digabung", "merged"),
    "split": Bilingual("dipecah", "split"),
    "retired": Bilingual("dihapus", "retired"),
    "unknown": Bilingual("tidak ada di daftar lama", "not in the old list"),
}
_WORDS: Final = {
    "title": Bilingual("Nomenklatur {way}: {count} kode", "Nomenclature {way}: {count} codes"),
    "fate": Bilingual("Yang terjadi", "What became of it"),
    "codes": Bilingual("Kode", "Codes"),
    "taken": Bilingual("Diambil", "Taken"),
    "sure": Bilingual("Keyakinan", "Confidence"),
    "moved": Bilingual("Kode dan nama yang berubah:", "Codes and names that changed:"),
    "more": Bilingual("  … dan {count} lagi: --format json", "  … and {count} more: --format json"),
    "open": Bilingual(
        "Perlu diputuskan ({count}); yang tidak berganti memakai kode lama:",
        "To be decided ({count}); what was not taken keeps its old code:",
    ),
    "left": Bilingual(
        "Dibiarkan, karena menyebut versi lain: {ids}", "Left alone, because they name another version: {ids}"
    ),
    "proof": Bilingual(
        "Bukti: uang dijumlah ulang sebelum dan sesudah", "Proof: money added up anew, before and after"
    ),
    "document": Bilingual("Dokumen", "Document"),
    "before": Bilingual("Sebelum", "Before"),
    "after": Bilingual("Sesudah", "After"),
    "amounts": Bilingual("Jumlah", "Amounts"),
    "same": Bilingual(
        "Sama sampai sen per dokumen, dasar, dana, dan tahun ({sums} jumlah); {records} catatan sama, selain kode, nama, dan versi.",
        "The same to the sen by document, basis, fund and year ({sums} sums); {records} records are the same but for code, name and version.",
    ),
    "broken": Bilingual("TIDAK SAMA, rencana tidak ditulis: {what}", "NOT THE SAME, the plan was not written: {what}"),
    "documents": Bilingual("{count} dokumen", "{count} documents"),
}


def migration_lines(way: Migration, proof: Conservation, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write a migration: the fates in a table, each code that moved, each that is open, documents left alone, the proof."""
    yield from sheet_lines(_summary(way, lang), lang)
    moved = [one for one in way.fates if one.new is not None and one.kind != "kept"]
    if moved:
        yield ""
        yield paint(_WORDS["moved"].text(lang), "strong")
        yield from (f"  {one.told.text(lang)}{_where(one)}" for one in moved[:MOST_LINES])
        if len(moved) > MOST_LINES:
            yield _WORDS["more"].text(lang).format(count=len(moved) - MOST_LINES)
    if way.worklist:
        yield ""
        yield paint(_WORDS["open"].text(lang).format(count=len(way.worklist)), "warning")
        yield from (f"  {one.told.text(lang)}{_where(one)}" for one in way.worklist)
    if way.left:
        yield ""
        yield paint(_WORDS["left"].text(lang).format(ids=", ".join(way.left)), "warning")
    yield ""
    yield from sheet_lines(_money(proof, lang), lang)
    yield paint(_verdict(proof, lang), "strong" if proof.is_whole else "error")


def migration_data(old: str, new: str, way: Migration, proof: Conservation) -> dict[str, Any]:
    """Return a migration as data that JSON holds; confidence is a score from 0 to 1, money with sen is text."""
    told: dict[str, Any] = json_ready(
        {
            "format": "regplan-migration/1",
            "from": old,
            "to": new,
            "fates": way.to_dicts(),
            "open": [one.old for one in way.worklist],
            "left": way.left,
            "conserved": proof.to_dict(),
        }
    )
    return told


def _summary(way: Migration, lang: Lang) -> Sheet:
    rows = []
    for kind in get_args(Kind):
        found = way.of(kind)
        if found:
            taken = [one for one in found if one.new is not None]
            label = _KINDS[kind].text(lang)
            rows.append((label, (str(len(found)), str(len(taken)), _sure([one.confidence for one in taken]))))
    title = _WORDS["title"].text(lang).format(way=way.scenario.name, count=len(way.fates))
    heads = tuple(_WORDS[word].text(lang) for word in ("fate", "codes", "taken", "sure"))
    return Sheet(title=title, heads=heads, rows=tuple(rows))


def _sure(scores: Sequence[Fraction]) -> str:
    """Write the least and the greatest of scores."""
    if not scores:
        return "–"
    ends = [f"{float(one):.2f}" for one in (min(scores), max(scores))]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _where(one: Fate) -> str:
    more = len(one.ids) - MOST_IDS
    return f"  [{', '.join(one.ids[:MOST_IDS])}{f' +{more}' if more > 0 else ''}]" if one.ids else ""


def _money(proof: Conservation, lang: Lang) -> Sheet:
    """Set money side by side by document, basis and role; where there are many documents, all of them together, as a checksum."""
    documents = dict.fromkeys(one.document for one in proof.money)
    many = len(documents) > MOST_DOCUMENTS
    groups: dict[tuple[str, ...], list[MoneyKept]] = {}
    for one in proof.money:
        name = _WORDS["documents"].text(lang).format(count=len(documents)) if many else one.document
        groups.setdefault((name, one.basis, one.role), []).append(one)
    heads = tuple(_WORDS[word].text(lang) for word in ("document", "amounts", "before", "after"))
    rows = tuple((_label(key, lang), _sums(lines, lang)) for key, lines in groups.items())
    return Sheet(title=_WORDS["proof"].text(lang), heads=heads, rows=rows)


def _label(key: tuple[str, ...], lang: Lang) -> str:
    words = (indonesian(one) if lang == "id" else one for one in key[1:])
    return " · ".join((key[0], *(one.replace("_", " ") for one in words)))


def _sums(lines: Sequence[MoneyKept], lang: Lang) -> tuple[str, ...]:
    sen = any(_has_sen(one) for one in lines)
    sides = ([one.before for one in lines], [one.after for one in lines])
    return (str(sum(one.rows[0] for one in lines)), *(amount_text(sum(side), lang, sen=sen) for side in sides))


def _has_sen(one: MoneyKept) -> bool:
    return any(not isinstance(amount, int) for amount in (one.before, one.after))


def _verdict(proof: Conservation, lang: Lang) -> str:
    if proof.is_whole:
        return _WORDS["same"].text(lang).format(sums=len(proof.money), records=proof.records)
    money = [f"{one.document} {one.period} {one.fund or ''}".strip() for one in proof.money if not one.is_same]
    return _WORDS["broken"].text(lang).format(what=", ".join([*proof.altered, *money][:MOST_LINES]))
