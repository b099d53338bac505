"""CODE-01, 03, 08: the grammar of nomenclature codes, by version (regulations §1.13)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from operator import attrgetter

import attrs
import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.index import Index
from regplan.index.columns import ABSENT, DANGLING, Bools, Ints, alike, distinct
from regplan.model.documents import Document
from regplan.model.words import LEVELS, Level
from regplan.values.code import Code, cleaned, parse_code
from regplan.values.lang import Bilingual

__all__ = ["RULES", "Coded", "Codes", "codes_of", "of_each", "without_list"]

_NO_LIST = Bilingual("daftar nomenklatur versinya", "the nomenclature list of its version")


@attrs.frozen
class Coded:
    """A node with a code: its position, its document, the printed code, what it parses to once clean, its entry."""

    at: int
    document: int
    printed: str
    clean: str
    code: Code | None
    level: Level
    entry: int | None = None

    def violation(self, name: str | None, facts: Mapping[str, Fact], related: tuple[str, ...] = ()) -> Violation:
        """Write a breach at the node, or at the entry that prints the code."""
        if self.entry is not None:
            return Violation(None, name, facts, related, row=("entries", self.entry))
        return Violation(self.at, name, facts, related)


@attrs.frozen(eq=False)
class Codes:
    """
    The printed codes of programs, activities and sub activities in columns; each distinct code is parsed once.

    Attributes:
        at: Position of each row's node.
        document: Position of the document that prints the code.
        entry: Position of the entry that prints it, or ABSENT for the node itself.
        number: Number of each row's code among the distinct ones.
        printed: The distinct codes as printed.
        clean: The same, clean.
        parsed: The same, parsed.
        level: Level of each row's node.
        fits: Whether a row's code parses and is of its node's level.
        marker: The level marker of a row's code as a number; 0 where it has none.
        generic: Whether a row's code is of the group X.XX.
        width: Digits of the sub activity's own number; 0 where the code has none.
    """

    at: Ints
    document: Ints
    entry: Ints
    number: Ints
    printed: tuple[str, ...]
    clean: tuple[str, ...]
    parsed: tuple[Code | None, ...]
    level: Ints
    fits: Bools
    marker: Ints
    generic: Bools
    width: Ints

    def one(self, row: int) -> Coded:
        """Make an object of a row."""
        number, entry = int(self.number[row]), int(self.entry[row])
        return Coded(
            at=int(self.at[row]),
            document=int(self.document[row]),
            printed=self.printed[number],
            clean=self.clean[number],
            code=self.parsed[number],
            level=LEVELS[int(self.level[row])],
            entry=None if entry == ABSENT else entry,
        )

    def where(self, marked: Bools) -> Iterator[Coded]:
        """Make objects of the marked rows."""
        yield from (self.one(row) for row in np.flatnonzero(marked).tolist())


def codes_of(case: Case) -> Codes:
    """Gather the codes in the documents to which the law of the rule applies, and those of no document."""
    return case.remember(f"codes since {case.since}", lambda: _judged(case))


def _judged(case: Case) -> Codes:
    found = case.index.remember("codes", lambda: _gather(case.index))
    marks = case.marks().copy()
    marks[[ABSENT, DANGLING]] = True
    kept = marks[found.document]
    if kept.all():
        return found
    rows = ("at", "document", "entry", "number", "level", "fits", "marker", "generic", "width")
    return attrs.evolve(found, **{name: getattr(found, name)[kept] for name in rows})


def _gather(index: Index) -> Codes:
    plan, first = index.plan, index.starts[_WORK[0]]
    own = list(map(attrgetter("code"), chain.from_iterable(map(plan.table, _WORK))))
    texts = [*own, *map(attrgetter("code"), plan.entries)]
    printed = list(filter(None, dict.fromkeys(texts)))
    numbers = {None: ABSENT, **dict(zip(printed, range(len(printed)), strict=True))}
    number = np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
    at = np.concatenate((np.arange(first, index.nodes), index.entries.node))
    rows = np.flatnonzero((number >= 0) & (at >= first) & (at < index.nodes))
    at, number = at[rows], number[rows]
    clean, parsed, *facts = tuple(zip(*map(_facts, printed), strict=True)) or ((),) * 6
    levels, markers, widths, generic = (np.array(fact, np.int64) for fact in facts)
    return Codes(
        at=at,
        document=np.concatenate((index.document[first:], index.entries.document))[rows],
        entry=np.where(rows < len(own), ABSENT, rows - len(own)),
        number=number,
        printed=tuple(printed),
        clean=clean,
        parsed=parsed,
        level=index.level[at],
        fits=levels[number] == index.level[at],
        marker=markers[number],
        generic=generic[number] > 0,
        width=widths[number],
    )


_WORK = ("programs", "activities", "sub_activities")


@functools.lru_cache(maxsize=65536)
def _facts(printed: str) -> tuple[str, Code | None, int, int, int, bool]:
    """Return what counts of a printed code: clean, parsed, level, marker, width, whether X.XX; -1 or 0 where it has none."""
    code = parse_code(printed)
    clean = printed if code is not None else cleaned(printed)
    code = code or parse_code(clean)
    generic = clean.startswith("X")
    if code is None:
        return clean, None, -1, 0, 0, generic
    return clean, code, _CODE_LEVELS.get(code.level, -1), int(code.marker or 0), code.width or 0, generic


_CODE_LEVELS: dict[str, int] = {level: at for at, level in enumerate(LEVELS)}


def of_each(codes: Codes, values: list[bool]) -> Bools:
    """Spread what is true of the distinct codes over the rows."""
    return np.array([*values, False], np.bool_)[codes.number]


@rule(
    "CODE-01",
    ("susunan kode", "the grammar of codes"),
    clause(
        "code-not-in-grammar",
        "error",
        (
            "kode {code} pada {subject} tidak mengikuti susunan nomenklatur",
            "code {code} of {subject} has the form of no version",
        ),
        (
            "bentuknya: 1.02 (bidang), 1.02.02 (program), 1.02.02.2.01 (kegiatan), 1.02.02.2.01.0001 (sub kegiatan)",
            "its form: 1.02 (field), 1.02.02 (program), 1.02.02.2.01 (activity), 1.02.02.2.01.0001 (sub activity)",
        ),
    ),
    clause(
        "code-of-another-level",
        "error",
        ("kode {code} pada {subject} adalah kode {got}", "code {code} of {subject} is a code of a {got}"),
        (
            "perbaiki kodenya, atau letak catatannya dalam pohon",
            "mend the code, or the place of the record in the tree",
        ),
    ),
    clause(
        "sub-activity-width",
        "error",
        (
            "kode {code} pada {subject} berakhir {got} angka; versi {version} memakai {expected} angka",
            "code {code} of {subject} ends in {got} digits; version {version} uses {expected}",
        ),
        (
            "calon kodenya {candidate}: pastikan dengan namanya di daftar versi itu",
            "a candidate is {candidate}: confirm it by its name in that version's list",
        ),
    ),
)
def grammar(case: Case) -> Outcome:
    """A code parses under the grammar of the version in force for the fiscal year, and is of its record's level."""
    codes = codes_of(case)
    for one in codes.where(~codes.fits):
        if one.code is None:
            yield one.violation("code-not-in-grammar", {"code": one.printed})
        else:
            yield one.violation("code-of-another-level", {"code": one.clean, "got": _LEVEL_WORDS[one.code.level]})
    lowest = codes.fits & (codes.level == LEVELS.index("sub_activity"))
    for document in distinct(codes.document[lowest]).tolist():
        rows = lowest & (codes.document == document)
        width, version = _width(case, case.plan.documents[document]) if document >= 0 else (None, "")
        if width is None:
            name, count = case.plan.documents[document].id if document >= 0 else None, int(rows.sum())
            lacks = (f"versi nomenklatur (untuk {count} kode)", f"the nomenclature version (for {count} code(s))")
            yield Lacking(name, Bilingual(*lacks))
            continue
        for one in codes.where(rows & (codes.width != width)):
            yield one.violation("sub-activity-width", _width_facts(one, width, version))


