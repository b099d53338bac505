"""What counts as what in the shares the law asks for: the fungsi of a field, the codes and accounts of a subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from regplan.errors import UnknownNameError
from regplan.law.fields import confidence_faults, key_faults, text_faults, word_faults
from regplan.values.frozen import FrozenMap
from regplan.values.text import near

__all__ = ["Counted", "Counting", "Fungsi", "How", "Subject", "counting_faults"]

How: TypeAlias = Literal["counts", "may"]
"""Whether something counts, or is only not excluded by what the law is known to say."""

_TOLD: Final = ("confidence", "source")
_MAY: Final = ("fungsi", "codes", "accounts", "only", "less", "prints", "part_of", "note")


@attrs.frozen(kw_only=True)
class Counted:
    """
    One code or account, and whether it counts.

    Attributes:
        code: A nomenclature code, or an account; what lies below it counts alike.
        how: Whether it counts.
        confidence: How well that is known.
        source: Where it was read.
        note: What else is to be known.
    """

    code: str
    how: How
    confidence: str
    source: str
    note: str | None = None


@attrs.frozen(kw_only=True)
class Subject:
    """
    What a share is for.

    Attributes:
        name: Its name.
        word: The word by which a region declares that something counts (``pendidikan``).
        fungsi: The *fungsi* that it is, for education.
        codes: Nomenclature codes, by what is known to count.
        accounts: Accounts, by what is known to count.
        only: Accounts outside these never count; empty where there is no such bound.
        less: Accounts that never count.
        prints: Names by which it is printed, in small letters; for receipts.
        part_of: The receipts it is a part of.
        note: What else is to be known.
    """

    name: str
    word: str
    fungsi: str | None = None
    codes: tuple[Counted, ...] = ()
    accounts: tuple[Counted, ...] = ()
    only: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()
    part_of: str | None = None
    note: str | None = None


@attrs.frozen(kw_only=True)
class Fungsi:
    """
    The *fungsi* of a bidang urusan.

    Attributes:
        name: Which of the nine.
        confidence: How well that is known.
        source: Where it was read.
    """

    name: str
    confidence: str
    source: str


@attrs.frozen(kw_only=True)
class Counting:
    """
    What counts as what.

    Attributes:
        numbers: By version of the nomenclature (``older`` before the first), the number of each *fungsi*.
        fields: By bidang urusan, its *fungsi*; of fields that are not there it is not known.
        subjects: By name.
        fund_accounts: By kind of earmarked fund, the accounts it is for.
    """

    numbers: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, Fungsi]
    subjects: Mapping[str, Subject]
    fund_accounts: Mapping[str, tuple[str, ...]]

    def subject(self, name: str) -> Subject:
        """
        Return a subject by name.

        Raises:
            UnknownNameError: There is none of that name; near matches are offered.

        Example:
            >>> from regplan.law import current
            >>> current().counting.subject("supervision").codes[0].code
            '6.01'
        """
        try:
            return self.subjects[name]
        except KeyError:
            raise UnknownNameError(name, "subject of counting", near(name, self.subjects)) from None

    def number(self, fungsi: str, version: str) -> str | None:
        """
        Return the number of a *fungsi* in a version of the nomenclature; None where it has none there.

        Args:
            fungsi: One of the nine names, as ``education``.
            version: A version, or ``older`` for budgets before the first.

        Example:
            >>> from regplan.law import current
            >>> current().counting.number("education", "2019_90"), current().counting.number("education", "older")
            ('08', '10')
        """
        return self.numbers.get(version, {}).get(fungsi)

    @classmethod
    def built(cls, data: Mapping[str, Any]) -> Counting:
        """Build it from data that are known to have no fault."""
        fungsi = data["fungsi"]
        return cls(
            numbers=FrozenMap({version: FrozenMap(row["codes"]) for version, row in fungsi["numbers"].items()}),
            fields=FrozenMap(
                {
                    code: Fungsi(name=row["fungsi"], confidence=row["confidence"], source=row["source"])
                    for code, row in fungsi["fields"].items()
                }
            ),
            subjects=FrozenMap({name: _subject(name, row) for name, row in data["subjects"].items()}),
            fund_accounts=FrozenMap({kind: tuple(codes) for kind, codes in data["fund_accounts"].items()}),
        )


def _subject(name: str, row: Mapping[str, Any]) -> Subject:
    return Subject(
        name=name,
        word=row["word"],
        fungsi=row.get("fungsi"),
        codes=_counted(row.get("codes", {})),
        accounts=_counted(row.get("accounts", {})),
        only=tuple(row.get("only", ())),
        less=tuple(row.get("less", ())),
        prints=tuple(row.get("prints", ())),
        part_of=row.get("part_of"),
        note=row.get("note"),
    )


def _counted(rows: Mapping[str, Any]) -> tuple[Counted, ...]:
    """Build codes or accounts, the shortest first, so that the longest that fits is the last."""
    return tuple(Counted(code=code, **rows[code]) for code in sorted(rows, key=len))


def counting_faults(data: Any) -> Iterator[str]:
    """Name all faults of the file: keys, words, confidences."""
    place = "counting"
    faults = [*key_faults(place, data, ("fungsi", "subjects", "fund_accounts"))]
    faults = faults or [*key_faults(f"{place} fungsi", data["fungsi"], ("names", "numbers", "fields"))]
    yield from faults
    if faults:
        return
    names = data["fungsi"]["names"]
    yield from _fungsi_faults(data["fungsi"], names)
    for name, row in data["subjects"].items():
        yield from _subject_faults(f"{place} {name}", row, names)


def _fungsi_faults(data: Mapping[str, Any], names: list[str]) -> Iterator[str]:
    for version, row in data["numbers"].items():
        where = f"counting fungsi {version}"
        faults = [*key_faults(where, row, ("codes", *_TOLD), ("note",))]
        yield from faults
        if not faults:
            yield from confidence_faults(where, row["confidence"])
            yield from (fault for name in row["codes"] for fault in word_faults(where, "codes", name, names))
    for code, row in data["fields"].items():
        where = f"counting field {code}"
        faults = [*key_faults(where, row, ("fungsi", *_TOLD), ("note",))]
        yield from faults
        if not faults:
            yield from word_faults(where, "fungsi", row["fungsi"], names)
            yield from confidence_faults(where, row["confidence"])


def _subject_faults(where: str, row: Any, names: list[str]) -> Iterator[str]:
    faults = [*key_faults(where, row, ("word",), _MAY)]
    yield from faults
    if faults:
        return
    yield from text_faults(where, row, ("word", "fungsi", "part_of", "note"))
    if "fungsi" in row:
        yield from word_faults(where, "fungsi", row["fungsi"], names)
    for code, one in {**row.get("codes", {}), **row.get("accounts", {})}.items():
        inner = [*key_faults(f"{where} {code}", one, ("how", *_TOLD), ("note",))]
        yield from inner
        if not inner:
            yield from word_faults(f"{where} {code}", "how", one["how"], get_args(How))
            yield from confidence_faults(f"{where} {code}", one["confidence"])
