"""What a cell of sources of money says: kinds of funds by the names that budgets write, codes, and what is neither."""

from __future__ import annotations

import functools
import re
from typing import Final

import attrs

from regplan.law import current
from regplan.law.budget_terms import Fund
from regplan.values.text import near

__all__ = ["FundName", "kind_of_fund", "read_funds"]


@attrs.frozen(kw_only=True)
class FundName:
    """
    One source of money as a cell names it.

    Attributes:
        text: As it is written.
        fund: Its kind; None where the name is not known.
        code: Its code of the nomenclature, where it is written as one.
        near: Known names that are like it, where its kind is not known.
    """

    text: str
    fund: Fund | None = None
    code: str | None = None
    near: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it is a known name or a code."""
        return self.fund is not None or self.code is not None


@functools.lru_cache(maxsize=65536)
def read_funds(text: str) -> tuple[FundName, ...]:
    """
    Read a cell of sources of money: several names are parted by comma, semicolon, bar or line.

    Names count without case and punctuation. A name is not guessed: one that is not in the law data has no kind, but
    near names. What cannot be parted into known names is one name.

    Args:
        text: The cell.

    Returns:
        One for each name, at least one.

    Source: regulations §3.7 for kinds, §1.13.7 for codes; names as public plans write them.

    Example:
        >>> [one.fund.kind for one in read_funds("Dana Alokasi Umum (DAU), DAK Non Fisik-Dana BOK-BOK Puskesmas")]
        ['dau', 'dak_health']
        >>> read_funds("Dana Alokasi Umun")[0].near[0]
        'Dana Alokasi Umum'
        >>> read_funds("1.2.01.01.02")[0].code
        '1.2.01.01.02'
    """
    parts = tuple(_read(part) for part in _PARTED.split(text) if part.strip())
    if len(parts) > 1 and all(part.is_known for part in parts):
        return parts
    whole = _read(text)
    return parts if len(parts) > 1 and not whole.is_known and any(part.is_known for part in parts) else (whole,)


def kind_of_fund(text: str) -> Fund | None:
    """
    Return the kind of the one source of money that a cell names; None where it names none that is known, or several.

    Example:
        >>> [one and one.kind for one in map(kind_of_fund, ("DAK Fisik - Jalan", "P A D", "DAU, PAD"))]
        ['dak_physical', None, None]
    """
    found = read_funds(text)
    return found[0].fund if len(found) == 1 else None


_PARTED: Final = re.compile(r"[,;|\n]|\s/\s")
_CODE: Final = re.compile(r"[12](?:\.\d{1,5}){1,5}(?:-\d+)?", re.ASCII)


def _read(text: str) -> FundName:
    plain = text.strip()
    if _CODE.fullmatch(plain):
        return FundName(text=plain, code=plain.partition("-")[0])
    words = _words(plain)
    names, begins = _known()
    fund = names.get(words)
    if fund is None:
        found = [one for one in begins if words == one or words.startswith(f"{one} ")]
        fund = begins[max(found, key=len)] if found else None
    return FundName(text=plain, fund=fund, near=() if fund else near(plain, _spellings()))


def _words(text: str) -> str:
    """Return a name in small letters with single blanks for all that is no letter or digit."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@functools.cache
def _known() -> tuple[dict[str, Fund], dict[str, Fund]]:
    funds = current().funds.values()
    names = {_words(name): fund for fund in funds for name in fund.names}
    begins = {_words(name): fund for fund in funds for name in fund.begins}
    return names, begins


@functools.cache
def _spellings() -> tuple[str, ...]:
    return tuple(name for fund in current().funds.values() for name in (*fund.names, *fund.begins))
