"""What becomes of the codes of one version of the nomenclature in another, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final, Literal

import attrs

from regplan.model.nomenclature import Nomenclature, RegionGroup, Term, generic_of
from regplan.scenario.similarity import Texts
from regplan.values.code import parse_code
from regplan.values.lang import Bilingual
from regplan.values.text import squeezed

__all__ = ["SURE", "Fate", "Kind", "fates"]

Kind = Literal["kept", "renamed", "stated", "padded", "candidate", "split", "merged", "retired", "unknown"]
"""
What becomes of a code: the same code and name; the same code with another name; replaced, as the new list says; the same with more
digits and one name; found by its name alone; replaced by several; several become one; gone; in no list.
"""
SURE: Final = Fraction(9, 10)
"""Likeness from which a code that is found by its name alone is taken, where the caller says nothing else."""
_HOW: Final = {"identity": "sama", "stated": "menurut daftar", "code": "kode", "text": "nama"}
LIKELY: Final = Fraction(1, 2)
"""Likeness from which a code is offered."""


@attrs.frozen(kw_only=True)
class Fate:
    """
    What becomes of one code.

    Attributes:
        kind: What becomes of it.
        old: The code in the old version.
        new: The code in the new one; None where nothing is taken.
        how: How that is known: ``identity``, ``stated`` (by the new list), ``code``, ``text`` (by the name).
        confidence: How sure, 0 to 1; a score, no probability.
        offers: Codes of the new version to choose from, the likeliest first.
        ids: Records of the plan with the code.
    """

    kind: Kind
    old: str
    new: str | None
    how: str
    confidence: Fraction
    offers: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide: nothing was taken, or several codes became one."""
        return self.new is None or self.kind == "merged"

    @property
    def told(self) -> Bilingual:
        """Say what to do, in both languages."""
        sure, offers = f"{float(self.confidence):.2f}", ", ".join(self.offers) or "–"
        words = {
            "kept": (f"{self.old} tetap", f"{self.old} stays"),
            "renamed": (f"{self.old} tetap, namanya lain ({sure})", f"{self.old} stays, its name is another ({sure})"),
            "split": (
                f"{self.old} dipecah menjadi {offers}: bagi dananya per kode baru",
                f"{self.old} is split into {offers}: divide its money among the new codes",
            ),
            "merged": (
                f"{self.old} digabung menjadi {self.new}: satukan barisnya",
                f"{self.old} is merged into {self.new}: join the rows",
            ),
            "retired": (f"{self.old} dihapus; calon: {offers}", f"{self.old} is retired; candidates: {offers}"),
            "unknown": (f"{self.old} tidak ada dalam daftar lama", f"{self.old} is not in the old list"),
        }
        default = (
            f"{self.old} menjadi {self.new} ({_HOW.get(self.how, self.how)}, {sure})",
            f"{self.old} becomes {self.new} ({self.how}, {sure})",
        )
        if self.kind == "candidate" and self.new is None:
            default = (f"{self.old}: mungkin {offers} ({sure})", f"{self.old}: perhaps {offers} ({sure})")
        return Bilingual(*words.get(self.kind, default))

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "kind": self.kind,
            "old": self.old,
            "new": self.new,
            "how": self.how,
            "confidence": float(self.confidence),
            "offers": list(self.offers),
            "ids": list(self.ids),
            "told_id": self.told.id,
            "told_en": self.told.en,
        }


def fates(
    codes: Iterable[str],
    old: Nomenclature,
    new: Nomenclature,
    *,
    region: RegionGroup | None = None,
    sure: Fraction = SURE,
) -> tuple[Fate, ...]:
    """Find out what codes become, without a plan."""
    if old == new:
        return tuple(
            Fate(
                kind="kept" if old.resolve(code, region) else "unknown",
                old=code,
                new=code,
                how="identity",
                confidence=Fraction(1),
            )
            for code in dict.fromkeys(codes)
        )
    finder = _Finder(old, new, region, sure)
    found = [finder.fate(code) for code in dict.fromkeys(codes)]
    taken: dict[str, list[str]] = {}
    for one in found:
        if one.new is not None:
            taken.setdefault(one.new, []).append(one.old)
    return tuple(
        _with_rivals(one, [other for other in found if other.new == one.new and other.old != one.old])
        if len(taken.get(one.new or "", ())) > 1
        else one
        for one in found
    )


def _with_rivals(one: Fate, rivals: list[Fate]) -> Fate:
    """Judge a code whose new code others take too: as stated it is merged; what was found by its name alone has to be decided."""
    if one.kind in {"kept", "renamed", "padded"}:
        return one
    if one.how == "stated" and any(other.how != "text" for other in rivals):
        return attrs.evolve(one, kind="merged")
    if one.how == "text":
        return attrs.evolve(one, new=None, offers=tuple(dict.fromkeys((str(one.new), *one.offers))))
    return one


