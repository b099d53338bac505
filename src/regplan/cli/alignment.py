"""The commands ``explain``, ``impact`` and ``graph``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from regplan.cli.shell import CLEAN, UNUSABLE, Maker, echo_json, echo_lines, paint, read_whole
from regplan.model.words import LEVELS
from regplan.values.lang import Lang

__all__ = ["register"]


def register(make: Maker) -> None:
    """Add the commands."""

    @make.command("explain")
    @click.argument("node")
    @click.argument("path")
    def explain_command(node: str, path: str, *, form: str, lang: Lang) -> None:
        sys.exit(_explain(node, path, form, lang))

    @make.command("impact")
    @click.argument("node")
    @click.argument("path")
    def impact_command(node: str, path: str, *, form: str, lang: Lang) -> None:
        sys.exit(_impact(node, path, form, lang))

    @make.command("graph", "graphml", "dot", "mermaid", "json", key="graph_format")
    @click.argument("path")
    @make.option("--under", key="under", metavar="NODE")
    @make.option("--level", key="level", type=click.Choice(LEVELS))
    def graph_command(path: str, *, under: str | None, level: str | None, form: str, lang: Lang) -> None:
        sys.exit(_graph(path, under, level, form, lang))


def _explain(node: str, path: str, form: str, lang: Lang) -> int:
    from regplan.graph import explain  # noqa: PLC0415 - help needs no graph

    node, path = _in_order(node, path)
    reading = read_whole(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = explain(reading.plan, node)
    if form == "json":
        echo_json(found.to_dict())
    else:
        click.echo(found.text(lang))
    return CLEAN


def _impact(node: str, path: str, form: str, lang: Lang) -> int:
    from regplan.graph import impact  # noqa: PLC0415
    from regplan.report.alignment import impact_lines  # noqa: PLC0415

    node, path = _in_order(node, path)
    reading = read_whole(path, form, lang)
    if reading is None:
        return UNUSABLE
    found = impact(reading.plan, node)
    if form == "json":
        echo_json(found.to_dict())
    else:
        echo_lines(impact_lines(found, lang, paint))
    return CLEAN


def _graph(path: str, under: str | None, level: str | None, form: str, lang: Lang) -> int:
    from regplan.graph import export_graph  # noqa: PLC0415

    reading = read_whole(path, form if form == "json" else "text", lang)
    if reading is None:
        return UNUSABLE
    click.echo(export_graph(reading.plan, form, under=under, level=level), nl=False)  # type: ignore[arg-type] # choices
    return CLEAN


def _in_order(node: str, path: str) -> tuple[str, str]:
    """Take node and path in either order, as ``trace`` does."""
    return (path, node) if Path(node).exists() and not Path(path).exists() else (node, path)
