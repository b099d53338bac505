"""The options of ``budget``; what it does stands in ``budget.py`` and is imported when it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final, get_args

import click

from regplan.model.words import LEVELS, Framework
from regplan.values.lang import Lang

__all__ = ["register_budget"]

_BY: Final = ("opd", "mission", "fund", "place", "tag", "account", "level", "year", "document", "node")
_BASES: Final = ("ceiling", "forward_estimate", "realised")
_MATCHES: Final = ("any", "instance", "code", "code_and_agency", "title")
_UNUSABLE: Final = 2


def register_budget(
    command: Callable[..., Callable[[Any], Any]],
    option: Callable[..., Callable[[Any], Any]],
    read: Callable[[str, str, Lang], Any],
) -> None:
    """
    Add the command to the group.

    Args:
        command: Makes a command of a name and further formats.
        option: Makes an option whose help stands in the words.
        read: Reads a plan whole, or tells what is wrong and gives None.
    """

    @command("budget", "csv")
    @click.argument("path")
    @option("--by", key="by", type=click.Choice(_BY))
    @option("--documents", key="stages", metavar="WORDS")
    @option("--year", key="year", type=int)
    @option("--basis", key="basis", type=click.Choice(_BASES), default="ceiling", show_default=True)
    @option("--revision", key="revision", metavar="latest|original|N")
    @option(
        "--level", key="flow_level", type=click.Choice(LEVELS), metavar="LEVEL", default="program", show_default=True
    )
    @option("--match", key="match", type=click.Choice(_MATCHES), default="any", show_default=True)
    @option("--framework", key="framework", type=click.Choice(get_args(Framework)), metavar="NAME")
    @option("--flow", "items", key="flow", is_flag=True)
    def budget(path: str, *, documents: str | None, form: str, lang: Lang, **settings: Any) -> None:
        from regplan.cli.budget import run_budget  # noqa: PLC0415 - help needs no numpy

        words = None if documents is None else [word.strip() for word in documents.split(",") if word.strip()]
        reading = read(path, form, lang)
        if reading is None:
            sys.exit(_UNUSABLE)
        run_budget(reading.plan, documents=words, form=form, lang=lang, **settings)
