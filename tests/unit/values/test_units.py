"""Units: what a text says, what it measures, what is no unit and what it may mean (conventions §12)."""

from __future__ import annotations

import pickle
import subprocess
import sys
from fractions import Fraction
from typing import Any

import pytest

from regplan.values import units
from regplan.values.unit_list import KINDS, definitions, scales, spelled
from regplan.values.unit_phrase import phrase_of
from regplan.values.unit_text import key
from regplan.values.units import Unit, find_unit, near_units, number_of_definitions

SPELLINGS = [
    ("dokumen", ["Dokumen", "DOKUMEN", " dok. ", "Dok", "dokumen-dokumen", "Dok\u00a0.", "(dokumen)"]),
    ("persen", ["%", "(%)", "( % )", "Persen", "Prosen", "persentase", "Prosentase", "Persen (%)", "\uff05"]),
    ("orang bulan", ["OB", "ob", "Orang/Bulan", "Orang / Bulan", "Org/bln", "orang/ bulan", "Orang-Bulan"]),
    ("meter kubik per hari", ["M³/Hari", "m3/hr", "m^3 / hari", "meter kubik per hari"]),
    ("ton per hektare", ["Ton/Ha", "ton / hektar", "ton per ha"]),
    ("kilogram per kapita per tahun", ["kg/kap/tahun", "Kg / Kapita / Thn", "kg per kapita per tahun"]),
    ("per 1.000 penduduk", ["Per 1000 Penduduk", "per 1.000 penduduk", "per seribu penduduk", "per 1,000 penduduk"]),
    ("per 100.000 kelahiran hidup", ["Per 100.000 kelahiran hidup", "per 100000 KH", "per 100 ribu KH"]),
    ("juta rupiah", ["Juta Rupiah", "Rp Juta", "Rp. Juta", "Rp.Juta", "jutaan rupiah", "Rp Jt"]),
    ("miliar rupiah", ["Milyar Rupiah", "Rp. Miliar", "RP MILYAR"]),
    ("kabupaten atau kota", ["Kabupaten/Kota", "Kab./Kota", "kab / kota"]),
    ("sambungan rumah", ["SR", "Sambungan Rumah (SR)", "Sambungan Rumah"]),
    ("meter", ["M", "m", "Meter", "mtr", "meter lari"]),
    ("ribu ton", ["ribu ton", "Ribuan Ton", "rb ton"]),
]
MEASURES: list[tuple[str, str, str, Fraction | int]] = [
    ("%", "share", "bagian", Fraction(1, 100)),
    ("‰", "share", "bagian", Fraction(1, 1000)),
    ("% PDRB", "share", "bagian pdrb", Fraction(1, 100)),
    ("poin persentase", "points", "poin persentase", 1),
    ("per 1.000", "rate", "laju", Fraction(1, 1000)),
    ("per 100.000", "rate", "laju", Fraction(1, 100_000)),
    ("Per 1000 Penduduk", "rate", "1/orang", Fraction(1, 1000)),
    ("Kelahiran per 1000 WUS", "rate", "kelahiran/wanita usia subur", Fraction(1, 1000)),
    ("kematian/100.000 KH", "rate", "kematian/kelahiran hidup", Fraction(1, 100_000)),
    ("Indeks", "score", "skor", 1),
    ("Opini", "grade", "peringkat", 1),
    ("Triliun Rupiah", "money", "uang", 10**12),
    ("Semester", "time", "kalender", 6),
    ("menit", "time", "waktu", Fraction(1, 1440)),
    ("ha", "area", "panjang²", 10_000),
    ("Ltr", "volume", "panjang³", Fraction(1, 1000)),
    ("ton", "mass", "massa", 1_000_000),
    ("OT", "compound", "kalender·orang", 12),
    ("kwintal/ha", "compound", "massa/panjang²", Fraction(100_000, 10_000)),
    ("liter/detik", "compound", "panjang³/waktu", Fraction(86_400, 1000)),
    ("Rp/orang", "compound", "uang/orang", 1),
    ("jiwa/km2", "compound", "orang/panjang²", Fraction(1, 1_000_000)),
    ("kali/tahun", "compound", "kali/kalender", Fraction(1, 12)),
    ("siswa per guru", "compound", "siswa/guru", 1),
    ("juta jiwa", "count", "orang", 1_000_000),
]
NO_UNITS = [
    "",
    " ",
    "0",
    "-",
    "undefined",
    "Dokuman",
    "Unir",
    "MÂ³/Hari",
    "11 Desa",
    "25 kg",
    "juta",
    "1000",
    "/",
    "per",
]
UNCLEAR = ["Kelurahan/Tahun", "Unit/Bulan", "Siswa/Guru", "orang per bulan", "jam/hari", "dokumen/%", "orang (unit)"]


@pytest.mark.parametrize(("name", "texts"), SPELLINGS, ids=[name for name, _ in SPELLINGS])
def test_spellings(name: str, texts: list[str]) -> None:
    """However a unit is written, it is one unit; only its text is as it was written."""
    found = [find_unit(text) for text in texts]
    assert {one.name for one in found if one} == {name}
    assert {one.text for one in found if one} == set(texts)
    assert len(set(found)) == 1


