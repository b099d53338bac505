"""What a file is that is neither a table nor a plan, known by how it begins; each with what to do about it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

import attrs

from regplan.values.lang import Bilingual

__all__ = [
    "BOOK",
    "ENCRYPTED",
    "LOCKED",
    "OLE",
    "REOPEN",
    "ZIP",
    "Kind",
    "damaged",
    "is_web_page",
    "kind_of",
    "ole_kind",
    "web_page",
]

ZIP: Final = b"PK\x03\x04"
"""How packed files begin."""
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How OLE containers begin: old .xls, old .doc, .xlsx that a password locks."""
_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|head|body|table|\?xml)\b", re.IGNORECASE)
_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)


@attrs.frozen
class Kind:
    """What a file is, and what to do about it."""

    got: Bilingual
    cure: Bilingual


def is_web_page(text: str) -> bool:
    """
    Tell whether text is HTML or XML, as systems answer where data were asked for.

    Example:
        >>> is_web_page("<!DOCTYPE html><html>"), is_web_page("kode,nama")
        (True, False)
    """
    return _PAGE.match(text) is not None


def web_page(text: str) -> Kind | None:
    """
    Tell a page of the web, and whether it holds a table, as the «Excel» exports of many systems do; None for other text.

    Example:
        >>> [told and told.got.en for told in map(web_page, ("<html><table>", "<html>Masuk", "kode,nama"))]
        ['it is a page of the web with a table, as many «Excel» exports are (SIPD too)', 'it is a page of the web', None]
    """
    if not is_web_page(text):
        return None
    return _WEB_TABLE if _TABLE.search(text) else _WEB_PAGE


def kind_of(raw: bytes) -> Kind | None:
    """
    Name what is neither text nor a workbook: a PDF, a picture, a packed file, a text document; None for anything else.

    Example:
        >>> kind_of(b"%PDF-1.7").got.en, kind_of(b"kode,nama")
        ('it is a PDF, which regplan does not read', None)
    """
    for marks, kind in _BEGINNINGS:
        if raw.startswith(marks):
            return kind
    if raw.startswith(ZIP):
        return _zip_kind(raw)
    if not raw.startswith(OLE):
        return None
    kind = ole_kind(raw)
    return BOOK if kind is _OLD_BOOK else kind


def damaged(error: Exception) -> Kind:
    """Say that a file is damaged, as the library says that reads it."""
    return Kind(Bilingual(f"rusak ({error})", f"damaged ({error})"), REOPEN)


def ole_kind(raw: bytes) -> Kind:
    """Name what an OLE container holds, by the names of its streams."""
    for names, kind in _STREAMS:
        if any(name.encode("utf-16-le") in raw for name in names):
            return kind
    return _OLE_FILE


def _zip_kind(raw: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):  # damaged, or packed in a way unknown here
        return _ARCHIVE
    for start, kind in _PARTS:
        if any(name.startswith(start) for name in names):
            return kind
    return _ARCHIVE


