"""The command ``diff``: what makes one plan of another."""

from __future__ import annotations

import sys

import click

from regplan.cli.shell import CLEAN, FOUND, UNUSABLE, Maker, echo_json, echo_lines, paint, read_whole
from regplan.cli.writing import can_save
from regplan.values.lang import Lang

__all__ = ["register"]


def register(make: Maker) -> None:
    """Add the command."""

    @make.command("diff")
    @click.argument("before")
    @click.argument("after")
    @make.option("--save", key="save", metavar="FILE")
    def diff_command(before: str, after: str, *, save: str | None, form: str, lang: Lang) -> None:
        sys.exit(_diff(before, after, save, form, lang))


def _diff(before: str, after: str, save: str | None, form: str, lang: Lang) -> int:
    from regplan.io.scenarios import save_scenario  # noqa: PLC0415
    from regplan.report.scenarios import difference_data, difference_lines  # noqa: PLC0415
    from regplan.scenario import diff  # noqa: PLC0415

    if not can_save(save, (before, after), lang):
        return UNUSABLE
    readings = [read_whole(path, form, lang) for path in (before, after)]
    plans = [one.plan for one in readings if one is not None]
    if len(plans) < len(readings):
        return UNUSABLE
    found = diff(plans[0], plans[1], name=f"{before} → {after}")
    if save is not None:
        save_scenario(found, save)
    if form == "json":
        echo_json(difference_data(before, after, found))
    else:
        echo_lines(difference_lines(found, lang, paint))
    return FOUND if found.edits else CLEAN
