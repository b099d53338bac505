"""CODE-02, 07, 10: codes under their parents and in the list of their version, authority and wording by that list."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.checks.structure.codes import codes_of
from regplan.checks.structure.listed import Listed, Row, rows_of
from regplan.diagnostics.finding import Fact
from regplan.index.columns import ABSENT, Groups
from regplan.model.nomenclature import Term
from regplan.model.structure import Node
from regplan.model.targets import Indicator
from regplan.values.code import parse_code
from regplan.values.lang import Bilingual
from regplan.values.text import squeezed

__all__ = ["RULES"]


@rule(
    "CODE-02",
    ("kode berada di bawah kode induknya", "a code lies under its parent's"),
    clause(
        "code-not-under-parent",
        "warning",
        (
            "kode {code} pada {subject} tidak berada di bawah kode induknya {parent}",
            "code {code} of {subject} does not lie under its parent's {parent}",
        ),
        ("perbaiki kode atau 'induk'-nya", "mend the code or its 'parent'"),
    ),
    clause(
        "code-not-in-version",
        "warning",
        (
            "kode {code} pada {subject} tidak ada dalam nomenklatur {version}; yang pertama tidak ada: {missing}",
            "code {code} of {subject} is not in the nomenclature {version}; the first that is missing: {missing}",
        ),
        (
            "cari kodenya menurut namanya dalam daftar versi itu; calon: {near}",
            "look for the code by its name in the list of that version; candidates: {near}",
        ),
    ),
    clause(
        "code-retired",
        "warning",
        (
            "kode {code} pada {subject} tidak dipakai lagi dalam nomenklatur {version}",
            "code {code} of {subject} is no longer used in the nomenclature {version}",
        ),
        (
            "pakai kode penggantinya; daftar menyebutnya {name}",
            "use the code that replaces it; the list calls it {name}",
        ),
    ),
)
def under_parent(case: Case) -> Outcome:
    """The code of an activity begins with its program's, that of a sub activity with its activity's."""
    codes, index = codes_of(case), case.index
    own = codes.fits & (codes.entry == ABSENT)
    row_of = np.full(index.nodes + 2, -1, np.int64)
    row_of[codes.at[own]] = np.flatnonzero(own)
    below = np.flatnonzero(own)
    above = row_of[index.parent[codes.at[below]]]
    below, above = below[above >= 0], above[above >= 0]
    pairs, which = np.unique(codes.number[below] * len(codes.clean) + codes.number[above], return_inverse=True)
    lower, upper_codes = (map(codes.clean.__getitem__, number.tolist()) for number in divmod(pairs, len(codes.clean)))
    lies = np.fromiter(map(_lies_under, lower, upper_codes), np.bool_, len(pairs))
    for at in np.flatnonzero(~lies[which]).tolist():
        one, upper = codes.one(int(below[at])), codes.one(int(above[at]))
        yield one.violation("code-not-under-parent", {"code": one.clean, "parent": upper.clean}, (index.ids[upper.at],))
    yield from not_listed(case)


def _lies_under(code: str, parent: str) -> bool:
    """Tell whether a code begins with its parent's; the group X.XX stands for any field."""
    if (code[:1] == "X") != (parent[:1] == "X"):
        code, parent = code.split(".", 2)[-1], parent.split(".", 2)[-1]
    return code.startswith(f"{parent}.")


def not_listed(case: Case) -> Outcome:
    """Codes that the version does not have, and codes it has retired; what the lists cannot tell is lacking."""
    doubtful: dict[str, int] = {}
    for row in rows_of(case):
        if isinstance(row, Lacking):
            yield row
            continue
        one, listed = row.coded, row.listed
        if not row.found and listed.elsewhere(one.clean) is None:
            if listed.tells(one.clean):
                yield one.violation("code-not-in-version", _missing_facts(row))
            else:
                name = case.plan.documents[one.document].id
                doubtful[name] = doubtful.get(name, 0) + 1
        elif row.found and all(term.retired for term in row.found):
            facts = {"code": one.clean, "version": listed.name, "name": row.found[0].name}
            yield one.violation("code-retired", facts)
    for name, count in doubtful.items():
        lacks = (f"daftar lengkap (untuk {count} kode)", f"a whole list (for {count} code(s))")
        yield Lacking(name, Bilingual(*lacks))


