"""The command ``budget``: money added up, and documents side by side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

import click

from regplan.calc.budget import (
    AccountSide,
    BasesDifferError,
    DocumentsOverlapError,
    Doubt,
    Flow,
    LevelsDifferError,
    NoDocumentError,
    NoMoneyError,
    Totals,
    account_sides,
    flow,
    totals,
)
from regplan.cli._words import REFUSALS
from regplan.errors import CallError, PeriodsDifferError, RegplanError, UnknownNameError
from regplan.index.selecting import Revision, select_documents
from regplan.model.keys import indonesian
from regplan.model.plan import Plan
from regplan.report.accounts import account_records, account_sheets, side_data
from regplan.report.money import change_records, flow_sheets, side_records, total_records, totals_sheet
from regplan.report.sheets import Sheet, csv_text, json_ready, sheet_lines
from regplan.values.lang import Bilingual, Lang

__all__ = ["run_budget"]

_SIDES: Final = ("agency", "mission", "fund", "place", "account", "node")


def run_budget(
    plan: Plan,
    *,
    by: str | None,
    documents: list[str] | None,
    year: int | None,
    basis: Any,
    revision: str | None,
    level: Any,
    match: Any,
    items: bool,
    form: str,
    lang: Lang,
    framework: Any = None,
) -> None:
    """
    Print the money of a plan: of one document added up, of several side by side.

    Args:
        plan: The plan.
        by: What to add up by, or to set side by side.
        documents: The documents, in their order; all of them, one a line, when None.
        year: The year; where all documents are for one, that.
        basis: The basis of the amounts.
        revision: Which version of each.
        level: The level of the items that are compared.
        match: What makes two items one.
        items: Whether the items are listed that changed.
        form: ``text``, ``json`` or ``csv``.
        lang: The language.
        framework: The references that count as tags.

    Raises:
        CallError: The money cannot be added or compared; one line says why, in the language.
    """
    side = "agency" if by == "opd" else by
    try:
        version = _revision(revision)
        if documents is None or (len(documents) == 1 and not items):
            found = _added(plan, documents, side, year, basis, version, framework)
            sides = account_sides(plan, found.documents, year=year, basis=basis) if side == "account" else ()
            if not len(found) and all(one.whole.state == "absent" for one in sides):
                told = ", ".join(found.documents)
                msg = Bilingual(
                    f"{told} tidak memuat rincian uang untuk itu ({indonesian(basis)})",
                    f"{told} has no entries of money for that ({basis})",
                )
                raise NoMoneyError(msg)
            _print_totals(plan, found, sides, form, lang)
            return
        side = side or ("agency" if plan.agencies else "node")
        if side not in _SIDES:
            raise UnknownNameError(
                str(by), Bilingual("sisi untuk menyandingkan dokumen", "side to set documents side by side by"), _SIDES
            )
        of_year = year if year is not None else _year_of(plan, documents, version)
        walk = flow(plan, documents, year=of_year, basis=basis, level=level, match=match, revision=version)
        _print_flow(plan, walk, side, form, lang, items=items)
    except RegplanError as error:
        raise CallError(_refused(error, lang)) from None


def _revision(text: str | None) -> Revision | None:
    """Read which version is meant; the selector refuses what is none."""
    return int(text) if text is not None and text.isdecimal() else text  # type: ignore[return-value] # refused below


def _added(
    plan: Plan,
    documents: list[str] | None,
    side: Any,
    year: int | None,
    basis: Any,
    revision: Revision | None,
    framework: Any,
) -> Totals:
    """
    Add up the documents that are named, or those of the one kind that has money.

    Where neither they nor a side are named, all stand side by side by year.
    """
    told = {one.document for one in plan.allocations if one.basis == basis and one.role == "entry"}
    spoken = {one.id: one.kind for one in plan.documents if one.id in told}
    kinds = list(dict.fromkeys(spoken.values()))
    if documents is None and side is not None and len(kinds) > 1:
        msg = Bilingual(
            f"uang ada di {', '.join(kinds)}: sebut satu dengan --documents",
            f"there is money in {', '.join(kinds)}: name one with --documents",
        )
        raise DocumentsOverlapError(msg)
    if documents is not None or (side is not None and kinds):
        named = kinds if documents is None else documents
        return totals(plan, named, by=side or "agency", year=year, basis=basis, revision=revision, framework=framework)
    if not spoken:
        msg = Bilingual(
            f"tidak ada dokumen rencana ini yang memuat rincian uang ({indonesian(basis)})",
            f"no document of the plan has entries of money ({basis})",
        )
        raise NoMoneyError(msg)
    return totals(plan, list(spoken), by=("document", "year"), year=year, basis=basis, revision=revision)


def _year_of(plan: Plan, documents: list[str], revision: Revision | None) -> int:
    """Return the one year that all documents are for."""
    chosen = [plan.documents[at] for at in select_documents(plan, documents, revision=revision)]
    years = {(one.first_year, one.last_year) for one in chosen}
    spans = {year for pair in years for year in pair if year is not None}
    if len(spans) == 1:
        return spans.pop()
    told = ", ".join(one.id for one in chosen)
    msg = Bilingual(
        f"sebut tahunnya: {told or 'tanpa dokumen'} tidak semuanya untuk satu tahun",
        f"name the year: {told or 'no document'} are not all for one",
    )
    raise PeriodsDifferError(msg)


def _refused(error: RegplanError, lang: Lang) -> str:
    """Say in one line why money is not added or compared, and how to ask for what can be."""
    name = next((one.__name__ for one in _KNOWN if isinstance(error, one)), None)
    lead = REFUSALS[name].text(lang) if name else None
    return f"{lead} ({error.text(lang)})" if lead else error.text(lang)


_KNOWN: Final = (
    LevelsDifferError,
    NoDocumentError,
    NoMoneyError,
    BasesDifferError,
    DocumentsOverlapError,
    PeriodsDifferError,
    UnknownNameError,
    CallError,
)


def _print_totals(plan: Plan, found: Totals, sides: Sequence[AccountSide], form: str, lang: Lang) -> None:
    """Print totals; by account, revenue before spending and financing after it."""
    if form == "text":
        _print_sheets(account_sheets(plan, found, sides, lang) if sides else [totals_sheet(plan, found, lang)], lang)
        return
    records = total_records(plan, found, lang)
    if form == "csv":
        click.echo(csv_text(account_records(plan, found, sides, lang) if sides else records), nl=False)
        return
    whole = found.total
    _print_json(
        {
            "format": "regplan-totals/1",
            "by": found.by,
            "basis": found.basis,
            "documents": found.documents,
            "periods": found.periods,
            "rows": records,
            **({"sides": side_data(sides)} if sides else {}),
            "total": None if whole is None else {"amount": whole.amount, "unknown": whole.unknown, "rows": whole.rows},
            "doubtful": found.doubtful,
            "doubts": _doubts(found.doubts),
        }
    )


def _print_flow(plan: Plan, found: Flow, side: str, form: str, lang: Lang, *, items: bool) -> None:
    if form == "text":
        _print_sheets(flow_sheets(plan, found, side, lang, items=items), lang)
        return
    of_items = items or side == "node"
    if form == "csv":
        rows = change_records(plan, found, lang) if of_items else side_records(plan, found, side, lang)
        click.echo(csv_text(rows), nl=False)
        return
    steps = [*found.steps, *([found.direct] if len(found.steps) > 1 else [])]
    measures = [
        {"from": one.before, "to": one.after, "renamed": one.renamed, "moved": one.moved} | _measures(one.measures)
        for one in steps
    ]
    told = {"year": found.year, "basis": found.basis, "level": found.level, "match": found.match}
    _print_json(
        {"format": "regplan-flow/1", "stages": found.stages}
        | told
        | {
            "measures": measures,
            "by": None if side == "node" else side_records(plan, found, side, lang),
            "items": change_records(plan, found, lang) if of_items else None,
            "doubts": _doubts(found.doubts),
        }
    )


def _measures(one: Any) -> dict[str, Any]:
    """Return measures with exact shares, where a DataFrame would have floats."""
    return {name: getattr(one, name, value) for name, value in one.to_dict().items()}


def _doubts(doubts: tuple[Doubt, ...]) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "subject": one.subject, "document": one.document, "period": one.period} for one in doubts
    ]


def _print_sheets(sheets: Any, lang: Lang) -> None:
    sheet: Sheet
    for at, sheet in enumerate(sheets):
        if at:
            click.echo()
        for line in sheet_lines(sheet, lang):
            click.echo(line)


def _print_json(data: Any) -> None:
    click.echo(json.dumps(json_ready(data), ensure_ascii=False, indent=1))
