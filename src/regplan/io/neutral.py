"""Texts in files that spreadsheets open: what begins like a formula is kept from being one."""

from __future__ import annotations

import re
from typing import Final

from regplan.values.text import FORMULA_SIGNS

__all__ = ["neutral", "restored"]

_FORMULA: Final = re.compile(rf"'*(?:[{re.escape(FORMULA_SIGNS)}]|null\Z)")
_NUMBER: Final = re.compile(r"[-+]?[\d.,]*\d%?|[-+]", re.ASCII)


def neutral(text: str) -> str:
    r"""
    Put ``'`` before a text that a spreadsheet would run as a formula, and before ``null``; numbers and a lone dash stay.

    Example:
        >>> neutral('=HYPERLINK("x")'), neutral("-5,2"), neutral("+cmd|' /C calc'!A0"), neutral("-")
        ('\'=HYPERLINK("x")', '-5,2', "'+cmd|' /C calc'!A0", '-')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """
    Take off what ``neutral`` put before a text.

    Example:
        >>> restored(neutral("=1+1")), restored("'tis"), restored(neutral("'=1"))
        ('=1+1', "'tis", "'=1")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
