"""Annexes of the Perda APBD: IV (programs with results and kinds of spending), VII and VIII (do RPJMD, RKPD, PPAS, APBD agree)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import attrs

from regplan.calc.budget import flow, totals
from regplan.errors import CallError
from regplan.io.forms._rows import Item, items_of, measured_text, region_title
from regplan.io.forms._sheet import NOBODY, Column, FormSheet, Formula, Row, sum_of
from regplan.law import current
from regplan.model.origins import letters_of
from regplan.model.plan import Plan
from regplan.model.words import Level
from regplan.values.code import cleaned
from regplan.values.money import Rupiah

__all__ = ["annex_iv", "annex_vii", "annex_viii"]

_KINDS: Final = (("5.1", "Operasi"), ("5.2", "Modal"), ("5.3", "Tidak Terduga"), ("5.4", "Transfer"))
"""Kinds of spending by the beginning of the account's code (regulations §1.13.7)."""
_WORK: Final[tuple[Level, ...]] = ("program", "activity", "sub_activity")


def annex_iv(plan: Plan, year: int, documents: Sequence[str]) -> FormSheet:
    """
    Lay out spending by urusan, bidang urusan, OPD, program, activity and sub activity, with indicators and kinds of spending.

    The columns are those of applications that print this annex (code, description, four groups of spending, sum); indicators and
    targets beside them, and not in rows below, are recalled.
    """
    chosen = list(documents) or ["APBD"]
    money: dict[str, dict[str | None, Rupiah | None]] = defaultdict(dict)
    for one in totals(plan, chosen, by=["node", "account"], year=year, revision="latest"):
        node, account = one.key
        kind = next((kind for kind, _ in _KINDS if account and account.startswith(kind)), None)
        before = money[str(node)].get(kind, 0)
        money[str(node)][kind] = None if before is None or one.amount is None else _sum([before, one.amount])
    whole = {str(one.key[0]): one.amount for one in totals(plan, chosen, by="node", year=year, revision="latest")}
    blocks: dict[tuple[str, str, str], list[Row]] = {}
    key = ("", "", "")
    for item in items_of(plan, whole, _WORK):
        if item.level == "program" or not blocks:
            key = _home(item)
        own = money[item.id]
        kinds = tuple(own.get(kind) for kind, _ in _KINDS)
        name, target = measured_text(plan, item.id, chosen, year)
        row = Row((item.code, item.title, name, target, *kinds, whole[item.id]), strong=item.level == "program")
        blocks.setdefault(key, []).append(row)
    untold = sum(None in own for own in money.values())
    columns = (
        Column(("Kode",), width=20),
        Column(("Uraian Urusan, Organisasi, Program, Kegiatan, dan Sub Kegiatan",), width=44),
        Column(("Indikator",), width=36),
        Column(("Target",), width=16),
        *(Column(("Kelompok Belanja", head), "money", 18) for _, head in _KINDS),
        Column(("Jumlah",), "money", 20),
    )
    notes = (
        (f"Rekening belanja tidak disebut pada {untold} butir: uangnya hanya dalam kolom Jumlah.",) if untold else ()
    )
    titles = (
        "LAMPIRAN IV PERATURAN DAERAH TENTANG APBD",
        "REKAPITULASI BELANJA MENURUT URUSAN PEMERINTAHAN DAERAH, ORGANISASI, PROGRAM, KEGIATAN BESERTA HASIL, DAN SUB KEGIATAN BESERTA KELUARAN",
        region_title(plan, year),
    )
    form = FormSheet("Lampiran IV", titles, columns, (), tuple((at, ()) for at in range(4, 9)), notes)
    return _under_headings(form, blocks)


def _home(item: Item) -> tuple[str, str, str]:
    """Return under which urusan, bidang urusan and OPD a program stands; empty where its code or it does not say."""
    parts = cleaned(item.code).split(".") if item.code else []
    group = parts[0] if parts and parts[0] in current().affairs.groups else ""
    return (
        group,
        ".".join(parts[:2]) if group and len(parts) > 2 else "",
        item.agency or "",
    )


def _under_headings(form: FormSheet, blocks: Mapping[tuple[str, str, str], list[Row]]) -> FormSheet:
    """Put rows for urusan, bidang urusan and OPD above their programs, each with the sum of the programs below it."""
    rows: list[Row] = []
    heads: list[tuple[int, tuple[str, ...]]] = []
    programs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    before: tuple[str, ...] = ()
    for key in sorted(blocks):
        for depth in (1, 2, 3):
            if key[depth - 1] and before[:depth] != key[:depth]:
                heads.append((len(rows), key[:depth]))
                rows.append(Row(()))
        before = key
        for row in blocks[key]:
            if row.strong or row is blocks[key][0]:
                for depth in (0, 1, 2, 3):
                    programs[key[:depth]].append(len(rows))
            rows.append(row)
    for at, path in heads:
        below = programs[path]
        sums = [
            sum_of(column, [form.first + one for one in below], [rows[one].cells[column] for one in below])
            for column, _ in form.sums
        ]
        rows[at] = Row((*_heading(path), NOBODY, NOBODY, *sums), strong=True)
    all_of = tuple(programs[()])
    return attrs.evolve(form, rows=tuple(rows), sums=tuple((column, all_of) for column, _ in form.sums))


