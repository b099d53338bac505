"""The command ``form``: an official table of a plan as a workbook to print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from regplan.cli._words import WORDS
from regplan.cli.shell import CLEAN, UNUSABLE, Maker, echo_json, read_whole, words_of
from regplan.cli.writing import is_same, refuse
from regplan.values.lang import Lang

__all__ = ["register"]


def register(make: Maker) -> None:
    """Add the command."""

    @make.command("form")
    @click.argument("source", metavar="IN")
    @click.argument("name", metavar="NAME")
    @click.argument("target", metavar="OUT.xlsx")
    @make.option("--year", key="form_year", type=int, required=True)
    @make.option("--documents", key="form_documents", metavar="WORDS")
    def form_command(
        source: str, name: str, target: str, *, year: int, documents: str | None, form: str, lang: Lang
    ) -> None:
        sys.exit(_print(source, name, target, year, words_of(documents) or [], form, lang))


def _print(source: str, name: str, target: str, year: int, documents: list[str], form: str, lang: Lang) -> int:
    from regplan.io.forms import form_named, write_form  # noqa: PLC0415 - help needs no writer

    if Path(target).suffix.lower() != ".xlsx":
        return refuse("form_ending", lang, got=Path(target).suffix or target)
    if is_same(source, target):
        return refuse("same_file", lang)
    table = form_named(name)
    reading = read_whole(source, form, lang)
    if reading is None:
        return UNUSABLE
    done = write_form(reading.plan, table, target, year=year, documents=documents)
    if form == "json":
        echo_json(
            {"written": target, "name": done.name, "rows": done.rows, "empty": done.empty, "notes": list(done.notes)}
        )
        return CLEAN
    click.echo(WORDS["form_written"].text(lang).format(path=target, name=done.name, rows=done.rows, empty=done.empty))
    return CLEAN
