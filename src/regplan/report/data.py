"""A report as plain data for other tools; messages stand in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regplan.diagnostics.finding import Finding
from regplan.diagnostics.report import Report
from regplan.model.loss import Loss

__all__ = ["REPORT_FORMAT", "report_data"]

REPORT_FORMAT = "regplan-report/1"


def report_data(
    path: str,
    report: Report,
    *,
    loss: Iterable[Loss] = (),
    problems: Iterable[Finding] = (),
    recognised: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """
    Return what a check of a path found, as data that JSON holds.

    Args:
        path: What was checked.
        report: What the rules found; ``Report.from_dict`` reads it back from this data.
        loss: What the reading did not keep as it was.
        problems: What is wrong with the files; they stand before the findings of rules.
        recognised: How each table was understood: ``file``, ``table``, ``layout``, ``how``.
    """
    whole = Report(findings=(*problems, *report.findings), unknown=report.unknown, ran=report.ran)
    return {
        "format": REPORT_FORMAT,
        "path": path,
        "summary": {**whole.counts(), "unknown": len(whole.unknown), "rules": len(whole.ran)},
        **whole.to_dict(),
        "loss": [one.to_dict() for one in loss],
        "recognised": [dict(one) for one in recognised],
    }
