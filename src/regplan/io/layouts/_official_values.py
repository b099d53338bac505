"""What the rows of an official table measure: targets, results and money, by document and period."""

from __future__ import annotations

from typing import Final

import attrs

from regplan.io.layouts._official_cells import BASES, Cells, name_of
from regplan.io.layouts._outline import Outline, Spot
from regplan.model.words import SeriesRole
from regplan.values.money import Rupiah

__all__ = ["ROLES", "Values"]

ROLES: Final[tuple[SeriesRole, ...]] = ("baseline", "target", "result")


@attrs.define
class Values(Cells):
    """
    Reads the values of a row into the records.

    Attributes:
        outline: Makes the records.
    """

    outline: Outline

    def series(self, indicator: str, told: dict[SeriesRole, dict[str, dict[str, str]]], spot: Spot) -> None:
        """Add what documents say of an indicator."""
        for role, documents in told.items():
            for document, values in documents.items():
                self.outline.series(indicator, role, values, spot, document=document)

    def values(self, row: int, role: str) -> dict[str, dict[str, str]]:
        """Return the cells of targets, baselines or results by document and period, as printed."""
        found: dict[str, dict[str, str]] = {}
        by_quarter = any(
            one.quarter and self.rows.peek(row, name_of(one)) is not None for one in self.columns if one.holds == role
        )
        for one in self.columns:
            if one.holds != role or self.rows.peek(row, name_of(one)) is None:
                continue
            document, period = self.facts.place(one)
            if by_quarter and not one.quarter and role == "result":
                self.rows.take(row, name_of(one))
                self.rows.lose(row, name_of(one), self.look(row, one), "follows from the quarters")
            elif (text := self.rows.target(row, name_of(one))) is None:
                continue
            elif period in found.setdefault(document, {}):
                self.rows.lose(row, name_of(one), text)
            else:
                found[document][period] = text
        return {document: values for document, values in found.items() if values}

    def money(self, row: int, subject: str, *, indicator: str | None = None, is_total: bool = False) -> bool:
        """Keep the money of a row; False where it has none."""
        is_any = False
        for holds, basis in BASES:
            for (document, whole), amounts in self.amounts(row, holds).items():
                column = min(amounts.values())[0]
                is_any = True
                fund, _ = (None, 0) if is_total else self.first(row, "fund")
                self.outline.amounts(
                    subject,
                    basis,
                    {period: amount for period, (_, amount) in amounts.items()},
                    self.spot(row, column),
                    fund=fund,
                    indicator=indicator,
                    is_total=is_total or whole,
                    document=document,
                )
        return is_any

    def amounts(self, row: int, holds: str) -> dict[tuple[str, bool], dict[str, tuple[int, Rupiah]]]:
        """
        Return the amounts of a row, each with its column, by document and period.

        What is printed for a year beside its quarters is a total of them, which the second of the key says.
        """
        found: dict[tuple[str, bool], dict[str, tuple[int, Rupiah]]] = {}
        columns = [one for one in self.columns if one.holds == holds and self.rows.peek(row, name_of(one)) is not None]
        by_quarter = any(one.quarter for one in columns)
        for one in columns:
            amount = self.rows.scaled(row, name_of(one), one.scale)
            document, period = self.facts.place(one)
            amounts = found.setdefault((document, by_quarter and not one.quarter), {})
            if amount is not None and period not in amounts:
                amounts[period] = one.at, amount
            elif amount is not None:
                self.rows.lose(row, name_of(one), str(amount))
        return {key: amounts for key, amounts in found.items() if amounts}
