"""PLC-01: codes of the region and of places against the official list of regions (regulations §1.13.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.model.agencies import Place
from regplan.model.regions import Regions
from regplan.values.lang import Bilingual
from regplan.values.text import near, squeezed

__all__ = ["RULES"]


@rule(
    "PLC-01",
    ("kode wilayah dari daftar resmi", "codes of regions are of the official list"),
    clause(
        "region-not-listed",
        "warning",
        (
            "kode daerah {code} tidak ada dalam daftar wilayah",
            "the code {code} of the region is not in the list of regions",
        ),
        (
            "pakai kode Kemendagri, bukan kode BPS; yang mirip: {near}",
            "use the Kemendagri code, not that of BPS; similar: {near}",
        ),
    ),
    clause(
        "region-called-otherwise",
        "warning",
        ("daerah {code} bernama {expected}, tertulis {got}", "region {code} is called {expected}, got {got}"),
        ("perbaiki nama atau kodenya", "mend the name or the code"),
    ),
    clause(
        "place-not-listed",
        "warning",
        (
            "kode {code} pada {subject} tidak ada dalam daftar wilayah",
            "code {code} of {subject} is not in the list of regions",
        ),
        ("pakai kode Kemendagri; yang mirip: {near}", "use the Kemendagri code; similar: {near}"),
    ),
    clause(
        "place-called-otherwise",
        "warning",
        ("{subject} dengan kode {code} bernama {expected}", "{subject} with the code {code} is called {expected}"),
        ("perbaiki nama atau kodenya", "mend the name or the code"),
    ),
)
def official_places(case: Case) -> Outcome:
    """The code of the region and those of its places are in the official list, under the same name."""
    region, stated = case.plan.region, [one for one in case.plan.places if one.code]
    code = region.code if region else None
    if not code and not stated:
        return
    if case.regions is None:
        yield Lacking(None, Bilingual("daftar wilayah Kemendagri", "the Kemendagri list of regions"))
        return
    if region is not None and code:
        yield from _region(case.regions, code, region.name)
    first = case.index.starts["places"]
    for at, place in enumerate(case.plan.places, start=first):
        if place.code:
            yield from _place(case.regions, place, at)


def _region(regions: Regions, code: str, name: str | None) -> Iterator[Violation | Lacking]:
    found = regions.get(code)
    if found is None and _CODE.fullmatch(code) and not regions.covers(code):
        yield _unlisted(code)
    elif found is None:
        yield Violation(None, "region-not-listed", {"code": code, "near": _near(regions, code)})
    elif name and found.name and not _same(name, found.name):
        yield Violation(None, "region-called-otherwise", {"code": code, "got": name, "expected": found.name})


def _place(regions: Regions, place: Place, at: int) -> Iterator[Violation | Lacking]:
    code = str(place.code)
    found = regions.get(code)
    if found is not None:
        if place.name and found.name and not _same(place.name, found.name):
            yield Violation(at, "place-called-otherwise", {"code": code, "expected": found.name})
    elif regions.covers(code):
        yield Violation(at, "place-not-listed", {"code": code, "near": _near(regions, code)})
    else:
        yield _unlisted(code)


def _unlisted(code: str) -> Lacking:
    above = code.rpartition(".")[0] or code
    return Lacking(None, Bilingual(f"daftar wilayah di bawah {above}", f"the list of regions below {above}"))


_CODE: Final = re.compile(r"\d\d(\.\d\d)?", re.ASCII)
"""How the code of a region is written."""
_WORDS: Final = frozenset({"provinsi", "kabupaten", "kab.", "kota", "kecamatan", "kelurahan", "desa"})


def _same(name: str, official: str) -> bool:
    """Compare names; the word for the kind of place may be left out, but Kota Bekasi is not Kabupaten Bekasi."""
    (kind, bare), (other, listed) = _parted(name), _parted(official)
    return bare == listed and (not kind or not other or kind[:3] == other[:3])


def _parted(name: str) -> tuple[str, str]:
    first, _, rest = name.casefold().strip().partition(" ")
    return (first, squeezed(rest)) if first in _WORDS and rest else ("", squeezed(name))


def _near(regions: Regions, code: str) -> tuple[str, ...]:
    above = code.rpartition(".")[0]
    siblings = [one.id for one in regions.places if one.id.rpartition(".")[0] == above]
    return near(code, siblings)


RULES = (official_places,)