def _heading(path: tuple[str, ...]) -> tuple[str, str]:
    """Write code and name of an urusan, a bidang urusan, or an OPD."""
    if len(path) == 1:
        return path[0], current().affairs.groups[path[0]].id
    if len(path) == 2:
        known = current().affairs.fields.get(path[1])
        return path[1], known.id.capitalize() if known else path[1]
    return NOBODY, path[2]


def annex_vii(plan: Plan, year: int, documents: Sequence[str]) -> FormSheet:
    """
    Set the programs of the RPJMD beside those of the APBD.

    Code, description and the money of both are the columns that applications print, without indicators; the differences are ours.
    """
    stages = tuple(documents) or ("RPJMD", "APBD")
    titles = (
        "LAMPIRAN VII PERATURAN DAERAH TENTANG APBD",
        "SINKRONISASI PROGRAM PADA RPJMD DENGAN APBD",
        region_title(plan, year),
    )
    return _beside(plan, year, stages, ("program",), "Lampiran VII", titles)


def annex_viii(plan: Plan, year: int, documents: Sequence[str]) -> FormSheet:
    """
    Set programs, activities and sub activities of RKPD, PPAS and APBD beside one another.

    Code, description and the money of the three are the columns that applications print; the differences are ours.
    """
    stages = tuple(documents) or ("RKPD", "PPAS", "APBD")
    titles = (
        "LAMPIRAN VIII PERATURAN DAERAH TENTANG APBD",
        "SINKRONISASI PROGRAM, KEGIATAN, DAN SUB KEGIATAN PADA RKPD DAN PPAS DENGAN APBD",
        region_title(plan, year),
    )
    return _beside(plan, year, stages, _WORK, "Lampiran VIII", titles)


def _beside(
    plan: Plan, year: int, stages: tuple[str, ...], levels: tuple[Level, ...], name: str, titles: tuple[str, ...]
) -> FormSheet:
    """Write a row a code, a column a document, and what the last has more or less than each other."""
    found: dict[str, tuple[Level, list[Rupiah | None]]] = {}
    notes = []
    for level in levels:
        try:
            amounts = _amounts(plan, year, stages, level)
        except CallError as error:
            if level == levels[0]:
                raise
            notes.append(f"Tingkat {_LEVELS[level]} tidak disandingkan: {error}")
            continue
        for code, cells in amounts.items():
            found.setdefault(code, (level, cells))
    items = {cleaned(node.code): node.title for node in plan.nodes if node.code}
    last = len(stages) - 1
    rows: list[Row] = []
    parts: list[int] = []
    for code in sorted(found):
        level, cells = found[code]
        if level == levels[0]:
            parts.append(len(rows))
        differences = [_difference(2 + last, 2 + at, cells[last], cells[at]) for at in range(last)]
        rows.append(
            Row((code, items.get(code, code), *cells, *differences), strong=level == levels[0] and len(levels) > 1)
        )
    columns = (
        Column(("Kode",), width=22),
        Column(("Program" if len(levels) == 1 else "Program, Kegiatan, Sub Kegiatan",), width=50),
        *(Column(("Pagu", stage), "money", 22) for stage in stages),
        *(Column(("Selisih", f"{stages[last]} − {stage}"), "money", 20) for stage in stages[:-1]),
    )
    sums = tuple((column, tuple(parts)) for column in range(2, len(columns)))
    return FormSheet(name, titles, columns, tuple(rows), sums, tuple(notes))


_LEVELS: Final[Mapping[str, str]] = {"program": "program", "activity": "kegiatan", "sub_activity": "sub kegiatan"}


def _amounts(plan: Plan, year: int, stages: tuple[str, ...], level: Level) -> dict[str, list[Rupiah | None]]:
    """Follow the money of a level by code through the documents; None where one does not state it."""
    found: dict[str, list[Rupiah | None]] = {}
    told = flow(plan, list(stages), year=year, level=level, match="code", revision="latest")
    for at, step in enumerate(told.steps):
        for change in step:
            cells = found.setdefault(change.key, [None] * len(stages))
            cells[at], cells[at + 1] = change.before, change.after
    return found


def _difference(after: int, before: int, last: Rupiah | None, other: Rupiah | None) -> Formula:
    """Subtract by a formula; where one is absent its empty cell counts as nothing, as the form has it."""
    value = None if last is None and other is None else _sum([last or 0, -(other or 0)])
    return Formula(f"={letters_of(after + 1)}{{row}}-{letters_of(before + 1)}{{row}}", value)


def _sum(amounts: Sequence[Rupiah]) -> Decimal:
    return sum(map(Decimal, amounts), Decimal(0))
