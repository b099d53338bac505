"""Differences between plans and outcomes of scenarios as lines of text and as data for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from regplan.diagnostics.finding import SEVERITIES, Finding, shown
from regplan.report.paint import Paint, plain
from regplan.report.text import finding_lines
from regplan.scenario import Change, Comparison, Outcome, Scenario
from regplan.scenario.changes import CHANGES
from regplan.scenario.outcome import MoneyLine
from regplan.scenario.plain import data_of
from regplan.values.lang import Bilingual, Lang

__all__ = ["comparison_data", "difference_data", "difference_lines", "outcome_lines"]

MOST_FINDINGS: Final = 20
MOST_LINES: Final = 40

_WORDS: Final = {
    "same": Bilingual("kedua rencana sama", "the two plans are equal"),
    "orders": Bilingual("urutan baris berubah", "rows in another order"),
    "effects": Bilingual("yang berubah", "what it changes"),
    "added": Bilingual("ditambah", "added"),
    "removed": Bilingual("dihapus", "taken"),
    "changed": Bilingual("diubah", "changed"),
    "new": Bilingual("temuan baru", "new findings"),
    "gone": Bilingual("temuan hilang", "findings gone"),
    "facts": Bilingual("temuan dengan angka lain", "findings with other facts"),
    "none": Bilingual("tidak ada", "none"),
    "more": Bilingual("… dan {count} lagi: --format json", "… and {count} more: --format json"),
    "money": Bilingual("uang", "money"),
    "before": Bilingual("semula", "before"),
    "after": Bilingual("menjadi", "after"),
    "change": Bilingual("selisih", "change"),
    "total": Bilingual("jumlah", "total"),
    "unknown": Bilingual("tidak diketahui", "unknown"),
    "stay": Bilingual("{count} baris tidak berubah", "{count} lines stay"),
    "refused": Bilingual("tidak dapat dijumlahkan", "cannot be added up"),
    "targets": Bilingual("target", "targets"),
    "coverage": Bilingual("cakupan", "coverage"),
    "lost": Bilingual("tidak lagi tercakup", "covered no longer"),
    "no_key": Bilingual("(tidak dinyatakan)", "(not stated)"),
}


def difference_lines(difference: Scenario, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write what makes one plan of another: each change, then how many of each kind."""
    if not difference.edits:
        yield paint(_WORDS["same"].text(lang), "strong")
        return
    changes = [edit for edit in difference.edits if isinstance(edit, Change)]
    yield from (edit.told().text(lang) for edit in changes)
    counts = Counter(kind for edit in changes for kind in edit.kinds)
    parts = [f"{counts[kind]} {CHANGES[kind] if lang == 'id' else kind}" for kind in CHANGES if counts[kind]]
    orders = len(difference.edits) - len(changes)
    if orders:
        parts.append(f"{orders} × {_WORDS['orders'].text(lang)}")
    yield ""
    yield paint(", ".join(parts), "strong")


