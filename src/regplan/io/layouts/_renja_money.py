"""The money of the flat Renja export: this year's and next year's of each sub activity, and the totals that rows repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import attrs

from regplan.io.columns import Batch, Columns, first_of
from regplan.io.layouts._renja_rows import Placed, filled, pick
from regplan.values.frozen import FrozenMap
from regplan.values.money import Rupiah

__all__ = ["Money"]

Extra = FrozenMap[Any] | None


@attrs.define
class Money:
    """
    Reads amounts and remembers which totals were stated already.

    Attributes:
        capped: The OPD of which a list beside the export gives the ceiling.
        year: The year of the export.
    """

    capped: set[str]
    year: int = 0
    _stated: defaultdict[str, set[Any]] = attrs.field(factory=lambda: defaultdict(set))

    def now_and_next(self, rows: Placed, batch: Batch) -> None:
        """Read money now and next year; several funds in one cell are named, and their shares are not known."""
        columns = rows.columns
        named = columns.parts("nama_dana", ", ")
        several = {funds: FrozenMap({"x-sumber-dana": funds}) for funds in set(named) if len(funds) > 1}
        extra = list(map(several.get, named))
        for at in filled(extra):
            columns.lose("guessed", at, "nama_dana", ", ".join(named[at]), "the share of each fund is not known")
        single = {funds: funds[0] if len(funds) == 1 else None for funds in set(named)}
        now = filled(columns.cells("pagu_indikatif"))
        amounts = columns.money("pagu_indikatif", now)
        others = columns.cells("pagu")
        for at in set(filled(others)).difference(now):
            columns.lose("dropped", at, "pagu", others[at])
        own = _other_money(columns, now, amounts, pick(extra, now))
        funds = [single[one] for one in pick(named, now)]
        self._add(rows, batch, "pagu_indikatif", now, amounts, basis="ceiling", fund=funds, extra=own)
        later = filled(columns.cells("pagu_n_depan"))
        amounts = columns.money("pagu_n_depan", later)
        self._add(rows, batch, "pagu_n_depan", later, amounts, basis="forward_estimate", extra=pick(extra, later))

    def stated(
        self, rows: Placed, batch: Batch, key: str, subjects: Sequence[str], among: Sequence[int] | None = None
    ) -> None:
        """Keep a total that rows repeat once; another amount for the same total is kept too, and the rules see it."""
        cells = rows.columns.cells(key)
        said = filled(cells) if among is None else [at for at in among if cells[at] is not None]
        new = pick(said, first_of(((subjects[at], str(cells[at])) for at in said), self._stated[key]))
        amounts = rows.columns.money(key, new)
        self._add(rows, batch, key, new, amounts, subject=pick(subjects, new), role="stated_total")

    def unit_totals(self, rows: Placed, batch: Batch) -> None:
        """
        Keep the total of a sub-unit, but where a list gives the ceiling of its OPD: that is of all sub-units together.

        An OPD is its own first sub-unit, so that both would be totals of one subject that mean different things.
        """
        key = "total_pagu_indikatif_sub_skpd"
        cells = rows.columns.cells(key)
        free = [at for at, agency in enumerate(rows.agencies) if agency not in self.capped]
        self.stated(rows, batch, key, rows.units, free)
        capped = [at for at in filled(cells) if rows.agencies[at] in self.capped]
        for one in first_of(pick(rows.units, capped), self._stated["capped"]):
            rows.columns.lose("dropped", capped[one], key, cells[capped[one]], "set_pagu_skpd")

    def _add(
        self, rows: Placed, batch: Batch, key: str, at: Sequence[int], amounts: Sequence[Rupiah | None], **fields: Any
    ) -> None:
        """Make the allocations of a column: by default for the sub activities; a forward estimate is of the next year."""
        year = str(self.year + (fields.get("basis") == "forward_estimate"))
        batch.add(
            "allocations",
            rows.at(at),
            rows.columns.table.columns.get(key, 0),
            document=pick(rows.homes, at),
            amounts=[FrozenMap({year: amount}) for amount in amounts],
            **{"subject": pick(rows.sub_activities, at), **fields},
        )


def _other_money(
    columns: Columns, rows: Sequence[int], amounts: Sequence[Rupiah | None], extra: list[Extra]
) -> list[Extra]:
    """Keep ``pagu`` beside ``pagu_indikatif`` where it is another amount."""
    cells = columns.cells("pagu")
    both = [place for place, at in enumerate(rows) if cells[at] is not None]
    others = columns.money("pagu", pick(rows, both))
    differ = [place for place, other in zip(both, others, strict=True) if other != amounts[place]]
    for place, line in zip(differ, columns.lines("pagu", pick(rows, differ)), strict=True):
        extra[place] = FrozenMap({"x-pagu": line, **(extra[place] or {})})
    return extra
