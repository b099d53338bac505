"""One thing that is wrong with a plan, where it stands and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import attrs

from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual, Lang, default_lang

__all__ = ["SEVERITIES", "Fact", "Finding", "Severity", "Where", "shown"]

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")

Fact: TypeAlias = str | int | Decimal | tuple[str, ...] | Bilingual | None
"""A number or text a finding rests on; money is exact rupiah under a name that ends in ``_rp``."""


@attrs.frozen
class Where:
    """
    The place in a file that a record came from; of rows of a database, their number and field.

    Example:
        >>> str(Where("rpjmd.yaml", line=12, column=5))
        'rpjmd.yaml:12:5'
        >>> str(Where("indikator", row=3, field="satuan"))
        'indikator row 3'
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """Write ``file:line:column``, ``file › sheet!cell``, ``file › list[item]``, or ``row 3`` behind the name of the rows."""
        return self.text("en")

    def text(self, lang: Lang) -> str:
        """
        Write it in a language; only rows have a word of it.

        Example:
            >>> Where("indikator", row=3).text("id")
            'indikator baris 3'
        """
        if self.row is not None:
            word = "baris" if lang == "id" else "row"
            return f"{self.file} {word} {self.row}" if self.file else f"{word} {self.row}"
        if self.cell:
            return f"{self.file} › {self.sheet}!{self.cell}" if self.sheet else f"{self.file} › {self.cell}"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def to_dict(self) -> dict[str, Any]:
        """Return what is known as plain data."""
        return attrs.asdict(self, filter=lambda _, value: value is not None)


@attrs.frozen(kw_only=True)
class Finding:
    """
    One thing that is wrong with a plan or its file: what, where, expected against got, how to mend it.

    Attributes:
        code: The rule, as in the regulations (``CARD-04``); never reused.
        name: The wrong pattern in kebab-case (``goal-without-objective``).
        severity: ``error``, ``warning`` or ``info``.
        subject: Id of the record it is about; ``/`` is the region, None the file.
        where: The place in the file, where known.
        facts: The numbers and texts it rests on.
        message: What is wrong, in both languages.
        hint: How to mend it, in both languages.
        law: The article, where there is one.
        related: Ids of other records it concerns.
    """

    code: str
    name: str
    severity: Severity
    subject: str | None = None
    where: Where | None = None
    facts: FrozenMap[Fact] = attrs.field(factory=FrozenMap)
    message: Bilingual
    hint: Bilingual
    law: str | None = None
    related: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str | None, tuple[str, ...], tuple[str, ...]]:
        """What stays the same between runs and scenarios: code, name, subject, the others concerned, and which part."""
        parts = (self.facts.get(name) for name in ("home", "period", "year", "component", "field"))
        told = tuple(part.en if isinstance(part, Bilingual) else str(part) for part in parts if part is not None)
        return (self.code, self.name, self.subject, self.related, told)

    def text(self, lang: Lang | None = None) -> str:
        """Return the message in a language, by default that of the locale."""
        return self.message.text(lang or default_lang())

    def __str__(self) -> str:
        """Write severity, code, place and message on one line."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.severity}[{self.code}] {self.text()}"

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain data that JSON holds; ``from_dict`` is the way back."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "subject": self.subject,
            "where": self.where.to_dict() if self.where else None,
            "facts": {name: _plain(fact) for name, fact in self.facts.items()},
            "message": _plain(self.message),
            "hint": _plain(self.hint),
            "law": self.law,
            "related": list(self.related),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """Build a finding from what ``to_dict`` gave."""
        return cls(
            code=data["code"],
            name=data["name"],
            severity=data["severity"],
            subject=data["subject"],
            where=Where(**data["where"]) if data["where"] else None,
            facts=FrozenMap({name: _fact(fact) for name, fact in data["facts"].items()}),
            message=Bilingual(**data["message"]),
            hint=Bilingual(**data["hint"]),
            law=data["law"],
            related=tuple(data["related"]),
        )


def _plain(fact: Fact) -> Any:
    if isinstance(fact, Bilingual):
        return {"id": fact.id, "en": fact.en}
    if isinstance(fact, tuple):
        return list(fact)
    return {"decimal": str(fact)} if isinstance(fact, Decimal) else fact


def _fact(data: Any) -> Fact:
    if isinstance(data, dict):
        return Decimal(data["decimal"]) if "decimal" in data else Bilingual(**data)
    return tuple(data) if isinstance(data, list) else data


def shown(name: str, fact: Fact) -> tuple[str, str]:
    """
    Write a fact for people, in Indonesian and English.

    Example:
        >>> shown("excess_rp", 1500000)
        ('Rp1.500.000', 'Rp1,500,000')
    """
    if isinstance(fact, Bilingual):
        return fact.id, fact.en
    if fact is None:
        return "(tidak ada)", "(none)"
    if isinstance(fact, tuple):
        return (", ".join(fact) or "(tidak ada)", ", ".join(fact) or "(none)")
    if name.endswith("_rp") and not isinstance(fact, str):
        english = ("-" if fact < 0 else "") + f"Rp{abs(fact):,}"
        return english.translate(str.maketrans(",.", ".,")), english
    return str(fact), str(fact)