def _width(case: Case, document: Document) -> tuple[int | None, str]:
    """Return the digits of sub activity numbers in a document: by its version, else where all versions in force agree."""
    version, first, last = document.nomenclature, document.first_year, document.last_year
    if version is not None:
        return _width_by(case, (version,)), version
    if first is None or last is None:
        return None, ""
    versions = case.law.versions_on(date(first, 1, 1), date(last, 12, 31))
    width = _width_by(case, versions)
    return width, "/".join(versions) if width is not None else ""


def _width_by(case: Case, versions: tuple[str, ...]) -> int | None:
    """Return the digits on which some versions agree."""

    def make() -> int | None:
        parameter = case.law.parameter("code.sub_activity_width")
        widths = {parameter.at(case.law.nomenclature[version]).value for version in versions}
        return widths.pop() if len(widths) == 1 else None

    return case.remember(f"width by {versions}", make)


def _width_facts(one: Coded, width: int, version: str) -> dict[str, Fact]:
    head, _, number = one.clean.rpartition(".")
    candidate = f"{head}.{number.zfill(width)}" if len(number) < width else f"{head}.{number[-width:]}"
    return {"code": one.clean, "got": len(number), "expected": width, "version": version, "candidate": candidate}


def without_list(case: Case) -> Iterator[Lacking]:
    """Say that the list of a version, which cannot be shipped, is not at hand."""
    stated = np.zeros(len(case.plan.documents) + 2, np.bool_)
    stated[codes_of(case).document] = True
    for at, document in case.documents():
        if stated[at]:
            yield Lacking(document.id, _NO_LIST)


