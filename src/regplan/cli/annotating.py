"""The option ``--annotate`` of ``check``: findings into a copy of the user's own workbook."""

from __future__ import annotations

from pathlib import Path

import click

from regplan.cli._words import WORDS
from regplan.cli.shell import is_scrubbed, write_fault
from regplan.diagnostics.report import Report
from regplan.errors import CallError
from regplan.values.lang import Lang

__all__ = ["annotate_copy", "can_annotate"]


def can_annotate(path: str, out: str, lang: Lang) -> bool:
    """Tell whether *path* is a workbook that can be copied to *out*; if not, say why before anything is read."""
    from regplan.io.annotate import COPIED  # noqa: PLC0415

    for one in (path, out):
        if Path(one).suffix.lower() not in COPIED:
            click.echo(f"regplan: {WORDS['not_annotated'].text(lang).format(got=one)}", err=True)
            return False
    if is_scrubbed():
        click.echo(f"regplan: {WORDS['annotate_scrub'].text(lang)}", err=True)
        return False
    return True


def annotate_copy(path: str, out: str, report: Report, lang: Lang) -> bool:
    """Write the copy and tell what it has and what it cannot keep."""
    from regplan.io.annotate import annotate  # noqa: PLC0415

    try:
        done = annotate(report, path, out, lang=lang)
    except CallError as error:
        click.echo(f"regplan: {error.text(lang)}", err=True)
        return False
    except OSError as error:
        click.echo(f"regplan: {write_fault(error, lang, out)}", err=True)
        return False
    told = WORDS["annotated"].text(lang)
    click.echo(told.format(path=out, comments=done.comments, listed=done.listed, sheet=done.sheet), err=True)
    for one in done.not_kept:
        click.echo(f"  {one.text(lang)}", err=True)
    return True
