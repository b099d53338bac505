"""The commands ``convert`` and ``template``: plans from one form into another, and an empty workbook to fill in."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from regplan.cli._progress import Progress
from regplan.cli._words import WORDS
from regplan.cli.shell import (
    CLEAN,
    FOUND,
    UNUSABLE,
    Maker,
    echo_json,
    echo_lines,
    loss_lines,
    paint,
    read_path,
    reading_data,
)
from regplan.cli.writing import can_write, refuse, write_plan
from regplan.diagnostics.report import Report
from regplan.values.lang import Lang

if TYPE_CHECKING:
    from regplan.io import Reading

__all__ = ["register"]

_MOST_YEARS: Final = 25


def register(make: Maker) -> None:
    """Add the commands."""

    @make.command("convert")
    @click.argument("source", metavar="IN")
    @click.argument("target", metavar="OUT")
    @make.option("--as", "tables", key="as", type=click.Choice(["csv", "parquet"]))
    @make.option("--partial", key="partial", is_flag=True)
    def convert_command(source: str, target: str, *, tables: str | None, partial: bool, form: str, lang: Lang) -> None:
        sys.exit(_convert(source, target, tables, form, lang, partial=partial))

    @make.command("template", "text", reads=False)
    @click.argument("target", metavar="OUT.xlsx")
    @make.option("--years", key="years", default="2025-2030", show_default=True)
    def template_command(target: str, *, years: str, form: str, lang: Lang) -> None:  # noqa: ARG001 - one form alone
        sys.exit(_template(target, years, lang))


def _convert(source: str, target: str, tables: str | None, form: str, lang: Lang, *, partial: bool) -> int:
    if not can_write(source, target, tables, lang):
        return UNUSABLE
    with Progress() as progress:
        reading = read_path(source, progress)
    written = reading.is_whole or partial
    if written:
        write_plan(reading.plan, target, tables)
    if form == "text":
        _tell(reading, lang)
    if form == "json":
        echo_json({**reading_data(source, reading, Report()), "written": target if written else None})
    elif written:
        click.echo(WORDS["written"].text(lang).format(path=target, what=repr(reading.plan)))
    if not written:
        return refuse("not_written", lang, path=target)
    return CLEAN if reading.is_whole else FOUND


def _tell(reading: Reading, lang: Lang) -> None:
    """Tell what is wrong with the files, and what was lost in reading."""
    from regplan.report import finding_lines  # noqa: PLC0415

    for finding in reading.findings:
        echo_lines((*finding_lines(finding, lang, paint), ""))
    if reading.loss:
        click.echo(WORDS["lost"].text(lang).format(count=len(reading.loss)))
        echo_lines(loss_lines(reading.loss, lang))


def _template(target: str, years: str, lang: Lang) -> int:
    from regplan.io.workbook_out import write_template  # noqa: PLC0415

    found = re.fullmatch(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*", years, re.ASCII)
    first, last = (int(found[1]), int(found[2])) if found else (0, -1)
    if not 0 < last - first + 1 <= _MOST_YEARS:
        return refuse("bad_years", lang, got=years)
    if Path(target).suffix.lower() != ".xlsx":
        return refuse("template_ending", lang, got=Path(target).suffix or target)
    write_template(target, first_year=first, last_year=last)
    click.echo(WORDS["written"].text(lang).format(path=target, what=f"{first}–{last}"))
    return CLEAN
