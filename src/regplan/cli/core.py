"""The commands ``check``, ``trace``, ``tree`` and ``rules``."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from regplan.cli._lists import read_lists, read_places
from regplan.cli._progress import Progress
from regplan.cli.annotating import annotate_copy, can_annotate
from regplan.cli.shell import (
    CLEAN,
    FOUND,
    UNUSABLE,
    Maker,
    echo_json,
    echo_lines,
    echo_problems,
    echo_report,
    paint,
    read_path,
    read_whole,
    reading_data,
    with_files,
    words_of,
)
from regplan.diagnostics.finding import SEVERITIES
from regplan.diagnostics.inputs import InputErrors
from regplan.diagnostics.report import Report
from regplan.errors import UnknownNameError
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual, Lang
from regplan.values.text import near

__all__ = ["register"]


def register(make: Maker) -> None:
    """Add the commands."""

    @make.command("check", "text", "json", "sarif")
    @click.argument("path")
    @make.option("--on", key="on", type=click.DateTime(["%Y-%m-%d"]))
    @make.option("--documents", key="documents", metavar="WORDS")
    @make.option("--select", key="select", metavar="CODES")
    @make.option("--ignore", key="ignore", metavar="CODES", default="")
    @make.option("--nomenclature", key="nomenclature", metavar="VERSION=FILE", multiple=True)
    @make.option("--regions", key="regions", metavar="PATH")
    @make.option(
        "--fail-on", key="fail_on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True
    )
    @make.option("--annotate", key="annotate", metavar="OUT.xlsx")
    def check_command(path: str, **settings: Any) -> None:
        sys.exit(_check(path, **settings))

    @make.command("trace")
    @click.argument("node")
    @click.argument("path")
    def trace_command(node: str, path: str, *, form: str, lang: Lang) -> None:
        sys.exit(_trace(node, path, form, lang))

    @make.command("tree")
    @click.argument("path")
    @make.option("--level", key="level", type=click.Choice(LEVELS), default=LEVELS[-1], show_default=True)
    def tree_command(path: str, *, level: str, form: str, lang: Lang) -> None:
        sys.exit(_tree(path, level, form, lang))

    @make.command("rules", reads=False)
    @click.argument("code", required=False)
    def rules_command(code: str | None, *, form: str, lang: Lang) -> None:
        sys.exit(_rules(code, form, lang))


def _check(
    path: str,
    *,
    on: datetime | None,
    documents: str | None,
    select: str | None,
    ignore: str,
    nomenclature: tuple[str, ...],
    regions: str | None,
    fail_on: str,
    annotate: str | None,
    form: str,
    lang: Lang,
) -> int:
    from regplan.checks import check  # noqa: PLC0415 - help and rules need no numpy

    try:
        lists, official = read_lists(nomenclature), read_places(regions)
    except InputErrors as errors:
        echo_problems(path, errors.findings, form, lang)
        return UNUSABLE
    if annotate is not None and not can_annotate(path, annotate, lang):
        return UNUSABLE
    with Progress() as progress:
        reading = read_path(path, progress)
        report = Report()
        if reading.is_whole:
            day: date | None = on.date() if on else None
            report = check(
                reading.plan,
                documents=words_of(documents),
                on=day,
                select=words_of(select),
                ignore=words_of(ignore) or (),
                nomenclature=lists,
                regions=official,
                progress=progress,
            )
    if form == "json":
        echo_json(reading_data(path, reading, report))
    elif form == "sarif":
        from regplan.report.sarif import sarif_data  # noqa: PLC0415

        echo_json(sarif_data(with_files(reading, report), lang))
    else:
        echo_report(reading, report, lang)
    if annotate is not None and not annotate_copy(path, annotate, with_files(reading, report), lang):
        return UNUSABLE
    if not reading.is_whole:
        return UNUSABLE
    return FOUND if fail_on != "never" and with_files(reading, report).reaches(fail_on) else CLEAN  # type: ignore[arg-type] # a choice


def _trace(node: str, path: str, form: str, lang: Lang) -> int:
    from regplan.graph import trace  # noqa: PLC0415
    from regplan.report import trace_lines  # noqa: PLC0415

    if Path(node).exists() and not Path(path).exists():
        node, path = path, node
    reading = read_whole(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = trace(reading.plan, node)
    if form == "json":
        echo_json(found.to_dict())
    else:
        echo_lines(trace_lines(found, lang, paint))
    return CLEAN


def _tree(path: str, level: str, form: str, lang: Lang) -> int:
    from regplan.report import tree_lines  # noqa: PLC0415

    reading = read_whole(path, form, lang)
    if reading is None:
        return UNUSABLE
    if form == "json":
        deepest = LEVELS.index(level)
        nodes = [one for one in reading.plan.nodes if LEVELS.index(one.level) <= deepest]
        echo_json([{"level": one.level, "id": one.id, "parent": one.parent, "title": one.title} for one in nodes])
    else:
        echo_lines(tree_lines(reading.plan, lang, paint, deepest=level))
    return CLEAN


def _rules(code: str | None, form: str, lang: Lang) -> int:
    from regplan.checks import definitions  # noqa: PLC0415
    from regplan.report.text import rule_lines  # noqa: PLC0415

    known = {one.code: one for one in definitions()}
    chosen = [one for one in known.values() if code is None or one.code.startswith(code.upper())]
    if not chosen:
        raise UnknownNameError(str(code), Bilingual("aturan", "rule"), near(str(code), known))
    if form == "json":
        echo_json([_definition_data(one) for one in chosen])
    elif code is None:
        echo_lines(f"{paint(one.code, 'strong'):<10} {one.title.text(lang)}" for one in chosen)
    else:
        echo_lines(line for one in chosen for line in rule_lines(one, lang, paint))
    return CLEAN


def _definition_data(one: Any) -> dict[str, Any]:
    clauses = [
        {
            "name": clause.name,
            "severity": clause.severity,
            "confidence": clause.confidence,
            "law": clause.law,
            "message": {"id": clause.message.id, "en": clause.message.en},
            "hint": {"id": clause.hint.id, "en": clause.hint.en},
        }
        for clause in one.clauses
    ]
    title = {"id": one.title.id, "en": one.title.en}
    return {"code": one.code, "title": title, "since": one.since, "lifecycle": one.lifecycle, "clauses": clauses}
