"""The command ``compare``: a plan beside what scenarios make of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from regplan.cli.shell import (
    CLEAN,
    FOUND,
    UNUSABLE,
    Maker,
    echo_json,
    echo_lines,
    echo_problems,
    paint,
    read_whole,
    words_of,
)
from regplan.diagnostics.finding import SEVERITIES, Finding
from regplan.values.lang import Lang

__all__ = ["register"]


def register(make: Maker) -> None:
    """Add the command."""

    @make.command("compare")
    @click.argument("path")
    @click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
    @make.option("--by", key="compare_by", metavar="WORDS")
    @make.option("--documents", key="money_documents", metavar="WORDS")
    @make.option("--year", key="compare_year", type=int)
    @make.option("--select", key="select", metavar="CODES")
    @make.option("--ignore", key="ignore", metavar="CODES", default="")
    @make.option(
        "--fail-on", key="fail_on_new", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True
    )
    def compare_command(path: str, scenarios: tuple[str, ...], **settings: Any) -> None:
        sys.exit(_compare(path, scenarios, **settings))


def _compare(
    path: str,
    files: tuple[str, ...],
    *,
    by: str | None,
    documents: str | None,
    year: int | None,
    select: str | None,
    ignore: str,
    fail_on: str,
    form: str,
    lang: Lang,
) -> int:
    from regplan.io.scenarios import read_scenario  # noqa: PLC0415
    from regplan.report.scenarios import comparison_data, outcome_lines  # noqa: PLC0415
    from regplan.scenario import compare  # noqa: PLC0415

    read = [read_scenario(file) for file in files]
    problems = [finding for _, findings in read for finding in findings]
    scenarios = [scenario for scenario, _ in read if scenario is not None]
    if len(scenarios) < len(files):
        echo_problems(files[0], problems, form, lang)
        return UNUSABLE
    reading = read_whole(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = compare(
        reading.plan,
        *scenarios,
        by=words_of(by) or (),
        documents=words_of(documents),
        year=year,
        select=words_of(select),
        ignore=words_of(ignore) or (),
    )
    if form == "json":
        echo_json(comparison_data(path, found))
    else:
        for number, outcome in enumerate(found):
            echo_lines(("", "") if number else ())
            echo_lines(outcome_lines(outcome, lang, paint))
    return FOUND if any(_reaches(one.new, fail_on) for one in found) else CLEAN


def _reaches(findings: Iterable[Finding], severity: str) -> bool:
    """Tell whether a finding is as severe or worse."""
    worst = SEVERITIES[: SEVERITIES.index(severity) + 1] if severity != "never" else ()
    return any(one.severity in worst for one in findings)
