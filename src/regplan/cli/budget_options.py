"""The options of ``budget``; what it does stands in ``budget.py`` and is imported when it runs."""

from __future__ import annotations

import sys
from typing import Any, Final, get_args

import click

from regplan.cli.shell import UNUSABLE, Maker, Word, read_whole
from regplan.model.words import LEVELS, Framework
from regplan.values.lang import Lang

__all__ = ["register"]

_BY: Final = ("opd", "mission", "fund", "place", "tag", "account", "level", "year", "document", "node")
_BASES: Final = ("ceiling", "forward_estimate", "realised")
_MATCHES: Final = ("any", "instance", "code", "code_and_agency", "title")


def register(make: Maker) -> None:
    """Add the command."""

    @make.command("budget", "text", "json", "csv")
    @click.argument("path")
    @make.option("--by", key="by", type=Word(_BY))
    @make.option("--documents", key="stages", metavar="WORDS")
    @make.option("--year", key="year", type=int)
    @make.option("--basis", key="basis", type=Word(_BASES), default="ceiling", show_default=True)
    @make.option("--revision", key="revision", metavar="latest|original|N")
    @make.option("--level", key="flow_level", type=Word(LEVELS), metavar="LEVEL", default="program", show_default=True)
    @make.option("--match", key="match", type=click.Choice(_MATCHES), default="any", show_default=True)
    @make.option("--framework", key="framework", type=click.Choice(get_args(Framework)), metavar="NAME")
    @make.option("--flow", "items", key="flow", is_flag=True)
    def budget(path: str, *, documents: str | None, form: str, lang: Lang, **settings: Any) -> None:
        from regplan.cli.budget import run_budget  # noqa: PLC0415 - help needs no numpy

        words = None if documents is None else [word.strip() for word in documents.split(",") if word.strip()]
        reading = read_whole(path, "text" if form == "csv" else form, lang)
        if reading is None:
            sys.exit(UNUSABLE)
        run_budget(reading.plan, documents=words, form=form, lang=lang, **settings)
