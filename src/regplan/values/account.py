"""The grammar of account codes: akun, kelompok, jenis, objek, rincian objek, sub rincian objek."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["account_parts", "is_under"]

_GRAMMAR = re.compile(r"[1-8](?:\.\d{1,5}){0,5}", re.ASCII)


@lru_cache(maxsize=65536)
def account_parts(text: str) -> tuple[int, ...] | None:
    """
    Return the numbers of an account code, akun first, or None where the grammar of no version allows it.

    Leading zeros do not count, because exports lose them; blanks around points and a name behind the code are passed over.

    Source: regulations §1.13.6 (Permendagri 90/2019 and its updates).

    Example:
        >>> account_parts("5.1.02.01.01.0024"), account_parts("5.1.2 Belanja Barang dan Jasa"), account_parts("Belanja")
        ((5, 1, 2, 1, 1, 24), (5, 1, 2), None)
    """
    code = re.sub(r"\s*\.\s*", ".", text.strip()).partition(" ")[0].rstrip(".:-")
    return tuple(map(int, code.split("."))) if _GRAMMAR.fullmatch(code) else None


def is_under(account: str | None, head: str) -> bool:
    """
    Tell whether an account is another or lies below it.

    Example:
        >>> is_under("5.1.02.01", "5.1"), is_under("5.1", "5.1.02"), is_under("5.10", "5.1"), is_under(None, "5")
        (True, False, False, False)
    """
    parts = account_parts(account) if account else None
    above = account_parts(head)
    return parts is not None and above is not None and parts[: len(above)] == above
