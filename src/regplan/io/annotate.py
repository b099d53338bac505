"""Findings into a copy of the user's own workbook: comments at the cells, and a sheet that lists them all."""

from __future__ import annotations

import os
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from regplan.diagnostics.finding import Finding
from regplan.errors import CallError, MissingExtraError
from regplan.io._stored_values import keep_values
from regplan.io.layouts.records import FINDINGS, FINDINGS_MARK
from regplan.io.neutral import neutral
from regplan.values.lang import Bilingual, Lang, default_lang

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["COPIED", "Annotated", "annotate"]

COPIED: Final = (".xlsx", ".xlsm")
"""The endings of workbooks that can be copied with comments."""
_MOST: Final = 30_000
"""Characters of a comment; a cell takes 32,767."""


@attrs.frozen(kw_only=True)
class Annotated:
    """
    What was written.

    Attributes:
        sheet: Name of the sheet that lists the findings.
        comments: Cells that have a comment now.
        listed: Findings in the sheet.
        elsewhere: Findings of them whose place is no cell of this workbook; they stand in the sheet alone.
        not_kept: What the copy does not keep of the workbook, or keeps only in part.
    """

    sheet: str
    comments: int
    listed: int
    elsewhere: int
    not_kept: tuple[Bilingual, ...]


def annotate(
    findings: Iterable[Finding],
    workbook_in: str | os.PathLike[str],
    workbook_out: str | os.PathLike[str],
    *,
    lang: Lang | None = None,
) -> Annotated:
    """
    Write findings into a copy of the workbook they are about; the workbook itself is not touched.

    Args:
        findings: A ``Report``, or findings; those whose place is a cell of *workbook_in* become comments there.
        workbook_in: An ``.xlsx`` or ``.xlsm`` workbook.
        workbook_out: Where the copy goes; macros stay only when it ends in ``.xlsm``.
        lang: Language of the texts; by default the locale's.

    Returns:
        What was written, and what the copy cannot keep.

    Raises:
        CallError: It is another kind of workbook, is broken or locked, or in and out are one file.
        MissingExtraError: The extra ``excel`` is not installed.
    """
    source, target, chosen = Path(workbook_in), Path(workbook_out), lang or default_lang()
    _check(source, target)
    book = _opened(source, macros=target.suffix.lower() == ".xlsm")
    told = list(findings)
    at: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in told:
        place = one.where
        if place and place.sheet and place.cell and place.file and _same(place.file, source):
            at[place.sheet, place.cell].append(one)
    comments, placed = _comment(book, at, chosen)
    name = _list(book, told, chosen)
    book.save(target)
    bare = keep_values(source, target)
    return Annotated(
        sheet=name,
        comments=comments,
        listed=len(told),
        elsewhere=len(told) - placed,
        not_kept=_not_kept(source, target, bare),
    )


def _check(source: Path, target: Path) -> None:
    for path in (source, target):
        if path.suffix.lower() not in COPIED:
            msg = Bilingual(
                f"{path.name}: temuan ditulis ke salinan buku kerja .xlsx dan .xlsm; simpan dulu sebagai .xlsx",
                f"{path.name}: findings are written into copies of .xlsx and .xlsm workbooks; save it as .xlsx first",
            )
            raise CallError(msg)
    if target.exists() and source.exists() and target.samefile(source):
        msg = Bilingual(
            f"{target.name}: salinannya tidak boleh buku kerja itu sendiri",
            f"{target.name}: the copy must not be the workbook itself",
        )
        raise CallError(msg)


def _opened(source: Path, *, macros: bool) -> Workbook:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("excel", "openpyxl", source.name) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of what it drops; ``_not_kept`` tells that from the files
            return openpyxl.load_workbook(source, keep_vba=macros, rich_text=True)
    except OSError:
        raise
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        msg = Bilingual(
            f"{source.name} tidak dapat disalin ({why}); buka di aplikasi lembar kerja, lalu simpan",
            f"{source.name} cannot be copied ({why}); open it in a spreadsheet program, save it",
        )
        raise CallError(msg) from error


def _same(file: str, source: Path) -> bool:
    return Path(file) == source or Path(file).absolute() == source.absolute()


