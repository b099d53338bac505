"""Labels of the Renja 2026 of Bengkulu Utara: one priority each, whatever number stands in front; the rate of errors on marked labels."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from regplan.calc.alignment import label_key, match_labels

PRIORITIES = {
    "growth": "1. Percepatan pertumbuhan Ekonomi berkelanjutan yang inklusif",
    "people": "2. Percepatan transformasi sosial kultural berbasis peningkatan kualitas sumber daya manusia",
    "roads": "3. Percepatan pembangunan infrastruktur terpadu",
    "service": "4. Percepatan transformasi tata kelola pemerintahan dan pelayanan publik yang baik",
    "innovation": "5. Inovasi dan Tata Kelola Pemerintahan",
    "poverty": "1. Percepatan Pengentasan Kemiskinan dan Peningkatan Kualitas SDM yang Berdaya Saing",
    "network": "2. Pengembangan Infrastruktur yang Tangguh dan Berkelanjutan serta Perluasan Konektivitas untuk Pemerataan",
    "economy": "3. Penguatan Ketahanan dan Transformasi Ekonomi",
    "natural": "5. Bengkulu Natural (Pengembangan Pariwisata Yang Integratif Dan Kompetitif) Dan Ekonomi Kreatif",
}
"""The nine priorities of regency and province, by eye: number 5 of the one is number 4 of the other."""

MARKED = {
    "4. Inovasi dan Tata Kelola Pemerintahan": "innovation",
    "Prioritas 5. INOVASI DAN TATA KELOLA PEMERINTAHAN": "innovation",
    "5) Inovasi & tata kelola pemerintahan": "innovation",
    "Tata kelola pemerintahan dan inovasi": "innovation",
    "Inovasi tata kelola pemerintahan daerah": "innovation",
    "III. Percepatan Pembangunan Infrastruktur Terpadu": "roads",
    "3 Percepatan pembangunan infrastruktur": "roads",
    "Pembangunan infrastruktur terpadu": "roads",
    "1. Percepatan pertumbuhan ekonomi inklusif dan berkelanjutan": "growth",
    "Pertumbuhan ekonomi yang inklusif": "growth",
    "Percepatan pertumbuhan ekonomi": "growth",
    "2. Transformasi sosial kultural berbasis SDM": "people",
    "Peningkatan kualitas sumber daya manusia": "people",
    "Transformasi sosial kultural": "people",
    "4. Percepatan transformasi tata kelola dan pelayanan publik": "service",
    "Pelayanan publik yang baik": "service",
    "Pengentasan kemiskinan": "poverty",
    "1. Percepatan pengentasan kemiskinan dan peningkatan SDM berdaya saing": "poverty",
    "Infrastruktur yang tangguh dan berkelanjutan": "network",
    "Perluasan konektivitas untuk pemerataan": "network",
    "Ketahanan dan transformasi ekonomi": "economy",
    "3. Penguatan ketahanan ekonomi": "economy",
    "Pariwisata yang integratif dan kompetitif": "natural",
    "6. Bengkulu Natural dan ekonomi kreatif": "natural",
    "Bengkulu Natural": "natural",
    "Percepatan": None,
    "Peningkatan kualitas": None,
    "Penanggulangan bencana dan perubahan iklim": None,
}
"""Variants as people write them, marked by hand before the calculator was run on them; None is none of the nine."""


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, str]]:
    """Read the Renja."""
    with (shared_data / "bengkulu_utara_renja_2026.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_label_means_one_priority(rows: list[dict[str, str]]) -> None:
    """The ten different labels of 3,842 cells are the nine priorities: one stands under number 4 and under 5."""
    cells = [row[name].strip() for row in rows for name in ("label_prov", "label_kokab") if row[name].strip()]
    found = match_labels(cells, PRIORITIES)
    assert (len(cells), len(found)) == (3_842, 10)
    assert {one.how for one in found.values()} == {"equal"}
    assert {one.priority for one in found.values()} == set(PRIORITIES)
    assert len({label_key(cell) for cell in cells}) == 9


def test_changing_numbers(rows: list[dict[str, str]]) -> None:
    """The priority that province and regency number differently gets the rows of both."""
    cells = [row[name].strip() for row in rows for name in ("label_prov", "label_kokab")]
    found = match_labels(cells, PRIORITIES)
    counts = Counter(found[cell].priority for cell in cells)
    assert (counts["innovation"], counts[None]) == (1_326 + 637, 102 + 434)


def test_a_fifth_has_no_regency_label(rows: list[dict[str, str]]) -> None:
    """434 of 2,189 rows, a fifth, have no label of the regency: they are empty, not a match."""
    found = match_labels([row["label_kokab"].strip() for row in rows], PRIORITIES)
    empty = [row for row in rows if found[row["label_kokab"].strip()].how == "empty"]
    assert (len(empty), len(rows)) == (434, 2_189)


def test_rate_of_errors() -> None:
    """Of the variants marked by hand so many are right, left to people, and wrong; a new method must not be worse."""
    found = match_labels(MARKED, PRIORITIES)
    right = [one for one in MARKED if found[one].priority == MARKED[one]]
    left = [one for one in MARKED if MARKED[one] and found[one].priority is None]
    wrong = [one for one in MARKED if found[one].priority not in {None, MARKED[one]}]
    assert wrong == []
    assert (len(MARKED), len(right), len(left)) == (28, 24, 4)
