"""check: which rules run, on which documents, by which law; what a report holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from regplan.checks import CORE, Case, Outcome, Violation, check, clause, definitions, registry, rule
from regplan.diagnostics import Report
from regplan.errors import UnknownNameError
from regplan.io import load, loads
from regplan.model import Document, Goal, Plan, Program, Region, Vision

EXAMPLES = sorted(path for path in (Path(__file__).parents[3] / "examples").iterdir() if path.is_dir())


def codes(plan: Plan, **settings: object) -> set[str]:
    """Return the codes of the findings of a check."""
    return {one.code for one in check(plan, **settings).findings}  # type: ignore[arg-type] # handed on


class TestWhichRules:
    """select and ignore."""

    def test_default_leaves_out_recalled_law(self) -> None:
        """All rules run but those that rest on recalled law alone, which run when they are named."""
        ran = check(Plan()).ran
        assert set(registry()) - set(ran) == {code for code, one in registry().items() if not one.definition.default_on}
        assert "CODE-11" not in ran
        assert check(Plan(), select="CODE-11").ran == ("CODE-11",)

    @pytest.mark.parametrize(
        ("select", "beginnings"), [("CARD", ("CARD",)), (["code-01", " REF "], ("CODE-01", "REF")), ("core", CORE)]
    )
    def test_select(self, select: list[str] | str, beginnings: tuple[str, ...]) -> None:
        """A code, a beginning of codes or a named set selects, whatever its case; the order is the registry's."""
        assert check(Plan(), select=select).ran == tuple(code for code in registry() if code.startswith(beginnings))

    def test_ignore_wins(self) -> None:
        """What is ignored does not run, selected or not."""
        assert check(Plan(), select=["REF-01", "REF-02"], ignore="REF-01").ran == ("REF-02",)
        assert not any(code.startswith("CARD") for code in check(Plan(), ignore=["CARD"]).ran)

    @pytest.mark.parametrize(("word", "near"), [("CADR", "CARD"), ("CARD-044", "CARD-04"), ("CORR", "CORE")])
    def test_unknown_names(self, word: str, near: str) -> None:
        """A word that names no rule is refused with near ones, for select and for ignore."""
        for settings in ({"select": word}, {"ignore": [word]}):
            with pytest.raises(UnknownNameError) as caught:
                check(Plan(), **settings)
            assert near in caught.value.near

    @pytest.mark.parametrize("word", ["", " "])
    def test_empty_word(self, word: str) -> None:
        """An empty word selects nothing, and is refused rather than taken as all."""
        with pytest.raises(UnknownNameError):
            check(Plan(), select=word)

    def test_progress(self) -> None:
        """Progress is told which rule runs, how many ran and how many there are."""
        told: list[tuple[str, int, int]] = []
        check(Plan(), select=["REF-01", "REF-02"], progress=lambda *step: told.append(step))
        assert told == [("REF-01", 0, 2), ("REF-02", 1, 2)]


class TestWhichDocuments:
    """documents and on."""

    plan = Plan(
        documents=[
            Document(id="a", kind="RPJMD", events={"enacted": "2025-08-01"}),
            Document(id="b", kind="RPJMD", events={"enacted": "2027-01-01"}, amends="a", restates="full"),
            Document(id="c", kind="RENSTRA"),
        ]
    )

    @pytest.mark.parametrize(
        ("settings", "subjects"),
        [
            ({}, ["a", "b", "c"]),
            ({"documents": "RPJMD"}, ["a", "b"]),
            ({"documents": ["c", "a"]}, ["a", "c"]),
            ({"on": date(2026, 1, 1)}, ["a", "c"]),
            ({"on": date(2028, 1, 1)}, ["b", "c"]),
        ],
    )
    def test_only_the_chosen_are_judged(self, settings: dict[str, object], subjects: list[str]) -> None:
        """Findings are about the documents that were named, or in force on the day."""
        found = check(self.plan, select="CARD-04", **settings).findings  # type: ignore[arg-type] # of parameters
        assert sorted({str(one.subject) for one in found}) == subjects

    def test_unknown_document(self) -> None:
        """A word that is no document is refused with near ones."""
        with pytest.raises(UnknownNameError) as caught:
            check(self.plan, documents="RENSRA")
        assert caught.value.near[0] == "RENSTRA"


