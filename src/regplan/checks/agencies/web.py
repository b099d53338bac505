"""WEB-01…06: what OPD ask of each other and do together; house rules, no law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from regplan.calc.agencies.order import stated_days
from regplan.calc.agencies.windows import window_of
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.checks.alignment.links import chosen_links
from regplan.diagnostics.finding import Fact
from regplan.graph.agencies.cooperation import pairs_of
from regplan.graph.agencies.requests import due_of, roles
from regplan.graph.agencies.ties import ties_of
from regplan.graph.agencies.waiting import circles_of_needs
from regplan.index.build import LINK_KINDS
from regplan.model.alignment import Link
from regplan.model.words import LEVELS
from regplan.values.duration import Duration, read_duration
from regplan.values.lang import Bilingual
from regplan.values.period import is_date

__all__ = ["RULES"]

LONGEST = 20
"""How many ids of a circle a message tells; all are in ``related``."""


def _needs(case: Case) -> Iterator[int]:
    """Go through the rows of the links *needs* of judged documents, refused ones too."""
    wanted = LINK_KINDS.index("needs")
    rows = (row for row, kind in enumerate(case.index.links.kind.tolist()) if kind == wanted)
    yield from chosen_links(case, rows)


def _home(link: Link) -> dict[str, Fact]:
    """Tell links of two documents apart."""
    return {} if link.document is None else {"home": link.document}


@rule(
    "WEB-01",
    ("kebutuhan tidak saling mengunci lewat pohon", "needs do not lock through the tree"),
    clause(
        "deadlock-through-tree",
        "warning",
        (
            "tidak satu pun dapat mulai: {circle} (bagian menunggu apa yang menunggu keseluruhannya)",
            "none of these can begin: {circle} (a part waits for what waits for its whole)",
        ),
        (
            "tulis kebutuhan pada kegiatan yang benar-benar menunggu, bukan pada programnya",
            "write the need at the activity that waits indeed, not at its program",
        ),
    ),
)
def deadlocks(case: Case) -> Outcome:
    """No part of a program waits for what waits for the program; requests that go round by themselves are LINK-01."""
    for one in circles_of_needs(case.plan):
        if one.kind == "tree":
            names = [*one.records, one.records[0]] if len(one.records) <= LONGEST else [*one.records[:LONGEST], "…"]
            yield Violation(
                case.index.position[one.records[0]], None, {"circle": " → ".join(names)}, tuple(one.records[1:])
            )


@rule(
    "WEB-02",
    ("permintaan dijawab", "requests are answered"),
    clause(
        "request-unanswered",
        "warning",
        (
            "permintaan {source} kepada {target} masih diusulkan; harinya {day} sudah lewat pada {now}",
            "the request of {source} to {target} is proposed still; its day {day} was past on {now}",
        ),
        (
            "tulis 'status: disetujui', atau 'ditolak' dengan 'alasan'",
            "write 'status: accepted', or 'refused' with a 'reason'",
        ),
    ),
    clause(
        "refused-without-reason",
        "info",
        (
            "permintaan {source} kepada {target} ditolak tanpa alasan",
            "the request of {source} to {target} is refused without a reason",
        ),
        ("tulis 'alasan'", "write the 'reason'"),
    ),
)
def unanswered_requests(case: Case) -> Outcome:
    """A proposed request is answered by its day, measured by the last event a document of the plan records; never by today's date."""
    days = [day for one in case.plan.documents for day in one.events.values() if day is not None and is_date(day)]
    lacks = {"day": False, "now": False}
    for row in _needs(case):
        link = case.plan.links[row]
        facts: dict[str, Fact] = {**_home(link), "source": link.source, "target": link.target}
        if link.status == "refused" and not link.reason:
            yield Violation(None, "refused-without-reason", facts, related=(link.target,), row=("links", row))
        if link.status != "proposed":
            continue
        due = due_of(link)
        lacks["day"] |= due is None
        lacks["now"] |= not days
        if due is not None and days and due < max(days):
            yield Violation(
                None,
                "request-unanswered",
                {**facts, "day": due, "now": max(days)},
                related=(link.target,),
                row=("links", row),
            )
    if lacks["day"]:
        yield Lacking(
            None,
            Bilingual("'mulai' atau 'selesai' permintaan yang diusulkan", "'start' or 'finish' of proposed requests"),
        )
    if lacks["now"]:
        yield Lacking(None, Bilingual("peristiwa dokumen, misalnya penetapan", "events of documents, such as enacted"))


@rule(
    "WEB-03",
    ("kerja bersama mempunyai satu ketua", "what is done together has one lead"),
    clause(
        "members-without-lead",
        "warning",
        (
            "{subject} dikerjakan {members} tanpa ketua dan tanpa OPD pelaksana",
            "{subject} has the members {members}, no lead, and no OPD that carries it",
        ),
        ("beri satu OPD 'peran: ketua'", "give one OPD 'role: lead'"),
    ),
    clause(
        "several-leads",
        "warning",
        ("{subject} mempunyai {count} ketua: {leads}", "{subject} has {count} leads: {leads}"),
        ("sisakan satu ketua; yang lain anggota", "leave one lead; the others are members"),
    ),
)
def one_lead(case: Case) -> Outcome:
    """Each node that OPD contribute to has one lead: the one named so, else the OPD that carries it."""
    judged = case.judged()
    for one in roles(case.plan):
        at = case.index.position[one.node]
        if at < case.index.nodes and not judged[at]:
            continue
        members = (*one.members, *one.unstated)
        if not one.leads and one.carrier is None and members:
            yield Violation(at, "members-without-lead", {"members": members}, members)
        if len(one.leads) > 1:
            yield Violation(at, "several-leads", {"count": len(one.leads), "leads": one.leads}, one.leads)