REOPEN: Final = Bilingual(
    "buka berkasnya di aplikasi lembar kerja dan simpan sebagai .xlsx; bila tidak terbuka, unduh ulang",
    "open the file in a spreadsheet program and save it as .xlsx; where it does not open, fetch it again",
)
_AGAIN: Final = Bilingual(
    "masuk kembali ke sistemnya dan unduh ulang data yang terbuka (bukan terenkripsi, bukan halaman web)",
    "log in to the system and fetch the data again, open (not encrypted, no web page)",
)
_SOURCE: Final = Bilingual(
    "minta berkas asalnya (.xlsx, .csv), atau salin tabelnya ke lembar kerja dan simpan sebagai .xlsx",
    "ask for the file it was made from (.xlsx, .csv), or copy its tables into a spreadsheet and save that as .xlsx",
)
_NAME_IT: Final = Bilingual("beri nama berkas yang berakhiran .xlsx", "give the file a name that ends in .xlsx")
_WEB_PAGE: Final = Kind(Bilingual("berkasnya halaman web", "it is a page of the web"), _AGAIN)
_WEB_TABLE: Final = Kind(
    Bilingual(
        "berkasnya halaman web berisi tabel, seperti banyak ekspor «Excel» (juga SIPD)",
        "it is a page of the web with a table, as many «Excel» exports are (SIPD too)",
    ),
    Bilingual(
        "buka di aplikasi lembar kerja dan simpan sebagai .xlsx; bila isinya halaman masuk, masuk kembali dan unduh ulang",
        "open it in a spreadsheet program and save it as .xlsx; where it is the login page, log in and fetch it again",
    ),
)
ENCRYPTED: Final = Kind(Bilingual("isinya terenkripsi", "its contents are encrypted"), _AGAIN)
_PDF: Final = Kind(
    Bilingual("berkasnya PDF, yang tidak dibaca regplan", "it is a PDF, which regplan does not read"), _SOURCE
)
_PICTURE: Final = Kind(
    Bilingual("berkasnya gambar, yang tidak dibaca regplan", "it is a picture, which regplan does not read"), _SOURCE
)
_DOCUMENT: Final = Kind(
    Bilingual(
        "berkasnya dokumen teks (Word), yang tidak dibaca regplan",
        "it is a text document (Word), which regplan does not read",
    ),
    _SOURCE,
)
_SLIDES: Final = Kind(
    Bilingual("berkasnya presentasi, yang tidak dibaca regplan", "it is a presentation, which regplan does not read"),
    _SOURCE,
)
_ARCHIVE: Final = Kind(
    Bilingual("berkasnya arsip (.zip, .rar, …)", "it is a packed file (.zip, .rar, …)"),
    Bilingual(
        "ekstrak dulu, lalu baca berkas atau folder isinya", "unpack it first, and read the files or folder in it"
    ),
)
BOOK: Final = Kind(Bilingual("berkasnya buku kerja", "it is a workbook"), _NAME_IT)
LOCKED: Final = Kind(
    Bilingual("terkunci kata sandi", "it is locked by a password"),
    Bilingual(
        "buka di aplikasi lembar kerja dengan kata sandinya, hapus kata sandi itu, dan simpan ulang sebagai .xlsx",
        "open it in a spreadsheet program with its password, remove the password, and save it again as .xlsx",
    ),
)
_OLD_BOOK: Final = Kind(
    Bilingual("buku kerja lama (.xls) yang rusak", "a damaged workbook of the old kind (.xls)"), REOPEN
)
_OLE_FILE: Final = Kind(
    Bilingual(
        "berkasnya wadah OLE, bukan .xlsx: .xls lama, atau .xlsx yang terkunci kata sandi, dan isinya rusak",
        "it is an OLE container, no .xlsx: an old .xls, or an .xlsx locked by a password, and it is damaged",
    ),
    Bilingual(
        "buka di aplikasi lembar kerja, hapus kata sandinya bila diminta, dan simpan sebagai .xlsx; bila tidak terbuka, unduh ulang",
        "open it in a spreadsheet program, remove the password if it asks for one, and save it as .xlsx; where it does not open, fetch it again",
    ),
)
_BEGINNINGS: Final[tuple[tuple[tuple[bytes, ...], Kind], ...]] = (
    ((b"%PDF",), _PDF),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), _PICTURE),
    ((b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"), _ARCHIVE),
    ((b"{\\rtf",), _DOCUMENT),
)
_STREAMS: Final = (
    (("EncryptedPackage", "EncryptionInfo", "DRMEncrypted"), LOCKED),
    (("WordDocument",), _DOCUMENT),
    (("PowerPoint Document",), _SLIDES),
    (("Workbook", "Book"), _OLD_BOOK),
)
_PARTS: Final = (("xl/", BOOK), ("word/", _DOCUMENT), ("ppt/", _SLIDES), ("content.xml", BOOK))