class TestLawOfItsDate:
    """The law applied is that of each document's years, never today's."""

    @pytest.mark.parametrize(
        ("last", "judged"), [(2012, False), (2013, False), (2014, True), (2029, True), (None, True)]
    )
    def test_before_the_law(self, last: int | None, *, judged: bool) -> None:
        """A document that ended before UU 23/2014 is not judged by it; one without years is."""
        document = Document(id="d", kind="RPJMD", first_year=2008 if last else None, last_year=last)
        assert ("CARD-04" in codes(Plan(documents=[document]), select="CARD-04")) is judged

    @pytest.mark.parametrize(("year", "judged"), [(2018, False), (2019, True), (2026, True)])
    def test_codes_before_the_nomenclature(self, year: int, *, judged: bool) -> None:
        """Codes of documents before Permendagri 90/2019 are not judged by its grammar."""
        plan = Plan(
            documents=[Document(id="d", kind="RENJA", first_year=year, last_year=year)],
            programs=[Program(id="p", code="1.20.15.77", document="d")],
        )
        assert ("CODE-01" in codes(plan, select="CODE-01")) is judged

    @pytest.mark.parametrize(("year", "width"), [(2020, 2), (2022, 2), (2024, 4), (2026, 4)])
    def test_width_of_the_year(self, year: int, width: int) -> None:
        """The width of sub activity numbers is that of the versions in force in the document's year."""
        text = "dokumen: [{{id: d, jenis: RENJA, tahun: {0}, sub_kegiatan: [{{id: s, kode: 1.02.02.2.01.{1}}}]}}]"
        wrong = {2: "0001", 4: "01"}[width]
        (found,) = check(loads(text.format(year, wrong)), select="CODE-01").findings
        assert (found.name, found.facts["expected"]) == ("sub-activity-width", width)
        assert codes(loads(text.format(year, {2: "01", 4: "0001"}[width])), select="CODE-01") == set()


class TestUnknown:
    """A rule that lacks its inputs is unknown: no finding, no pass."""

    def test_listed_and_no_finding(self) -> None:
        """A document that does not list a level in full is unknown for what the level must have."""
        report = check(Plan(documents=[Document(id="d", kind="RPJMD", covers=("goal",))]), select="CARD-01")
        assert report.findings == ()
        assert [(one.code, one.document) for one in report.unknown] == [("CARD-01", "d")]
        assert not report.reaches("info")

    def test_region_unknown(self) -> None:
        """Without a region the level marker of a code is not judged; with one it is."""
        text = "dokumen: [{id: d, jenis: RENJA, kegiatan: [{id: k, kode: 1.02.02.1.01}]}]"
        plan = loads(text)
        assert check(plan, select="CODE-04").unknown != ()
        assert codes(plan.replace(region=Region(code="12.07")), select="CODE-04") == {"CODE-04"}


@rule("OWN-01", ("rusak", "broken"), clause("breaks", "info", ("{x}", "{x}"), ("y", "y")))
def breaks(case: Case) -> Outcome:
    """Find one thing, then crash."""
    yield Violation(0, None, {"x": "1"})
    msg = f"no {case.plan.title}"
    raise RuntimeError(msg)


@rule("OWN-02", ("sendiri", "own"), clause("vision", "info", ("{subject}: {x}", "{subject}: {x}"), ("y", "y")))
def own(case: Case) -> Outcome:
    """Find every vision."""
    yield from (Violation(at, None, {"x": "ada"}) for at in range(len(case.plan.visions)))


