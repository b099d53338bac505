"""What one scenario changes, as values: lines of money, targets and coverage, findings new and gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import attrs

from regplan.diagnostics.finding import Finding
from regplan.errors import UnknownNameError
from regplan.scenario.scenario import Effect
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.text import near

__all__ = ["CoverageLine", "Failure", "MoneyLine", "Outcome", "Part", "TargetLine"]

Part = Literal["finding", "money", "target", "coverage", "effect"]
_PARTS = ("finding", "money", "target", "coverage", "effect")


@attrs.frozen(kw_only=True)
class MoneyLine:
    """
    Money before and after.

    Attributes:
        key: What it is of, one id or text for each word.
        before: Rupiah in the plan; None where a part is not known, or where there is none (``before_rows`` is 0).
        after: Rupiah in the changed copy, likewise.
        change: After less before, where nothing is there counted as nothing; None where a part is not known.
        before_rows: How many amounts are in it before.
        after_rows: How many are after.
    """

    key: tuple[str | None, ...]
    before: Rupiah | None
    after: Rupiah | None
    change: Rupiah | None
    before_rows: int
    after_rows: int


@attrs.frozen(kw_only=True)
class TargetLine:
    """
    A target, baseline or result that another text takes the place of.

    Attributes:
        indicator: Its indicator.
        document: Its document.
        role: Target, baseline or result.
        period: Its period.
        before: Its text in the plan; None where it is not known or absent.
        after: Its text in the changed copy.
        stated: Whether it is stated before and after: absent is not unknown.
    """

    indicator: str
    document: str
    role: str
    period: str
    before: str | None
    after: str | None
    stated: tuple[bool, bool]


@attrs.frozen(kw_only=True)
class CoverageLine:
    """
    How one level is covered by another before and after.

    Attributes:
        upper: The level to be covered.
        lower: The level that covers it.
        before: Covered nodes out of all before.
        after: Covered nodes out of all after.
        lost: Ids of nodes that are covered no longer.
        gained: Ids of nodes that are covered now.
    """

    upper: str
    lower: str
    before: tuple[int, int]
    after: tuple[int, int]
    lost: tuple[str, ...]
    gained: tuple[str, ...]


@attrs.frozen(kw_only=True, repr=False)
class Outcome:
    """
    What one scenario changes.

    Attributes:
        name: The scenario.
        content_hash: What produced it.
        effects: What each edit did.
        new: Findings that were not there.
        gone: Findings that are there no longer.
        changed: Findings that stay with other facts, each before and after.
        words: What money is added up by.
        money: Lines of money, also those that stay.
        whole: Everything together, by document or for the chosen documents.
        refused: By document, why its money could not be added up, in both languages.
        targets: Targets that change.
        coverage: How levels are covered.
    """

    name: str
    content_hash: str
    effects: tuple[Effect, ...]
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    words: tuple[str, ...]
    money: tuple[MoneyLine, ...]
    whole: tuple[MoneyLine, ...]
    refused: Mapping[str, Bilingual]
    targets: tuple[TargetLine, ...]
    coverage: tuple[CoverageLine, ...]

    def to_dicts(self, part: Part | None = None) -> list[dict[str, Any]]:
        """
        Return plain records, each with scenario, content hash and what it is (``part``).

        Args:
            part: ``finding``, ``money``, ``target``, ``coverage`` or ``effect``; all when left out.

        Raises:
            UnknownNameError: There is no such part.
        """
        if part is not None and part not in _PARTS:
            raise UnknownNameError(str(part), "part of an outcome", near(str(part), _PARTS) or _PARTS)
        head = {"scenario": self.name, "content_hash": self.content_hash}
        return [{**head, "part": name, **row} for name, row in self._rows() if part in {None, name}]

    def _rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for change, findings in (("new", self.new), ("gone", self.gone)):
            yield from (("finding", {"change": change, **one.to_dict()}) for one in findings)
        yield from (("finding", {"change": "changed", **after.to_dict()}) for _, after in self.changed)
        for line in self.money:
            row = attrs.asdict(line)
            yield "money", {**dict(zip(self.words, row.pop("key"), strict=True)), **row}
        for target in self.targets:
            yield "target", {**attrs.asdict(target), "stated": list(target.stated)}
        for cover in self.coverage:
            yield (
                "coverage",
                {name: list(one) if isinstance(one, tuple) else one for name, one in attrs.asdict(cover).items()},
            )
        yield from (("effect", effect.to_dict()) for effect in self.effects)

    def __repr__(self) -> str:
        """Summarise it for a notebook."""
        change = [line.change for line in self.whole]
        told = "?" if None in change else from_sen(sum(sen(one) for one in change if one is not None))
        return f"<Outcome of {self.name!r} {self.content_hash[:12]}: {len(self.new)} findings new, {len(self.gone)} gone, Rp{told}>"


@attrs.frozen(kw_only=True)
class Failure:
    """
    A scenario that could not be applied.

    Attributes:
        name: The scenario.
        content_hash: What failed.
        error: The kind of error.
        message: What it said.
    """

    name: str
    content_hash: str
    error: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return attrs.asdict(self)
