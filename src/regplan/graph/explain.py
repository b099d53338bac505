"""Why is this rupiah here: the ways of a node to the vision with their shares, its documents, money, targets and OPD, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import attrs

from regplan.diagnostics.finding import shown
from regplan.graph.trace import MOST_PATHS, Step, Trace, trace
from regplan.graph.ways import share_of_path, shares_of
from regplan.index import of
from regplan.model.documents import Document
from regplan.model.keys import indonesian, spoken
from regplan.model.plan import Plan
from regplan.values.lang import Bilingual, Lang

__all__ = ["Explanation", "Way", "explain"]


@attrs.frozen(kw_only=True)
class Way:
    """
    One way up.

    Attributes:
        steps: From the node to where it ends.
        share: The share of the node that goes this way, exact; None where links do not say.
        reaches_vision: Whether it ends at a vision.
    """

    steps: tuple[Step, ...]
    share: Fraction | None
    reaches_vision: bool


@attrs.frozen(kw_only=True)
class Explanation:
    """
    Why something is in the plan.

    Attributes:
        trace: The facts: ways, money, indicators.
        ways: The ways up with their shares, at most a hundred.
        documents: Ids of the documents that state it.
        agency: Id of the OPD that carries it.
        sentences: The same in sentences, in both languages.
    """

    trace: Trace
    ways: tuple[Way, ...]
    documents: tuple[str, ...]
    agency: str | None
    sentences: tuple[Bilingual, ...]

    def text(self, lang: Lang = "id") -> str:
        """Return the sentences in one language, one a line."""
        return "\n".join(one.text(lang) for one in self.sentences)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON holds; a share is text, as 7/10."""
        ways = [
            {
                "steps": [attrs.asdict(step) for step in way.steps],
                "share": None if way.share is None else str(way.share),
                "reaches_vision": way.reaches_vision,
            }
            for way in self.ways
        ]
        return {
            **self.trace.to_dict(),
            "paths": ways,
            "documents": list(self.documents),
            "agency": self.agency,
            "sentences": {lang: [one.text(lang) for one in self.sentences] for lang in ("id", "en")},
        }


def explain(plan: Plan, node: str) -> Explanation:
    """
    Explain why a node, and its money, is in the plan.

    Args:
        plan: The plan.
        node: Id of a node, or of any other record.

    Returns:
        The explanation.

    Raises:
        UnknownIdError: Nothing has the id; near matches are offered.

    Example:
        >>> from regplan.model import Goal, Mission, Vision
        >>> plan = Plan(
        ...     visions=[Vision(id="V")], missions=[Mission(id="M1", parent="V")], goals=[Goal(id="T1", parent="M1")]
        ... )
        >>> print(explain(plan, "T1").text("en"))
        Goal T1 has no wording and is carried by no OPD.
        No document states it.
        It serves vision V: under mission M1, under vision V (100 % of it).
        It has no indicator of its own.
        No document gives it money.
    """
    found = trace(plan, node)
    index = of(plan)
    shares = shares_of(index)
    ways = tuple(
        Way(steps=path, share=share_of_path(shares, path), reaches_vision=path[-1].kind == "vision")
        for path in found.paths
    )
    at = index.position[node]
    if found.start.kind == "indicator":
        at = int(index.indicator_owner[at - index.starts["indicators"]])
    carrier = int(index.agency[at]) if 0 <= at < index.nodes else -1
    agency = index.plan.agencies[carrier].id if carrier >= 0 else None
    documents = _documents(plan, found)
    sentences = (
        _carried(plan, found.start, agency),
        _stated(documents),
        *_served(found, ways),
        *_measured(plan, found),
        *_funded(found),
    )
    return Explanation(
        trace=found,
        ways=ways,
        documents=tuple(one.id for one in documents),
        agency=agency,
        sentences=sentences,
    )


def _documents(plan: Plan, found: Trace) -> list[Document]:
    """Return the documents that state a node: its home, those with an entry, money or targets for it."""
    names = {found.start.document, *(line.document for line in found.money)}
    names |= {entry.document for entry in plan.entries if entry.node == found.start.id}
    names |= {row.document for row in plan.series if row.indicator == found.start.id}
    return [one for one in plan.documents if one.id in names]


def _kind(kind: str) -> Bilingual:
    return _KINDS.get(kind) or spoken(kind)


_KINDS: Final = {
    "agency": Bilingual("OPD", "OPD"),
    "document": Bilingual("dokumen", "document"),
    "indicator": Bilingual("indikator", "indicator"),
    "reference": Bilingual("acuan", "reference"),
    "place": Bilingual("wilayah", "place"),
    "commitment": Bilingual("komitmen", "commitment"),
    "missing": Bilingual("(tidak ada dalam rencana)", "(not in the plan)"),
}


