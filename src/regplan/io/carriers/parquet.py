"""Parquet files to sheets, by Polars."""

from __future__ import annotations

import io

from regplan.errors import MissingExtraError
from regplan.io._bytes import Found
from regplan.io.carriers._kinds import damaged
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart

__all__ = ["read_parquet"]


def read_parquet(raw: bytes, found: Found, into: Intake) -> tuple[Sheet, ...]:
    """
    Read the rows of a Parquet file; floats become the decimals that were typed.

    Raises:
        MissingExtraError: The extra ``tables`` is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("tables", "polars", found.name) from None
    part = FilePart(found.name, found.path.stem, "items")
    try:
        frame = pl.read_parquet(io.BytesIO(raw))
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        kind = damaged(error)
        into.problem("FILE-19", part.where(0), path=found.name, got=kind.got, cure=kind.cure)
        return ()
    floats = [name for name, kind in frame.schema.items() if kind.is_float()]
    texts = [pl.col(name).cast(pl.String) for name in floats]
    frame = frame.with_columns(texts)
    grid = [frame.columns, *map(list, frame.iter_rows())]
    return (Sheet(part, grid, range(len(grid))),)
