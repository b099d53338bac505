"""What budgets are made of by name: kinds of sources of money, and accounts that rules speak of by their meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from regplan.law.fields import confidence_faults, key_faults, text_faults
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual

__all__ = ["AccountHeads", "Fund", "account_faults", "accounts_built", "fund_faults", "funds_built"]


@attrs.frozen(kw_only=True)
class Fund:
    """
    A kind of source of money (*sumber dana*).

    Attributes:
        kind: Its name in code.
        title: Its name in words.
        names: Names that budgets write for it.
        begins: What longer names of it begin with.
        restricted: Whether the law says what it may be used for.
        fields: The *bidang urusan* it is for, where these are known.
        account: The account of its receipts, where it is one.
        source: Where it was read.
    """

    kind: str
    title: Bilingual
    names: tuple[str, ...]
    begins: tuple[str, ...]
    restricted: bool
    fields: tuple[str, ...]
    account: str | None
    source: str


@attrs.frozen(kw_only=True)
class AccountHeads:
    """
    Accounts with one meaning.

    Attributes:
        codes: The accounts; what lies below them has the meaning too.
        law: Instrument and article.
        confidence: How well they are known.
        source: Where they were read.
    """

    codes: tuple[str, ...]
    law: str
    confidence: str
    source: str


def fund_faults(data: Mapping[str, Any]) -> Iterator[str]:
    """Name what is wrong with the kinds of funds: keys, words, names that stand for two kinds."""
    seen: dict[str, str] = {}
    for kind, row in data.items():
        place = f"fund {kind}"
        faults = [*key_faults(place, row, ("title", "source"), ("names", "begins", "restricted", "fields", "account"))]
        yield from faults
        if faults:
            continue
        yield from key_faults(f"{place} title", row["title"], ("id", "en"))
        yield from text_faults(place, row, ("source", "account"))
        for key in ("names", "begins", "fields"):
            yield from _list_faults(place, key, row.get(key, []))
        if not isinstance(row.get("restricted", False), bool):
            yield f"{place}: restricted is true or false, not {row['restricted']!r}"
        for name in (*row.get("names", []), *row.get("begins", [])):
            if seen.setdefault(str(name).casefold(), kind) != kind:
                yield f"{place}: {name!r} is a name of {seen[str(name).casefold()]} too"


def account_faults(data: Mapping[str, Any]) -> Iterator[str]:
    """Name what is wrong with the accounts."""
    for name, row in data.items():
        place = f"accounts {name}"
        faults = [*key_faults(place, row, ("codes", "law", "confidence", "source"))]
        yield from faults
        if not faults:
            yield from _list_faults(place, "codes", row["codes"])
            yield from text_faults(place, row, ("law", "source"))
            yield from confidence_faults(place, row["confidence"])


def _list_faults(place: str, key: str, written: Any) -> Iterator[str]:
    if not isinstance(written, list) or any(not isinstance(one, str) or not one.strip() for one in written):
        yield f"{place}: {key} is a list of texts in quotes, not {written!r}"


def funds_built(data: Mapping[str, Any]) -> FrozenMap[Fund]:
    """Build the kinds of funds from data that are known to have no fault."""
    return FrozenMap(
        {
            kind: Fund(
                kind=kind,
                title=Bilingual(row["title"]["id"], row["title"]["en"]),
                names=tuple(row.get("names", ())),
                begins=tuple(row.get("begins", ())),
                restricted=row.get("restricted", False),
                fields=tuple(row.get("fields", ())),
                account=row.get("account"),
                source=row["source"],
            )
            for kind, row in data.items()
        }
    )


def accounts_built(data: Mapping[str, Any]) -> FrozenMap[AccountHeads]:
    """Build the accounts from data that are known to have no fault."""
    return FrozenMap(
        {
            name: AccountHeads(
                codes=tuple(row["codes"]), law=row["law"], confidence=row["confidence"], source=row["source"]
            )
            for name, row in data.items()
        }
    )
