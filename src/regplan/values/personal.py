"""Numbers and addresses of persons in texts, which no message may print: NIP, NIK, NPWP, phones, e-mails, accounts of banks."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["HIDDEN", "without_persons"]

HIDDEN: Final = "[***]"
"""What stands in messages and scrubbed texts for personal data."""
_DATE: Final = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])"
_TEXT: Final = re.compile(
    rf"(?<![\d.,]){_DATE}[ .-]?{_MONTH}[ .-]?[12][ .-]?\d{{3}}(?!\d)"  # NIP: born, in office since, sex, number
    r"|(?<![\d.,])[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?![\d]|[.,]\d)"  # NIK: district, born, number
    r"|(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)"  # NPWP
    r"|(?<![\d.+])(?:\+?62[ -]?|0)8\d{1,2}[ -]?\d{3,4}[ -]?\d{3,5}(?![\d.])"  # mobile phones
    r"|(?<![\d.])\(?0[2-7]\d{1,2}\)?[ -]\d{5,8}(?![\d.])"  # other phones, behind their area
    r"|(?i:\bNIP\b)[\s.:]{0,4}\d[\d .-]{6,22}\d"
    r"|(?i:(?<!kode )\b(?:no(?:mor)?\.? ?)?rek(?:ening)?\b)(?![^\d\n]{0,24}\d\.\d)[^\d\n]{0,24}\d[\d -]{7,20}\d(?![\d.])"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
    re.ASCII,
)
_MARKS: Final = re.compile(r"\d{8}|@|\+?62|08\d|8\d\d|\.\d-\d|\d[) -]{1,2}\d|[nN][iI][pP]|[rR][eE][kK]", re.ASCII)
"""One of these is in each of them; most texts have none."""


def without_persons(text: str) -> str:
    """
    Put ``[***]`` for NIP, NIK, NPWP, phones, e-mails and accounts of banks in a text; codes of accounts of a budget stay.

    Example:
        >>> without_persons("Siti, NIP. 19800101 200501 2 001, rek. Bank Nagari 1234-567-890")
        'Siti, [***], [***]'
        >>> without_persons("Kode Rekening 5.1.02.01.01.0001: 1.500.000 pada 2026")
        'Kode Rekening 5.1.02.01.01.0001: 1.500.000 pada 2026'
    """
    return _TEXT.sub(HIDDEN, text) if _MARKS.search(text) else text
