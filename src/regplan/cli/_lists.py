"""Official lists that a call names: codes by version, regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regplan.errors import CallError
from regplan.values.lang import Bilingual

if TYPE_CHECKING:
    from regplan.model.nomenclature import Nomenclature
    from regplan.model.regions import Regions

__all__ = ["read_lists", "read_places"]


def read_lists(given: tuple[str, ...]) -> tuple[Nomenclature, ...]:
    """
    Read lists given as ``VERSION=FILE,FILE``; a version that is a year is a list of one's own for the plan years from it on.

    Raises:
        CallError: A version is not said.
        InputErrors: A file is no list.
    """
    from regplan.io.nomenclature import read_nomenclature  # noqa: PLC0415 - most calls need no list

    found = []
    for one in given:
        version, sign, files = one.partition("=")
        if not sign or not version or not files:
            msg = Bilingual(
                f"{one!r} tidak menyebut versinya: tulis VERSI=BERKAS, seperti 2023_1317=daftar.csv, atau 2027=daftar.csv sejak tahun rencana 2027",
                f"{one!r} does not say its version: write VERSION=FILE, as 2023_1317=daftar.csv, or 2027=daftar.csv from plan year 2027 on",
            )
            raise CallError(msg)
        year = int(version) if version.isdigit() else None
        found.append(read_nomenclature(files.split(","), version=version, first_year=year))
    return tuple(found)


def read_places(path: str | None) -> Regions | None:
    """
    Read the list of regions, where one is named.

    Raises:
        InputErrors: It is no such list.
    """
    from regplan.io.regions import read_regions  # noqa: PLC0415

    return None if path is None else read_regions(path.split(","))