class _Finder:
    """Looks codes of one list up in another; wordings are compared once, and not all with all."""

    def __init__(self, old: Nomenclature, new: Nomenclature, region: RegionGroup | None, sure: Fraction) -> None:
        self.old, self.new, self.region, self.sure = old, new, region, sure
        fitting = [one for one in new if region is None or one.region in {None, region}]
        self.by_name: dict[tuple[str, str], list[Term]] = {}
        for one in fitting:
            if not one.retired:
                self.by_name.setdefault((one.level, squeezed(one.name)), []).append(one)
        self.texts = Texts(
            {one.code: one.name for one in old}, {one.code: one.name for one in fitting if not one.retired}
        )

    def fate(self, code: str) -> Fate:
        """Find out what one code becomes: as the new list says, else by the code, else by the name."""
        term = self.old.resolve(code, self.region)
        same = self.new.resolve(code, self.region)
        after = tuple(
            one.code for one in self.new.after(code) if self.region is None or one.region in {None, self.region}
        )
        if same is not None and not same.retired and term is not None and squeezed(same.name) == squeezed(term.name):
            return Fate(kind="kept", old=code, new=code, how="identity", confidence=Fraction(1), offers=after)
        if len(after) == 1:
            return Fate(kind="stated", old=code, new=after[0], how="stated", confidence=Fraction(1))
        if after:
            return Fate(kind="split", old=code, new=None, how="stated", confidence=Fraction(1), offers=after)
        if term is None:
            return Fate(
                kind="unknown", old=code, new=None, how="identity", confidence=Fraction(0), offers=self.forms(code)
            )
        return self.by_code(code, term, same) or self.by_text(code, term)

    def forms(self, code: str) -> tuple[str, ...]:
        """Return the code with the digits of the other width, where the new list has it."""
        parsed = parse_code(code)
        if parsed is None or parsed.width is None:
            return ()
        head, _, number = code.rpartition(".")
        forms = (f"{head}.{number.zfill(4)}", f"{head}.{number[-2:]}")
        return tuple(form for form in forms if form != code and self.new.resolve(form, self.region))

    def by_code(self, code: str, term: Term, same: Term | None) -> Fate | None:
        """Take the same code where the names are alike enough, and the padded one where they are one (CODE-09)."""
        for form in self.forms(code):
            other = self.new.resolve(form, self.region)
            if other is not None and squeezed(other.name) == squeezed(term.name):
                return Fate(kind="padded", old=code, new=form, how="code", confidence=Fraction(1))
        if same is None or same.retired:
            return None
        alike = self.likeness(term, same)
        confidence = (1 + alike) / 2
        if alike >= LIKELY:
            return Fate(kind="renamed", old=code, new=code, how="code", confidence=confidence)
        return None

    def by_text(self, code: str, term: Term) -> Fate:
        """Find a code by its name: one with the same name, the nearest in the tree first, else the most alike."""
        equal = [
            one for one in self.by_name.get((term.level, squeezed(term.name)), []) if _marker(one.code) == _marker(code)
        ]
        near = _nearest(code, equal)
        if len(near) == 1:
            return self.candidate(code, Fraction(1), tuple(one.code for one in near))
        if near:
            return Fate(
                kind="candidate",
                old=code,
                new=None,
                how="text",
                confidence=Fraction(1),
                offers=tuple(one.code for one in near),
            )
        alike = [
            (Fraction(score).limit_denominator(1000), str(key))
            for score, key in (self.texts.candidates(term.code) if self.texts.knows(term.code) else ())
            if (found := self.new.get(str(key), self.region)) is not None
            and found.level == term.level
            and score >= LIKELY
            and _marker(found.code) == _marker(code)
        ]
        if not alike:
            return Fate(kind="retired", old=code, new=None, how="text", confidence=Fraction(0), offers=self.forms(code))
        best = alike[0][0]
        only = len([1 for score, _ in alike if score == best]) == 1
        offers = tuple(one for _, one in alike[:3])
        return self.candidate(code, best if only else min(best, self.sure - Fraction(1, 1000)), offers)

    def candidate(self, code: str, confidence: Fraction, offers: tuple[str, ...]) -> Fate:
        """Take the first of some codes where it is sure enough, else offer them; below a generic program codes keep their field."""
        new = offers[0] if confidence >= self.sure else None
        if new is not None and new.startswith("X.") and generic_of(code) is not None:
            new = ".".join((*code.split(".")[:2], *new.split(".")[2:]))
        return Fate(
            kind="candidate", old=code, new=new, how="text", confidence=max(confidence, Fraction(0)), offers=offers
        )

    def likeness(self, one: Term, other: Term) -> Fraction:
        if not self.texts.knows(one.code):
            return Fraction(0)
        return Fraction(self.texts.likeness(one.code, other.code)).limit_denominator(1000)


def _marker(code: str) -> str | None:
    """Return the mark of the kind of region in a code; names of another kind are no candidates."""
    parsed = parse_code(code)
    return parsed.marker if parsed else None


def _nearest(code: str, terms: list[Term]) -> list[Term]:
    """Keep the rows that share the longest part of the code: below the same activity before the same program before the same field."""
    parts = code.split(".")

    def shared(term: Term) -> int:
        return next(
            (at for at, (a, b) in enumerate(zip(parts, term.code.split("."), strict=False)) if a != b), len(parts)
        )

    most = max(map(shared, terms), default=0)
    return [one for one in terms if shared(one) == most]
