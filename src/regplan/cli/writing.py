"""What commands that write a plan share: which endings there are, and one line where it cannot be written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from regplan.cli._words import WORDS
from regplan.cli.shell import UNUSABLE
from regplan.values.lang import Lang

if TYPE_CHECKING:
    from regplan.model.plan import Plan

__all__ = ["can_save", "can_write", "is_same", "refuse", "write_plan"]

_ENDINGS: Final = (".xlsx", ".yaml", ".yml", ".json")


def can_write(source: str, target: str, tables: str | None, lang: Lang) -> bool:
    """Tell whether a plan from *source* can be written to *target*; if not, say why before anything is read."""
    ending = Path(target).suffix.lower()
    if tables is None and ending not in _ENDINGS:
        refuse("unknown_ending", lang, got=ending or target)
        return False
    if is_same(source, target):
        refuse("same_file", lang)
        return False
    if _reaches(source, target) or (tables is not None and _reaches(target, source)):
        refuse("inside", lang)
        return False
    return True


def can_save(save: str | None, others: Iterable[str], lang: Lang) -> bool:
    """Tell whether a scenario can be saved beside what the call reads and writes; if not, say which of them it would replace."""
    for other in others if save is not None else ():
        if is_same(str(save), other):
            refuse("save_same", lang, path=str(save), other=other)
            return False
    return True


def is_same(one: str, other: str) -> bool:
    """Tell whether two paths are one file or folder, by whatever name, there or still to be written."""
    if Path(one).exists() and Path(other).exists():
        return Path(one).samefile(other)
    return Path(one).resolve() == Path(other).resolve()


def _reaches(folder: str, path: str) -> bool:
    """Tell whether *path* lies in a folder, where reading the folder would read it too."""
    return Path(folder).is_dir() and Path(folder).resolve() in Path(path).resolve().parents


def write_plan(plan: Plan, target: str, tables: str | None) -> None:
    """
    Write a plan as the ending of *target* says, or as a folder of *tables* (``csv``, ``parquet``).

    Raises:
        OSError: The file cannot be written; ``main`` says so in one line.
    """
    from regplan.io import save  # noqa: PLC0415 - help needs no writer
    from regplan.io.tables_out import write_csv, write_parquet  # noqa: PLC0415
    from regplan.io.workbook_out import write_workbook  # noqa: PLC0415

    if tables == "csv":
        write_csv(plan, target)
    elif tables == "parquet":
        write_parquet(plan, target)
    elif Path(target).suffix.lower() == ".xlsx":
        write_workbook(plan, target)
    else:
        save(plan, target)


def refuse(key: str, lang: Lang, **words: str) -> int:
    """Say in one line why something is not done; the exit code."""
    click.echo(f"regplan: {WORDS[key].text(lang).format(**words)}", err=True)
    return UNUSABLE
