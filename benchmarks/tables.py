"""A flat Renja export of any size, in the proportions of bengkulu_utara_renja_2026.csv, read against ``json.loads`` of its rows."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.timing import Case, medians
from regplan.io import dumps, read
from regplan.model.base import Record
from regplan.model.proved import records_of
from regplan.model.schema import schema_of
from regplan.model.tables import TABLES

__all__ = ["RECORDS_A_ROW", "export_ratios", "rows_of_export"]

RECORDS_A_ROW: Final = 9
"""20,151 records of 2,189 rows."""
_TITLE: Final = "Peningkatan kualitas layanan dan tata kelola urusan pemerintahan "


def rows_of_export(rows: int) -> list[dict[str, str]]:
    """Make the rows: 40 of an OPD, 7 of a program, 2.8 of an activity; a sixth with several outcomes in a cell."""
    random = Random(2026)  # noqa: S311 - a seeded plan, not a secret
    return [_row(at, random) for at in range(rows)]


def _row(at: int, random: Random) -> dict[str, str]:
    opd, program, activity = at // 40, at // 7, at * 5 // 14
    unit = f"{1 + opd % 8}.{opd % 99:02}.0.00.0.00.{opd // 99:02}.0000"
    code = f"{1 + opd % 8}.{opd % 99:02}.{1 + program % 98:02}"
    giat = f"{code}.2.{1 + activity % 98:02}"
    money = random.randrange(10**6, 10**9)
    several = program % 6 == 0
    return {
        "tahun": "2026",
        "kode_skpd": unit,
        "nama_skpd": f"Dinas {opd}",
        "kode_sub_skpd": unit,
        "nama_sub_skpd": f"Dinas {opd}",
        "kode_program": code,
        "nama_program": f"Program {_TITLE}{program}",
        "kode_giat": giat,
        "nama_giat": f"{_TITLE}{activity}",
        "kode_sub_giat": f"{giat}.{1 + at % 9998:04}",
        "nama_sub_giat": f"Penyediaan {_TITLE}{at}",
        "indikator_outcome": f"Persentase {program}\n\nIndeks {program}" if several else f"Persentase {program}",
        "target_akhir": "80\n\n95" if several else "80",
        "tolok_ukur_sub": f"Jumlah layanan {activity}",
        "target_sub_teks": "12",
        "satuan_sub": "Dokumen",
        "tolak_ukur_output": f"Jumlah dokumen {at}",
        "target_teks_output": f"{random.randrange(1, 99)} Dokumen",
        "satuan_output": "Dokumen",
        "pagu_indikatif": str(money),
        "pagu_n_depan": str(money * 21 // 20),
        "nama_dana": "Dana Alokasi Umum",
        "lokasi_bl": "Semua Kecamatan, Semua Kelurahan",
        "kelompok_sasaran": "Masyarakat",
        "label_prov": f"Prioritas {at % 5}",
        "label_kokab": f"Prioritas {at % 7}",
        "total_pagu_indikatif_kegiatan": str(activity * 1000),
        "total_pagu_indikatif_program": str(program * 1000),
        "total_pagu_indikatif_sub_skpd": str(opd * 1000),
    }


def export_ratios(folder: Path, sizes: Sequence[int], runs: int) -> Iterator[tuple[str, int, float]]:
    """
    Measure export to plan and loss report against ``json.loads`` of the same rows; and two parts of it that no reader can go below.

    Yields:
        Name, size in records and ratio: ``flat-export`` is the whole, ``flat-of-plan`` the whole against ``json.loads`` of the canonical
        file of the plan that it gives, ``flat-carrier`` the standard library's ``csv.reader`` alone,
        ``flat-records`` the making of the plan's records alone, of columns that stand ready, by the fastest way there is.
    """
    for size in sizes:
        rows = rows_of_export(size // RECORDS_A_ROW)
        path = folder / f"renja_{size}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        text = json.dumps(rows)
        del rows
        plan = dumps(read(path).plan)
        cases: dict[str, Case] = {
            "json": functools.partial(json.loads, text),
            "plan": functools.partial(json.loads, plan),
            "flat-export": functools.partial(_read, path),
            "flat-carrier": functools.partial(_rows, path),
            "flat-records": (functools.partial(_columns, path), _records),
        }
        spent = medians(cases, runs)
        yardstick = spent.pop("json")
        yield "flat-of-plan", size, spent["flat-export"] / spent.pop("plan")
        for name, seconds in spent.items():
            yield name, size, seconds / yardstick


def _read(path: Path) -> Any:
    return read(path).loss


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


Columns = list[tuple[type[Record], int, dict[str, list[Any]]]]


def _columns(path: Path) -> Columns:
    """Take the records of the export apart into columns."""
    plan = read(path).plan
    return [
        (
            cls,
            len(plan.table(name)),
            {spec.name: [getattr(one, spec.name) for one in plan.table(name)] for spec in schema_of(cls)},
        )
        for name, cls in TABLES.items()
    ]


def _records(columns: Columns) -> list[list[Record]]:
    return [records_of(cls, count, fields) for cls, count, fields in columns]
