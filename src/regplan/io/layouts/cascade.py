"""The cascade of an OPD as offices type it: a row a level, with targets and money of the years side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from regplan.io.heads import Heads, find_heads
from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._official_scales import scale_of_titles
from regplan.io.layouts._outline import Outline, Spot, id_of
from regplan.io.layouts._rows import Rows, why_no_code
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model.documents import Document
from regplan.model.words import Level, Polarity
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
from regplan.values.period import END

__all__ = ["LEVEL_WORDS", "Cascade", "row_of_no_level"]

LEVEL_WORDS: Final[Mapping[str, Level]] = {
    "visi": "vision",
    "misi": "mission",
    "tujuan": "goal",
    "sasaran": "objective",
    "strategi": "strategy",
    "arah_kebijakan": "policy_direction",
    "program": "program",
    "kegiatan": "activity",
    "sub_kegiatan": "sub_activity",
    "subkegiatan": "sub_activity",
}
"""Levels by the words people type, as ``column_key`` writes them."""
_POLARITY: Final[Mapping[str, Polarity]] = {"kondisi_akhir_naik": "up", "kondisi_akhir_menurun": "down"}
_NEEDED: Final = frozenset({"level", "teks_nomenklatur", "indikator_kinerja"})
_KNOWN: Final = _NEEDED | {"satuan", "tipe_target", "target_akhir", "anggaran_akhir", "bidang_pengampu", "kode_master"}
_YEARLY: Final = re.compile(r"(target|anggaran)_(20\d\d)")


class Cascade:
    """
    ``Level``, ``Teks / Nomenklatur``, ``Indikator Kinerja``, ``Satuan``, ``Tipe Target``, ``Target 2025`` …, ``Anggaran 2025`` ….

    A row without a level is one more indicator of the node above. The OPD is given (``agency``), or not stated.
    """

    name = "cascade"
    title = Bilingual("kaskade OPD, satu baris per tingkat", "cascade of an OPD, a row a level")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know a sheet by its heads."""
        found = [
            (sheet, len(heads))
            for sheet in sheets
            if (heads := _table(sheet, find_heads(sheet, _known)).columns.keys()) >= _NEEDED
        ]
        how = Bilingual(
            "kolom Level, Teks / Nomenklatur, Indikator Kinerja",
            "the columns Level, Teks / Nomenklatur, Indikator Kinerja",
        )
        return (
            Claim(tuple(sheet for sheet, _ in found), how, 10 * sum(weight for _, weight in found)) if found else None
        )

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read each sheet as the Renstra of one OPD."""
        for number, sheet in enumerate(sheets):
            heads = find_heads(sheet, _known)
            table = _table(sheet, heads)
            into.tell_columns(table, max(table.first - 1, 0), heads.paths if heads else (), tuple(table.rows()))
            _read(table, number, into, scale_of_titles(heads.titles if heads else ()))


def _known(head: str) -> bool:
    return head in _KNOWN or _YEARLY.fullmatch(head) is not None


def _table(sheet: Sheet, heads: Heads | None) -> Table:
    """Return the table of a sheet."""
    paths = heads.paths if heads else ()
    columns = {path: at for at, path in reversed(list(enumerate(paths))) if path}
    doubled: dict[str, tuple[int, ...]] = {}
    for at, path in enumerate(paths):
        if path and at != columns[path]:
            doubled[path] = (*doubled.get(path, ()), at)
    return Table(sheet, columns, heads.below if heads else 0, doubled)


def row_of_no_level(rows: Rows, row: int, key: str) -> None:
    """Tell a row whose level nobody knows; one with more than a text in it is a finding, heads again and notes are none."""
    table = rows.table
    if sum(cell is not None and cell != "" for cell in table.sheet.grid[row]) > 1 and not table.is_head(row):
        got = str(table.get(row, key) or "")[:80]
        rows.into.problem("FILE-08", table.where(row, key), key=key, expected=_WANTED, got=repr(got), cure=_OWN_SHEET)
    rows.drop([row], "of no level")


_WANTED: Final = Bilingual(f"tingkat ({', '.join(LEVEL_WORDS)})", f"a level ({', '.join(LEVEL_WORDS)})")
_OWN_SHEET: Final = Bilingual(
    "tulis tingkatnya; bila di sini mulai tabel lain, beri lembar sendiri",
    "write its level; if another table begins here, give it a sheet of its own",
)


def _read(table: Table, number: int, into: Intake, scale: int) -> None:
    years = sorted({int(found[2]) for key in table.columns if (found := _YEARLY.fullmatch(key))})
    agency = into.given.get("agency") or into.given.get("opd")
    agency = id_of(agency) if agency else None
    parts = [
        "renstra",
        *([str(years[0])] if years else []),
        *([column_key(agency)[:40]] if agency else []),
        *([str(number + 1)] if number else []),
    ]
    document = Document(
        id="-".join(parts),
        kind="RENSTRA",
        agency=agency,
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
    )
    outline = Outline(into, document, agency)
    outline.begin(Spot(table.sheet, max(table.first - 1, 0)))
    rows = Rows(table, into, list(table.rows()))
    for key, at in table.columns.items() if scale > 1 else ():
        if key.startswith("anggaran_"):
            where = table.sheet.where(table.first - 1, at)
            into.lose("mended", where, key, "amounts", f"{scale:,} times what is printed")
    reader = _Reader(rows, outline, scale)
    for row in list(rows):
        reader.row(row)
    outline.close()
    rows.finish()


_WHOLE: Final = re.compile(
    r"(?:(?:grand |sub)?(?:jumlah|total)(?: (?:total|keseluruhan|seluruhnya|anggaran|pagu|dana))?\s*:?\s*)+",
    re.IGNORECASE,
)
"""The words of the total of all a table."""


@attrs.define
class _Reader:
    """Goes down the rows; remembers the node above, and what its row said."""

    rows: Rows
    outline: Outline
    scale: int = 1
    said: dict[str, tuple[str | None, ...]] = attrs.field(factory=dict)
    last: str | None = None

    def row(self, row: int) -> None:
        word = self.rows.line(row, "level")
        table = self.rows.table
        if self.is_total(row, word):
            self.total(row)
            return
        spot = Spot(table.sheet, row, table.columns["teks_nomenklatur"])
        level = LEVEL_WORDS.get(column_key(word))
        if (word and level is None) or (not word and self.last is None):
            row_of_no_level(self.rows, row, "level")
            self.last = None
            return
        if level is not None:
            text, code = self.rows.line(row, "teks_nomenklatur"), self.rows.line(row, "kode_master")
            unit = self.rows.line(row, "bidang_pengampu")
            open_now = self.outline.here.get(level)
            if open_now is not None and self.said.get(open_now) == (text, code, unit):
                self.rows.mended_code(row, "kode_master", code)
                self.last, level = open_now, None  # a node said again with each of its indicators
            else:
                agency = self.outline.opd(unit, spot) if unit else None
                self.last = self.outline.node(level, text, code, spot, agency=agency)
                self.said[self.last] = (text, code, unit)
        self.measures(row, str(self.last), is_more=level is None)

    def is_total(self, row: int, word: str | None) -> bool:
        """Tell whether a row is one of totals: the word stands for its level, or for its name where it has no level and indicator."""
        if word:
            return why_no_code(word) == "a total"
        text = str(self.rows.peek(row, "teks_nomenklatur") or "")
        return self.rows.peek(row, "indikator_kinerja") is None and why_no_code(text) == "a total"

    def total(self, row: int) -> None:
        """Keep the total of the table as that of the OPD, or of the region; one of a part of it is told."""
        money, text = (
            self.money(row),
            " ".join(filter(None, (self.rows.line(row, "level"), self.rows.line(row, "teks_nomenklatur")))),
        )
        if not money or not _WHOLE.fullmatch(text):
            self.rows.drop([row], "a total" if money else "a total without money")
            return
        spot = Spot(self.rows.table.sheet, row, self.rows.table.columns["teks_nomenklatur"])
        self.outline.amounts(self.outline.agency or "/", "ceiling", money, spot, is_total=True)

    def measures(self, row: int, owner: str, *, is_more: bool) -> None:
        name = self.rows.line(row, "indikator_kinerja")
        values = self.periods(row, "target")
        table = self.rows.table
        spot = Spot(table.sheet, row, table.columns["indikator_kinerja"])
        indicator = None
        if name or values:
            unit = self.rows.line(row, "satuan")
            indicator = self.outline.indicator(owner, name, unit, spot, polarity=self.polarity(row))
            targets = {period: text for period, key in values if (text := self.rows.target(row, key))}
            self.outline.series(indicator, "target", targets, spot)
        money = self.money(row)
        if is_more and indicator is None and (known := self.known(owner)) and money.items() <= known.items():
            for period, key in self.periods(row, "anggaran"):
                self.rows.lose(
                    row, key, str(money.get(period)), f"money of {period} as said before: {known.get(period)}"
                )
            return
        self.outline.amounts(owner, "ceiling", money, spot, indicator=indicator if is_more else None)

    def known(self, owner: str) -> dict[str, Rupiah | None]:
        """Return the money of a node as it was said before."""
        return {
            period: amount
            for one in self.outline.money
            if one.subject == owner
            for period, amount in one.amounts.items()
        }

    def money(self, row: int) -> dict[str, Rupiah | None]:
        """Read the money of a row by period, in rupiah whatever the title counts in."""
        money: dict[str, Rupiah | None] = {}
        for period, key in self.periods(row, "anggaran"):
            amount = self.rows.scaled(row, key, self.scale)
            if amount is not None:
                money[period] = amount
        return money

    def periods(self, row: int, begins: str) -> list[tuple[str, str]]:
        """Return the columns of targets or money that have something, with their periods."""
        found = []
        for key in self.rows.table.columns:
            year = _YEARLY.fullmatch(key)
            if self.rows.peek(row, key) is not None and (key == f"{begins}_akhir" or (year and year[1] == begins)):
                found.append((year[2] if year else END, key))
        return found

    def polarity(self, row: int) -> Polarity | None:
        text = self.rows.line(row, "tipe_target")
        found = _POLARITY.get(column_key(text))
        if text and found is None:
            self.rows.lose(row, "tipe_target", text)
        return found
