"""Findings, rules, traces and trees as lines of text; colours are the caller's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from regplan.diagnostics.definition import Definition
from regplan.diagnostics.finding import Finding, shown
from regplan.diagnostics.report import Report
from regplan.graph import Step, Trace
from regplan.index import of
from regplan.model.keys import indonesian
from regplan.model.plan import Plan
from regplan.model.words import LEVELS
from regplan.report.paint import Paint, plain
from regplan.report.unknown import unknown_lines
from regplan.values.lang import Bilingual, Lang

__all__ = ["Paint", "finding_lines", "report_lines", "rule_lines", "trace_lines", "tree_lines"]

_WORDS: Final = {
    "error": Bilingual("kesalahan", "error"),
    "warning": Bilingual("peringatan", "warning"),
    "info": Bilingual("catatan", "info"),
    "fix": Bilingual("perbaikan", "fix"),
    "law": Bilingual("dasar", "law"),
    "more": Bilingual("selengkapnya", "more"),
    "nothing": Bilingual("tidak ada temuan", "no findings"),
    "rules": Bilingual("aturan dijalankan", "rules ran"),
}


def finding_lines(finding: Finding, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write one finding: what, where, how to mend it, the law, where to read more."""
    head = paint(f"{_WORDS[finding.severity].text(lang)}[{finding.code}]", finding.severity)
    place = finding.where.text(lang) if finding.where else ""
    yield f"{head} {finding.name}  {paint(place, 'faint')}".rstrip()
    yield f"  {finding.message.text(lang)}"
    yield f"  {_WORDS['fix'].text(lang)}: {finding.hint.text(lang)}"
    law = f"{_WORDS['law'].text(lang)}: {finding.law}   " if finding.law else ""
    yield paint(f"  {law}{_WORDS['more'].text(lang)}: regplan rules {finding.code}", "faint")


def report_lines(report: Report, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write a report: its findings, what could not be judged, and the sum."""
    for finding in report.findings:
        yield from finding_lines(finding, lang, paint)
        yield ""
    if report.unknown:
        yield from unknown_lines(report.unknown, lang, paint)
        yield ""
    counts = report.counts()
    parts = [f"{count} {_WORDS[severity].text(lang)}" for severity, count in counts.items() if count]
    told = ", ".join(parts) or _WORDS["nothing"].text(lang)
    yield paint(f"{told}; {len(report.ran)} {_WORDS['rules'].text(lang)}", "strong")


def rule_lines(definition: Definition, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write what is known of one rule."""
    yield f"{paint(definition.code, 'strong')}  {definition.title.text(lang)}"
    yield paint(f"  {definition.lifecycle}, {definition.since}, docs/rules/{_page(definition.code)}.md", "faint")
    for clause in definition.clauses:
        yield f"  {paint(_WORDS[clause.severity].text(lang), clause.severity)} {clause.name}"
        yield f"    {clause.message.text(lang)}"
        yield f"    {_WORDS['fix'].text(lang)}: {clause.hint.text(lang)}"
        if clause.law:
            yield f"    {_WORDS['law'].text(lang)}: {clause.law} ({clause.confidence})"


def _page(code: str) -> str:
    return "FILE" if code.startswith("FILE-") else code


_RELATIONS: Final = {
    "parent": Bilingual("di bawah", "under"),
    "owner": Bilingual("mengukur", "measures"),
    "adopts": Bilingual("mengadopsi", "adopts"),
    "supports": Bilingual("mendukung", "supports"),
    "aligned_with": Bilingual("selaras dengan", "aligned with"),
}
_TRACE: Final = {
    "vision": Bilingual("sampai ke visi", "reaches the vision"),
    "no_vision": Bilingual("tidak sampai ke visi", "does not reach a vision"),
    "below": Bilingual("di bawahnya", "below it"),
    "indicators": Bilingual("indikator", "indicators"),
    "money": Bilingual("uang", "money"),
    "part": Bilingual("rincian", "entry"),
    "parts": Bilingual("rincian", "entries"),
    "unknown": Bilingual("tidak diketahui", "unknown"),
    "more": Bilingual("masih ada jalan lain", "there are more ways"),
    "missing": Bilingual("tidak ada dalam rencana", "not in the plan"),
}


def trace_lines(trace: Trace, lang: Lang, paint: Paint = plain) -> Iterator[str]:
    """Write the way of a node up to the vision and down to the money."""
    yield from _step_lines(trace.start, lang, paint, 0)
    for path in trace.paths:
        for depth, step in enumerate(path[1:], start=1):
            yield from _step_lines(step, lang, paint, depth)
    if trace.more_paths:
        yield f"  … {_TRACE['more'].text(lang)}"
    verdict = _TRACE["vision" if trace.reaches_vision else "no_vision"].text(lang)
    yield paint(f"→ {verdict}", "strong" if trace.reaches_vision else "warning")
    if trace.below:
        counts = ", ".join(f"{count} {_word(kind, lang)}" for kind, count in trace.below)
        yield f"{_TRACE['below'].text(lang)}: {counts}"
    if trace.indicators:
        yield f"{_TRACE['indicators'].text(lang)}:"
        yield from (f"  {step.id}  {step.title or ''}".rstrip() for step in trace.indicators)
    if trace.money:
        yield f"{_TRACE['money'].text(lang)}:"
        yield from _money_lines(trace, lang)


def _step_lines(step: Step, lang: Lang, paint: Paint, depth: int) -> Iterator[str]:
    relation = f"{_RELATIONS[step.relation].text(lang)} " if step.relation else ""
    kind = _TRACE["missing"].text(lang) if step.kind == "missing" else _word(step.kind, lang)
    title = f"  {step.title}" if step.title else ""
    yield f"{'  ' * depth}{paint(relation, 'faint')}{kind} {paint(step.id, 'strong')}{title}"


def _money_lines(trace: Trace, lang: Lang) -> Iterator[str]:
    for line in trace.money:
        at = 0 if lang == "id" else 1
        amount = _TRACE["unknown"].text(lang) if line.amount is None else shown("amount_rp", line.amount)[at]
        words = f"{_word(line.basis, lang)}, {_word(line.role, lang)}"
        parts = _TRACE["part" if line.parts == 1 else "parts"].text(lang)
        yield f"  {line.document}  {line.period}  {amount:>24}  {words} ({line.parts} {parts})"


def _word(word: str, lang: Lang) -> str:
    return (indonesian(word) if lang == "id" else word).replace("_", " ")


def tree_lines(plan: Plan, lang: Lang, paint: Paint = plain, *, deepest: str = "sub_activity") -> Iterator[str]:
    """Write the hierarchy of a plan, down to a level; nodes in a circle of parents stand at the end."""
    index = of(plan)
    last = LEVELS.index(deepest)
    circle: list[Any] = [at for at in range(index.nodes) if index.depth[at] < 0]
    for at in (*index.order.tolist(), *circle):
        if index.level[at] > last:
            continue
        node = index.node(at)
        kind = _word(LEVELS[int(index.level[at])], lang)
        title = f"  {node.title}" if node.title else ""
        code = f" [{node.code}]" if node.code and node.code not in node.id else ""
        yield f"{'  ' * max(int(index.depth[at]), 0)}{paint(kind, 'faint')} {paint(node.id, 'strong')}{code}{title}"
