"""The wording rules on real indicators: every finding on 394 of them was read; a changed heuristic shows here."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from regplan.checks import check
from regplan.diagnostics import Finding
from regplan.model import Activity, Goal, Indicator, Plan, Program, SubActivity
from regplan.values.text import repaired

OWNERS = {
    "goal": Plan(goals=[Goal(id="T")]),
    "program": Plan(programs=[Program(id="T")]),
    "activity": Plan(activities=[Activity(id="T")]),
    "sub_activity": Plan(sub_activities=[SubActivity(id="T")]),
}


def found(level: str, names: Iterable[tuple[str, str]]) -> tuple[Finding, ...]:
    """Return the wording findings on indicators of a level; an id is the place in the list, from 1 on."""
    rows = [(repaired(name), repaired(unit)) for name, unit in names]
    made = [Indicator(id=str(at), owner="T", name=name, unit=unit) for at, (name, unit) in enumerate(rows, 1)]
    return check(OWNERS[level].replace(indicators=made), select="WORD").findings


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """Count findings by the name of their clause."""
    return dict(Counter(one.name for one in findings))


def read(folder: Path, name: str, *columns: str) -> list[tuple[str, str]]:
    """Read name and unit of the rows of a file, with single blanks; the unit is empty where there is no column for it."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = [[" ".join(row[column].split()) for column in columns] for row in csv.DictReader(file)]
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows if row[0]]


def renja(folder: Path, *columns: str) -> list[tuple[str, str]]:
    """Read the names in some columns of the Renja, each once; a cell with blank lines between holds several."""
    with (folder / "bengkulu_utara_renja_2026.csv").open(encoding="utf-8", newline="") as file:
        cells = {row[column] for row in csv.DictReader(file) for column in columns}
    names = {" ".join(name.split()) for cell in cells for name in re.split(r"\n\s*\n", cell)}
    return [(name, "") for name in sorted(names - {""})]


class TestRpjmd394:
    """The 394 indicators of one RPJMD, taken as indicators of programs; the file does not tell their level."""

    @pytest.fixture
    def rpjmd(self, shared_data: Path) -> tuple[Finding, ...]:
        """Return the findings on all of them."""
        rows = read(shared_data, "bengkulu_utara_indikator_2025_2030.csv", "uraian", "satuan")
        assert len(rows) == 394
        return found("program", rows)

    def test_findings_are_those_that_were_read(self, rpjmd: tuple[Finding, ...]) -> None:
        """Each clause finds the rows that docs/indicator-wording.md lists with a verdict, and no other."""
        rows: dict[str, list[int]] = {}
        for one in rpjmd:
            rows.setdefault(one.name, []).append(int(one.subject or 0))
        assert rows == {
            "output-words-on-outcome": [12, 167, 185, 186, 187, 286, 350, 352, 354],
            "activity-words-on-outcome": [67, 267, 373, 375, 382],
            "two-measures-in-one": [139, 140, 337, 339, 366],
            "change-without-base": [129, 153, 242, 298],
            "percentage-of-work": [64, 112, 310],
            "percentage-of-amount": [202],
            "count-in-percent": [34, 35, 36, 139, 140, 238, 246, 248, 294, 340],
            "percentage-in-count": [26, 229],
        }

    def test_offending_words_stand_in_the_message(self, rpjmd: tuple[Finding, ...]) -> None:
        """Message and hint of each finding name the offending words, in both languages."""
        for one in rpjmd:
            got = str(one.facts["got"])
            assert all(got in text for text in (one.message.id, one.message.en, one.hint.id, one.hint.en))


class TestOthers:
    """Names of other levels and regions, which the word lists were not made for."""

    def test_renja_programs(self, shared_data: Path) -> None:
        """The outcome indicators of the programs of one Renja: outputs are rare, percentages without base are not."""
        names = renja(shared_data, "indikator_outcome")
        assert len(names) == 261
        assert counted(found("program", names)) == {
            "output-words-on-outcome": 1,
            "activity-words-on-outcome": 1,
            "change-without-base": 15,
            "percentage-of-work": 11,
        }

    def test_renja_activities(self, shared_data: Path) -> None:
        """The measures of activities and sub activities of the Renja; outputs are in their place there."""
        names = renja(shared_data, "tolok_ukur_sub", "tolak_ukur_output")
        assert len(names) == 1011
        assert counted(found("activity", names)) == {
            "two-measures-in-one": 24,
            "change-without-base": 9,
            "percentage-of-work": 21,
            "percentage-of-amount": 1,
        }

    @pytest.mark.parametrize(
        ("name", "columns", "rows", "findings"),
        [
            (
                "nomenklatur_2023_900_1317_kabkota.csv",
                ("indikator", "satuan"),
                3395,
                {"two-measures-in-one": 1, "percentage-in-count": 1},
            ),
            (
                "nomenklatur_2027_kabkota_sub_kegiatan.csv",
                ("indikator", "satuan"),
                3550,
                {"two-measures-in-one": 2, "percentage-in-count": 2},
            ),
            (
                "deli_serdang_bappedalitbang_evaluasi_renja_2025.csv",
                ("indikator", "satuan"),
                98,
                {"two-measures-in-one": 1, "percentage-of-work": 1},
            ),
            ("pasangkayu_dpupr_renstra.csv", ("INDIKATOR", "SATUAN"), 94, {}),
        ],
    )
    def test_outputs_in_their_place(
        self, shared_data: Path, name: str, columns: tuple[str, str], rows: int, findings: dict[str, int]
    ) -> None:
        """The standard outputs of sub activities, and those of two offices, have next to no findings at their level."""
        names = read(shared_data, name, *columns)
        assert (len(names), counted(found("sub_activity", names))) == (rows, findings)

    def test_regional_results(self, shared_data: Path) -> None:
        """The key indicators of a regency with good practice have no finding at all."""
        names = read(shared_data, "banyuwangi_ikd_2025_sebagian.csv", "indikator", "satuan")
        assert (len(names), found("goal", names)) == (30, ())

    def test_targets_in_output_names(self, shared_data: Path) -> None:
        """Of 16 counted outputs of Papua with a number in their name, the 14 that end in number and unit are found."""
        names = {
            name
            for name, _ in read(shared_data, "mamberamo_raya_rkpd_perubahan2_2023.csv", "uraian")
            if re.match(r"jum.*\d", name, re.IGNORECASE)
        }
        findings = found("sub_activity", [(name, "") for name in sorted(names)])
        assert (len(names), counted(findings)) == (16, {"target-in-name": 14})

    def test_standard_outputs_are_known_as_outputs(self, shared_data: Path) -> None:
        """Set at a goal instead, 2,038 of the 3,395 standard outputs are found: three in five."""
        names = read(shared_data, "nomenklatur_2023_900_1317_kabkota.csv", "indikator", "satuan")
        found_here = counted(found("goal", names))
        assert (found_here["output-words-on-outcome"], found_here["activity-words-on-outcome"]) == (2037, 1)
