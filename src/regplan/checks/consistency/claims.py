"""MON-01…03: documents and links that make money doubtful: two in force, a change of nothing, shares over the whole."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Final

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.consistency.names import percent
from regplan.checks.targets.yearly import national_documents
from regplan.diagnostics.finding import Fact
from regplan.index.selecting import versions
from regplan.model.alignment import Link
from regplan.model.documents import Document
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_ONE_IN_FORCE: Final = (
    *("RPJPD", "RPJMD", "RPD", "RENSTRA", "RKPD", "RENJA"),
    *("KUA", "PPAS", "KUA_PPAS", "RKA", "APBD", "DPA"),
)
_OF_OPD: Final = frozenset({"RENSTRA", "RENJA", "RKA", "DPA"})


@rule(
    "MON-01",
    ("satu dokumen yang berlaku", "one document in force"),
    clause(
        "two-in-force",
        "error",
        (
            "{document} dan {other} sama-sama {kind} untuk {year}: uangnya akan dijumlah dua kali",
            "{document} and {other} are both {kind} for {year}: their money would be counted twice",
        ),
        (
            "tulis 'mengubah: {other}' bila yang satu perubahan yang lain, 'tahap' bila rancangan, atau hapus satu",
            "write 'amends: {other}' where one changes the other, 'stage' where one is a draft, or take one out",
        ),
    ),
    clause(
        "same-revision",
        "error",
        (
            "{document} dan {other} sama-sama perubahan ke-{got} dari satu dokumen",
            "{document} and {other} are both revision {got} of one document",
        ),
        (
            "beri nomor 'revisi' yang urut: 0 asli, 1 perubahan pertama, dan seterusnya",
            "number 'revision' in order: 0 the original, 1 the first change, and so on",
        ),
    ),
)
def one_in_force(case: Case) -> Outcome:
    """Of one kind, OPD and time there is one document, and versions of it that are told apart."""
    documents = case.plan.documents
    national = national_documents(case)
    family = {at: group[0] for group in versions(case.plan, range(len(documents))) for at in group}
    first: dict[tuple[object, ...], int] = {}
    numbered: dict[tuple[int, int], int] = {}
    bare: dict[tuple[object, ...], list[str]] = {}
    for at, document in case.documents(*_ONE_IN_FORCE):
        if document.revision is not None:
            other = numbered.setdefault((family[at], document.revision), at)
            if other != at:
                facts: dict[str, Fact] = {"other": documents[other].id, "got": document.revision}
                yield Violation(case.position(at), "same-revision", facts, (documents[other].id,))
                continue
        if document.first_year is None or document.stage not in {None, "final"} or at in national:
            continue
        if document.agency is None and document.kind in _OF_OPD:
            bare.setdefault((document.kind, document.first_year, document.last_year), []).append(document.id)
            continue
        other = first.setdefault((document.kind, document.agency, document.first_year, document.last_year), at)
        if family[other] != family[at]:
            facts = {"other": documents[other].id, "kind": document.kind.replace("_", "-"), "year": _years(document)}
            yield Violation(case.position(at), "two-in-force", facts, (documents[other].id,))
    for names in bare.values():
        if len(names) > 1:
            yield Lacking(
                names[0],
                Bilingual(f"OPD dari {len(names)} dokumen sejenis", f"the OPD of {len(names)} documents of one kind"),
            )


def _years(document: Document) -> str:
    first, last = document.first_year, document.last_year
    return f"{first}" if first == last else f"{first}–{last}"


@rule(
    "MON-02",
    ("perubahan mempunyai dokumen asal", "a change has an original"),
    clause(
        "change-without-original",
        "error",
        (
            "{document} adalah perubahan ke-{got}, tetapi dokumen yang diubahnya tidak ada",
            "{document} is revision {got}, but what it changes is not there",
        ),
        (
            "tambahkan dokumen asalnya dan tulis 'mengubah: ID'; bila memang yang pertama, tulis 'revisi: 0'",
            "add the original and write 'amends: ID'; where it is the first, write 'revision: 0'",
        ),
    ),
    clause(
        "amends-another",
        "error",
        (
            "{document} mengubah {other}, padahal itu {expected}, bukan {got}",
            "{document} amends {other}, but that is {expected}, not {got}",
        ),
        (
            "perbaiki 'mengubah': yang diubah adalah dokumen sejenis dari OPD dan tahun yang sama",
            "mend 'amends': what is changed is a document of the same kind, OPD and years",
        ),
    ),
)
def change_of_something(case: Case) -> Outcome:
    """A change says what it changes, and that is a document of its kind, OPD and years."""
    documents = case.plan.documents
    groups = {at: group for group in versions(case.plan, range(len(documents))) for at in group}
    for at, document in case.documents():
        amended = documents.get(document.amends) if document.amends else None
        if amended is not None and _whose(amended) != _whose(document):
            facts: dict[str, Fact] = {
                "other": amended.id,
                "expected": _whose(amended),
                "got": _whose(document),
            }
            yield Violation(case.position(at), "amends-another", facts, (amended.id,))
        if document.revision and document.amends is None and groups[at][0] == at:
            yield Violation(case.position(at), "change-without-original", {"got": document.revision})


def _whose(document: Document) -> str:
    parts = (document.kind.replace("_", "-"), document.agency, _years(document) if document.first_year else None)
    return " ".join(part for part in parts if part)


@rule(
    "MON-03",
    ("bagian tidak melebihi seluruhnya", "shares do not exceed the whole"),
    clause(
        "shares-over-whole",
        "error",
        (
            "bobot {subject} ke {missing} berjumlah {got}, lebih dari 100 %: uangnya akan terbagi lebih dari yang ada",
            "the weights of {subject} to {missing} total {got}, more than 100 %: more money would be shared out than there is",
        ),
        (
            "turunkan bobotnya sampai jumlahnya paling banyak 1; sisanya menjadi 'tanpa tujuan'",
            "lower the weights until they total 1 at most; the rest is for none",
        ),
    ),
    clause(
        "shares-differ",
        "warning",
        (
            "bobot {subject} ke {missing} dinyatakan berbeda-beda: {got}",
            "the weight of {subject} to {missing} is stated in several ways: {got}",
        ),
        ("pakai satu bobot untuk satu kaitan", "use one weight for one link"),
    ),
)
def shares_within_whole(case: Case) -> Outcome:
    """The weights by which a node's money is divided total 1 at most: upward, and over the tags of each framework."""
    for (source, kind), links in sorted(_weighted(case).items()):
        weights: dict[str, set[Fraction]] = defaultdict(set)
        for link in links:
            weights[link.target].add(Fraction(link.weight or 0))
        at = case.index.position[source]
        for target, stated in weights.items():
            if len(stated) > 1:
                told = tuple(_share(one) for one in sorted(stated))
                facts: dict[str, Fact] = {"missing": (target,), "got": told, "component": kind}
                yield Violation(at, "shares-differ", facts, (target,))
        total = sum((max(stated) for stated in weights.values()), Fraction(0))
        if total > 1 and all(len(stated) == 1 for stated in weights.values()):
            facts = {"missing": tuple(weights), "got": _share(total), "component": kind}
            yield Violation(at, "shares-over-whole", facts, tuple(weights))


def _share(weight: Fraction) -> str:
    return percent(weight.numerator, weight.denominator)


def _weighted(case: Case) -> dict[tuple[str, str], list[Link]]:
    """Gather the live weighted links of each node of a judged document: those upward, and those to each framework."""
    plan, index = case.plan, case.index
    found: dict[tuple[str, str], list[Link]] = {}
    judged = case.judged()
    for row, link in enumerate(plan.links):
        source = int(index.links.source[row])
        if link.weight is None or not index.links.live[row] or not 0 <= source < index.nodes or not judged[source]:
            continue
        if link.kind in {"supports", "adopts"}:
            found.setdefault((link.source, "supports"), []).append(link)
        elif link.kind == "aligned_with" and (reference := plan.references.get(link.target)) is not None:
            found.setdefault((link.source, reference.framework), []).append(link)
    return found


RULES: tuple[Rule, ...] = (one_in_force, change_of_something, shares_within_whole)
