"""Totals and flows of money as tables: labels people know, a total line, and what is unknown or doubtful beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from regplan.calc.budget import Change, Doubt, Flow, Measures, Step, Total, Totals
from regplan.calc.budget.measures import KINDS
from regplan.index import of
from regplan.model.keys import indonesian
from regplan.model.plan import Plan
from regplan.report.sheets import Amount, Sheet, amount_text
from regplan.values.lang import Bilingual, Lang

__all__ = ["change_records", "flow_sheets", "label_of", "side_records", "total_records", "totals_sheet"]

_WORDS: Final = {
    "none": Bilingual("(tidak disebut)", "(none stated)"),
    "total": Bilingual("Jumlah", "Total"),
    "amount": Bilingual("Rupiah", "Rupiah"),
    "share": Bilingual("Bagian", "Share"),
    "before": Bilingual("Sebelum", "Before"),
    "after": Bilingual("Sesudah", "After"),
    "gap": Bilingual("Selisih", "Difference"),
    "items": Bilingual("Butir", "Items"),
    "what": Bilingual("Yang terjadi", "What became of it"),
    "unknown": Bilingual(
        "{count} jumlah tidak diketahui (null): yang memuatnya ditulis '?'.",
        "{count} amount(s) are unknown (null): what holds one is written '?'.",
    ),
    "range": Bilingual(
        "'–': kaitan tanpa bobot; jumlahnya di antara kedua angka itu.",
        "'–': links without weights; the amount lies between the two numbers.",
    ),
    "nodes": Bilingual(
        "Setiap simpul memuat yang di bawahnya: baris tidak dijumlahkan.",
        "Each node holds what is below it: rows are not added up.",
    ),
    "overlap": Bilingual(
        "Dokumen ini menyatakan uang yang sama pada tahap yang berbeda: tidak dijumlahkan.",
        "These documents speak of the same money at different steps: they are not added up.",
    ),
    "doubtful": Bilingual(
        "Bobot {ids} berjumlah lebih dari 100 % atau berbeda-beda, jadi tidak dipakai.",
        "The weights of {ids} total more than 100 % or differ, so they were not used.",
    ),
    "doubts": Bilingual(
        "{count} kali mungkin terhitung dua kali ({kinds}), yang pertama: {first}.",
        "{count} time(s) money may be counted twice ({kinds}), the first: {first}.",
    ),
    "renamed": Bilingual("{count} butir berganti nama.", "{count} item(s) have another name."),
    "moved": Bilingual("{count} butir berpindah OPD.", "{count} item(s) are carried by another OPD."),
    "coverage": Bilingual(
        "'tidak diketahui': dokumen yang tidak memuatnya tidak menyatakan daftarnya lengkap (mencakup), atau jumlahnya null.",
        "'unknown': the document without it does not say that it lists all (covers), or the amount is null.",
    ),
    "measures": Bilingual(
        "Bertahan {retention} butir; sama min/maks {min_max}; dalam 10 % {within}.",
        "Items that go on {retention}; min/max {min_max}; within 10 % {within}.",
    ),
    "changed": Bilingual("{kind}, {before} → {after}", "{kind}, {before} → {after}"),
}
_KINDS: Final = {
    "kept": Bilingual("tetap", "kept"),
    "resized": Bilingual("berubah besarnya", "resized"),
    "dropped": Bilingual("hilang", "dropped"),
    "new": Bilingual("baru", "new"),
    "moved_out": Bilingual("pindah keluar", "moved out"),
    "moved_in": Bilingual("pindah masuk", "moved in"),
    "unknown": Bilingual("tidak diketahui", "unknown"),
    "outside": Bilingual("di luar butir", "on no item"),
    "renamed": Bilingual("berganti nama", "renamed"),
    "moved": Bilingual("berpindah OPD", "moved to another OPD"),
}
_BASES: Final = {
    "ceiling": Bilingual("pagu", "ceilings"),
    "forward_estimate": Bilingual("prakiraan maju", "forward estimates"),
    "realised": Bilingual("realisasi", "realised money"),
}
_SIDES: Final = {
    "node": Bilingual("Simpul", "Node"),
    "level": Bilingual("Tingkat", "Level"),
    "agency": Bilingual("OPD", "OPD"),
    "fund": Bilingual("Sumber dana", "Fund"),
    "account": Bilingual("Rekening", "Account"),
    "place": Bilingual("Lokasi", "Place"),
    "tag": Bilingual("Label", "Tag"),
    "mission": Bilingual("Misi", "Mission"),
    "document": Bilingual("Dokumen", "Document"),
    "year": Bilingual("Tahun", "Year"),
}
_CHANGED: Final = ("dropped", "new", "resized", "renamed", "moved", "unknown")
_TABLES: Final = {"agency": "agencies", "place": "places", "tag": "references", "mission": "missions"}


def label_of(plan: Plan, side: str, key: str | None, lang: Lang) -> str:
    """
    Name what a total is of: code and title of a node, the name of an OPD or a place, the word of a level; else the key.

    Example:
        >>> from regplan.model import Agency
        >>> label_of(Plan(agencies=[Agency(id="a", name="Dinas Sosial")]), "agency", "a", "id")
        'Dinas Sosial'
    """
    if key is None:
        return _WORDS["none"].text(lang)
    if side == "node":
        node = plan.find(key)
        told = " ".join(part for part in (getattr(node, "code", None), getattr(node, "title", None)) if part)
        return told or key
    if side == "level":
        return (indonesian(key) if lang == "id" else key).replace("_", " ")
    table = _TABLES.get(side)
    record = plan.table(table).get(key) if table else None
    return getattr(record, "name", None) or getattr(record, "title", None) or key


def _in_tree(plan: Plan, rows: Sequence[Total]) -> Iterator[tuple[int, Total]]:
    """Yield totals of nodes in the order of the tree, each with its depth below the highest level there is."""
    index = of(plan)
    places = [index.position[one.key[0]] for one in rows]
    levels = sorted({int(index.level[at]) for at in places})
    order = [int(index.preorder[at]) if index.preorder[at] >= 0 else index.nodes + at for at in places]
    for at in sorted(range(len(rows)), key=order.__getitem__):
        yield levels.index(int(index.level[places[at]])), rows[at]


def totals_sheet(plan: Plan, found: Totals, lang: Lang) -> Sheet:
    """
    Write totals as a table.

    Args:
        plan: The plan.
        found: Its totals.
        lang: The language.
    """
    rows = list(found)
    placed = _in_tree(plan, [one for one in rows if one.key[0]]) if found.by == ("node",) else ()
    bare = [(0, one) for one in rows if not (placed and one.key[0])]
    lines = []
    for depth, one in (*placed, *bare):
        parts = [label_of(plan, side, key, lang) for side, key in zip(found.by, one.key, strict=True)]
        lines.append(("  " * depth + " · ".join(parts), (_amount(one, lang), _percent(one.share, lang))))
    total = found.total
    told = _BASES[found.basis].text(lang)
    return Sheet(
        title=f"{_some(found.documents)}: {told} {', '.join(found.periods)}".rstrip(),
        heads=(
            " · ".join(_SIDES[side].text(lang) for side in found.by),
            _WORDS["amount"].text(lang),
            _WORDS["share"].text(lang),
        ),
        rows=tuple(lines),
        total=None if total is None else (_WORDS["total"].text(lang), (_amount(total, lang), None)),
        notes=tuple(_notes(found, rows, lang)),
    )


def _amount(one: Total, lang: Lang) -> Amount:
    if one.amount is not None:
        return one.amount
    if one.unknown:
        return "?"
    return f"{amount_text(one.low, lang)} – {amount_text(one.high, lang)}"


def _percent(share: Fraction | None, lang: Lang) -> str:
    if share is None:
        return ""
    tenths = int(abs(share) * 1000)  # rounded down, so that 100 % means all
    mark = "," if lang == "id" else "."
    return f"{'-' if share < 0 else ''}{tenths // 10}{mark}{tenths % 10} %"


def _notes(found: Totals, rows: Sequence[Total], lang: Lang) -> Iterator[str]:
    unknown = found.total.unknown if found.total else sum(one.unknown for one in rows)
    if unknown:
        yield _WORDS["unknown"].text(lang).format(count=unknown)
    if any(one.amount is None and not one.unknown for one in rows):
        yield _WORDS["range"].text(lang)
    if "node" in found.by and rows:
        yield _WORDS["nodes"].text(lang)
    if found.total is None:
        yield _WORDS["overlap"].text(lang)
    if found.doubtful:
        yield _WORDS["doubtful"].text(lang).format(ids=_some(found.doubtful))
    yield from _doubt_notes(found.doubts, lang)


def _doubt_notes(doubts: Sequence[Doubt], lang: Lang) -> Iterator[str]:
    if doubts:
        kinds = ", ".join(dict.fromkeys(one.kind for one in doubts))
        first = f"{doubts[0].subject} {doubts[0].period}"
        yield _WORDS["doubts"].text(lang).format(count=len(doubts), kinds=kinds, first=first)


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (f" … ({len(ids)})" if len(ids) > 5 else "")


def flow_sheets(plan: Plan, found: Flow, side: str, lang: Lang, *, items: bool) -> Iterator[Sheet]:
    """
    Write a flow as tables: side by side, what became of the items and how it adds up to the gap, and the items themselves.

    Args:
        plan: The plan.
        found: Its flow.
        side: What to set side by side: ``agency``, ``mission``, ``fund``, ``place``, ``account``, or ``node`` for items.
        lang: The language.
        items: Whether what was dropped, new, resized, renamed, moved is listed.
    """
    steps = [*found.steps, *([found.direct] if len(found.steps) > 1 else [])]
    for step in steps:
        yield _side_by_side(plan, found, step, side, lang)
        yield _kinds_sheet(found, step, lang)
        if items:
            yield from _item_sheets(plan, found, step, lang)


def _head(found: Flow, step: Step, lang: Lang) -> str:
    level = label_of(Plan(), "level", found.level, lang)
    return f"{step.before} → {step.after}: {_BASES[found.basis].text(lang)} {found.year}, {level}"


def _columns(head: str, lang: Lang) -> tuple[str, ...]:
    return (head, *(_WORDS[name].text(lang) for name in ("before", "after", "gap")))


def _side_by_side(plan: Plan, found: Flow, step: Step, side: str, lang: Lang) -> Sheet:
    if side == "node":
        rows = tuple((_item(plan, found, one, lang), _of_change(one)) for one in step)
    else:
        rows = tuple(
            (label_of(plan, side, one.key, lang), _of_measures(one))
            for one in step.by(side)  # type: ignore[arg-type] # checked by the calculator
        )
    return Sheet(
        title=_head(found, step, lang),
        heads=_columns(_SIDES[side].text(lang), lang),
        rows=rows,
        total=(_WORDS["total"].text(lang), _of_measures(step.measures)),
    )


def _item(plan: Plan, found: Flow, change: Change, lang: Lang) -> str:
    return label_of(plan, "node", change.key, lang) if found.match in {"instance", "any"} else change.key


def _of_change(one: Change) -> tuple[Amount, ...]:
    unknown = one.reason == "amount"
    return (one.before, one.after, one.delta) if not unknown else (one.before or "?", one.after or "?", "?")


def _of_measures(one: Measures) -> tuple[Amount, ...]:
    return tuple("?" if amount is None else amount for amount in (one.before, one.after, one.gap))


def _kinds_sheet(found: Flow, step: Step, lang: Lang) -> Sheet:
    """Say what became of the items, and how that adds up to the gap."""
    told = step.measures
    shown = [kind for kind in KINDS if told.counts[kind]]
    gap = told.gap if told.gap is not None else "?"
    notes = [_WORDS[name].text(lang).format(count=count) for name, count in _names(step) if count]
    notes += [_WORDS["coverage"].text(lang)] if told.counts["unknown"] else []
    shares = {name: _percent(getattr(told, name), lang) or "?" for name in ("retention", "min_max", "within")}
    notes += [_WORDS["measures"].text(lang).format(**shares), *_doubt_notes(found.doubts, lang)]
    return Sheet(
        title="",
        heads=(_WORDS["what"].text(lang), _WORDS["items"].text(lang), _WORDS["gap"].text(lang)),
        rows=tuple((_KINDS[kind].text(lang), (str(told.counts[kind]), told.parts[kind])) for kind in shown),
        total=(_WORDS["total"].text(lang), (str(len(step)), gap)),
        notes=tuple(notes),
    )


def _names(step: Step) -> tuple[tuple[str, int], ...]:
    return ("renamed", step.renamed), ("moved", step.moved)


def _item_sheets(plan: Plan, found: Flow, step: Step, lang: Lang) -> Iterator[Sheet]:
    for kind in _CHANGED:
        changes = step.changes(kind)
        if changes:
            name = _KINDS[kind].text(lang)
            yield Sheet(
                title=_WORDS["changed"].text(lang).format(kind=name, before=step.before, after=step.after),
                heads=_columns(_SIDES["node"].text(lang), lang),
                rows=tuple((_item(plan, found, one, lang), _of_change(one)) for one in changes),
            )


def total_records(plan: Plan, found: Totals, lang: Lang) -> list[dict[str, Any]]:
    """Return one record a total with the names of its keys, for CSV and JSON; shares are exact text."""
    records = []
    for one in found:
        keys = dict(zip(found.by, one.key, strict=True))
        names = {f"{side}_name": label_of(plan, side, key, lang) for side, key in keys.items()}
        amounts = {"amount": one.amount, "low": one.low, "high": one.high, "rows": one.rows, "unknown": one.unknown}
        records.append(keys | names | amounts | {"share": None if one.share is None else str(one.share)})
    return records


def change_records(plan: Plan, found: Flow, lang: Lang) -> list[dict[str, Any]]:
    """Return one record an item and step, with its name, for CSV and JSON; deviations are exact text."""
    return [
        {"from": step.before, "to": step.after, "name": _item(plan, found, one, lang)}
        | one.to_dict()
        | {"deviation": None if one.deviation is None else str(one.deviation)}
        for step in found.steps
        for one in step
    ]


def side_records(plan: Plan, found: Flow, side: str, lang: Lang) -> list[dict[str, Any]]:
    """Return one record a step and OPD, mission, fund, place or account, for CSV and JSON; amounts are exact."""
    return [
        {"from": step.before, "to": step.after, side: one.key, "name": label_of(plan, side, one.key, lang)}
        | {"before": one.before, "after": one.after, "gap": one.gap}
        | {f"{kind}_rp": one.parts[kind] for kind in KINDS}
        for step in found.steps
        for one in step.by(side)  # type: ignore[arg-type] # checked by the calculator
    ]
