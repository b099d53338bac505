"""Templates with a row a level and year: RPJMD and Renstra (``level``, ``kode``, ``uraian``, ``tahun_target``, ``target``, ``pagu``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._outline import Outline, Spot, id_of
from regplan.io.layouts._rows import Rows
from regplan.io.layouts.cascade import LEVEL_WORDS, row_of_no_level
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model.documents import Document
from regplan.model.words import LEVELS, Accumulation, IndicatorKind, Level
from regplan.values.code import cleaned, parse_code
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
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
_YES: Final = ("1", "true", "ya")
_NO: Final = ("0", "false", "tidak")
_OF_INDICATOR: Final = (
    "satuan",
    "tipe_perhitungan",
    "tipe_indikator",
    "is_utama",
    "formula",
    "formulasi_pengukuran",
    "definisi_operasional",
)
"""What each row of an indicator repeats."""
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
            _Reader.of(Rows.of(sheet, into), into).read()


@attrs.frozen
class _Known:
    """A node that was made: its id, its text, the nodes above it and those that are open below it."""

    name: str
    text: str | None
    above: tuple[str | None, ...]
    here: Mapping[Level, str]


def _is_code(code: str, level: Level) -> bool:
    """Tell whether a code is that of a level in the nomenclature, where it names one node; goals are numbered as the office likes."""
    parsed = parse_code(cleaned(code))
    return parsed is not None and parsed.level == level


def _last(above: Sequence[str | None]) -> str | None:
    return next((one for one in reversed(above) if one), None)


@attrs.define
class _Reader:
    """Goes down the rows; remembers the node of each level and the indicator of each wording."""

    rows: Rows
    into: Intake
    outline: Outline
    targets: dict[str, dict[str, str]] = attrs.field(factory=dict)
    spots: dict[str, Spot] = attrs.field(factory=dict)
    named: dict[tuple[str, str], str] = attrs.field(factory=dict)
    money: dict[str, dict[str, Rupiah]] = attrs.field(factory=dict)
    nodes: dict[tuple[Any, ...], _Known] = attrs.field(factory=dict)

    @classmethod
    def of(cls, rows: Rows, into: Intake) -> _Reader:
        """Make the document out of what the rows repeat: title, number, years, OPD; a row that says otherwise is told."""

        def said(*keys: str) -> str | None:
            for row in rows:
                for key in keys:
                    if rows.peek(row, key) is not None and (text := rows.line(row, key)):
                        rows.take_where(key, str(rows.peek(row, key)).strip())
                        return text
            return None

        is_renstra = rows.has("renstra_judul")
        first, last = (
            int(text) if (text := said(key)) and re.fullmatch(r"20\d\d", text) else None
            for key in ("tahun_awal", "tahun_akhir")
        )
        printed = said("opd_nama", "opd_kode") if is_renstra else None
        agency = id_of(printed) if printed else None
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
        for row in rows:
            for key, year in (("tahun_awal", first), ("tahun_akhir", last)):
                if year is None and rows.peek(row, key) is not None:
                    rows.lose(row, key, rows.peek(row, key))
        return cls(rows, into, Outline(into, document, agency, printed))

    def read(self) -> None:
        """Read all rows, then write what was gathered over several."""
        sheet, first = self.rows.table.sheet, self.rows.table.first
        self.outline.begin(Spot(sheet, first if first < len(sheet.grid) else 0))
        for row in list(self.rows):
            self.row(row)
        for indicator, values in self.targets.items():
            self.outline.series(indicator, "target", values, self.spots[indicator])
        for subject, amounts in self.money.items():
            self.outline.amounts(subject, "ceiling", amounts, self.spots[subject])
        self.outline.close()
        self.rows.finish()

    def row(self, row: int) -> None:
        word = column_key(self.rows.line(row, "level"))
        spot = Spot(self.rows.table.sheet, row)
        if word in {"rpjmd", "renstra"}:
            self.document(row)
        elif word in LEVEL_WORDS:
            self.node(row, LEVEL_WORDS[word], spot)
        elif word.startswith("indikator_") and (level := LEVEL_WORDS.get(word[10:])) in self.outline.here:
            owner = self.owner(row, level)
            if owner is None:
                self.rows.drop([row], "its node is not there")
            else:
                self.indicator(row, owner, self.rows.line(row, "uraian"), spot)
        else:
            row_of_no_level(self.rows, row, "level")

    def node(self, row: int, level: Level, spot: Spot) -> None:
        """
        Make a node, or find again the one of a level and code that has a row a year.

        One of another amount for the same year is another node, of the same code.
        """
        rows, outline = self.rows, self.outline
        text, code, money = rows.line(row, "uraian"), rows.line(row, "kode"), self.pagu(row)
        above = tuple(outline.here.get(one) for one in LEVELS[: LEVELS.index(level)])
        key = (level, cleaned(code), self.opd(row)) if code and _is_code(code, level) else (level, code, text, above)
        known = self.nodes.get(key)
        if known is None or (money and self.money.get(known.name, {}).get(money[0], money[1]) != money[1]):
            name = outline.node(level, text, code, spot)
            self.spots[name] = spot
            self.nodes[key] = _Known(name, text, above, dict(outline.here))
        else:
            name, outline.here = known.name, dict(known.here)
            rows.mended_code(row, "kode", code)
            if text is not None and text != known.text:
                rows.lose(row, "uraian", text, known.text)
            if above != known.above:
                rows.lose(row, "level", _last(above), _last(known.above))
        self.keep(row, name, money)

    def owner(self, row: int, level: Level) -> str | None:
        """Find whose indicator a row is: by its code, or else of the node above; None where its code is of a node that is not there."""
        here, code = self.outline.here[level], self.rows.named(row, "kode")
        if code is None or not _is_code(code, level):
            return here
        for opd in dict.fromkeys((self.opd(row), "")):
            if (known := self.nodes.get((level, cleaned(code), opd))) is not None:
                return known.name
        named = [one.name for key, one in self.nodes.items() if key[:2] == (level, cleaned(code))]
        if named and not self.opd(row):
            return here if here in named else named[-1]
        return None if named or any(self.nodes[key].name == here for key in self.nodes if len(key) == 3) else here

    def opd(self, row: int) -> str:
        """Return the OPD that a row says; programs of two OPD can have one code."""
        return str(self.rows.peek(row, "opd_kode") or self.rows.peek(row, "opd_nama") or "").strip()

    def document(self, row: int) -> None:
        """Read a row that is the document itself: the first has made it, one more is told."""
        if row != self.rows.table.first:
            self.rows.drop([row], "the document itself")
        elif self.rows.peek(row, "uraian") == self.outline.document.title:
            self.rows.take(row, "uraian")

    def indicator(self, row: int, owner: str, text: str | None, spot: Spot) -> None:
        """Make an indicator once; each further row of its wording is one more year."""
        key = (owner, text or "")
        if key not in self.named:
            self.named[key] = self.new_indicator(row, owner, text, spot)
            self.spots[self.named[key]] = spot
        name = self.named[key]
        self.rows.repeats(row, self.spots[name].row, _OF_INDICATOR)
        if (code := self.rows.named(row, "kode")) and cleaned(code) == code:  # a mended one is told in each row
            self.rows.repeats(row, self.spots[owner].row, ("kode",))
        target = self.rows.target(row, "target")
        printed = self.rows.line(row, "target_text")
        if target and printed and target != printed:
            self.rows.lose(row, "target", target, printed)
        value = printed or target
        if value:
            period = self.period(row)
            if self.targets.setdefault(name, {}).setdefault(period, value) != value:
                what = "target_text" if printed else "target"
                self.rows.lose(row, what, value, f"another target of {period}: {self.targets[name][period]}")
        self.year_of_money(row, owner)

    def new_indicator(self, row: int, owner: str, text: str | None, spot: Spot) -> str:
        adds, kind = self.rows.line(row, "tipe_perhitungan"), self.rows.line(row, "tipe_indikator")
        utama = column_key(self.rows.line(row, "is_utama"))
        fields = {
            "accumulation": _ADDS.get(column_key(adds)),
            "kind": _KINDS.get(column_key(kind)),
            "formula": self.rows.line(row, "formulasi_pengukuran", "formula"),
            "statement": self.rows.text(row, "definisi_operasional"),
            "flags": ("IKU",) if utama in _YES else (),
        }
        for what, told, known in (
            ("tipe_perhitungan", adds, _ADDS),
            ("tipe_indikator", kind, _KINDS),
            ("is_utama", utama, {*_YES, *_NO}),
        ):
            if told and column_key(told) not in known:
                self.rows.lose(row, what, told)
        return self.outline.indicator(owner, text, self.rows.line(row, "satuan"), spot, **fields)

    def period(self, row: int) -> str:
        """Return the year of a row's target and money; what is no year is told."""
        period = self.rows.line(row, "tahun_target") or UNSTATED
        if not re.fullmatch(r"20\d\d|unstated", period, re.ASCII):
            self.rows.lose(row, "tahun_target", period, UNSTATED, "guessed")
            return UNSTATED
        return period

    def year_of_money(self, row: int, subject: str) -> None:
        """Keep the money of a row with its year."""
        self.keep(row, subject, self.pagu(row))

    def pagu(self, row: int) -> tuple[str, Rupiah] | None:
        """Read the money of a row, with its year."""
        amount = self.rows.typed(row, "pagu")
        return None if amount is None else (self.period(row), amount)

    def keep(self, row: int, subject: str, money: tuple[str, Rupiah] | None) -> None:
        """Keep money of a node; what a row repeats of it is told."""
        if money is None:
            return
        (year, amount), own = money, self.money.setdefault(subject, {})
        if year in own:
            self.rows.lose(row, "pagu", str(amount), f"money of {year} as said before: {own[year]}")
        else:
            own[year] = amount
