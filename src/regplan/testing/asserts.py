"""``assert_plan`` for anyone's pytest; needs no hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regplan.checks import check
from regplan.diagnostics.finding import Severity
from regplan.diagnostics.report import Report
from regplan.index.selecting import select_documents
from regplan.model.plan import Plan
from regplan.report.text import finding_lines
from regplan.report.unknown import unknown_lines
from regplan.values.lang import Bilingual, Lang, default_lang

__all__ = ["assert_plan"]


def assert_plan(
    plan: Plan,
    *,
    select: Iterable[str] | str | None = None,
    ignore: Iterable[str] | str = (),
    documents: Iterable[str] | str | None = None,
    fail_on: Severity = "error",
    allow_unknown: bool = True,
    lang: Lang | None = None,
) -> Report:
    """
    Assert that a plan has no finding of a severity or worse; a failure lists them all, with place and cure.

    Args:
        plan: The plan.
        select: Codes or beginnings of codes to run.
        ignore: Codes or beginnings of codes to leave out.
        documents: Kinds or ids of the documents to judge.
        fail_on: From which severity on it fails.
        allow_unknown: Whether it holds where a rule could not be judged, or no document was there to be judged.
        lang: Language of the failure.

    Returns:
        The report, for what else a test wants to know of it.

    Raises:
        AssertionError: There are such findings, or something is unknown that may not be.

    Example:
        >>> from regplan.testing import sound_plan
        >>> assert_plan(sound_plan(), fail_on="warning").errors
        ()
        >>> assert_plan(Plan(), allow_unknown=False, lang="en")
        Traceback (most recent call last):
        AssertionError: no document was judged
    """
    report = check(plan, select=select, ignore=ignore, documents=documents)
    lines = list(_wrong(report, fail_on, lang or default_lang()))
    if not allow_unknown:
        lines += _not_judged(report, lang or default_lang(), has_documents=bool(len(select_documents(plan, documents))))
    if lines:
        raise AssertionError("\n".join(lines))
    return report


def _wrong(report: Report, fail_on: Severity, lang: Lang) -> Iterator[str]:
    """Write how many findings there are of a severity or worse, and each of them."""
    wrong = [one for one in report if Report(findings=(one,)).reaches(fail_on)]
    if wrong:
        yield Bilingual(f"{len(wrong)} temuan", f"{len(wrong)} finding{'s' * (len(wrong) > 1)}").text(lang)
    for one in wrong:
        yield from finding_lines(one, lang)


def _not_judged(report: Report, lang: Lang, *, has_documents: bool) -> Iterator[str]:
    """Write what was not judged, which is no pass (conventions §10)."""
    if not has_documents:
        yield Bilingual("tidak ada dokumen yang dinilai", "no document was judged").text(lang)
    if report.unknown:
        yield from unknown_lines(report.unknown, lang)