def _named(step: Step) -> Bilingual:
    title = f" “{step.title}”" if step.title and step.title != step.id else ""
    kind = _kind(step.kind)
    return Bilingual(f"{kind.id} {step.id}{title}", f"{kind.en} {step.id}{title}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _carried(plan: Plan, start: Step, agency: str | None) -> Bilingual:
    name = _named(start)
    wording = "" if start.title else " tidak beruraian dan"
    english = "" if start.title else " has no wording and"
    if agency is None:
        carried = Bilingual(f"{wording} tidak dilaksanakan OPD mana pun.", f"{english} is carried by no OPD.")
    else:
        told = plan.agencies[agency].name or agency
        told = told if told == agency else f"{told} ({agency})"
        carried = Bilingual(f"{wording} dilaksanakan oleh {told}.", f"{english} is carried by {told}.")
    return Bilingual(_capital(name.id) + carried.id, _capital(name.en) + carried.en)


def _stated(documents: list[Document]) -> Bilingual:
    if not documents:
        return Bilingual("Tidak ada dokumen yang memuatnya.", "No document states it.")
    told = ", ".join(f"{one.id} ({_of(one)})" for one in documents)
    return Bilingual(f"Dimuat dalam {told}.", f"It stands in {told}.")


def _of(document: Document) -> str:
    first, last = document.first_year, document.last_year
    years = "" if first is None else f" {first}" if last in {None, first} else f" {first}–{last}"
    return f"{indonesian(document.kind)}{years}"


_RELATIONS: Final = {
    "parent": Bilingual("di bawah", "under"),
    "owner": Bilingual("mengukur", "measuring"),
    "adopts": Bilingual("mengadopsi", "adopting"),
    "supports": Bilingual("mendukung", "supporting"),
    "aligned_with": Bilingual("selaras dengan", "aligned with"),
}


def _served(found: Trace, ways: tuple[Way, ...]) -> Iterator[Bilingual]:
    """Tell each way; those to a vision first."""
    if found.start.kind == "vision":
        yield Bilingual("Ia sendiri adalah visi.", "It is a vision itself.")
        return
    if not found.reaches_vision:
        yield Bilingual("Tidak ada jalan dari sini ke visi.", "No way leads from here to a vision.")
    for way in sorted(ways, key=lambda one: not one.reaches_vision):
        if len(way.steps) > 1:
            yield _way(way)
    if found.more_paths:
        yield Bilingual(
            f"Masih ada jalan lain; di atas hanya {MOST_PATHS} yang pertama.",
            f"There are more ways; above are the first {MOST_PATHS}.",
        )


def _way(way: Way) -> Bilingual:
    steps = [(_RELATIONS[step.relation], _named(step)) for step in way.steps[1:]]
    last = _named(way.steps[-1])
    told = Bilingual(
        ", ".join(f"{relation.id} {name.id}" for relation, name in steps),
        ", ".join(f"{relation.en} {name.en}" for relation, name in steps),
    )
    share = _share(way.share)
    if way.reaches_vision:
        return Bilingual(
            f"Ia melayani {last.id}: {told.id} ({share.id}).", f"It serves {last.en}: {told.en} ({share.en})."
        )
    return Bilingual(
        f"Satu jalan berakhir di {last.id}: {told.id} ({share.id}).",
        f"One way ends at {last.en}: {told.en} ({share.en}).",
    )


def _share(share: Fraction | None) -> Bilingual:
    if share is None:
        return Bilingual("bagiannya tidak dinyatakan", "its share is not stated")
    percent = share * 100
    told = str(percent) if percent.denominator == 1 else str(share)
    unit = " %" if percent.denominator == 1 else ""
    return Bilingual(f"{told}{unit} darinya", f"{told}{unit} of it")


def _measured(plan: Plan, found: Trace) -> Iterator[Bilingual]:
    """Tell the indicators and their targets, document by document."""
    if found.start.kind == "indicator":
        yield from _targets(plan, found.start)
        return
    if not found.indicators:
        yield Bilingual("Ia tidak mempunyai indikator sendiri.", "It has no indicator of its own.")
    for step in found.indicators:
        yield from _targets(plan, step)


def _targets(plan: Plan, step: Step) -> Iterator[Bilingual]:
    name = _named(step)
    unit = plan.indicators[step.id].unit
    unit = f" ({unit})" if unit else ""
    rows = [one for one in plan.series if one.indicator == step.id and one.role == "target" and one.values]
    if not rows:
        yield Bilingual(
            f"Diukur dengan {name.id}{unit}, tanpa target.", f"Measured by {name.en}{unit}, without a target."
        )
    for row in rows:
        values = [(_period(key), value and " ".join(value.split())) for key, value in row.values.items()]
        told = Bilingual(
            "; ".join(f"{period.id}: {value or 'tidak diketahui'}" for period, value in values),
            "; ".join(f"{period.en}: {value or 'unknown'}" for period, value in values),
        )
        yield Bilingual(
            f"Diukur dengan {name.id}{unit}; target dalam {row.document}: {told.id}.",
            f"Measured by {name.en}{unit}; targets in {row.document}: {told.en}.",
        )


def _period(key: str) -> Bilingual:
    head, _, tail = key.partition("-")
    words = {"end": ("akhir", "end"), "unstated": ("tanpa tahun", "no year stated")}.get(head, (head, head))
    tail = f"-{tail}" if tail else ""
    return Bilingual(words[0] + tail.replace("-Q", " TW"), words[1] + tail.replace("-Q", " Q"))


def _funded(found: Trace) -> Iterator[Bilingual]:
    """Tell the money, a sentence a document, basis, role and period."""
    if not found.money:
        yield Bilingual("Tidak ada dokumen yang memberinya uang.", "No document gives it money.")
    for line in found.money:
        told = ("tidak diketahui", "unknown") if line.amount is None else shown("amount_rp", line.amount)
        basis, period = _kind(line.basis), _period(line.period)
        role = Bilingual("jumlah tercantum", "as a stated total") if line.role == "stated_total" else None
        parts = (
            Bilingual(f"dari {line.parts} rincian", f"from {line.parts} {'entry' if line.parts == 1 else 'entries'}")
            if role is None
            else role
        )
        yield Bilingual(
            f"Uangnya dalam {line.document}: {basis.id} {period.id} {told[0]} ({parts.id}).",
            f"Its money in {line.document}: {basis.en} {period.en} {told[1]} ({parts.en}).",
        )
