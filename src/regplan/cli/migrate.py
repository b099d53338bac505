"""The command ``migrate``: a plan from one version of the nomenclature into another."""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from regplan.cli._lists import read_lists
from regplan.cli._words import WORDS
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
    reading_data,
    words_of,
)
from regplan.cli.writing import can_save, can_write, refuse, write_plan
from regplan.diagnostics.inputs import InputErrors
from regplan.diagnostics.report import Report
from regplan.values.lang import Lang

if TYPE_CHECKING:
    from regplan.model.nomenclature import Nomenclature

__all__ = ["register"]


def register(make: Maker) -> None:
    """Add the command."""

    @make.command("migrate")
    @click.argument("source", metavar="IN")
    @click.argument("target", metavar="OUT")
    @make.option("--from", "old", key="migrate_from", metavar="VERSION")
    @make.option("--to", "new", key="migrate_to", metavar="VERSION", required=True)
    @make.option("--nomenclature", key="nomenclature", metavar="VERSION=FILE", multiple=True, required=True)
    @make.option("--documents", key="migrate_documents", metavar="WORDS")
    @make.option("--sure", key="sure", type=click.FloatRange(0, 1), default=0.9, show_default=True)
    @make.option("--save", key="save", metavar="FILE")
    @make.option("--as", "tables", key="as", type=click.Choice(["csv", "parquet"]))
    def migrate_command(source: str, target: str, **settings: Any) -> None:
        sys.exit(_migrate(source, target, **settings))


def _migrate(
    source: str,
    target: str,
    *,
    old: str | None,
    new: str,
    nomenclature: tuple[str, ...],
    documents: str | None,
    sure: float,
    save: str | None,
    tables: str | None,
    form: str,
    lang: Lang,
) -> int:
    from regplan.io.scenarios import save_scenario  # noqa: PLC0415 - help needs no scenario
    from regplan.report.migration import migration_data, migration_lines  # noqa: PLC0415
    from regplan.scenario import conserved, migrate  # noqa: PLC0415

    files = [file for one in nomenclature for file in one.partition("=")[2].split(",")]
    if not can_write(source, target, tables, lang) or not can_save(save, (source, target, *files), lang):
        return UNUSABLE
    try:
        lists = read_lists(nomenclature)
    except InputErrors as errors:
        echo_problems(source, errors.findings, form, lang)
        return UNUSABLE
    pair = _pair(lists, old, new)
    if pair is None:
        told = {"old": old or "?", "new": new, "given": ", ".join(one.version for one in lists)}
        return refuse("migrate_lists", lang, **told)
    reading = read_whole(source, form, lang)
    if reading is None:
        return UNUSABLE
    way = migrate(reading.plan, *pair, documents=words_of(documents), sure=Fraction(str(sure)))
    after = way.apply(reading.plan)
    proof = conserved(reading.plan, after)
    if proof.is_whole:
        write_plan(after, target, tables)
        if save is not None:
            save_scenario(way.scenario, save)
    if form == "json":
        data = migration_data(pair[0].version, pair[1].version, way, proof)
        written = {"written": target if proof.is_whole else None}
        echo_json({**reading_data(source, reading, Report()), **data, **written})
    else:
        echo_lines(migration_lines(way, proof, lang, paint))
        if proof.is_whole:
            click.echo(WORDS["written"].text(lang).format(path=target, what=repr(after)))
    if not proof.is_whole:
        return UNUSABLE
    return FOUND if way.worklist or way.left else CLEAN


def _pair(lists: tuple[Nomenclature, ...], old: str | None, new: str) -> tuple[Nomenclature, Nomenclature] | None:
    """Choose the lists to go from and to; the one to go from need not be named where there is one other list alone."""
    known = {one.version: one for one in lists}
    others = [one for one in known if one != new]
    start = old if old is not None else others[0] if len(others) == 1 else None
    return (known[start], known[new]) if start in known and new in known and len(known) == len(lists) else None
