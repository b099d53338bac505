"""Codes against region, OPD and lists: where the page of a rule cannot show what is allowed and what is unknown."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.diagnostics import Report
from regplan.io import loads

ACTIVITY = "daerah: {region}\ndokumen: [{{id: d, jenis: RENJA, tahun: 2026, kegiatan: [{{id: K, kode: 1.01.02.{marker}.01}}]}}]"


def level_markers(region: str, marker: int) -> Report:
    """Check the level marker of one activity in a region."""
    return check(loads(ACTIVITY.format(region=region, marker=marker)), select="CODE-04")


@pytest.mark.parametrize(
    ("region", "marker", "found"),
    [
        ('{kode: "12"}', 1, []),
        ('{kode: "12"}', 2, ["level-marker"]),
        ('{kode: "12.71"}', 2, []),
        ("{tingkat: provinsi}", 2, ["level-marker"]),
        ('{kode: "11.01"}', 7, []),
        ('{kode: "12.07"}', 7, ["level-marker"]),
        ('{kode: "34.04"}', 5, []),
        ('{kode: "91.03"}', 4, ["level-marker-papua"]),
    ],
)
def test_marker_of_the_region(region: str, marker: int, found: list[str]) -> None:
    """A code of two digits is a province; a special list of one marker is right in its own province alone."""
    report = level_markers(region, marker)
    assert [one.name for one in report.findings] == found
    assert report.unknown == ()


@pytest.mark.parametrize(
    ("region", "marker"), [("{tingkat: provinsi}", 3), ('{kode: "11"}', 7), ("{tingkat: kabupaten}", 7), ("{}", 2)]
)
def test_marker_that_cannot_be_judged(region: str, marker: int) -> None:
    """A special marker in a province, or where the province is not known, is unknown: no finding and no pass."""
    report = level_markers(region, marker)
    assert report.findings == ()
    assert [(one.code, one.document) for one in report.unknown] == [("CODE-04", None)]


GENERIC = """
perangkat_daerah: [{{id: dinkes, bidang_urusan: ["1.02"]}}, {{id: rsud, induk: dinkes}}, {{id: bappeda}}]
dokumen: [{{id: d, jenis: {kind}, tahun: 2026, opd: {agency}, program: [{{id: P, kode: X.XX.01}}]}}]
"""


@pytest.mark.parametrize(
    ("kind", "agency", "candidates", "unknown"),
    [
        ("RENJA", "dinkes", ["1.02.01"], []),
        ("RENJA", "rsud", ["1.02.01"], []),
        ("RENJA", "bappeda", [], ["d"]),
        ("RKPD", "dinkes", [], []),
        ("APBD", "null", [], []),
    ],
)
def test_generic_code(kind: str, agency: str, candidates: list[str], unknown: list[str]) -> None:
    """X.XX gives way in the plan of an OPD alone, to the field of the OPD or the one above; without one it is unknown."""
    report = check(loads(GENERIC.format(kind=kind, agency=agency)), select="CODE-05")
    assert [one.facts["candidate"] for one in report.findings] == candidates
    assert [one.document for one in report.unknown] == unknown


@pytest.mark.parametrize("version", ["null", "2025_2850"])
def test_list_of_fungsi_unknown(version: str) -> None:
    """A fungsi is not judged where the document names no version, or one whose list is not known."""
    text = f"dokumen: [{{id: d, jenis: APBD, tahun: 2026, nomenklatur: {version}, program: [{{id: P, fungsi: '99'}}]}}]"
    report = check(loads(text), select="CODE-12")
    assert report.findings == ()
    assert [one.document for one in report.unknown] == ["d"]
