"""Numbers and addresses of persons in texts, which no message may print: NIP, NIK, NPWP, phones, e-mails, accounts of banks."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["HIDDEN", "without_persons"]

HIDDEN: Final = "[***]"
"""What stands in messages and scrubbed texts for personal data."""
_DATE: Final = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_SINCE: Final = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2]|21)"
"""Year and month; of PPPK the month is written 21."""
_PHONE: Final = r"\b(?:telp?|tlp|telepon|hp|fax|faks|wa|wa\.me|whatsapp|hub|hubungi|kontak|cp)\b"
_BANK: Final = r"(?:bank|bri|bni|btn|bsi|bca|bpd|mandiri)"
_TEXT: Final = re.compile(
    rf"(?<![\d.,]){_DATE}[ .-]?{_SINCE}[ .-]?[12][ .-]?\d{{3}}(?!\d)"  # NIP: born, in office since, sex, number
    r"|(?<![\d.,])[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?![\d]|[.,]\d)"  # NIK: district, born, number
    r"|(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)"  # NPWP
    r"|(?<![\d.+])(?:\+62[ -]?|0)8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{3,5}(?!\d|\.\d)"  # mobile phones
    rf"|(?i:{_PHONE})[\s.:/]{{0,3}}62[ -]?8\d{{1,2}}[ -]?\d{{3,4}}[ -]?\d{{3,5}}(?!\d|\.\d)"  # without +, which amounts may be
    r"|(?<![\d.])\(?0[2-7]\d{1,2}\)?[ -]\d{5,8}(?!\d|\.\d)"  # other phones, behind their area
    r"|(?:\+62[ -]?|\(0)[2-7]\d{1,2}\)?[ -]?\d{3,4}[ -]?\d{2,5}(?!\d|\.\d)"
    rf"|(?i:{_PHONE})[\s.:]{{0,3}}\(?0\d[\d() .-]{{5,16}}\d"
    r"|(?i:\b(?:NIP|NRP|NI ?PPPK)\b)[\s.:]{0,4}\d[\d .-]{6,22}\d"
    r"|(?i:\b(?:NIK|KTP|NPWP)\b)[\s.:]{0,4}\d[\d .-]{13,22}\d"
    rf"|(?i:\brek(?:ening)?\b[^\d\n]{{0,24}}\b{_BANK}\b)[^\d\n]{{0,24}}\d[\d .-]{{7,22}}\d"
    r"|(?i:(?<!kode )\b(?:no(?:mor)?\.? ?)?rek(?:ening)?\b)(?![^\d\n]{0,24}\d\.\d)[^\d\n]{0,24}\d[\d -]{7,20}\d(?!\d|\.\d)"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
    re.ASCII,
)
_MARKS: Final = re.compile(
    r"\d{8}|@|\+?62|08\d|8\d\d|\.\d-\d|\d[) -]{1,2}\d|[nN][iIrR][pPkK]|[kK][tT][pP]|[nN][pP][wW][pP]|[rR][eE][kK]|[tT][eE]?[lL][pP]?|[hHcC][pP]|[fF][aA]|[wW][aA]|\(0",
    re.ASCII,
)
"""One of these is in each of them; most texts have none."""


def without_persons(text: str) -> str:
    """
    Put ``[***]`` for NIP, NIK, NPWP, phones, e-mails and accounts of banks in a text; codes of accounts and amounts of a budget stay.

    Example:
        >>> without_persons("Siti, NIP. 19800101 200501 2 001, rek. Bank Nagari 1234-567-890")
        'Siti, [***], [***]'
        >>> without_persons("Kode Rekening 5.1.02.01.01.0001: 1.500.000 pada 2026")
        'Kode Rekening 5.1.02.01.01.0001: 1.500.000 pada 2026'
        >>> without_persons("6285000000"), without_persons("hub. 6285000000")
        ('6285000000', '[***]')
    """
    return _TEXT.sub(HIDDEN, text) if _MARKS.search(text) else text
