"""``assert_plan`` for anyone's pytest; needs no hypothesis."""

from __future__ import annotations

from collections.abc import Iterable

from regplan.checks import check
from regplan.diagnostics.finding import Severity
from regplan.diagnostics.report import Report
from regplan.model.plan import Plan
from regplan.report.text import finding_lines
from regplan.values.lang import Lang, default_lang

__all__ = ["assert_plan"]


def assert_plan(
    plan: Plan,
    *,
    select: Iterable[str] | str | None = None,
    ignore: Iterable[str] | str = (),
    documents: Iterable[str] | str | None = None,
    fail_on: Severity = "error",
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
        lang: Language of the failure.

    Returns:
        The report, for what else a test wants to know of it.

    Raises:
        AssertionError: There are such findings.

    Example:
        >>> from regplan.testing import sound_plan
        >>> assert_plan(sound_plan(), fail_on="warning").errors
        ()
    """
    report = check(plan, select=select, ignore=ignore, documents=documents)
    if report.reaches(fail_on):
        wrong = [one for one in report if Report(findings=(one,)).reaches(fail_on)]
        lines = [line for one in wrong for line in finding_lines(one, lang or default_lang())]
        msg = f"{len(wrong)} findings\n" + "\n".join(lines)
        raise AssertionError(msg)
    return report