@rule(
    "CODE-03",
    ("kode tidak berulang", "codes are not repeated"),
    clause(
        "code-repeated",
        "warning",
        (
            "kode {code} ditulis {count} kali oleh OPD yang sama dalam satu dokumen",
            "code {code} stands {count} times for one OPD in one document",
        ),
        (
            "gabungkan barisnya menjadi satu catatan dengan beberapa indikator, atau perbaiki kodenya",
            "join the rows into one record with several indicators, or mend the codes",
        ),
    ),
)
def repeated(case: Case) -> Outcome:
    """One code stands more than once for one OPD in one document, under one parent."""
    codes, index = codes_of(case), case.index
    rows = np.flatnonzero(of_each(codes, [one is not None for one in codes.parsed]) & (codes.entry == ABSENT))
    same = dict(zip(codes.clean, range(len(codes.clean)), strict=True))
    clean = np.fromiter(map(same.__getitem__, codes.clean), np.int64, len(codes.clean))[codes.number[rows]]
    at = codes.at[rows]
    keys = clean, index.agency[at], codes.document[rows], index.parent[at]
    groups: dict[tuple[int, ...], list[int]] = {}
    for row in alike(*keys).tolist():
        groups.setdefault(tuple(int(key[row]) for key in keys), []).append(int(rows[row]))
    for group in groups.values():
        first, *others = map(codes.one, group)
        related = tuple(index.ids[one.at] for one in others)
        yield first.violation(None, {"code": first.clean, "count": len(group)}, related)


@rule(
    "CODE-08",
    ("kode ditulis bersih", "codes are written clean"),
    clause(
        "code-not-clean",
        "info",
        ("kode {got} pada {subject} dibaca sebagai {code}", "code {got} of {subject} is read as {code}"),
        ("tulis {code} saja", "write {code} alone"),
    ),
)
def not_clean(case: Case) -> Outcome:
    """A code has blanks inside, a trailing point, or a name behind it."""
    codes = codes_of(case)
    both = zip(codes.printed, codes.clean, codes.parsed, strict=True)
    dirty = [printed != clean and code is not None for printed, clean, code in both]
    for one in codes.where(of_each(codes, dirty)):
        yield one.violation(None, {"got": one.printed, "code": one.clean})


_LEVEL_WORDS = {
    "urusan": Bilingual("urusan", "group of affairs"),
    "bidang": Bilingual("bidang urusan", "field"),
    "program": Bilingual("program", "program"),
    "activity": Bilingual("kegiatan", "activity"),
    "sub_activity": Bilingual("sub kegiatan", "sub activity"),
}

RULES = (grammar, repeated, not_clean)
