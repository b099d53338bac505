"""Answers of systems: an envelope (status, message) around the data; encrypted ones and errors are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from regplan.io.carriers._kinds import ENCRYPTED, Kind, web_page
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet, Table
from regplan.model.loss_words import why_in_both
from regplan.model.origins import FilePart
from regplan.values.lang import Bilingual

__all__ = ["TOP", "envelope_of", "is_envelope", "is_refused", "name_of", "no_home", "open_envelope", "what_answer"]

TOP: Final = "(top)"
"""The table of what stands beside the lists of a JSON file."""
_KEYS: Final = frozenset(("status", "status_code", "success", "message", "action", "error", "pesan"))
_NO: Final = frozenset(("false", "0", "error", "gagal", "fail", "failed"))


def name_of(sheet: Sheet) -> str:
    """
    Name a table: the sheet or list where it says something, else the file without its ending.

    Example:
        >>> from regplan.model.origins import FilePart
        >>> [name_of(Sheet(FilePart(*part), [], [])) for part in (("a/data_unit.csv",), ("sub_bl.json", "data"), ("x.json", "data.sumber_dana"))]
        ['data_unit', 'sub_bl', 'sumber_dana']
    """
    stem = sheet.part.file.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    table = sheet.part.table or stem
    return (stem if table == "data" else table.rpartition(".")[2]).casefold()


def is_envelope(sheet: Sheet) -> bool:
    """Tell whether a sheet is what stands around the data of an answer."""
    return sheet.part.table == TOP and bool(_KEYS & Table.of(sheet).columns.keys())


def envelope_of(sheet: Sheet, sheets: Sequence[Sheet]) -> Sheet | None:
    """Find the envelope of a table."""
    return next((one for one in sheets if one.part.file == sheet.part.file and is_envelope(one)), None)


def is_refused(sheet: Sheet) -> bool:
    """Tell whether an envelope says no, or has a text where the data should be."""
    table = Table.of(sheet)
    status = next((table.get(1, key) for key in ("status", "success") if table.get(1, key) is not None), True)
    return str(status).strip().lower() in _NO or table.get(1, "data") is not None or "data" in table.columns


def open_envelope(sheet: Sheet, into: Intake) -> bool:
    """Look at an envelope: tell of an answer that is no data; True where the data may be read."""
    table = Table.of(sheet)
    if not is_refused(sheet):
        into.lose("dropped", sheet.where(1), "envelope", table.record(1))
        return True
    data = table.get(1, "data")
    kind = what_answer(data)
    got, cure = (kind.got, kind.cure) if kind else (_REFUSED, _ASK_AGAIN)
    if "data" in table.columns and data is None:
        got, cure = _EMPTY, _OTHER_YEAR
    message = next((told for key in ("message", "pesan", "error") if isinstance(told := table.get(1, key), str)), None)
    if got is _REFUSED and message:
        got = Bilingual(f"{got.id} ({message[:80]!r})", f"{got.en} ({message[:80]!r})")
    into.problem("FILE-23", sheet.where(1, table.columns.get("data")), path=sheet.part.file, got=got, cure=cure)
    into.lose("dropped", sheet.where(1), "envelope", "an answer without data")
    return False


def no_home(sheets: Sequence[Sheet], why_not: Callable[[str], str | None], into: Intake) -> None:
    """Tell of files all of whose tables are known and hold nothing that a plan holds (FILE-02), and why; each row is told besides."""
    for file in dict.fromkeys(sheet.part.file for sheet in sheets):
        names = dict.fromkeys(name_of(sheet) for sheet in sheets if sheet.part.file == file)
        told = [(name, why_in_both(why)) for name in names if (why := why_not(name))][:_MOST]
        said = [Bilingual(f"{name}: {why.id}", f"{name}: {why.en}") for name, why in told]
        got = Bilingual(
            "; ".join([_NO_HOME.id, *(one.id for one in said)]), "; ".join([_NO_HOME.en, *(one.en for one in said)])
        )
        into.problem("FILE-02", FilePart(file).where(1), path=file, got=got)


def what_answer(data: object) -> Kind | None:
    """
    Say what a text is that stands where data should: a page of the web, or encrypted; None for any other.

    Example:
        >>> [told and told.got.en for told in map(what_answer, ("<html><body>", "U2FsdGVkX1+vupppZksvRf5pq5g5", "Token expired"))]
        ['it is a page of the web', 'its contents are encrypted', None]
    """
    if not isinstance(data, str):
        return None
    if page := web_page(data):
        return page
    return ENCRYPTED if len(data) > _SHORT and not re.search(r"\s", data.strip()) else None


_SHORT: Final = 24
_MOST: Final = 5
"""Tables that one message names."""
_REFUSED: Final = Bilingual(
    "sistem menjawab dengan pesan, bukan data", "the system answered with a message, not with data"
)
_ASK_AGAIN: Final = Bilingual(
    "masuk kembali ke sistemnya dan unduh ulang datanya", "log in to the system and fetch the data again"
)
_OTHER_YEAR: Final = Bilingual(
    "periksa tahun, jadwal, dan perangkat daerah yang diminta, lalu unduh ulang",
    "check the year, the schedule and the OPD that were asked for, and fetch it again",
)
_NO_HOME: Final = Bilingual(
    "tabelnya dikenal, tetapi isinya bukan bagian rencana", "its tables are known, but hold nothing that a plan holds"
)
_EMPTY: Final = Bilingual("daftar datanya kosong", "its list of data is empty")
