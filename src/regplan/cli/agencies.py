"""The command ``opd``."""

from __future__ import annotations

import sys

import click

from regplan.cli.shell import CLEAN, UNUSABLE, Maker, echo_json, echo_lines, paint, read_whole
from regplan.values.lang import Lang

__all__ = ["register"]


def register(make: Maker) -> None:
    """Add the command."""

    @make.command("opd")
    @click.argument("path")
    @make.option("--agency", key="opd_agency", metavar="ID")
    @make.option("--roll-up", key="roll_up", is_flag=True)
    def opd_command(path: str, *, agency: str | None, roll_up: bool, form: str, lang: Lang) -> None:
        sys.exit(_opd(path, agency, form, lang, roll_up=roll_up))


def _opd(path: str, agency: str | None, form: str, lang: Lang, *, roll_up: bool) -> int:
    from regplan.report.agencies import agency_data, agency_lines, agency_report  # noqa: PLC0415 - help needs no graph

    reading = read_whole(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = agency_report(reading.plan, agency, roll_up=roll_up)
    if form == "json":
        echo_json(agency_data(found))
    else:
        echo_lines(agency_lines(found, lang, paint))
    return CLEAN
