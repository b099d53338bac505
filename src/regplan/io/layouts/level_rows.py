"""Templates with a row a level and year: RPJMD and Renstra (``level``, ``kode``, ``uraian``, ``tahun_target``, ``target``, ``pagu``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from regplan.io.cells import line_of, money_of, target_of, text_of
from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._outline import Outline, Spot, id_of
from regplan.io.layouts.cascade import LEVEL_WORDS, row_of_no_level
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model.documents import Document
from regplan.model.words import Accumulation, IndicatorKind
from regplan.values.lang import Bilingual
from regplan.values.period import UNSTATED

__all__ = ["LevelRows"]

_NEEDED: Final = frozenset({"level", "kode", "uraian", "tahun_target", "target"})
_READ: Final = _NEEDED | frozenset(
    [
        "rpjmd_judul",
        "renstra_judul",
        "nomor_perda",
        "nomor_dokumen",
        "tahun_awal",
        "tahun_akhir",
        "target_text",
        "satuan",
        "tipe_perhitungan",
        "opd_kode",
        "opd_nama",
        "pagu",
        "tipe_indikator",
        "formula",
        "formulasi_pengukuran",
        "definisi_operasional",
        "is_utama",
    ]
)
_ADDS: Final[Mapping[str, Accumulation]] = {"kumulatif": "sum", "non_kumulatif": "last"}
_KINDS: Final[Mapping[str, IndicatorKind]] = {
    "impact": "impact",
    "dampak": "impact",
    "outcome": "outcome",
    "hasil": "outcome",
    "output": "output",
    "keluaran": "output",
    "input": "input",
    "masukan": "input",
}


class LevelRows:
    """
    ``level`` says what a row is: ``tujuan``, ``indikator_tujuan`` …; an indicator has a row for each year of its target.

    Nodes stand below the last node of a higher level; what codes of other documents say is told as dropped.
    """

    name = "level_rows"
    title = Bilingual(
        "templat RPJMD/Renstra, satu baris per tingkat dan tahun", "RPJMD/Renstra template, a row a level and year"
    )

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know a sheet by its columns."""
        tables = [table for sheet in sheets if (table := Table.of(sheet)).columns.keys() >= _NEEDED]
        weight = sum(len(_READ & table.columns.keys()) for table in tables)
        how = Bilingual(
            "kolom level, kode, uraian, tahun_target, target", "the columns level, kode, uraian, tahun_target, target"
        )
        return Claim(tuple(table.sheet for table in tables), how, weight) if tables else None

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read each sheet as one document."""
        for sheet in sheets:
            _Rows.of(into.table(sheet), into).read()


@attrs.define
class _Rows:
    """Goes down the rows; remembers the node of each level and the indicator of each wording."""

    table: Table
    into: Intake
    outline: Outline
    targets: dict[str, dict[str, str]] = attrs.field(factory=dict)
    spots: dict[str, Spot] = attrs.field(factory=dict)
    named: dict[tuple[str, str], str] = attrs.field(factory=dict)
    money: dict[str, dict[str, object]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, table: Table, into: Intake) -> _Rows:
        """Make the document out of what the rows repeat: title, number, years, OPD."""

        def said(*keys: str) -> str | None:
            return next(
                (text for row in table.rows() for key in keys if (text := line_of(table, row, key, into))), None
            )

        is_renstra = "renstra_judul" in table.columns
        first, last = (
            int(text) if (text := said(key)) and re.fullmatch(r"20\d\d", text) else None
            for key in ("tahun_awal", "tahun_akhir")
        )
        agency = said("opd_nama", "opd_kode") if is_renstra else None
        agency = id_of(agency) if agency else None
        kind = "renstra" if is_renstra else "rpjmd"
        document = Document(
            id="-".join([kind, *([str(first)] if first else []), *([column_key(agency)[:40]] if agency else [])]),
            kind="RENSTRA" if is_renstra else "RPJMD",
            title=said("renstra_judul", "rpjmd_judul"),
            instrument=said("nomor_dokumen", "nomor_perda"),
            first_year=first,
            last_year=last,
            agency=agency,
        )
        return cls(table, into, Outline(into, document, agency))

    def read(self) -> None:
        """Read all rows, then write what was gathered over several."""
        sheet = self.table.sheet
        self.outline.begin(Spot(sheet, self.table.first if self.table.first < len(sheet.grid) else 0))
        for key in self.table.columns.keys() - _READ:
            self.into.lose("dropped", sheet.where(0, self.table.columns[key]), key, "a column")
        for row in self.table.rows():
            self.row(row)
        for indicator, values in self.targets.items():
            self.outline.series(indicator, "target", values, self.spots[indicator])
        for subject, amounts in self.money.items():
            self.outline.amounts(subject, "ceiling", amounts, self.spots[subject])  # type: ignore[arg-type] # made by money_of
        self.outline.close()

    def row(self, row: int) -> None:
        word = column_key(line_of(self.table, row, "level", self.into))
        text = line_of(self.table, row, "uraian", self.into)
        spot = Spot(self.table.sheet, row)
        if word in {"rpjmd", "renstra"}:
            return
        if word in LEVEL_WORDS:
            name = self.outline.node(LEVEL_WORDS[word], text, line_of(self.table, row, "kode", self.into), spot)
            self.spots[name] = spot
            self.year_of_money(row, name)
        elif word.startswith("indikator_") and (level := LEVEL_WORDS.get(word[10:])) in self.outline.here:
            self.indicator(row, self.outline.here[level], text, spot)
        else:
            row_of_no_level(self.table, row, "level", self.into)

    def indicator(self, row: int, owner: str, text: str | None, spot: Spot) -> None:
        """Make an indicator once; each further row of its wording is one more year."""
        key = (owner, text or "")
        if key not in self.named:
            adds = line_of(self.table, row, "tipe_perhitungan", self.into)
            kind = line_of(self.table, row, "tipe_indikator", self.into)
            utama = str(self.table.get(row, "is_utama")).casefold() in {"1", "true", "ya"}
            fields = {
                "accumulation": _ADDS.get(column_key(adds)),
                "kind": _KINDS.get(column_key(kind)),
                "formula": line_of(self.table, row, "formulasi_pengukuran", self.into)
                or line_of(self.table, row, "formula", self.into),
                "statement": text_of(self.table, row, "definisi_operasional", self.into),
                "flags": ("IKU",) if utama else (),
            }
            self.named[key] = self.outline.indicator(
                owner, text, line_of(self.table, row, "satuan", self.into), spot, **fields
            )
            self.spots[self.named[key]] = spot
            for what, told, known in (("tipe_perhitungan", adds, _ADDS), ("tipe_indikator", kind, _KINDS)):
                if told and column_key(told) not in known:
                    self.into.lose("dropped", self.table.where(row, what), what, told)
        name = self.named[key]
        target = target_of(self.table, row, "target", self.into)
        printed = line_of(self.table, row, "target_text", self.into)
        if target and printed and target != printed:
            self.into.lose("dropped", self.table.where(row, "target"), "target beside target_text", target, printed)
        value = printed or target
        period = self.period(row) if value else UNSTATED
        if value and self.targets.setdefault(name, {}).setdefault(period, value) != value:
            self.into.lose(
                "dropped",
                self.table.where(row, "target"),
                f"another target of {period}",
                value,
                self.targets[name][period],
            )
        self.year_of_money(row, owner)

    def period(self, row: int) -> str:
        """Return the year of a row; what is no year is told."""
        period = line_of(self.table, row, "tahun_target", self.into) or UNSTATED
        if period == UNSTATED or re.fullmatch(r"20\d\d", period):
            return period
        self.into.lose("guessed", self.table.where(row, "tahun_target"), "tahun_target", period, UNSTATED)
        return UNSTATED

    def year_of_money(self, row: int, subject: str) -> None:
        """Keep the money of a row with its year; what an indicator row repeats of its node is told."""
        amount = money_of(self.table, row, "pagu", self.into, typed=True)
        if amount is None:
            return
        year = self.period(row)
        own = self.money.setdefault(subject, {})
        if year in own:
            self.into.lose(
                "dropped", self.table.where(row, "pagu"), f"money of {year} said again", str(amount), str(own[year])
            )
        else:
            own[year] = amount