def _comment(book: Workbook, at: Mapping[tuple[str, str], list[Finding]], lang: Lang) -> tuple[int, int]:
    """Put comments at cells; a comment that is there stays above ours. Returns cells and findings that were placed."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - an extra

    cells = placed = 0
    homes: dict[Any, str] = {}
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for (name, cell), found in at.items():
        sheet = sheets.get(name)
        if sheet is None:
            continue
        home = _home(sheet, cell)
        own = "\n\n".join(_told(one, lang) for one in found)
        before = homes.get((name, home.coordinate)) or (home.comment.text if home.comment else "")
        text = f"{before}\n\n{own}" if before else own
        cells += (name, home.coordinate) not in homes
        homes[name, home.coordinate] = text
        home.comment = Comment(text[:_MOST], FINDINGS_MARK, width=420, height=min(60 + 60 * len(found), 400))
        placed += len(found)
    return cells, placed


def _home(sheet: Worksheet, cell: str) -> Any:
    """Return the cell that holds a comment: of merged cells the first."""
    for merged in sheet.merged_cells.ranges:
        if cell in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[cell]


def _told(one: Finding, lang: Lang) -> str:
    law = f"\n{one.law}" if one.law else ""
    return f"[{one.code}] {one.message.text(lang)}\n→ {one.hint.text(lang)}{law}"


def _list(book: Workbook, found: list[Finding], lang: Lang) -> str:
    """Add the sheet of all findings; one that an earlier run left is taken away."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - an extra

    heads = [head.text(lang) for head in _HEADS]
    for sheet in list(book.worksheets):
        if (
            sheet.title.startswith(FINDINGS)
            and sheet["A1"].value in {_HEADS[0].id, _HEADS[0].en}
            and sheet["H1"].value == FINDINGS_MARK
        ):
            book.remove(sheet)
    sheet = book.create_sheet(FINDINGS)
    sheet.append([*heads, FINDINGS_MARK])
    for one in found:
        words = (
            one.code,
            one.severity,
            str(one.where or ""),
            one.subject,
            one.message.text(lang),
            one.hint.text(lang),
            one.law,
        )
        sheet.append([neutral(_clean(word)) if word else None for word in words])
        place = one.where
        if place and place.sheet and place.sheet in book.sheetnames and place.cell:
            link = sheet.cell(sheet.max_row, 3)
            link.hyperlink = f"#'{place.sheet.replace(chr(39), chr(39) * 2)}'!{place.cell}"
    for column, width in zip("ABCDEFG", (11, 11, 34, 26, 70, 60, 40), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:G{max(sheet.max_row, 2)}"
    return str(sheet.title)


def _clean(text: str) -> str:
    """Take out what a workbook cannot hold, control characters, and cut what is too long."""
    return "".join(one for one in text if one >= " " or one in "\n\t")[:_MOST]


_HEADS: Final = (
    Bilingual("kode", "code"),
    Bilingual("tingkat", "severity"),
    Bilingual("tempat", "place"),
    Bilingual("tentang", "about"),
    Bilingual("pesan", "message"),
    Bilingual("perbaikan", "cure"),
    Bilingual("dasar", "law"),
)


_PARTS: Final = (
    ("xl/vbaProject", Bilingual("makro", "macros")),
    ("xl/charts/chart", Bilingual("grafik", "charts")),
    ("xl/media/", Bilingual("gambar", "images")),
    ("xl/pivotTables/", Bilingual("tabel pivot", "pivot tables")),
    ("xl/slicers/", Bilingual("pemotong data (slicer)", "slicers")),
    ("xl/ctrlProps/", Bilingual("tombol formulir", "form controls")),
    ("xl/threadedComments/", Bilingual("percakapan komentar", "threaded comments")),
    ("xl/externalLinks/externalLink", Bilingual("tautan ke buku lain", "links to other workbooks")),
    ("xl/connections", Bilingual("koneksi data", "data connections")),
    ("xl/diagrams/", Bilingual("diagram SmartArt", "SmartArt diagrams")),
    ("customXml/", Bilingual("data XML khusus", "custom XML")),
    ("_xmlsignatures/", Bilingual("tanda tangan digital", "digital signatures")),
)
"""Parts of a workbook by the beginning of their names, and what people call them."""


def _not_kept(source: Path, target: Path, bare: int) -> tuple[Bilingual, ...]:
    """Compare the parts of both files, and tell what is fewer in the copy; shapes and stored values are looked for."""
    with zipfile.ZipFile(source) as one, zipfile.ZipFile(target) as other:
        before, after = one.namelist(), other.namelist()
        shapes = any(b"<xdr:sp" in one.read(name) for name in before if name.startswith("xl/drawings/drawing"))
    told = []
    for begins, what in _PARTS:
        had, has = (sum(name.startswith(begins) for name in names) for names in (before, after))
        if has < had:
            told.append(
                Bilingual(f"hilang di salinan: {what.id} ({had - has})", f"not in the copy: {what.en} ({had - has})")
            )
        elif begins == "xl/charts/chart" and has:
            told.append(
                Bilingual(
                    "grafik ditulis ulang dan dapat tampak lain", "charts are written anew and may look otherwise"
                )
            )
    if shapes:
        told.append(Bilingual("hilang di salinan: bentuk dan kotak teks", "not in the copy: shapes and text boxes"))
    if bare:
        told.append(
            Bilingual(
                f"{bare} rumus tidak punya nilai tersimpan: buka dan simpan salinannya agar terhitung",
                f"{bare} formulas have no stored value: open the copy and save it to have them computed",
            )
        )
    return tuple(told)