def outcome_lines(outcome: Outcome, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write what a scenario changes: its effects, findings, money, targets, coverage."""
    yield f"{paint(outcome.name, 'strong')}  {paint(outcome.content_hash[:12], 'faint')}"
    yield ""
    yield paint(f"{_WORDS['effects'].text(lang)}:", "strong")
    for number, effect in enumerate(outcome.effects, 1):
        yield f"  {number}. {effect.told.text(lang)}"
        yield f"     {effect.reason or _rows(effect.rows, lang)}"
    yield ""
    yield from _findings("new", outcome.new, lang, paint)
    yield from _findings("gone", outcome.gone, lang, paint)
    if outcome.changed:
        yield from _counts("facts", [after for _, after in outcome.changed], lang, paint)
    yield ""
    yield from _money(outcome, lang, paint)
    yield from _targets(outcome, lang, paint)
    yield from _coverage(outcome, lang, paint)


def _rows(rows: Any, lang: Lang) -> str:
    told = []
    for table, counts in rows.items():
        words = [
            f"{count} {_WORDS[word].text(lang)}"
            for word, count in zip(("added", "removed", "changed"), counts, strict=True)
            if count
        ]
        told.append(f"{table}: {', '.join(words)}")
    return "; ".join(told) or _WORDS["none"].text(lang)


def _counts(word: str, findings: Sequence[Finding], lang: Lang, paint: Paint) -> Iterator[str]:
    counts = Counter(one.code for one in findings)
    told = ", ".join(f"{code} × {count}" for code, count in counts.items()) or _WORDS["none"].text(lang)
    yield f"{paint(_WORDS[word].text(lang), 'strong')}: {told}"


def _findings(word: str, findings: Sequence[Finding], lang: Lang, paint: Paint) -> Iterator[str]:
    yield from _counts(word, findings, lang, paint)
    worst = sorted(findings, key=lambda one: SEVERITIES.index(one.severity))
    for finding in worst[:MOST_FINDINGS]:
        yield from (f"  {line}" for line in list(finding_lines(finding, lang, paint))[:2])
    if len(worst) > MOST_FINDINGS:
        yield f"  {_WORDS['more'].text(lang).format(count=len(worst) - MOST_FINDINGS)}"


def _money(outcome: Outcome, lang: Lang, paint: Paint) -> Iterator[str]:
    changed = [line for line in outcome.money if line.change != 0]
    table = [(_key(line, lang), *_amounts(line, lang)) for line in changed[:MOST_LINES]]
    table += [
        (f"{_WORDS['total'].text(lang)} {_key(line, lang)}", *_amounts(line, lang))
        for line in outcome.whole
        if line.change != 0
    ]
    head = (" × ".join(outcome.words), *(_WORDS[word].text(lang) for word in ("before", "after", "change")))
    yield f"{paint(_WORDS['money'].text(lang), 'strong')}: {_WORDS['stay'].text(lang).format(count=len(outcome.money) - len(changed))}"
    if table:
        widths = [max(len(row[at]) for row in (head, *table)) for at in range(len(head))]
        for row in (head, *table):
            cells = [one.rjust(width) for one, width in zip(row[1:], widths[1:], strict=True)]
            yield f"  {row[0].ljust(widths[0])}  {'  '.join(cells)}"
    if len(changed) > MOST_LINES:
        yield f"  {_WORDS['more'].text(lang).format(count=len(changed) - MOST_LINES)}"
    for name, reason in outcome.refused.items():
        yield f"  {name} {_WORDS['refused'].text(lang)}: {reason.text(lang)}"


def _key(line: MoneyLine, lang: Lang) -> str:
    return " · ".join(part if part is not None else _WORDS["no_key"].text(lang) for part in line.key)


def _amounts(line: MoneyLine, lang: Lang) -> tuple[str, str, str]:
    at = 0 if lang == "id" else 1
    pairs = ((line.before, line.before_rows), (line.after, line.after_rows), (line.change, 1))
    before, after, change = (
        "–" if not rows else _WORDS["unknown"].text(lang) if one is None else shown("amount_rp", one)[at]
        for one, rows in pairs
    )
    return before, after, change


def _targets(outcome: Outcome, lang: Lang, paint: Paint) -> Iterator[str]:
    if not outcome.targets:
        return
    yield ""
    yield f"{paint(_WORDS['targets'].text(lang), 'strong')}: {len(outcome.targets)}"
    for line in outcome.targets[:MOST_LINES]:
        texts = (
            "–" if not stated else "?" if text is None else text
            for text, stated in zip((line.before, line.after), line.stated, strict=True)
        )
        yield f"  {line.indicator}  {line.document}  {line.period}  {' → '.join(texts)}"
    if len(outcome.targets) > MOST_LINES:
        yield f"  {_WORDS['more'].text(lang).format(count=len(outcome.targets) - MOST_LINES)}"


def _coverage(outcome: Outcome, lang: Lang, paint: Paint) -> Iterator[str]:
    changed = [line for line in outcome.coverage if line.before != line.after or line.lost or line.gained]
    if not changed:
        return
    yield ""
    yield f"{paint(_WORDS['coverage'].text(lang), 'strong')}:"
    for line in changed:
        was, now = (f"{one[0]}/{one[1]}" for one in (line.before, line.after))
        lost = f"; {_WORDS['lost'].text(lang)}: {', '.join(line.lost[:MOST_FINDINGS])}" if line.lost else ""
        yield f"  {line.upper} ← {line.lower}: {was} → {now}{lost}"


def difference_data(before: str, after: str, difference: Scenario) -> dict[str, Any]:
    """Return a difference as data that JSON holds: what changed, and the scenario that makes one plan of the other."""
    return {
        "format": "regplan-diff/1",
        "before": before,
        "after": after,
        "changes": difference.to_dicts(),
        "scenario": data_of(difference),
        "content_hash": difference.content_hash,
    }


def comparison_data(path: str, comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as data that JSON holds; money with sen is text, as in plan files."""
    return {
        "format": "regplan-comparison/1",
        "path": path,
        "scenarios": [
            {"name": one.name, "content_hash": one.content_hash, "refused": _both(one.refused)} for one in comparison
        ],
        "records": [_wire(row) for row in comparison.to_dicts()],
    }


def _both(told: Mapping[str, Bilingual]) -> dict[str, dict[str, str]]:
    return {name: {"id": one.id, "en": one.en} for name, one in told.items()}


def _wire(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _wire(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_wire(one) for one in value]
    return f"{value:f}" if isinstance(value, Decimal) else value
