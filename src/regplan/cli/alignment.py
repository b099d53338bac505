"""The commands ``explain``, ``impact`` and ``graph``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from regplan.model.words import LEVELS
from regplan.values.lang import Lang

__all__ = ["add_commands"]

_Make = Callable[..., Callable[[Any], Any]]


def add_commands(command: _Make, option: _Make, lang_option: Callable[[Any], Any]) -> None:
    """Add the commands; *command* and *option* are those of ``main``, in its language."""

    @command("explain")
    @click.argument("node")
    @click.argument("path")
    def explain_command(node: str, path: str, *, form: str, lang: Lang) -> None:
        sys.exit(_explain(node, path, form, lang))

    @command("impact")
    @click.argument("node")
    @click.argument("path")
    def impact_command(node: str, path: str, *, form: str, lang: Lang) -> None:
        sys.exit(_impact(node, path, form, lang))

    forms = click.Choice(["graphml", "dot", "mermaid", "json"])
    form_option = option("--format", "form", key="graph_format", type=forms, default="graphml", show_default=True)

    @command("graph", settings=(form_option, lang_option))
    @click.argument("path")
    @option("--under", key="under", metavar="NODE")
    @option("--level", key="level", type=click.Choice(LEVELS))
    def graph_command(path: str, *, under: str | None, level: str | None, form: str, lang: Lang) -> None:
        sys.exit(_graph(path, under, level, form, lang))


def _explain(node: str, path: str, form: str, lang: Lang) -> int:
    from regplan.cli.main import CLEAN, UNUSABLE, _echo_json, _plan  # noqa: PLC0415 - main imports this file
    from regplan.graph import explain  # noqa: PLC0415 - help needs no graph

    node, path = _in_order(node, path)
    reading = _plan(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = explain(reading.plan, node)
    if form == "json":
        _echo_json(found.to_dict())
    else:
        click.echo(found.text(lang))
    return CLEAN


def _impact(node: str, path: str, form: str, lang: Lang) -> int:
    from regplan.cli.main import CLEAN, UNUSABLE, _echo_json, _echo_lines, _paint, _plan  # noqa: PLC0415 - as above
    from regplan.graph import impact  # noqa: PLC0415
    from regplan.report.alignment import impact_lines  # noqa: PLC0415

    node, path = _in_order(node, path)
    reading = _plan(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = impact(reading.plan, node)
    if form == "json":
        _echo_json(found.to_dict())
    else:
        _echo_lines(impact_lines(found, lang, _paint))
    return CLEAN


def _graph(path: str, under: str | None, level: str | None, form: str, lang: Lang) -> int:
    from regplan.cli.main import CLEAN, UNUSABLE, _plan  # noqa: PLC0415 - as above
    from regplan.graph import export_graph  # noqa: PLC0415

    reading = _plan(path, form if form == "json" else "text", lang)
    if reading is None:
        return UNUSABLE
    click.echo(export_graph(reading.plan, form, under=under, level=level), nl=False)  # type: ignore[arg-type] # choices
    return CLEAN


def _in_order(node: str, path: str) -> tuple[str, str]:
    """Take node and path in either order, as ``trace`` does."""
    return (path, node) if Path(node).exists() and not Path(path).exists() else (node, path)