@rule(
    "WEB-04",
    ("OPD tidak merencanakan sendiri-sendiri", "no OPD plans alone"),
    clause(
        "alone-with-shared-objective",
        "info",
        (
            "{subject} bekerja sendiri, padahal {count} sasarannya juga dikerjakan {others} OPD lain",
            "{subject} works alone, though {others} other OPD work for {count} of its objectives too",
        ),
        (
            "tulis kerja sama yang ada: 'berkontribusi' pada program bersama, atau 'membutuhkan' yang disetujui",
            "write the cooperation there is: 'contributes' to a joint program, or an accepted 'needs'",
        ),
    ),
)
def alone(case: Case) -> Outcome:
    """An OPD that shares an objective with others works together with at least one OPD."""
    kinds = {one.kind for one in case.plan.links}
    if len(case.plan.agencies) <= 1 or not len(case.plan.table("objectives")):
        return
    if not kinds & {"contributes", "needs"}:
        yield Lacking(None, Bilingual("kaitan 'berkontribusi' atau 'membutuhkan'", "links 'contributes' or 'needs'"))
        return
    found = ties_of(case.index, roll_up=False, frameworks=())
    together = {name for one in pairs_of(case.index, False, ()) if one.does for name in (one.first, one.second)}
    shared: dict[str, tuple[set[str], set[str]]] = {}
    for tie in found.ties:
        if tie.relation == "shared_objective":
            for name, other in ((tie.source, tie.target), (tie.target, tie.source)):
                objectives, others = shared.setdefault(name, (set(), set()))
                objectives.update(tie.through)
                others.add(other)
    for name in found.agencies:
        if name in shared and name not in together:
            objectives, others = shared[name]
            facts: dict[str, Fact] = {"count": len(objectives), "others": len(others)}
            yield Violation(case.index.position[name], None, facts, tuple(sorted(others)))


@rule(
    "WEB-05",
    ("jeda terbaca", "lags can be read"),
    clause(
        "lag-unreadable",
        "warning",
        (
            "jeda '{got}' antara {source} dan {target} tidak terbaca",
            "the lag '{got}' between {source} and {target} cannot be read",
        ),
        ("tulis P3M (tiga bulan), P2W, P10D, atau P1Y", "write P3M (three months), P2W, P10D or P1Y"),
    ),
)
def unreadable_lags(case: Case) -> Outcome:
    """A lag is a span of years, months, weeks or days as ISO 8601 writes it."""
    for row in _needs(case):
        link = case.plan.links[row]
        if link.lag is not None and read_duration(link.lag) is None:
            facts: dict[str, Fact] = {**_home(link), "got": link.lag, "source": link.source, "target": link.target}
            yield Violation(None, None, facts, related=(link.target,), row=("links", row))


@rule(
    "WEB-06",
    ("pekerjaan menunggu yang dibutuhkannya", "work waits for what it needs"),
    clause(
        "begins-before-needed",
        "warning",
        (
            "{source} mulai {got}, sebelum {target} yang dibutuhkannya selesai: paling cepat {expected}",
            "{source} begins {got}, before {target}, which it needs, is done: at the earliest {expected}",
        ),
        (
            "mundurkan yang menunggu, percepat yang ditunggu, atau hapus kaitan 'membutuhkan'",
            "delay the one that waits, hasten the other, or remove the link 'needs'",
        ),
    ),
    clause(
        "needed-in-later-year",
        "warning",
        (
            "{source} dianggarkan sampai {got}, tetapi {target} yang dibutuhkannya baru dianggarkan mulai {expected}",
            "{source} is budgeted until {got}, and {target}, which it needs, only from {expected} on",
        ),
        (
            "anggarkan yang ditunggu lebih dahulu, atau tunda yang menunggu",
            "budget what is waited for first, or put the other off",
        ),
    ),
)
def order_of_days(case: Case) -> Outcome:
    """By its stated days, or by its budget years, work begins after what it needs, lag included; unstated days are not judged."""
    index, bare = case.index, False
    for row in _needs(case):
        link, ends = case.plan.links[row], (int(index.links.source[row]), int(index.links.target[row]))
        if link.status == "refused" or min(ends) < 0:
            continue
        if any(at >= index.nodes or index.level[at] < LEVELS.index("program") for at in ends):
            continue
        facts: dict[str, Fact] = {**_home(link), "source": link.source, "target": link.target}
        windows = [window_of(index, at) for at in ends]
        if windows[0] and windows[1] and windows[0].last < windows[1].first:
            years: dict[str, Fact] = {"got": windows[0].last.year, "expected": windows[1].first.year}
            yield Violation(
                None, "needed-in-later-year", {**facts, **years}, related=(link.target,), row=("links", row)
            )
            continue
        mine, other = (stated_days(index.record(at)) for at in ends)
        lag = Duration() if link.lag is None else read_duration(link.lag)
        bare = bare or mine is None or other is None
        if mine is None or other is None or lag is None:
            continue
        ready = _ready(lag, other[1])
        if mine[0] < ready:
            days: dict[str, Fact] = {"got": mine[0].isoformat(), "expected": ready.isoformat()}
            yield Violation(None, "begins-before-needed", {**facts, **days}, related=(link.target,), row=("links", row))
    if bare:
        yield Lacking(None, Bilingual("'mulai' dan 'selesai' pekerjaan", "'start' and 'finish' of the work"))


def _ready(lag: Duration, finish: date) -> date:
    """Return the first day after an end and a lag; the last day there is where it lies past the year 9999."""
    try:
        return lag.after(finish) + timedelta(days=1)
    except OverflowError:
        return date.max


RULES = (
    deadlocks,
    unanswered_requests,
    one_lead,
    alone,
    unreadable_lags,
    order_of_days,
)
