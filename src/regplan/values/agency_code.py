"""Codes of OPD: the *bidang urusan* an OPD holds are the first parts of its code (regulations §1.13.8)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["code_fields", "code_unit"]

_CODE: Final = re.compile(r"((?:\d\.\d{2}\.){3})(\d{2})(?:\.(\d{2,4}))?\.?", re.ASCII)
_NONE: Final = "0.00"


@lru_cache(maxsize=8192)
def code_fields(code: str) -> tuple[str, ...]:
    """
    Return the *bidang urusan* in the code of an OPD, in its order; none where it is no such code.

    Codes whose end is cut short, as live data have them, are read too.

    Example:
        >>> code_fields("1.01.2.22.0.00.01.0000"), code_fields("5.02.0.00.0.00.02.000"), code_fields("12")
        (('1.01', '2.22'), ('5.02',), ())
    """
    found = _CODE.fullmatch(re.sub(r"\s", "", code))
    if not found:
        return ()
    parts = found[1].rstrip(".").split(".")
    fields = [f"{parts[at]}.{parts[at + 1]}" for at in range(0, len(parts), 2)]
    return tuple(dict.fromkeys(one for one in fields if one != _NONE))


@lru_cache(maxsize=8192)
def code_unit(code: str) -> int | None:
    """
    Return the number of the unit in the code of an OPD: 0 for the OPD itself; None where the code does not say.

    Example:
        >>> code_unit("1.02.0.00.0.00.01.0002"), code_unit("1.02.0.00.0.00.01.0000"), code_unit("1.02")
        (2, 0, None)
    """
    found = _CODE.fullmatch(re.sub(r"\s", "", code))
    return int(found[3]) if found and found[3] else None
