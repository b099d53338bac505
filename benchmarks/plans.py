"""
Seeded synthetic plans of any size, clean under ``CORE``, in the proportions of real files.

=====================================  ==========================  ===================================================
what                                   number                      counted in
=====================================  ==========================  ===================================================
programs of an OPD                     306 of 54 OPD: 5.67         bengkulu_utara_renja_2026.csv, .._skpd_pagu_2026.csv
activities of a program                779 of 306: 2.55            bengkulu_utara_renja_2026.csv (code × OPD)
sub activities of an activity          2,189 of 779: 2.81          bengkulu_utara_renja_2026.csv (code × OPD)
outcome indicators of a program        1.08                        bengkulu_utara_renja_2026.csv
output indicators of a sub activity    1.00 (2,186 of 2,189)       bengkulu_utara_renja_2026.csv
sub activities with money              94 % (2,056 of 2,189)       bengkulu_utara_renja_2026.csv
labels of a sub activity               95 % province, 80 %         bengkulu_utara_renja_2026.csv (label_prov,
                                       regency, 38 % nation        label_kokab, id_label_pusat)
totals printed                         activity, program, OPD      bengkulu_utara_renja_2026.csv (total_pagu_…)
letters of a title, an indicator       59, 81                      bengkulu_utara_renja_2026.csv
funds of a budget line                 1,011 rows of 797: 1.27     mamberamo_raya_anggaran_perubahan_2023.csv
indicators of the RPJMD                394 for 306 programs: 1.29  bengkulu_utara_indikator_2025_2030.csv
their values                           5.99 years and a baseline   bengkulu_utara_indikator_2025_2030.csv
years of money and targets of a row    5 (2026 to 2030)            situbondo_bapenda_renstra_2026_2030.json
money on program indicators            each row                    situbondo_bapenda_renstra_2026_2030.json
missions, goals, objectives            5, 7, 14                    deli_serdang_rpjmd_2019_2024.json, its example
units beyond ASCII (M³/Hari)           2 of 2,189                  bengkulu_utara_renja_2026.csv
budget rows with sen                   4 of 1,011                  mamberamo_raya_anggaran_perubahan_2023.csv
=====================================  ==========================  ===================================================

A regency in these proportions has some 40,000 records. A smaller plan has fewer OPD of the same size, a larger one has
54 OPD with more programs each.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Final

import attrs

from benchmarks.plan_builder import Builder, Opd
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Entry,
    Goal,
    Indicator,
    Link,
    Mission,
    Objective,
    Place,
    Plan,
    PolicyDirection,
    Program,
    Reference,
    Region,
    Series,
    Strategy,
    SubActivity,
    Vision,
)
from regplan.model.words import Basis, IndicatorKind, MoneyRole
from regplan.values.money import Rupiah

__all__ = ["LEAST", "synthetic_plan"]

LEAST: Final = 3_000
"""The smallest plan in which every objective of the RPJMD has a program."""

_MISSIONS, _GOALS, _OBJECTIVES, _MOST_AGENCIES, _PLACES = 5, 7, 14, 54, 19
_PROGRAMS_OF_AGENCY = 306 / 54
_RECORDS_OF_PROGRAM = 130
_YEARS = ("2026", "2027", "2028", "2029", "2030")
_FIELDS = (
    *("1.01", "1.02", "1.03", "1.04", "1.05", "1.06", "2.07", "2.08", "2.09", "2.10", "2.11", "2.12", "2.13", "2.14"),
    *("2.15", "2.16", "2.17", "2.18", "3.25", "3.27", "3.30", "3.31", "4.01", "4.02", "5.01", "5.02", "5.03", "6.01"),
)
_UNITS = ("Dokumen", "Laporan", "Unit", "Orang", "%", "Paket", "Ruang", "Lembaga", "Kegiatan", "Ha", "Km", "Indeks")
_FUNDS = ("Dana Alokasi Umum (DAU)", "Pendapatan Asli Daerah (PAD)", "Dana Alokasi Khusus (DAK)", "Dana Bagi Hasil")


def synthetic_plan(size: int, seed: int = 1, *, plain: bool = False) -> Plan:
    """
    Build a plan of a region: RPJMD, Renstra and Renja of each OPD, RKPD, APBD.

    Args:
        size: How many records it has, at least ``LEAST``.
        seed: Equal seeds give equal plans.
        plain: Leave out units beyond ASCII and amounts with sen, which real files have seldom but have.

    Returns:
        A plan in which the rules of ``CORE`` find nothing.

    Raises:
        ValueError: *size* is below ``LEAST``.

    Example:
        >>> len(synthetic_plan(3_000))
        3000
    """
    if size < LEAST:
        msg = f"the smallest synthetic plan has {LEAST} records"
        raise ValueError(msg)
    build = Builder(Random(seed), plain=plain)  # noqa: S311 - a plan is no secret
    programs = (size - 600) / _RECORDS_OF_PROGRAM
    _region(build)
    opds = [_opd(build, at) for at in range(max(3, min(_MOST_AGENCIES, round(programs / _PROGRAMS_OF_AGENCY))))]
    dealt = 0
    while build.count + len(opds) < size or dealt < _OBJECTIVES:
        _program(build, opds[dealt % len(opds)], dealt // len(opds), dealt % _OBJECTIVES + 1)
        dealt += 1
    for opd in opds:
        build.add("allocations", _total(build, opd.renja, opd.id, ("2026",)))
    excess = build.count - size
    links = [*build.tables.pop("links"), *build.labels[: len(build.labels) - excess]]
    return Plan(
        title="RPJMD Kabupaten Contoh 2025-2029",
        region=Region(code="17.03", name="Kabupaten Contoh", level="regency"),
        first_year=2025,
        last_year=2029,
        links=links,
        **build.tables,  # type: ignore[arg-type] # sorted by table above
    )


def _region(build: Builder) -> None:
    """Add what is the region's own: documents, places, references, and the hierarchy down to policy directions."""
    build.add("documents", Document(id="rpjmd", kind="RPJMD", first_year=2025, last_year=2029, regime="INMEN2_2025"))
    for kind in ("RKPD", "APBD"):
        yearly = Document(
            id=f"{kind.lower()}2026", kind=kind, first_year=2026, last_year=2026, nomenclature="2025_2850"
        )
        build.add("documents", yearly)
    for at in range(1, _PLACES + 1):
        build.add("places", Place(id=f"kec{at:02}", name=f"Kecamatan {at}", code=f"17.03.{at:02}", kind="kecamatan"))
    for at in range(1, 8):
        build.add("references", Reference(id=f"nasional{at}", framework="RPJMN", title=build.title(at)))
        build.add("references", Reference(id=f"provinsi{at}", framework="PROVINCIAL_RPJMD", title=build.title(at)))
        prioritas = Reference(id=f"prioritas{at}", framework="YEARLY_PRIORITY", document="rkpd2026", title=f"Tema {at}")
        build.add("references", prioritas)
    build.add("references", Reference(id="renstra_kl", framework="MINISTRY_RENSTRA", title="Renstra Kementerian"))
    build.add("visions", Vision(id="V1", title="Kabupaten Contoh yang maju dan sejahtera", document="rpjmd"))
    for at in range(1, _MISSIONS + 1):
        build.add("missions", Mission(id=f"M{at}", title=build.title(at), document="rpjmd", parent="V1"))
    for at in range(1, _GOALS + 1):
        parent = f"M{(at - 1) % _MISSIONS + 1}"
        build.add("goals", Goal(id=f"T{at}", title=f"Meningkatnya {at}", document="rpjmd", parent=parent))
        _measured(build, f"T{at}", "rpjmd", "impact")
    for at in range(1, _OBJECTIVES + 1):
        goal, title = f"T{(at - 1) % _GOALS + 1}", f"Terwujudnya sasaran pembangunan daerah yang ke-{at}"
        build.add("objectives", Objective(id=f"S{at}", title=title, document="rpjmd", parent=goal))
        _measured(build, f"S{at}", "rpjmd", "outcome")
        build.add("strategies", Strategy(id=f"ST{at}", title=build.title(at), document="rpjmd", parent=f"S{at}"))
        arah = PolicyDirection(id=f"AK{at}", title=build.title(at), document="rpjmd", parent=f"ST{at}")
        build.add("policy_directions", arah)


