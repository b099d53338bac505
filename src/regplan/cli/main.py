"""The commands ``check``, ``trace``, ``tree`` and ``rules``."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from regplan import __version__
from regplan.cli import compare, diff
from regplan.cli._progress import Progress
from regplan.cli._words import WORDS, make_command, make_group
from regplan.diagnostics.finding import SEVERITIES, Finding
from regplan.diagnostics.report import Report
from regplan.errors import RegplanError
from regplan.io import Reading, read
from regplan.model.words import LEVELS
from regplan.values.lang import Lang, default_lang
from regplan.values.text import near

__all__ = ["main"]

CLEAN, FOUND, UNUSABLE = 0, 1, 2
_COLOURS: Final[dict[str, dict[str, Any]]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan"},
    "faint": {"dim": True},
    "strong": {"bold": True},
}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with 0 (clean), 1 (findings) or 2 (the call or the file is unusable)."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    gc.disable()  # one short run that makes no circles: collecting would double the time of large plans
    try:
        _commands(_lang_of(words))(words, prog_name="regplan")
    except RegplanError as error:
        click.echo(f"regplan: {error}", err=True)
        sys.exit(UNUSABLE)


def _lang_of(words: list[str]) -> Lang:
    """Look for the language before the commands are built, because help speaks it too."""
    for at, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else "".join(words[at + 1 : at + 2])
        if word.startswith("--lang") and value in {"id", "en"}:
            return "en" if value == "en" else "id"
    return default_lang()


def _commands(lang: Lang) -> click.Group:
    """Build the commands with help in one language."""

    def say(key: str) -> str:
        return WORDS[key].text(lang)

    def option(*names: str, key: str, **settings: Any) -> Callable[[Any], Any]:
        return click.option(*names, help=say(key), **settings)

    shared = (
        option(
            "--format", "form", key="format", type=click.Choice(["text", "json"]), default="text", show_default=True
        ),
        option("--lang", key="lang", type=click.Choice(["id", "en"]), default=lang, show_default=True),
    )

    helped = click.help_option("-h", "--help", help=say("help"))

    def command(name: str) -> Callable[[Any], Any]:
        def build(function: Any) -> Any:
            for each in shared:
                function = each(function)
            return group.command(name, cls=make_command(lang), help=say(name), add_help_option=False)(helped(function))

        return build

    @click.group(cls=make_group(lang), help=say("main"), add_help_option=False)
    @helped
    @click.version_option(__version__, prog_name="regplan", help=say("version"))
    @option("--lang", key="lang", type=click.Choice(["id", "en"]), expose_value=False)
    def group() -> None:
        pass

    @command("check")
    @click.argument("path")
    @option("--on", key="on", type=click.DateTime(["%Y-%m-%d"]))
    @option("--documents", key="documents", metavar="WORDS")
    @option("--select", key="select", metavar="CODES")
    @option("--ignore", key="ignore", metavar="CODES", default="")
    @option("--fail-on", key="fail_on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True)
    def check_command(path: str, **settings: Any) -> None:
        sys.exit(_check(path, **settings))

    @command("trace")
    @click.argument("node")
    @click.argument("path")
    def trace_command(node: str, path: str, *, form: str, lang: Lang) -> None:
        sys.exit(_trace(node, path, form, lang))

    @command("tree")
    @click.argument("path")
    @option("--level", key="level", type=click.Choice(LEVELS), default=LEVELS[-1], show_default=True)
    def tree_command(path: str, *, level: str, form: str, lang: Lang) -> None:
        sys.exit(_tree(path, level, form, lang))

    @command("rules")
    @click.argument("code", required=False)
    def rules_command(code: str | None, *, form: str, lang: Lang) -> None:
        sys.exit(_rules(code, form, lang))

    compare.register(command, option)
    diff.register(command, option)
    return group


def _check(
    path: str,
    *,
    on: datetime | None,
    documents: str | None,
    select: str | None,
    ignore: str,
    fail_on: str,
    form: str,
    lang: Lang,
) -> int:
    from regplan.checks import check  # noqa: PLC0415 - help and rules need no numpy
    from regplan.report import report_data  # noqa: PLC0415

    with Progress() as progress:
        reading = read(path, progress=progress)
        report = Report()
        if reading.is_whole:
            day: date | None = on.date() if on else None
            report = check(
                reading.plan,
                documents=_words(documents),
                on=day,
                select=_words(select),
                ignore=_words(ignore) or (),
                progress=progress,
            )
    if form == "json":
        _echo_json(report_data(path, report, loss=reading.loss, problems=reading.findings))
    else:
        _echo_report(reading, report, lang)
    if not reading.is_whole:
        return UNUSABLE
    return FOUND if fail_on != "never" and _whole(reading, report).reaches(fail_on) else CLEAN  # type: ignore[arg-type] # a choice


def _words(text: str | None) -> list[str] | None:
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def _whole(reading: Reading, report: Report) -> Report:
    """Put what is wrong with the files before what the rules found."""
    return Report(findings=(*reading.findings, *report.findings), unknown=report.unknown, ran=report.ran)


def _echo_report(reading: Reading, report: Report, lang: Lang) -> None:
    from regplan.report import finding_lines, report_lines  # noqa: PLC0415

    if not reading.is_whole:
        for finding in reading.findings:
            _echo_lines((*finding_lines(finding, lang, _paint), ""))
        errors = sum(finding.severity == "error" for finding in reading.findings)
        click.echo(_paint(WORDS["unusable"].text(lang).format(count=errors), "error"))
        return
    _echo_lines(report_lines(_whole(reading, report), lang, _paint))
    if reading.loss:
        click.echo(_paint(WORDS["loss"].text(lang).format(count=len(reading.loss)), "faint"), err=True)


def _plan(path: str, form: str, lang: Lang) -> Reading | None:
    """Read a plan for a command that needs it whole; None, with all problems told, where it is not."""
    with Progress() as progress:
        reading = read(path, progress=progress)
    if reading.is_whole:
        return reading
    if form == "json":
        from regplan.report import report_data  # noqa: PLC0415

        _echo_json(report_data(path, Report(), loss=reading.loss, problems=reading.findings))
    else:
        _echo_report(reading, Report(), lang)
    return None


def _trace(node: str, path: str, form: str, lang: Lang) -> int:
    from regplan.graph import trace  # noqa: PLC0415
    from regplan.report import trace_lines  # noqa: PLC0415

    if Path(node).exists() and not Path(path).exists():
        node, path = path, node
    reading = _plan(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = trace(reading.plan, node)
    if form == "json":
        _echo_json(found.to_dict())
    else:
        _echo_lines(trace_lines(found, lang, _paint))
    return CLEAN


def _tree(path: str, level: str, form: str, lang: Lang) -> int:
    from regplan.report import tree_lines  # noqa: PLC0415

    reading = _plan(path, form, lang)
    if reading is None:
        return UNUSABLE
    if form == "json":
        deepest = LEVELS.index(level)
        nodes = [one for one in reading.plan.nodes if LEVELS.index(one.level) <= deepest]
        _echo_json([{"level": one.level, "id": one.id, "parent": one.parent, "title": one.title} for one in nodes])
    else:
        _echo_lines(tree_lines(reading.plan, lang, _paint, deepest=level))
    return CLEAN


def _rules(code: str | None, form: str, lang: Lang) -> int:
    from regplan.checks import definitions  # noqa: PLC0415
    from regplan.report.text import rule_lines  # noqa: PLC0415

    known = {one.code: one for one in definitions()}
    chosen = [one for one in known.values() if code is None or one.code.startswith(code.upper())]
    if not chosen:
        offer = near(str(code), known)
        click.echo(f"regplan: {code}: {', '.join(offer)}?" if offer else f"regplan: {code}?", err=True)
        return UNUSABLE
    if form == "json":
        _echo_json([_definition_data(one) for one in chosen])
    elif code is None:
        _echo_lines(f"{_paint(one.code, 'strong'):<10} {one.title.text(lang)}" for one in chosen)
    else:
        _echo_lines(line for one in chosen for line in rule_lines(one, lang, _paint))
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


def _paint(text: str, kind: str) -> str:
    return click.style(text, **_COLOURS[kind])


def _echo_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _echo_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def echo_problems(path: str, problems: Iterable[Finding], form: str, lang: Lang) -> None:
    """Tell what is wrong with files that are no plans."""
    from regplan.report import finding_lines, report_data  # noqa: PLC0415

    if form == "json":
        echo_json(report_data(path, Report(), problems=problems))
    else:
        echo_lines(line for one in problems for line in (*finding_lines(one, lang, _paint), ""))


echo_json, echo_lines, paint, read_whole, words_of = _echo_json, _echo_lines, _paint, _plan, _words
"""For the commands in files of their own."""
