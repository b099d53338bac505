"""A part of a whole against a share of the law: kept, broken, or not to be told; and what a finding says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from regplan.calc.budget import Frame, frame
from regplan.calc.money.exact import nearest
from regplan.checks._case import Violation
from regplan.checks._percent import percent
from regplan.checks._rule import Lacking
from regplan.checks.shares._counts import Counts, counts
from regplan.checks.shares._sheet import Sheet
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError, PeriodsDifferError
from regplan.law.counting import Subject
from regplan.law.value import Value
from regplan.model.words import Basis, RegionLevel
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah

__all__ = [
    "Bound",
    "Measured",
    "Measures",
    "Side",
    "State",
    "Verdict",
    "Whole",
    "counted",
    "frame_of",
    "in_force",
    "judged",
    "lacking",
    "law_of",
    "level_of",
    "money_of",
    "spending_of",
    "told",
    "whole_of",
]

State: TypeAlias = Literal["kept", "broken", "unknown"]
Bound: TypeAlias = Literal["least", "most"]
NO_LEVEL: Final = Bilingual(
    "tingkat daerah (provinsi, kabupaten, kota)", "the level of the region (province, regency, city)"
)
_PARTLY: Final = Bilingual(
    "periode uang yang sama: satu subjek menyebut tahun dan bagian tahun",
    "money of one kind of period: a subject has a year and parts of it",
)


_NO_WHOLE: Final = Bilingual("penyebutnya", "what it is measured against")


@attrs.frozen(kw_only=True)
class Side:
    """
    The part that is measured.

    Attributes:
        low: The least it is; None is not known.
        high: The most it is.
        how: What was counted, and by what.
        lack: Why it is not known, or what would tell more where *low* and *high* differ.
    """

    low: Fraction | None
    high: Fraction | None
    how: Bilingual
    lack: Bilingual


@attrs.frozen(kw_only=True)
class Whole:
    """
    What a part is measured against.

    Attributes:
        amount: In rupiah; None is not known.
        name: What it is.
        lack: Why it is not known.
    """

    amount: Fraction | None
    name: Bilingual
    lack: Bilingual = _NO_WHOLE


@attrs.frozen(kw_only=True)
class Verdict:
    """
    How a share stands to the law.

    Attributes:
        state: Kept, broken, or not to be told.
        part: The part by which it was judged.
        share: Part by whole.
        lack: What is lacking where it cannot be told.
    """

    state: State
    part: Fraction | None = None
    share: Fraction | None = None
    lack: Bilingual | None = None


def judged(part: Side, whole: Whole, number: Fraction, bound: Bound) -> Verdict:
    """
    Compare a share with the number of the law, exactly.

    Broken is what is so however the open rows are counted: below the least even where all of them count, above the most
    even where none does.
    """
    if whole.amount is None:
        return Verdict(state="unknown", lack=whole.lack)
    if whole.amount <= 0:
        return Verdict(state="unknown", lack=Bilingual(f"{whole.name.id} di atas nol", f"{whole.name.en} above zero"))
    if part.low is None or part.high is None:
        return Verdict(state="unknown", lack=part.lack)
    low, high = part.low / whole.amount, part.high / whole.amount
    if (high < number) if bound == "least" else (low > number):
        at, share = (part.high, high) if bound == "least" else (part.low, low)
        return Verdict(state="broken", part=at, share=share)
    if (low >= number) if bound == "least" else (high <= number):
        return Verdict(state="kept", part=part.low, share=low)
    between = f"{percent(low).id} – {percent(high).id}"
    lack = Bilingual(
        f"{part.lack.id} (antara {between})", f"{part.lack.en} (between {percent(low).en} – {percent(high).en})"
    )
    return Verdict(state="unknown", lack=lack)


def counted(sheet: Sheet, name: str, found: Counts | None = None) -> Side:
    """Add up what counts for a subject; money that the rows do not cover may count as well."""
    found = found or counts(sheet, name)
    low, high = sheet.sum(found.sure), sheet.sum(found.most)
    if low.amount is None or high.amount is None:
        rows = high.unknown
        return Side(
            low=None,
            high=None,
            how=found.how,
            lack=Bilingual(f"jumlah {rows} baris belanja", f"the amount of {rows} row(s) of spending"),
        )
    subject = sheet.case.law.counting.subject(name)
    sure, most = _beside_rows(sheet, subject) if not sheet.declared(found.word).any() else (Fraction(0), Fraction(0))
    return Side(
        low=Fraction(low.amount) + sure,
        high=Fraction(high.amount) + most,
        how=found.how,
        lack=Bilingual(
            f"apa yang dihitung: tandai dengan 'hitung:{found.word}', atau lengkapi kode dan rekening",
            f"what counts: tag it 'hitung:{found.word}', or complete codes and accounts",
        ),
    )


def _beside_rows(sheet: Sheet, subject: Subject) -> tuple[Fraction, Fraction]:
    """Return what counts, at least and at most, of money that no row of work or OPD holds: lines of the region, the rest."""
    sure = most = Fraction(0)
    whole, rows, lines = spending_of(sheet).amount, sheet.sum(sheet.spending).amount, frame_of(sheet)
    if whole is None or rows is None or lines is None:
        return sure, most
    rest = max(Fraction(0), whole - Fraction(rows))
    if subject.accounts:
        for one in subject.accounts:
            said = lines.region(one.code).amount
            if said is not None and not (sheet.spending & sheet.under(one.code)).any():
                most += Fraction(said)
                sure += Fraction(said) if one.how == "counts" else 0
        is_detailed = all(lines.of(one.code).state != "unknown" for one in subject.accounts)
        return sure, most if is_detailed else most + rest
    if not (subject.codes or subject.fungsi):
        return sure, most
    for account in ("5.3", "5.4"):  # what the region states of contingency and transfers alone is no work of a field
        said = lines.region(account).amount
        if said is not None and not (sheet.spending & sheet.under(account)).any():
            rest -= Fraction(said)
    return sure, max(Fraction(0), rest)


def frame_of(sheet: Sheet) -> Frame | None:
    """Return the frame of the budget; None where a subject states a year and parts of it."""
    basis: Basis = "realised" if sheet.document.kind == "REALISATION" else "ceiling"
    try:
        return frame(sheet.case.plan, sheet.document.id, sheet.year, basis)
    except PeriodsDifferError:
        return None


def whole_of(sheet: Sheet, account: str, name: Bilingual) -> Whole:
    """
    Return what the budget says of an account.

    A kind of spending of which a budget that is whole does not speak is zero (conventions §7); revenue and spending are not.
    """
    found = frame_of(sheet)
    if found is None:
        return Whole(amount=None, name=name, lack=_PARTLY)
    said = found.of(account)
    if (
        said.said_by == "region"
        and (parts := found.parts(account)).amount is not None
        and said.amount is not None
        and parts.amount > said.amount
    ):
        return Whole(
            amount=None,
            name=name,
            lack=Bilingual(
                f"{name.id}: baris daerah (/) kurang dari rincian OPD-nya; tulis rekening {account} untuk seluruh daerah",
                f"{name.en}: the lines of the region (/) are less than its OPD; write account {account} for the whole region",
            ),
        )
    if said.state == "absent" and sheet.document.is_whole and account.startswith("5."):
        return Whole(amount=Fraction(0), name=name)
    if said.amount is None:
        why = said.reason or name
        return Whole(amount=None, name=name, lack=Bilingual(f"{name.id}: {why.id}", f"{name.en}: {why.en}"))
    return Whole(amount=Fraction(said.amount), name=name)


def spending_of(sheet: Sheet) -> Whole:
    """Return total spending."""
    return whole_of(sheet, "5", Bilingual("total belanja", "total spending"))


def in_force(sheet: Sheet, name: str, level: str = "all") -> Value | None:
    """Return the value of a parameter for the fiscal year of a budget; None outside the years of the law."""
    try:
        return sheet.case.law.parameter(name).of_year(sheet.year, level=level)
    except NoValueError:
        return None


def level_of(sheet: Sheet) -> RegionLevel | None:
    """Return the level of the region, as the plan states it."""
    region = sheet.case.plan.region
    return region.level if region else None


def lacking(sheet: Sheet, lack: Bilingual | None) -> Lacking:
    """Say what is lacking for a budget."""
    return Lacking(sheet.document.id, lack or NO_LEVEL)


def broken(one: Measured) -> Violation:
    """Write the finding of a share that is broken: part, whole, share, number of the law, and what was counted."""
    assert one.verdict.part is not None
    assert one.verdict.share is not None
    assert one.whole.amount is not None
    law, limit = law_of(one.value), percent(one.number)
    facts: dict[str, Fact] = {
        "year": one.sheet.year,
        "share": percent(one.verdict.share, beside=one.number),
        "part_rp": money_of(one.verdict.part),
        "base_rp": money_of(one.whole.amount),
        "base": one.whole.name,
        "expected": Bilingual(f"{limit.id} ({law.id})", f"{limit.en} ({law.en})"),
        "gap_rp": money_of(abs(one.number * one.whole.amount - one.verdict.part)),
        "counted": one.part.how,
    }
    return Violation(one.sheet.case.position(one.sheet.at), one.clause, {**facts, **one.more})


def law_of(value: Value) -> Bilingual:
    """
    Write instrument and article of a value, each article beside its instrument.

    Example:
        >>> from regplan.law import current
        >>> law_of(current().parameter("education.spending_least").of_year(2026)).en
        'UUD 1945 Art 31(4); UU 20/2003 Art 49(1); PP 48/2008 Art 81(1)'
    """
    if "not read" in value.article:
        return Bilingual(value.instrument, value.instrument)
    instruments, articles = value.instrument.split("; "), value.article.split("; ")
    if len(instruments) != len(articles):
        instruments, articles = [value.instrument], [value.article]
    pairs = list(zip(instruments, articles, strict=True))
    return Bilingual(*("; ".join(f"{one} {word} {article}" for one, article in pairs) for word in ("Pasal", "Art")))


def money_of(amount: Fraction) -> Rupiah:
    """Write an exact amount for a message: rounded to sen, half away from zero."""
    return nearest(amount)


@attrs.frozen(kw_only=True, eq=False)
class Measured:
    """
    One share of one budget beside the number of the law.

    Attributes:
        sheet: The budget.
        clause: The clause it breaks, where it is broken.
        part: What is measured.
        whole: What it is measured against.
        value: The value of the law.
        number: The number of it that is for this budget.
        bound: Whether the share is at least or at most the number.
        verdict: How it stands.
        more: Further facts of a finding; ``what`` is what the share is of.
    """

    sheet: Sheet
    clause: str
    part: Side
    whole: Whole
    value: Value
    number: Fraction
    bound: Bound
    verdict: Verdict
    more: Mapping[str, Fact] = attrs.field(factory=dict)

    def outcome(self) -> Iterator[Violation | Lacking]:
        """Yield the finding of a share that is broken, and what is lacking where it cannot be told."""
        if self.verdict.state == "broken":
            yield broken(self)
        elif self.verdict.state == "unknown":
            yield lacking(self.sheet, self.verdict.lack)


Measures: TypeAlias = Iterator[Violation | Lacking | Measured]


def told(
    sheet: Sheet,
    clause: str,
    *,
    part: Side,
    whole: Whole,
    value: Value,
    bound: Bound,
    number: Fraction | None = None,
    verdict: Verdict | None = None,
    more: Mapping[str, Fact] | None = None,
) -> Iterator[Measured]:
    """Judge one share by one value of the law; by its single number, and as it stands, unless these are given."""
    number = Fraction(value.exact) if number is None else number
    yield Measured(
        sheet=sheet,
        clause=clause,
        part=part,
        whole=whole,
        value=value,
        number=number,
        bound=bound,
        verdict=verdict or judged(part, whole, number, bound),
        more=more or {},
    )