@pytest.mark.parametrize(("text", "kind", "dimension", "factor"), MEASURES)
def test_measure(text: str, kind: str, dimension: str, factor: Fraction | int) -> None:
    """Kind, dimension and exact factor of a unit are those of the books, worked out by hand."""
    unit = find_unit(text)
    assert unit is not None
    assert (unit.kind, unit.dimension, unit.factor) == (kind, dimension, Fraction(factor))
    assert type(unit.factor) is Fraction


@pytest.mark.parametrize("text", [*NO_UNITS, *UNCLEAR, "x" * 300, "m/" * 50, "\ud800", "ton/ha/" + "m/" * 9])
def test_no_unit(text: str) -> None:
    """Nothing, numbers, misspelt words and slashes with two meanings say no unit and never raise."""
    assert find_unit(text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Dokuman", "dokumen"),
        ("Doumen", "dokumen"),
        ("Unir", "unit"),
        ("Organiasasi", "organisasi"),
        ("MÂ³/Hari", "meter kubik per hari"),
        ("11 Desa", "desa"),
        ("25 Kg", "kilogram"),
        ("Kelurahan/Tahun", "kelurahan per tahun"),
    ],
)
def test_near(text: str, first: str) -> None:
    """A text that says no unit is offered the one it may mean: misspelt, mangled, with its number, with a slash."""
    assert near_units(text)[0] == first
    assert all(find_unit(offer) for offer in near_units(text))


@pytest.mark.parametrize("text", ["0", "undefined", "-", "", "x" * 300, "Dokumen", "%"])
def test_nothing_near(text: str) -> None:
    """A placeholder is near to nothing, and a good unit needs no offer."""
    assert near_units(text) == ()


def test_counted_things_are_whole() -> None:
    """Single things are countable; thousands and dozens of them, shares, measures and person-months are not."""
    countable = {text: find_unit(text) for text in ("orang", "dokumen", "unit", "kali", "jiwa")}
    others = {
        text: find_unit(text) for text in ("ribu orang", "lusin", "%", "tahun", "OB", "Indeks", "ton", "per 1000 KH")
    }
    assert all(unit and unit.is_countable for unit in countable.values())
    assert not any(unit is None or unit.is_countable for unit in others.values())


def test_shares_and_numbers() -> None:
    """A percentage is a share and percentage points are none; grades are no numbers; scores and grades have no sum."""

    def told(text: str) -> tuple[bool, bool, bool]:
        unit = find_unit(text)
        assert unit is not None
        return unit.is_share, unit.is_number, unit.has_sum

    assert told("%") == (True, True, True)
    assert told("poin persentase") == (False, True, True)
    assert told("Predikat") == (False, False, False)
    assert told("Nilai") == (False, True, False)


def test_what_the_default_registry_gets_wrong() -> None:
    """``unit`` is no micronit, ``ton`` no short ton, ``pcs`` no parsec (performance §3): ours is the only registry."""
    found = {text: find_unit(text) for text in ("unit", "ton", "pcs")}
    assert {text: unit and (unit.kind, unit.dimension) for text, unit in found.items()} == {
        "unit": ("count", "unit"),
        "ton": ("mass", "massa"),
        "pcs": ("count", "pieces"),
    }


def test_list_is_sound() -> None:
    """No spelling stands for two units, each is in key form, each kind is known, every definition is a unit pint knows."""
    texts = [text for one in definitions() for text in (one.name, *one.spellings)]
    assert len(texts) == len(set(texts)) == len(spelled())
    assert [text for text in texts if key(text) != text] == []
    assert {one.kind for one in definitions()} == set(KINDS)
    assert [one.name for one in definitions() if find_unit(one.name) is None] == []
    assert number_of_definitions() == len(definitions()) > 500


def test_counts_are_dimensions_of_their_own() -> None:
    """Of single counted things only persons share a dimension: jiwa, penduduk, kapita and warga are orang."""
    found = [
        unit for one in definitions() if one.kind == "count" and (unit := find_unit(one.name)) and unit.is_countable
    ]
    shared = {unit.name for unit in found if unit.dimension != unit.name}
    assert shared == {"jiwa", "penduduk", "kapita", "warga"}


def test_scales_are_no_units() -> None:
    """A number alone is no unit, and the numbers are whole and written out."""
    assert [text for text in scales() if phrase_of(text)] == []
    assert all(int(one.relation) > 1 for one in scales().values())


def test_pint_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each distinct unit goes through pint once, however often and however it is written."""
    registry, asked = units._registry(), list[str]()

    class Counting:
        def parse_units(self, text: str) -> Any:
            asked.append(text)
            return registry.parse_units(text)

        get_root_units = registry.get_root_units

    monkeypatch.setattr(units, "_registry", Counting)
    units._measured.cache_clear()
    for text in ["ekor/ha", "Ekor / Ha", "ekor/hektar", "ekor per ha"] * 100:
        find_unit.__wrapped__(text)
    assert len(asked) == 1


def test_pint_is_loaded_late() -> None:
    """Importing the module and asking for what is no unit loads no pint; the first unit does."""
    code = "import sys; from regplan.values.units import find_unit as f; f('undefined'); print('pint' in sys.modules, end=' ')"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; f('km'); print('pint' in sys.modules)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.split() == ["False", "True"]


def test_unit_is_a_value() -> None:
    """A unit pickles, hashes and compares without its registry."""
    unit = find_unit("Ton/Ha")
    assert unit is not None
    again: Unit = pickle.loads(pickle.dumps(unit))
    assert (again, hash(again), again.text) == (unit, hash(unit), "Ton/Ha")
