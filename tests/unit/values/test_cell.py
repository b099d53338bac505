"""Target cells as people type them: what is read, what is flagged, what is not guessed (conventions §11)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from regplan.values.cell import Fault, context_of, read_cell
from regplan.values.cell_reasons import REASONS
from regplan.values.measure import Bound, Grade, Interval, Measure, NotAvailable, Number, Ratio, Several, Words

D = Decimal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", "0"), ("-0", "0"), ("100", "100"), ("4,43", "4.43"), ("87.59", "87.59"), ("0,00", "0.00")),
        *(("0.123", "0.123"), (",5", "0.5"), ("1234.567", "1234.567"), ("1.2345", "1.2345"), ("01", "1")),
        *(("1.234.567", "1234567"), ("1,234,567.89", "1234567.89"), ("1.512,47", "1512.47"), ("1.234,567", "1234.567")),
        *(
            ("1 234 567", "1234567"),
            ("1 234,5", "1234.5"),
            ("1\u00a0234", "1234"),
            ("12\u202f345\u202f678", "12345678"),
        ),
        *(("-74,95", "-74.95"), ("\u221215", "-15"), ("\u201315", "-15"), ("minus 5", "-5"), ("+5", "5"), ("nol", "0")),
        ("59911114.129999995", "59911114.129999995"),
    ],
)
def test_number(text: str, value: str) -> None:
    """A number whose form leaves one reading is read exactly, in Indonesian and English marks."""
    cell = read_cell(f" {text} ")
    assert (cell.value, cell.unit, cell.fault, cell.reason) == (Number(D(value)), None, None, None)
    assert cell.readings == (cell.value,)
    assert cell.text == f" {text} "


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100 %", "100", "%"),
        ("21,43%", "21.43", "%"),
        ("9% %", "9", "% %"),
        ("12 Dokumen ", "12", "Dokumen"),
        ("2220 Orang/bulan", "2220", "Orang/bulan"),
        ("250 M³/Hari", "250", "M³/Hari"),
        ("1,5 m3", "1.5", "m3"),
        ("2,1 Service Per Conception (S/C)", "2.1", "Service Per Conception (S/C)"),
        ("13 LPM/LUPM)", "13", "LPM/LUPM)"),
        ("45 per 1000 penduduk", "45", "per 1000 penduduk"),
        ("49,34/100.000 KH", "49.34", "/100.000 KH"),
        ("12 (dua belas) dokumen", "12", "dokumen"),
        ("Rp2,5 miliar", "2.5", "Rp miliar"),
        ("22,0 Miliar Rupiah", "22.0", "Miliar Rupiah"),
        ("Rp1.500", "1500", "Rp"),
        ("Rp 1.500.000,-", "1500000", "Rp"),
        ("5.000,-", "5000", None),
        ("2025 Orang", "2025", "Orang"),
        ("100\nOrang", "100", "Orang"),
    ],
)
def test_unit(text: str, value: str, unit: str | None) -> None:
    """The unit that stands in the cell is kept as it is written, and stays apart from the number."""
    cell = read_cell(text)
    assert (cell.value, cell.unit, cell.fault) == (Number(D(value)), unit, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("4.43-4.47", "4.43", "4.47"),
        ("0.50-0.49", "0.50", "0.49"),
        ("5 \u2013 10", "5", "10"),
        ("0.0209%-0.0271%", "0.0209", "0.0271"),
        ("10 % s.d. 15 %", "10", "15"),
        ("10 s/d 15 Orang", "10", "15"),
        ("10 sampai dengan 15", "10", "15"),
        ("antara 10 dan 15", "10", "15"),
        ("5 Orang - 10 orang", "5", "10"),
        ("-5--3", "-5", "-3"),
        ("-5-3", "-5", "3"),
        ("7.825-7.94", "7.825", "7.94"),
        ("Rp 1.000 - Rp 2.000", "1000", "2000"),
        ("4,43-4.47", "4.43", "4.47"),
        ("0-0.0000", "0", "0"),
    ],
)
def test_interval(text: str, first: str, last: str) -> None:
    """An interval keeps the order of the source, falling ones too; a dash behind a number is no minus."""
    assert read_cell(text).value == Interval(D(first), D(last))


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        *(("≤ 5", "<=", "5"), ("<5", "<", "5"), (">= 90", ">=", "90"), ("=< 5", "<=", "5"), ("> 3,5", ">", "3.5")),
        *(("minimal 75 %", ">=", "75"), ("maks. 3 hari", "<=", "3"), ("kurang dari 5", "<", "5")),
        *(("lebih dari sama dengan 3", ">=", "3"), ("di bawah 10 %", "<", "10"), ("paling lama 14 hari", "<=", "14")),
        *(("5 ke atas", ">=", "5"), ("75 atau lebih", ">=", "75"), ("at least 3", ">=", "3")),
    ],
)
def test_bound(text: str, sign: str, value: str) -> None:
    """An open interval is a bound with its sign, in signs and in words."""
    cell = read_cell(text)
    assert isinstance(cell.value, Bound)
    assert (cell.value.sign, cell.value.value, cell.fault) == (sign, D(value), None)


def test_ratio() -> None:
    """One to n is a ratio by its form; the same ratio twice is that ratio, and said to be doubtful."""
    assert read_cell("1 : 30").value == Ratio(D(1), D(30))
    twice = read_cell("1 : 30:1 : 30")
    assert (twice.value, twice.fault) == (Ratio(D(1), D(30)), "repeated")
    assert read_cell("1 : 30:1 : 32").fault == "ratios"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("BB", Grade("AKIP", "BB", 5)),
        ("Predikat AA", Grade("AKIP", "AA", 7)),
        ("A (Memuaskan)", Grade("AKIP", "A", 6)),
        ("WTP", Grade("BPK", "WTP", 4)),
        ("opini wajar  dengan pengecualian", Grade("BPK", "WDP", 3)),
        ("Level 3", Grade("Level", "Level 3", 3)),
        ("level IV", Grade("Level", "Level 4", 4)),
        ("Ada", Grade("Ada/Tidak", "Ada", 2)),
        ("Tepat\nwaktu", Grade("Tepat/Tidak", "Tepat", 2)),
        ("Meningkatnya pelayanan", Words("Meningkatnya pelayanan")),
    ],
)
def test_words(text: str, value: Measure) -> None:
    """A grade that tells its scale is a grade; words on no scale are words."""
    assert read_cell(text).value == value


@pytest.mark.parametrize("text", ["-", "\u2013", "--", "N/A", "n.a.", "…", "belum dinilai", "- Belum Diisi", "NA"])
def test_not_available(text: str) -> None:
    """A dash and its like say that there is no value; that is neither an empty cell nor zero."""
    cell = read_cell(text)
    assert isinstance(cell.value, NotAvailable)
    assert cell.fault is None


def test_several() -> None:
    """Several values of one cell keep their order and their own units; blank lines part them."""
    cell = read_cell("100 %\n\n-\n 8 Dokumen\n")
    assert cell.value == Several((Number(D(100)), NotAvailable("-"), Number(D(8))))
    assert [part.unit for part in cell.parts] == ["%", None, "Dokumen"]
    assert read_cell("1 Dokumen & 1 Laporan").value == Several((Number(D(1)), Number(D(1))))
    assert read_cell("BB (75,3)").value == Several((Grade("AKIP", "BB", 5), Number(D("75.3"))))


def test_values_of_one_cell_prove_each_other() -> None:
    """The values of one cell are of one typist: 81.85 proves that the point of 82.008 is decimal."""
    assert read_cell("59.94\n\n81.85\n\n82.008").value == Several(
        tuple(map(Number, (D("59.94"), D("81.85"), D("82.008"))))
    )
    cell = read_cell("4,43\n87.59\n1.234")
    assert (cell.value, cell.fault, [part.fault for part in cell.parts]) == (
        None,
        "mixed-marks",
        [None, None, "mixed-marks"],
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        *(("", "empty"), (" \n\t", "empty"), ("#REF!", "artefact"), ("None", "artefact"), ("nan", "artefact")),
        *(("null", "artefact"), ("undefined undefined", "artefact"), ("=ROUNDDOWN(H6*1.15,-3)", "formula")),
        *(("MÂ³/Hari", "mojibake"), ("31/12/2025", "date"), ("12 Desember 2026", "date"), ("12:30:00", "date")),
        *(("2026-01-31", "date"), ("08-12", "date"), ("2025", "year"), ("2025-2029", "year"), ("Tahun 2026", "year")),
        *(("1.5E+03", "exponent"), ("±5", "approximate"), ("sekitar 10 orang", "approximate")),
        *(("40.231", "marks"), ("40.231 Peserta", "marks"), ("46.477-46.502", "marks"), ("40.000", "marks")),
        *(("1.50.000", "malformed"), ("01.5", "malformed"), ("9" * 41, "malformed"), ("08.00", "malformed")),
        *(("63:64", "colon"), ("105/14 Orang/bulan", "slash"), ("A", "scale"), ("Tidak ada", "scale")),
        *(("Tinggi", "scale"), ("Baik", "scale"), ("- 5", "sign"), ("(5)", "sign"), ("min 5", "sign")),
        *(("1 234", "blank"), ("- Unit", "dash"), ("13.02-", "open-end"), ("Nihil", "nil"), ("A-BB", "grades")),
        *(("1 0", "unread"), ("1 Kali 11 Desa", "unread"), ("5 SD 10 SMP", "unread"), ("1-2-3", "unread")),
        *(("5, 10, 15", "unread"), ("\u0663", "unread"), ("?", "unread"), ("x", "unread"), ("level 6", "unread")),
    ],
)
def test_flagged(text: str, fault: Fault) -> None:
    """What cannot be told has no value but a fault, with its reason in both languages."""
    cell = read_cell(text)
    assert (cell.value, cell.fault) == (None, fault)
    assert cell.reason is not None
    assert cell.reason.id != cell.reason.en


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("40.231", (Number(D(40231)), Number(D("40.231")))),
        ("63:64", (Ratio(D(63), D(64)), Interval(D(63), D(64)))),
        ("13.02-", (Number(D("13.02")), Bound(">=", D("13.02")))),
        ("105/14 Orang/bulan", (Ratio(D(105), D(14)), Several((Number(D(105)), Number(D(14)))))),
        ("- Unit", (NotAvailable("-"), Words("Unit"))),
        ("Nihil", (Number(D(0)), NotAvailable("Nihil"))),
        ("- 5", (Number(D(-5)), Number(D(5)))),
        ("1 234", (Number(D(1234)), Several((Number(D(1)), Number(D(234)))))),
        ("Tinggi", (Grade("Permendagri 86", "Tinggi", 4), Words("Tinggi"))),
    ],
)
def test_readings(text: str, readings: tuple[Measure, ...]) -> None:
    """An ambiguous cell tells all it can say."""
    assert read_cell(text).readings == readings


def test_reason_names_both_readings() -> None:
    """The reason shows the cell and both readings, with the decimal mark of the language."""
    reason = read_cell("40.231").reason
    assert reason is not None
    assert "40231 atau 40,231" in reason.id
    assert "40231 or 40.231" in reason.en


def test_doubtful_unit_keeps_the_value() -> None:
    """A unit in a wrong encoding makes the cell doubtful, and takes nothing from its number."""
    cell = read_cell("250 MÂ³/Hari")
    assert (cell.value, cell.fault) == (Number(D(250)), "mojibake")
    assert cell.reason is not None


def test_reading_of_a_cell_with_several() -> None:
    """A cell with several values of which one is doubtful tells which, and both readings of the whole."""
    cell = read_cell("0\n\n63:64")
    assert (cell.value, cell.fault, [part.fault for part in cell.parts]) == (None, "colon", [None, "colon"])
    assert cell.readings == (
        Several((Number(D(0)), Ratio(D(63), D(64)))),
        Several((Number(D(0)), Interval(D(63), D(64)))),
    )


def test_declared_scale_refuses_others() -> None:
    """A grade that the declared scale does not have is flagged, not moved to another scale."""
    context = context_of(["WTP"], scale="AKIP")
    assert read_cell("WTP", context).fault == "off-scale"
    assert read_cell("b", context).value == Grade("AKIP", "B", 4)


def test_dash_with_the_unit_of_the_row() -> None:
    """A dash before the unit of the row is a missing value, not an item of a list."""
    assert read_cell("- Unit", context_of([], unit="unit")).value == NotAvailable("-")


def test_every_reason_can_be_filled() -> None:
    """Every reason has both languages and only the two known places."""
    for reason in REASONS.values():
        filled = reason.filled({"text": ("x", "x"), "readings": ("y", "y")})
        assert filled.id
        assert filled.en