class TestOwnRules:
    """Rules of one's own."""

    def test_crash_is_reported(self) -> None:
        """A rule that crashes gives RULE-01 with its name and error; what it had found and the others stay."""
        report = check(Plan(visions=[Vision(id="V", title="Maju")]), select="REF-06", rules=[breaks, own])
        assert [one.code for one in report.findings] == ["REF-06", "OWN-01", "RULE-01", "OWN-02"]
        crash = report.findings[2]
        assert (crash.severity, crash.facts["rule"]) == ("error", "OWN-01")
        assert "RuntimeError: no None" in crash.text("en")
        assert report.ran == ("REF-06", "OWN-01", "OWN-02")

    def test_message_that_lacks_a_fact(self) -> None:
        """A rule whose message cannot be filled is a rule that crashes."""

        @rule("OWN-03", ("x", "x"), clause("x", "info", ("{nothing}", "{nothing}"), ("y", "y")))
        def lacking(case: Case) -> Outcome:
            """Find something without its fact."""
            yield from own.run(case)

        assert codes(Plan(visions=[Vision(id="V")]), select="REF-02", rules=[lacking]) == {"RULE-01"}

    def test_rules_are_not_registered(self) -> None:
        """A rule given to one check is not there in the next."""
        check(Plan(), rules=[own])
        assert "OWN-02" not in registry()
        assert "OWN-02" not in check(Plan()).ran


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
class TestReportsOfExamples:
    """What is true of the reports on the real plans."""

    def test_round_trip(self, path: Path) -> None:
        """A report goes through JSON and comes back equal."""
        report = check(load(path))
        assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report

    def test_keys_are_unique(self, path: Path) -> None:
        """No two findings of a report have one key, so that runs can be compared by it."""
        keys = [one.key for one in check(load(path), select=sorted(registry())).findings]
        assert [key for key in set(keys) if keys.count(key) > 1] == []

    def test_places_and_words(self, path: Path) -> None:
        """Every finding about a record has its place in a file, and both languages have a message and a cure."""
        for one in check(load(path)).findings:
            assert one.where is not None
            assert all((one.message.id, one.message.en, one.hint.id, one.hint.en))

    def test_order_of_rules(self, path: Path) -> None:
        """Findings come rule by rule, in the order the rules ran."""
        report = check(load(path))
        places = [report.ran.index(one.code) for one in report.findings]
        assert places == sorted(places)

    def test_checking_twice(self, path: Path) -> None:
        """A second check gives the same report, on the same plan and on one read again."""
        plan = load(path)
        assert check(plan) == check(plan) == check(load(path))


def test_report_answers() -> None:
    """A report counts by severity, is true though empty, and says in short what it holds."""
    report = check(Plan(goals=[Goal(id="T1", parent="gone", title="Sehat")]), select="REF")
    assert (len(report.errors), len(report.warnings), len(report.infos)) == (1, 1, 0)
    assert report.counts() == {"error": 1, "warning": 1, "info": 0}
    assert report.reaches("error")
    assert len(list(report)) == len(report) == len(report.to_dicts()) == 2
    assert repr(report) == "<Report: 1 error, 1 warning, 0 info; 0 unknown; 9 rules ran>"
    assert bool(Report())
    assert not Report().reaches("info")


def test_finding_text_and_key() -> None:
    """A finding speaks both languages, and its key tells rule, clause, subject and others concerned."""
    (found,) = check(Plan(goals=[Goal(id="T1", parent="gone")]), select="REF-01").findings
    assert "refers to 'gone'" in found.text("en")
    assert "merujuk 'gone'" in found.text("id")
    assert found.key[:4] == ("REF-01", "dangling-id", "T1", ("gone",))
    assert str(found).startswith("error[REF-01]")


def test_definitions_are_all_codes() -> None:
    """The definitions are those of the rules, of the file problems, and of a crash; no code stands twice."""
    known = [one.code for one in definitions()]
    assert len(known) == len(set(known))
    assert {*registry(), "FILE-01", "RULE-01"} <= set(known)