def _opd(build: Builder, at: int) -> Opd:
    """Add one OPD, its documents, and the head of its Renstra."""
    name = f"opd{at + 1:02}"
    fields = tuple(_FIELDS[(at // 2 + step) % len(_FIELDS)] for step in (0, 7, 14))
    opd = Opd(name, f"{name}/renstra", f"{name}/renja2026", f"{name}/S1", fields)
    code = f"{fields[0]}.{fields[1]}.{fields[2]}.{at + 1:02}.0000"
    build.add("agencies", Agency(id=name, name=f"Dinas Contoh {at + 1}", code=code, kind="dinas", functions=fields))
    renstra = Document(
        id=opd.renstra,
        kind="RENSTRA",
        first_year=2025,
        last_year=2029,
        agency=name,
        regime="INMEN2_2025",
        nomenclature="2025_2850",
    )
    build.add("documents", renstra)
    renja = Document(id=opd.renja, kind="RENJA", first_year=2026, last_year=2026, agency=name, nomenclature="2025_2850")
    build.add("documents", renja)
    build.add("goals", Goal(id=f"{name}/T1", title=f"Meningkatnya layanan {at}", document=opd.renstra))
    objective = Objective(
        id=opd.objective, title=f"Terwujudnya layanan {at}", document=opd.renstra, parent=f"{name}/T1"
    )
    build.add("objectives", objective)
    _measured(build, f"{name}/T1", opd.renstra, "impact")
    _measured(build, opd.objective, opd.renstra, "outcome")
    build.add(
        "strategies",
        Strategy(id=f"{name}/ST1", title=build.title(at), document=opd.renstra, parent=opd.objective),
    )
    arah = PolicyDirection(id=f"{name}/AK1", title=build.title(at), document=opd.renstra, parent=f"{name}/ST1")
    build.add("policy_directions", arah)
    adopted = f"S{at % _OBJECTIVES + 1}"
    build.add("links", Link(kind="adopts", source=f"{name}/T1", target=adopted, document=opd.renstra))
    build.add("links", Link(kind="aligned_with", source=opd.objective, target="renstra_kl", document=opd.renstra))
    return opd


def _indicator(build: Builder, owner: str, number: int, kind: IndicatorKind) -> str:
    """Add an indicator of a node."""
    name = f"{owner}.I{number}"
    unit = build.random.choice(_UNITS)
    if build.is_one_in(1100, "unit"):
        unit = "M³/Hari"
    counted = "Persentase" if unit == "%" else "Indeks" if unit == "Indeks" else "Jumlah"
    wording = f"{counted} hasil {build.title(number)} yang sesuai ketentuan"
    build.paths[name] = build.path(unit)
    build.add(
        "indicators",
        Indicator(id=name, owner=owner, name=wording, unit=unit, kind=kind, polarity="up", accumulation="last"),
    )
    return name


def _series(build: Builder, indicator: str, document: str, *years: str, baseline: bool = False) -> None:
    if baseline:
        build.add(
            "series",
            Series(indicator=indicator, document=document, role="baseline", values=build.values(indicator, "2024")),
        )
    values = build.values(indicator, *years)
    build.add("series", Series(indicator=indicator, document=document, role="target", values=values))


def _measured(build: Builder, owner: str, document: str, kind: IndicatorKind) -> None:
    """Add an indicator with a baseline and a target for each of the six years."""
    _series(build, _indicator(build, owner, 1, kind), document, "2025", *_YEARS, baseline=True)


def _program(build: Builder, opd: Opd, number: int, direction: int) -> None:
    """Add one program of an OPD with all below it, in every document that speaks of it."""
    code = f"{opd.fields[number % 3]}.{number // 3 + 1:02}"
    name = f"{opd.id}/{code}"
    title = f"PROGRAM {build.title(number)}".upper()
    build.add(
        "programs",
        Program(id=name, title=title, code=code, document="rpjmd", parent=f"AK{direction}", agency=opd.id),
    )
    indicators = [_indicator(build, name, at, "outcome") for at in (1, 2)[: 2 if build.chance(0.08) else 1]]
    for indicator in indicators:
        _series(build, indicator, opd.renstra, *_YEARS, baseline=True)
        _series(build, indicator, opd.renja, "2026")
    if build.chance(0.29):
        _series(build, _indicator(build, opd.id, 2 * number + 1, "outcome"), "rpjmd", "2025", *_YEARS, baseline=True)
    _series(build, _indicator(build, opd.id, 2 * number + 2, "outcome"), "rpjmd", "2025", *_YEARS, baseline=True)
    build.add("entries", Entry(document=opd.renstra, node=name))
    build.add("entries", Entry(document="rkpd2026", node=name))
    _said_yearly(build, opd, name)
    build.add("links", Link(kind="supports", source=name, target=opd.objective, document=opd.renstra))
    for at in range(1, build.random.choices((1, 2, 3, 4, 5), (20, 32, 28, 13, 7))[0] + 1):
        _activity(build, opd, name, f"{code}.2.{at:02}")
    _money_of_program(build, opd, name, indicators)


def _said_yearly(build: Builder, opd: Opd, node: str) -> None:
    """Add the entries of a node in Renja and APBD."""
    place = f"kec{build.random.randint(1, _PLACES):02}"
    build.add("entries", Entry(document=opd.renja, node=node, places=(place,), target_group="Masyarakat Kabupaten"))
    build.add("entries", Entry(document="apbd2026", node=node))


def _activity(build: Builder, opd: Opd, program: str, code: str) -> None:
    name = f"{opd.id}/{code}"
    build.add("activities", Activity(id=name, title=build.title(code), code=code, document=opd.renstra, parent=program))
    indicator = _indicator(build, name, 1, "output")
    _series(build, indicator, opd.renstra, *_YEARS)
    _series(build, indicator, opd.renja, "2026")
    _said_yearly(build, opd, name)
    for at in range(1, build.random.choices((1, 2, 3, 4, 5, 7), (22, 26, 24, 13, 8, 7))[0] + 1):
        _sub_activity(build, opd, (name, program, opd.id), f"{code}.{at:04}")
    build.add("allocations", _total(build, opd.renstra, name, _YEARS))
    build.add("allocations", _total(build, opd.renja, name, ("2026",)))


def _sub_activity(build: Builder, opd: Opd, above: tuple[str, ...], code: str) -> None:
    name = f"{opd.id}/{code}"
    place = f"kec{build.random.randint(1, _PLACES):02}"
    node = SubActivity(
        id=name, title=build.title(code), code=code, document=opd.renstra, parent=above[0], places=(place,)
    )
    build.add("sub_activities", node)
    indicator = _indicator(build, name, 1, "output")
    _series(build, indicator, opd.renstra, *_YEARS)
    _series(build, indicator, opd.renja, "2026")
    _said_yearly(build, opd, name)
    for share, framework in ((0.95, "provinsi"), (0.80, "prioritas"), (0.38, "nasional")):
        if build.chance(share):
            target = f"{framework}{build.random.randint(1, 7)}"
            build.labels.append(Link(kind="aligned_with", source=name, target=target, document=opd.renja))
            build.count += 1
    if code.endswith(".0001") or build.chance(0.91):
        _money_of_sub_activity(build, opd, name, above)


def _money_of_sub_activity(build: Builder, opd: Opd, name: str, above: tuple[str, ...]) -> None:
    """Add the entries of money of a sub activity and count them into the totals above it."""
    base = build.random.randint(5, 900_000) * 1000
    for document, years in ((opd.renstra, _YEARS), (opd.renja, ("2026",))):
        amounts = {year: base + step * base // 20 for step, year in enumerate(years)}
        build.add("allocations", Allocation(document=document, subject=name, amounts=amounts))
        for node in above:
            for year, amount in amounts.items():
                key = (f"{document} {node}", year)
                build.totals[key] = build.totals.get(key, 0) + amount
    _one(build, opd.renja, name, base + base // 20, basis="forward_estimate", year="2027")
    funds = build.random.sample(_FUNDS, 2 if build.chance(0.27) else 1)
    for fund in funds:
        sen = Decimal("0.91") if build.is_one_in(253, "sen") else 0
        part: Rupiah = base // len(funds) + sen
        build.add("allocations", Allocation(document="apbd2026", subject=name, fund=fund, amounts={"2026": part}))


def _one(build: Builder, document: str, node: str, amount: int, *, basis: Basis = "ceiling", year: str) -> None:
    build.add("allocations", Allocation(document=document, subject=node, basis=basis, amounts={year: amount}))


def _money_of_program(build: Builder, opd: Opd, name: str, indicators: list[str]) -> None:
    """Add what RPJMD, RKPD, Renstra and Renja state of a program's money; the last two as totals of what is below."""
    stated = _total(build, opd.renstra, name, _YEARS)
    build.add("allocations", stated)
    build.add("allocations", _total(build, opd.renja, name, ("2026",)))
    build.add("allocations", Allocation(document="rpjmd", subject=name, amounts=stated.amounts))
    _one(build, "rkpd2026", name, build.totals[f"{opd.renja} {name}", "2026"], year="2026")
    _one(build, "rkpd2026", name, 1_000_000, basis="forward_estimate", year="2027")
    for indicator, amounts in zip(indicators, _parts(stated, len(indicators)), strict=True):
        part = attrs.evolve(stated, indicator=indicator, amounts=amounts)
        build.add("allocations", part)


def _parts(stated: Allocation, count: int) -> Iterator[dict[str, int]]:
    """Split a total over indicator rows; the last takes the rest."""
    whole = {year: int(amount or 0) for year, amount in stated.amounts.items()}
    for at in range(count):
        rest = at == count - 1
        yield {year: amount - amount // count * at if rest else amount // count for year, amount in whole.items()}


def _total(build: Builder, document: str, node: str, years: tuple[str, ...]) -> Allocation:
    """State the total of a node in a document."""
    role: MoneyRole = "stated_total"
    amounts = {year: build.totals[f"{document} {node}", year] for year in years}
    return Allocation(document=document, subject=node, role=role, amounts=amounts)