def _missing_facts(row: Row) -> dict[str, Fact]:
    """Say which of the codes above is missing first, and offer codes that may be meant."""
    one, listed = row.coded, row.listed
    parts = one.clean.split(".")
    above = [".".join(parts[:size]) for size in (2, 3, 5) if size < len(parts)]
    first = next((code for code in above if not listed.find(code) and listed.tells(code)), one.clean)
    head, _, number = one.clean.rpartition(".")
    forms = (f"{head}.{number.zfill(4)}", f"{head}.{number[-2:]}")
    stated = [term.code for words in listed.lists for term in words.after(one.clean)]
    offers = (*stated, *(form for form in forms if form != one.clean and parse_code(form) and listed.find(form)))
    return {"code": one.clean, "version": listed.name, "missing": first, "near": offers}


@rule(
    "CODE-07",
    ("kewenangan ada di tingkat ini", "there is authority at this level"),
    clause(
        "no-authority",
        "warning",
        (
            "kode {code} tidak menjadi kewenangan tingkat daerah ini",
            "code {code} is no authority of this level of region",
        ),
        ("hapus barisnya", "remove the row"),
    ),
)
def no_authority(case: Case) -> Outcome:
    """A code that the list of the version has for the other kind of region alone cannot be planned."""
    for row in rows_of(case):
        if isinstance(row, Lacking):
            yield row
        elif row.listed.region is not None and not row.found and row.listed.elsewhere(row.coded.clean) is not None:
            yield row.coded.violation(None, {"code": row.coded.clean})
    if case.lists and (case.plan.region is None or case.plan.region.level is None):
        yield Lacking(None, Bilingual("tingkat daerah", "the level of the region"))


@rule(
    "CODE-10",
    ("teks sama dengan nomenklatur", "texts equal the nomenclature"),
    clause(
        "text-not-of-nomenclature",
        "warning",
        (
            "{what} {subject} lain dari nomenklatur {version} untuk {code}: {got}, seharusnya {expected}",
            "the {what} of {subject} is not that of the nomenclature {version} for {code}: {got}, expected {expected}",
        ),
        ("pakai teks keputusan, atau perbaiki kodenya", "use the text of the decree, or mend the code"),
    ),
)
def not_of_nomenclature(case: Case) -> Outcome:
    """Name, indicator and unit equal the text of the list for the version; case, blanks and marks do not count."""
    owned = case.index.remember("indicators by owner", lambda: _by_owner(case))
    for row in rows_of(case):
        if isinstance(row, Lacking):
            yield row
        elif row.found:
            yield from _texts(case, row, owned)


def _by_owner(case: Case) -> Groups:
    positions = case.index.position
    return Groups.of(np.array([positions.get(one.owner or "", -1) for one in case.plan.indicators], np.int64))


def _texts(case: Case, row: Row, owned: Groups) -> Iterator[Violation]:
    one, terms = row.coded, row.found
    node = case.index.record(one.at)
    assert isinstance(node, Node)
    title = node.title if one.entry is None else case.plan.entries[one.entry].title or node.title
    if title is not None and not _same(title, terms, "name"):
        yield _violation(row, Bilingual("nama", "name"), title, terms[0].name)
    if one.entry is not None or not any(term.indicator for term in terms):
        return
    indicators = [case.plan.indicators[at] for at in owned.rows(one.at).tolist()]
    named = [each for each in indicators if each.name is not None]
    if named and not any(_same(str(each.name), terms, "indicator") for each in named):
        yield _violation(row, Bilingual("indikator", "indicator"), str(named[0].name), str(terms[0].indicator))
    for each in named:
        yield from _unit(row, each)


def _unit(row: Row, indicator: Indicator) -> Iterator[Violation]:
    """Compare the unit of the indicator that is that of the list."""
    terms = tuple(term for term in row.found if term.unit and _same(str(indicator.name), (term,), "indicator"))
    if terms and indicator.unit is not None and not _same(indicator.unit, terms, "unit"):
        yield _violation(row, Bilingual("satuan", "unit"), indicator.unit, str(terms[0].unit))


def _same(text: str, terms: tuple[Term, ...], field: str) -> bool:
    return any(squeezed(text) == squeezed(getattr(term, field) or "") for term in terms)


def _violation(row: Row, what: Bilingual, got: str, expected: str) -> Violation:
    listed: Listed = row.listed
    facts: dict[str, Fact] = {
        "what": what,
        "version": listed.name,
        "code": row.coded.clean,
        "got": got,
        "expected": expected,
    }
    return row.coded.violation(None, facts)


RULES = (under_parent, no_authority, not_of_nomenclature)
