"""Personal data in tables: which columns and texts hold them, how they are hidden in messages and taken out on request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from regplan.diagnostics.finding import Finding
from regplan.io.foot import NUMBERS, SIGNED
from regplan.io.sheets import Cell, Sheet, column_key
from regplan.model.loss import Loss
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import TABLES
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.personal import HIDDEN, without_persons

if TYPE_CHECKING:
    from regplan.io.intake import Intake
    from regplan.model.plan import Plan

__all__ = ["HIDDEN", "hidden", "is_personal", "scrubbed", "scrubbed_plan", "unnamed"]

_COLUMN: Final = re.compile(
    r"(?:^|_)(?:nip|nik|npwp|hp|no_?hp|telp|telpon|telepon|phone|e?_?mail|surel|username|password)(?:_|\d|$)"
    r"|nip_?(?:kepala|bendahara|kadis|pejabat|pptk|ppk|pa|kpa)|^user_?name$"
    r"|nama_?(?:kepala|bendahara|kadis|pejabat|pptk|ppk|pegawai|camat|lurah|penanggung_jawab|user|penerima|pengusul|pemohon)"
    r"|(?:^|_)nama_?(?:pa|kpa)(?:_|$)|^(?:bendahara|pptk|ppk|kpa)(?:_|$)|^(?:kuasa_)?pengguna_anggaran|^pejabat_p"
    r"|^kepala_(?:dinas|badan|kantor|opd|skpd|bidang)$|^(?:kontak|contact)(?:_person)?$|^(?:cp|wa|whatsapp)$"
    r"|(?:^|_)(?:ktp|no_?kk)(?:_|$)|^(?:created|updated|deleted)_(?:by|user)|^user_(?:created|updated|input)"
    r"|(?:^|_)(?:no|nomor)_?rek(?:ening)?(?:_|$)|^norek|rekening_bank|pemilik_?rek|(?:^|_)atas_nama(?:_|$)"
)
_NAME_ABOVE: Final = 3
"""Rows above a cell ``NIP. …`` in which the name of who signs stands."""
_RANK: Final = re.compile(
    r"(?:pembina|penata|pengatur|juru)\b.{0,30}|.{0,30}\(?\b(?:I|II|III|IV)\s?/\s?[a-e]\)?", re.IGNORECASE
)
"""A rank (*Pembina Utama Muda (IV/c)*), which stands between the name and the NIP."""
_FEWEST: Final = 3
"""Heads that a row of heads has at least, where the sheet is that wide."""
_BEFORE: Final = frozenset({"", "no", "nomor", "nama"})
"""What may stand before the word for what is personal in a head below the first row of heads."""
_FOOT: Final = 40
"""Rows at the bottom in which who signs is looked for, as in those of the heads."""
_SHORTEST: Final = 4
"""Letters that a name has at least; shorter cells of personal columns are no names."""
_TEXTS: Final = frozenset({"extra", "line", "text"})
"""Kinds of fields in which a person may be named."""
_DIGITS: Final = re.compile(r"\d{4}")
"""Stand in numbers of persons, not in heads."""
_HEADS: Final = 12
"""Rows at the top in which heads are looked for."""


@lru_cache(maxsize=2**12)
def is_personal(key: str) -> bool:
    """
    Tell whether a column, by its key, holds names, numbers or addresses of persons.

    Example:
        >>> [is_personal(key) for key in ("namakepala", "nip_kepala", "no_hp", "no_rekening", "kode_rekening", "nama_skpd")]
        [True, True, True, True, False, False]
    """
    return _COLUMN.search(key) is not None


def hidden(told: Any, key: str = "") -> Any:
    """
    Hide personal data in what a message is about to say: all of a personal column, else NIP, phones and e-mails in the text.

    Example:
        >>> hidden("Kepala: 198001012005011001, a.b@kab.go.id"), hidden("Siti", "namakepala")
        ('Kepala: [***], [***]', '[***]')
        >>> hidden({"nama_skpd": "Dinas Kesehatan", "namakepala": "Siti"})
        {'nama_skpd': 'Dinas Kesehatan', 'namakepala': '[***]'}
    """
    if told is None or told == "":
        return told
    if key and is_personal(column_key(key)):
        return HIDDEN
    if isinstance(told, Mapping):
        return {name: hidden(one, str(name)) for name, one in told.items()}
    if isinstance(told, tuple | list):
        return type(told)(hidden(one) for one in told)
    if isinstance(told, Bilingual):
        return Bilingual(str(hidden(told.id)), str(hidden(told.en)))
    if isinstance(told, str):
        return without_persons(told)
    return HIDDEN if type(told) is int and without_persons(str(told)) == HIDDEN else told


def scrubbed(sheets: Iterable[Sheet], into: Intake) -> tuple[Sheet, ...]:
    """Take personal data out of sheets: the cells of personal columns, and what is one in a text; each is told, none printed."""
    return tuple(_scrubbed(sheet, into) for sheet in sheets)


def scrubbed_plan(plan: Plan) -> tuple[Plan, list[Loss]]:
    """Take personal data out of the texts and own fields of a plan that no table was read for; ids stay, and each record is told."""
    changes: dict[str, Any] = {}
    loss: list[Loss] = []
    for name, kind in TABLES.items():
        old = plan.table(name)
        new = [_without(record, schema_of(kind)) for record in old]
        if any(one is not before for one, before in zip(new, old, strict=True)):
            changes[name] = new
            for at, before in enumerate(old):
                if new[at] is not before:
                    where = plan.origins.where(name, at) if plan.origins else None
                    loss.append(Loss(kind="scrubbed", what="personal data", got=repr(HIDDEN), kept=HIDDEN, where=where))
    if (title := hidden(plan.title)) != plan.title:
        changes["title"] = title
        loss.append(Loss(kind="scrubbed", what="personal data", got=repr(HIDDEN), kept=HIDDEN))
    return (plan.replace(origins=plan.origins, **changes) if changes else plan), loss


def _without(record: Any, specs: Iterable[FieldSpec]) -> Any:
    fields = {spec.name: getattr(record, spec.name) for spec in specs if spec.kind in _TEXTS}
    clean = {key: hidden(value) for key, value in fields.items()}
    changed = {key: value for key, value in clean.items() if value != fields[key]}
    return attrs.evolve(record, **changed) if changed else record


def unnamed(findings: list[Finding], loss: list[Loss], sheets: Iterable[Sheet]) -> tuple[list[Finding], list[Loss]]:
    """
    Hide in all that is said of a reading what stands in personal columns, and the names of who signs, wherever they are quoted.

    A row that is told as a whole has no column to know its cells by; so what is hidden is known by the cells themselves.
    """
    names = {name for sheet in sheets for name in _names(sheet)}
    if not names:
        return findings, loss
    words = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(names, key=len, reverse=True)))

    def said(told: Any) -> Any:
        if isinstance(told, Bilingual):
            return Bilingual(said(told.id), said(told.en))
        if isinstance(told, tuple):
            return tuple(map(said, told))
        return words.sub(HIDDEN, told) if isinstance(told, str) else told

    return (
        [
            attrs.evolve(
                one,
                message=said(one.message),
                hint=said(one.hint),
                facts=FrozenMap({key: said(fact) for key, fact in one.facts.items()}),
            )
            for one in findings
        ],
        [attrs.evolve(one, what=said(one.what), got=said(one.got), kept=said(one.kept)) for one in loss],
    )


def _names(sheet: Sheet) -> Iterator[str]:
    """Go through the cells that are personal as a whole."""
    for row, own in _own(sheet).items():
        for at in own:
            text = str(sheet.grid[row][at]).strip()
            if len(text) >= _SHORTEST and text != HIDDEN:
                yield text


def _own(sheet: Sheet) -> dict[int, set[int]]:
    """Return by row the columns whose cells are personal as a whole: below a personal head, or a name above its NIP."""
    own: dict[int, set[int]] = {}
    columns = _columns(sheet)
    if columns:
        for row, cells in enumerate(sheet.grid):
            found = {at for at, head in columns.items() if row > head and at < len(cells) and _has(cells, at)}
            if found:
                own[row] = found
    last = len(sheet.grid)
    for row in {*range(min(_HEADS, last)), *range(max(0, last - _FOOT), last)}:
        for at, cell in enumerate(sheet.grid[row]):
            if isinstance(cell, str) and SIGNED.match(cell):
                above = range(row - 1, max(-1, row - 1 - _NAME_ABOVE), -1)
                name = next(
                    (one for one in above if _has(sheet.grid[one], at) and not _is_rank(sheet.grid[one][at])), None
                )
                if name:  # the first row has heads
                    own.setdefault(name, set()).add(at)
    return own


def _is_rank(cell: Cell) -> bool:
    return isinstance(cell, str) and _RANK.fullmatch(cell.strip()) is not None


def _has(cells: Sequence[Cell], at: int) -> bool:
    return at < len(cells) and cells[at] not in {None, ""}


def _scrubbed(sheet: Sheet, into: Intake) -> Sheet:
    personal = _own(sheet)
    grid: list[Sequence[Cell]] = []
    for row, cells in enumerate(sheet.grid):
        own = personal.get(row, ())
        clean = [_clean(cell, at in own) for at, cell in enumerate(cells)]
        for at, (old, new) in enumerate(zip(cells, clean, strict=True)):
            if old is not new and old != new:
                into.lose("scrubbed", sheet.where(row, at), "personal data", HIDDEN, None if new is None else HIDDEN)
        grid.append(clean)
    return attrs.evolve(sheet, grid=grid)


def _columns(sheet: Sheet) -> dict[int, int]:
    """
    Find the personal columns, each with the row of its head.

    A row of heads has words in several cells, and neither codes nor amounts; below the first of them a head begins with the word
    for what is personal, so that a program called *Jasa Telepon* is none.
    """
    found: dict[int, int] = {}
    above = sheet.grid[:_HEADS]
    needed = min(_FEWEST, max(map(len, above), default=0))
    is_first = True
    for row, cells in enumerate(above):
        keys = {at: column_key(cell) for at, cell in enumerate(cells) if isinstance(cell, str) and _is_word(cell)}
        if len(keys) < needed or any(NUMBERS.search(str(cell)) for cell in cells if cell is not None):
            continue
        for at, key in keys.items():
            told = _COLUMN.search(key)
            if told and (is_first or key[: told.start()] in _BEFORE):
                found.setdefault(at, row)
        is_first = False
    return found


def _is_word(cell: str) -> bool:
    return len(cell) < 60 and not _DIGITS.search(cell) and any(map(str.isalpha, cell))


def _clean(cell: Cell, personal: bool) -> Cell:  # noqa: FBT001 - of two kinds of column
    if personal:
        return None
    if isinstance(cell, str) and cell.startswith('{"'):
        try:
            own = json.loads(cell)
        except ValueError:
            return hidden(cell)
        clean = hidden(own)
        return cell if clean == own else json.dumps(clean, ensure_ascii=False)
    return hidden(cell)
