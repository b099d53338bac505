"""Targets that are stated, but for no year."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.io import loads

PLAN = """
dokumen:
  - id: d
    jenis: RPJMD
    tahun: 2025-2029
    rezim: INMEN2_2025
    tujuan: [{{id: T, indikator: [{{id: I, satuan: indeks, kondisi_awal: {{2024: 70}}, target: {target}}}]}}]
"""


@pytest.mark.parametrize(
    ("target", "stated"),
    [("{}", None), ("75.5", "75.5"), ("{2025: 71, unstated: 75}", "75"), ("{2025: 71, 2026: 72}", None)],
)
def test_target_without_a_year(target: str, stated: str | None) -> None:
    """A target that the source gives for no year stands in the message, so that nobody searches for what is there."""
    (found,) = check(loads(PLAN.format(target=target)), select="CARD-05").findings
    assert found.name == "target-years-missing"
    assert ("stated without a year" in found.text("en")) is (stated is not None)
    assert found.text("en").endswith(f"stated without a year: {stated!r}" if stated else str(2030))


def test_target_at_the_end_is_that_of_the_last_year() -> None:
    """A target for the end of the period counts as that of its last year, here the sixth."""
    years = ", ".join(f"{year}: 7" for year in range(2025, 2030))
    assert check(loads(PLAN.format(target=f"{{{years}, akhir: 75}}")), select="CARD-05").findings == ()
    (found,) = check(loads(PLAN.format(target=f"{{{years}}}")), select="CARD-05").findings
    assert found.facts["missing"] == ("2030",)
