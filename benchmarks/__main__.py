"""``python -m benchmarks``: measure the goals of architecture §6; exit 1 where a limit is missed."""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks.plans import LEAST
from benchmarks.rows import GOALS, GROUPS, Row, measured_apart

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """
    Measure and print.

    Args:
        arguments: Those of the command line.

    Returns:
        1 where a limit is missed, else 0.
    """
    given = _parser().parse_args(arguments)
    rows: list[Row] = []
    for name in (given.only,) if given.only else GOALS:
        found = measured_apart(given.sizes, given.runs, name)
        rows += found
        if not given.json:
            say("\n".join(map(line, found)))
    if given.json:
        say(json.dumps([row.to_dict() for row in rows], indent=1))
    return 0 if all(row.ok for row in rows) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=sizes("5k,50k,500k"), help="records of the plans: 5k,50k,500k")
    parser.add_argument("--runs", type=int, help="rounds that count; by size when left out")
    parser.add_argument("--only", choices=GROUPS, default="", metavar="NAME", help=f"one of {', '.join(GROUPS)}")
    parser.add_argument("--json", action="store_true", help="a list of name, size, ratio, limit, aim, ok")
    return parser


def sizes(text: str) -> list[int]:
    """
    Read sizes.

    Raises:
        ArgumentTypeError: One is no number, or below the smallest plan.

    Example:
        >>> sizes("5k,50k")
        [5000, 50000]
    """
    try:
        found = [int(word.strip().lower().replace("k", "000")) for word in text.split(",")]
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if min(found) < LEAST:
        msg = f"the smallest plan has {LEAST} records"
        raise argparse.ArgumentTypeError(msg)
    return found


def line(row: Row) -> str:
    """
    Write one row of the table.

    Example:
        >>> line(Row("load", 5000, 1.236, 1.5, 0.8))
        'load                    5,000      1.24  limit    ≤ 1.5  aim    ≤ 0.8  ok'
    """
    sign = "≥" if row.least else "≤"
    if row.limit is None:
        return f"{row.name:<18} {row.size:>10,} {row.ratio:>9.3g}"
    limit, aim = f"{sign} {row.limit:,}", f"{sign} {row.aim:,}"
    told = "ok" if row.ok else "MISSED"
    return f"{row.name:<18} {row.size:>10,} {row.ratio:>9.3g}  limit {limit:>8}  aim {aim:>8}  {told}"


def say(text: str) -> None:
    """Print at once, also where the output is a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
