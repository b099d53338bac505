"""The web of OPD as lines of text and as plain data; colours are the caller's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from regplan.calc.agencies import AtRisk, Order, Structure, Task, at_risk, order_of_work, structure
from regplan.diagnostics.finding import shown
from regplan.graph.agencies import (
    Alone,
    Answers,
    Circle,
    Pair,
    Request,
    Roles,
    agency_graph,
    circles_of_needs,
    cooperation,
    requests,
    roles,
    working_alone,
)
from regplan.model.keys import indonesian
from regplan.model.plan import Plan
from regplan.report.text import Paint
from regplan.values.lang import Bilingual, Lang
from regplan.values.money import Rupiah

__all__ = ["MOST_TOLD", "AgencyReport", "agency_data", "agency_lines", "agency_report"]

MOST_TOLD: Final = 10
"""No more lines than these of each kind are told; JSON has all."""


@attrs.frozen(kw_only=True)
class AgencyReport:
    """
    What the command ``opd`` tells.

    Attributes:
        agencies: The OPD that stand for themselves, with their names.
        pairs: Who should and does work together.
        alone: Who works with no other.
        roles: Lead and members.
        requests: What OPD ask of each other.
        circles: Circles of needs.
        order: The order of work.
        structure: Fields, and what is left over; None where one OPD was asked for.
        risk: What is at risk where the OPD asked for slips; None where none was.
    """

    agencies: Mapping[str, str | None]
    pairs: Answers[Pair]
    alone: Answers[Alone]
    roles: Answers[Roles]
    requests: Answers[Request]
    circles: Answers[Circle]
    order: Order
    structure: Structure | None
    risk: AtRisk | None


def agency_report(plan: Plan, agency: str | None = None, *, roll_up: bool = False) -> AgencyReport:
    """
    Ask all questions about OPD, or about one.

    Raises:
        UnknownIdError: No OPD has the id; near matches are offered.
    """
    risk = None if agency is None else at_risk(plan, agency)
    pairs = cooperation(plan, roll_up=roll_up)
    alone = working_alone(plan, roll_up=roll_up)
    order = order_of_work(plan)
    found = AgencyReport(
        agencies={name: plan.agencies.by_id[name].name for name in agency_graph(plan, roll_up=roll_up)},
        pairs=pairs,
        alone=alone,
        roles=roles(plan),
        requests=requests(plan),
        circles=circles_of_needs(plan),
        order=order,
        structure=structure(plan) if agency is None else None,
        risk=risk,
    )
    return found if agency is None else _of_one(found, agency)


def _of_one(found: AgencyReport, name: str) -> AgencyReport:
    """Keep what concerns one OPD."""
    tasks = Answers(one for one in found.order.tasks if one.agency == name)
    return attrs.evolve(
        found,
        pairs=Answers(one for one in found.pairs if name in {one.first, one.second}),
        alone=Answers(one for one in found.alone if one.agency == name),
        roles=Answers(one for one in found.roles if name in {one.carrier, *one.leads, *one.members, *one.unstated}),
        requests=Answers(one for one in found.requests if name in {one.asks, one.asked}),
        circles=Answers(one for one in found.circles if name in one.agencies),
        order=attrs.evolve(found.order, tasks=tasks),
    )


def agency_data(found: AgencyReport) -> dict[str, Any]:
    """Write it as plain data that JSON holds."""
    return {
        "agencies": dict(found.agencies),
        "pairs": [
            {**one, "missing": pair.missing} for one, pair in zip(found.pairs.to_dicts(), found.pairs, strict=True)
        ],
        "alone": found.alone.to_dicts(),
        "roles": found.roles.to_dicts(),
        "requests": found.requests.to_dicts(),
        "circles": found.circles.to_dicts(),
        "order": found.order.to_dicts(),
        "critical_path": list(found.order.critical_path),
        "structure": found.structure and found.structure.to_dict(),
        "risk": found.risk and found.risk.to_dict(),
    }


_WORDS: Final = {
    "head": Bilingual(
        "{count} OPD; {should} pasangan seharusnya bekerja bersama, {does} bekerja bersama, {missing} belum",
        "{count} OPD; {should} pairs should work together, {does} do, {missing} should and do not",
    ),
    "does": Bilingual("bekerja bersama", "work together"),
    "missing": Bilingual("seharusnya, tetapi belum", "should and do not"),
    "alone": Bilingual("bekerja sendiri", "work alone"),
    "unstated": Bilingual(
        "rencana ini tidak menulis kerja sama; apakah OPD bekerja sendiri tidak diketahui",
        "the plan states no joint work; whether OPD work alone is unknown",
    ),
    "alone_line": Bilingual("{name}: seharusnya dengan {count} OPD", "{name}: should with {count} OPD"),
    "roles": Bilingual("ketua dan anggota", "lead and members"),
    "roles_line": Bilingual("{node}: ketua {lead}; anggota {members}", "{node}: lead {lead}; members {members}"),
    "requests": Bilingual("permintaan", "requests"),
    "unsaid": Bilingual("tanpa status", "no status"),
    "circles": Bilingual("saling menunggu", "wait for each other"),
    "order": Bilingual("urutan kerja", "order of work"),
    "path": Bilingual("jalur kritis", "critical path"),
    "until": Bilingual("selesai {day}", "done {day}"),
    "late": Bilingual("mundur {count} hari", "{count} days late"),
    "past": Bilingual("melewati tahun anggarannya", "past its budget year"),
    "slack": Bilingual("longgar {count} hari", "{count} days of slack"),
    "critical": Bilingual("kritis", "critical"),
    "dates": Bilingual("tidak diketahui: tanpa mulai dan selesai", "unknown: no start and finish"),
    "circle": Bilingual("tidak diketahui: saling menunggu", "unknown: in a circle"),
    "before": Bilingual("tidak diketahui: yang ditunggunya tidak diketahui", "unknown: what it waits for is"),
    "lag": Bilingual("tidak diketahui: jeda tidak terbaca", "unknown: a lag cannot be read"),
    "without_task": Bilingual("OPD tanpa tugas", "OPD without a task"),
    "without_agency": Bilingual("program tanpa OPD", "programs without an OPD"),
    "held_twice": Bilingual("bidang dipegang beberapa OPD", "fields that several OPD hold"),
    "held_by_nobody": Bilingual("bidang tanpa OPD pemegang", "fields that no OPD holds"),
    "risk": Bilingual("terancam bila {name} terlambat", "at risk if {name} slips"),
    "risk_line": Bilingual(
        "{works} simpul miliknya; {waiting} menunggu ({agencies}); {targets} target",
        "{works} nodes of its own; {waiting} wait ({agencies}); {targets} targets",
    ),
    "money": Bilingual(
        "{document} {basis} {period}: {own} miliknya, {rest} yang menunggu",
        "{document} {basis} {period}: {own} of its own, {rest} that waits",
    ),
    "unknown": Bilingual("tidak diketahui", "unknown"),
    "nobody": Bilingual("tidak ada", "none"),
    "more": Bilingual("… dan {count} lagi", "… and {count} more"),
    "shared_objective": Bilingual("sasaran", "objective"),
    "shared_program": Bilingual("program", "program"),
    "shared_reference": Bilingual("acuan", "reference"),
    "shared_place": Bilingual("lokasi", "place"),
    "needs": Bilingual("kebutuhan", "need"),
    "joint_work": Bilingual("kerja bersama", "joint work"),
    "accepted_request": Bilingual("permintaan disetujui", "accepted request"),
}


def agency_lines(found: AgencyReport, lang: Lang, paint: Paint = lambda text, _: text) -> Iterator[str]:
    """Write who works with whom, who alone, what is asked, and in what order work can be done."""

    def say(key: str, **facts: object) -> str:
        return _WORDS[key].text(lang).format(**facts)

    def part(key: str, lines: Iterable[str], **facts: object) -> Iterator[str]:
        told = list(lines)
        if told:
            yield paint(f"{say(key, **facts)} ({len(told)})", "strong")
            yield from (f"  {line}" for line in told[:MOST_TOLD])
            if len(told) > MOST_TOLD:
                yield f"  {say('more', count=len(told) - MOST_TOLD)}"

    counts = {key: sum(bool(getattr(one, key)) for one in found.pairs) for key in ("should", "does", "missing")}
    yield say("head", count=len(found.agencies), **counts)
    if found.risk:
        yield from _risk_lines(found.risk, lang, paint)
    yield from part("does", (_pair(one, one.does, found.agencies, lang) for one in found.pairs if one.does))
    yield from part("missing", (_pair(one, one.should, found.agencies, lang) for one in found.pairs if one.missing))
    if counts["does"] or found.risk:
        alone = ((_named(one.agency, found.agencies), len(one.should_with)) for one in found.alone)
        yield from part("alone", (say("alone_line", name=name, count=count) for name, count in alone))
    else:
        yield say("unstated")
    yield from part("roles", (_roles(one, lang) for one in found.roles))
    yield from part("requests", (_request(one, lang) for one in found.requests))
    yield from part("circles", (" → ".join((*one.records, one.records[0])) for one in found.circles))
    yield from part("order", (_task(one, lang) for one in found.order.tasks))
    if found.order.critical_path and found.risk is None:
        day = say("until", day=found.order.finish)
        yield f"{paint(say('path'), 'strong')}: {' → '.join(found.order.critical_path)}; {day}"
    if found.structure:
        yield from part("without_task", (_named(one, found.agencies) for one in found.structure.without_task))
        yield from part("without_agency", found.structure.without_agency)
        twice = (f"{one.name.text(lang)}: {', '.join(one.holders)}" for one in found.structure.held_twice)
        yield from part("held_twice", twice)
        yield from part("held_by_nobody", (one.name.text(lang) for one in found.structure.held_by_nobody))


def _named(agency: str, names: Mapping[str, str | None]) -> str:
    name = names.get(agency)
    return f"{name} ({agency})" if name and name != agency else agency


def _pair(one: Pair, why: Iterable[str], names: Mapping[str, str | None], lang: Lang) -> str:
    told = ", ".join(_WORDS[relation].text(lang) for relation in why)
    return f"{_named(one.first, names)} – {_named(one.second, names)}: {told}"


def _roles(one: Roles, lang: Lang) -> str:
    nobody = _WORDS["nobody"].text(lang)
    leads = one.leads or ((one.carrier,) if one.carrier else ())
    members = (*one.members, *one.unstated)
    return (
        _WORDS["roles_line"]
        .text(lang)
        .format(node=one.node, lead=", ".join(leads) or nobody, members=", ".join(members) or nobody)
    )


def _request(one: Request, lang: Lang) -> str:
    status = one.status
    told = _WORDS["unsaid"].text(lang) if status is None else indonesian(status) if lang == "id" else status
    reason = f" ({one.reason})" if one.reason else ""
    what = f" “{one.what}”" if one.what else ""
    return f"{one.asks or '?'} → {one.asked or '?'}{what}: {told}{reason}"


def _task(one: Task, lang: Lang) -> str:
    def say(key: str, **facts: object) -> str:
        return _WORDS[key].text(lang).format(**facts)

    head = f"{one.stage + 1}. {one.record} ({one.agency or '?'})"
    if one.unknown:
        return f"{head}: {say(one.unknown)}"
    notes = [say("late", count=one.delay)] if one.delay else []
    notes += [say("past")] if one.past_window else []
    notes += [say("critical")] if one.critical else [] if one.slack is None else [say("slack", count=one.slack)]
    return f"{head}: {one.earliest_start} – {one.earliest_finish}; {', '.join(notes)}".removesuffix("; ")


def _risk_lines(one: AtRisk, lang: Lang, paint: Paint) -> Iterator[str]:
    def amount(value: Rupiah | None) -> str:
        if value is None:
            return _WORDS["unknown"].text(lang)
        return shown("amount_rp", value)[0 if lang == "id" else 1]

    yield paint(_WORDS["risk"].text(lang).format(name=one.agency), "strong")
    agencies = ", ".join(one.agencies) or _WORDS["nobody"].text(lang)
    targets = len(one.targets) + len(one.waiting_targets)
    told = _WORDS["risk_line"].text(lang)
    yield "  " + told.format(works=one.works, waiting=len(one.waiting), agencies=agencies, targets=targets)
    for line in one.money:
        basis = indonesian(line.basis) if lang == "id" else line.basis
        facts = {"document": line.document, "basis": basis.replace("_", " "), "period": line.period}
        told = _WORDS["money"].text(lang)
        yield "  " + told.format(**facts, own=amount(line.own), rest=amount(line.waiting))
