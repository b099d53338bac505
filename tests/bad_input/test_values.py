"""Values that cannot be as they are: money, words, years, texts; unknown is told, never guessed and never zero."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from regplan.checks import check
from regplan.diagnostics.finding import Finding
from regplan.io import Reading
from regplan.model.budget import Allocation
from regplan.values.money import MOST_RUPIAH

HEAD = "dokumen:\n  - id: D\n    jenis: RENSTRA\n    tahun: 2025-2029\n    program:\n      - id: P\n"
JSON = '{"dokumen": [{"id": "D", "jenis": "RENSTRA", "program": [{"id": "P", "pagu": {"2025": %s}}]}]}'


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ('"1,500,000"', 1_500_000),
        ('"1,5 miliar"', 1_500_000_000),
        ("Rp1.500", 1_500),
        ("Rp 2.500.000", 2_500_000),
        ('"2.500.000,50"', Decimal("2500000.50")),
        ('"0,70"', Decimal("0.70")),
        ("-5000000", -5_000_000),
        ("(5.000.000)", -5_000_000),
        (str(MOST_RUPIAH), MOST_RUPIAH),
        ("0", 0),
        ("null", None),
        ("~", None),
    ],
)
def test_money_as_people_write_it(written: str, amount: int | Decimal | None, given: Callable[..., Reading]) -> None:
    """Money with one meaning is read exactly; null is unknown and no fault."""
    reading = given(f"{HEAD}        pagu: {{2025: {written}}}\n")
    assert reading.findings == ()
    assert money(reading).amounts == {"2025": amount}


@pytest.mark.parametrize(
    ("written", "value", "readings"),
    [
        ("1.500", "'1.500'", ("1500", "1.5")),
        ('"1,500"', "'1,500'", ("1500", "1.5")),
        ("-1.500", "'-1.500'", ("-1500", "-1.5")),
        ("(2.250)", "'(2.250)'", ("-2250", "-2.25")),
        ("1.500 juta", "'1.500 juta'", ("1500000000", "1500000")),
    ],
)
def test_money_with_two_meanings(
    written: str, value: str, readings: tuple[str, ...], found: Callable[..., Finding], given: Callable[..., Reading]
) -> None:
    """Money that can mean two amounts is FILE-09 with both, at its place; the amount is unknown."""
    text = f"{HEAD}        pagu: {{2025: {written}}}\n"
    finding = found("FILE-09", text, value=value)
    assert finding.facts["readings"] == readings
    assert str(finding.where).endswith("rencana.yaml:7:16")
    assert money(given(text)).amounts == {"2025": None}


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("NaN", "null where unknown"),
        (".nan", "null where unknown"),
        ("Infinity", "null where unknown"),
        ("-.inf", "null where unknown"),
        ("banyak", "for example"),
        ('""', "for example"),
        ('" "', "for example"),
        ("true", "for example"),
        ("1_000", "for example"),
        ("0x1F", "for example"),
        ("1.50.000", "for example"),
        ("5 gulden", "for example"),
        ("١٢٣", "for example"),
        ("1e9", "without an exponent"),
        ("1.5E+3", "without an exponent"),
        (str(MOST_RUPIAH + 1), "at most"),
        ("2000 triliun", "at most"),
        ("9" * 5_000, "at most"),
        ("9" * 61 + ".5", "at most"),
        ('"1.234,567"', "below a sen"),
    ],
)
def test_money_that_is_none(
    written: str, cure: str, found: Callable[..., Finding], given: Callable[..., Reading]
) -> None:
    """Text that is no exact amount is FILE-08 with its cure, at its place; the amount is unknown, not zero."""
    text = f"{HEAD}        pagu: {{2025: {written}}}\n"
    finding = found("FILE-08", text, value=written.strip('"')[:60])
    assert cure in finding.hint.en
    assert str(finding.where).endswith("rencana.yaml:7:16")
    assert money(given(text)).amounts == {"2025": None}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NaN", "FILE-08"),
        ("-Infinity", "FILE-08"),
        ("1e3", "FILE-08"),
        ("1E400", "FILE-08"),
        ("true", "FILE-08"),
        ("[1]", "FILE-08"),
        ("{}", "FILE-08"),
        ("1.005", "FILE-08"),
        ("1" * 5_000, "FILE-08"),
        ("1" * 5_000 + ".5", "FILE-08"),
        (str(MOST_RUPIAH + 1), "FILE-08"),
        ('"1.500"', "FILE-09"),
        ('"banyak"', "FILE-08"),
    ],
)
def test_money_of_json_that_is_none(
    written: str, code: str, found: Callable[..., Finding], given: Callable[..., Reading]
) -> None:
    """In JSON too: a finding with a place, the amount unknown."""
    finding = found(code, JSON % written, "rencana.json")
    assert ":1:" in str(finding.where)
    assert money(given(JSON % written, "rencana.json")).amounts == {"2025": None}


@pytest.mark.parametrize(
    ("written", "amount"), [("1.500", Decimal("1.50")), ("1.0", 1), ("-7", -7), ("-0.10", Decimal("-0.10"))]
)
def test_numbers_of_json_are_exact(written: str, amount: int | Decimal, given: Callable[..., Reading]) -> None:
    """A number of JSON has a decimal point and never passes through a float."""
    reading = given(JSON % written, "rencana.json")
    assert reading.findings == ()
    assert money(reading).amounts == {"2025": amount}


def test_negative_money_is_found_by_the_check(given: Callable[..., Reading]) -> None:
    """Negative money is read, and ARI-02 says so with its place."""
    reading = given(f"{HEAD}        pagu: {{2025: -5000000}}\n")
    (finding,) = check(reading.plan, select="ARI-02").findings
    assert (reading.findings, finding.severity) == ((), "warning")
    assert "Rp5,000,000" in finding.text("en")
    assert "rencana.yaml:7" in str(finding.where)


@pytest.mark.parametrize(
    ("text", "place", "value", "offer"),
    [
        ("dokumen: [{id: D, jenis: RPJMDD}]\n", "1:19", "RPJMDD", "RPJMD"),
        ("dokumen: [{id: D, jenis: RKPD, rezim: PMDN86}]\n", "1:32", "PMDN86", "PMDN86_2017"),
        ("dokumen: [{id: D, jenis: RKPD, mencakup: [tujuan, sasran]}]\n", "1:51", "sasran", "sasaran"),
        ("indikator: [{id: I, arah: nayk}]\n", "1:21", "nayk", "naik"),
        ("indikator: [{id: I, jenis: dampakk}]\n", "1:21", "dampakk", "dampak"),
        ("daerah: {nama: Batu, tingkat: kabupatn}\n", "1:22", "kabupatn", "kabupaten"),
    ],
    ids=["kind", "regime", "one-of-many", "polarity", "indicator-kind", "region"],
)
def test_misspelt_word(text: str, place: str, value: str, offer: str, found: Callable[..., Finding]) -> None:
    """A word outside its vocabulary is FILE-08 at its place, with the nearest words."""
    finding = found("FILE-08", text, value=value)
    assert offer in finding.hint.en.split("perhaps: ")[1].split(", ")
    assert str(finding.where).endswith(f"rencana.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("tahun: dua\n", "1:1", "dua"),
        ("judul: a\ntahun_awal: 20x5\n", "2:1", "20x5"),
        ("judul: a\ntahun_akhir: 99999\n", "2:1", "99999"),
        ("rencana: {tahun: 2025-26}\n", "1:11", "2025-26"),
        ("dokumen: [{id: D, jenis: RKPD, tahun: 26}]\n", "1:32", "26"),
        ("dokumen: [{id: D, jenis: RKPD, tahun_awal: 0}]\n", "1:32", "0"),
        ("dokumen: [{id: D, jenis: RKPD, revisi: dua}]\n", "1:32", "dua"),
        ("dokumen: [{id: D, jenis: RKPD, revisi: 99999999999}]\n", "1:32", "99999999999"),
        ("dokumen: [{id: D, jenis: RKPD, peristiwa: {enacted: 2025-02-30}}]\n", "1:44", "2025-02-30"),
        ("komitmen: [{id: K, tenggat: 31-12-2025}]\n", "1:20", "31-12-2025"),
        ("program: [{id: P, urutan: 1.5}]\n", "1:19", "1.5"),
        ("program: [{id: P, urutan: --5}]\n", "1:19", "--5"),
        ("deret: [{indikator: I, dokumen: D, peran: target, nilai: {tahun 1: 5}}]\n", "1:59", "tahun 1"),
        ("deret: [{indikator: I, dokumen: D, peran: target, nilai: {2025-13: 5}}]\n", "1:59", "2025-13"),
    ],
)
def test_years_dates_and_numbers(text: str, place: str, value: str, found: Callable[..., Finding]) -> None:
    """A year, date, count or period that is none is FILE-08 at its place."""
    assert str(found("FILE-08", text, value=value).where).endswith(f"rencana.yaml:{place}")


@pytest.mark.parametrize(
    ("written", "read", "why"),
    [
        ('" Sehat "', "Sehat", "blanks"),
        ('"Se\\thaat"', "Se haat", "control"),
        ('"Sehat\\0"', "Sehat", "control"),
        ('"Sehat\\x1b[31m"', "Sehat [31m", "control"),
        ("Se\u00a0hat", "Se hat", "control"),
        ("Se\u200bhat", "Sehat", "control"),
        ("Sehat\u202e", "Sehat", "control"),
        ("Kafe\u0301", "Kafé", "NFC"),
        ('"satu\\ndua"', "satu dua", "control"),
    ],
    ids=["blanks", "tab", "nul", "escape", "hard-blank", "no-width", "right-to-left", "nfd", "break"],
)
def test_text_that_is_mended(
    written: str, read: str, why: str, found: Callable[..., Finding], given: Callable[..., Reading]
) -> None:
    """A text with blanks, control characters or another Unicode form is mended, and FILE-15 and the loss say so."""
    text = f"tujuan:\n  - id: T1\n    uraian: {written}\n"
    finding = found("FILE-15", text)
    assert (finding.severity, str(finding.where).rpartition("yaml")[2]) == ("warning", ":3:5")
    assert why in finding.text("en")
    reading = given(text)
    assert reading.plan.goals["T1"].title == read
    assert [(loss.kind, loss.kept) for loss in reading.loss] == [("mended", read)]


def test_ids_that_differ_in_unicode_form(given: Callable[..., Reading]) -> None:
    """Two ids that differ in Unicode form only are one id: FILE-15 for the mended one, then REF-02."""
    reading = given("tujuan:\n  - {id: Kafé, uraian: Satu}\n  - {id: Kafe\u0301, uraian: Dua}\n")
    assert [(finding.code, str(finding.where)[-4:]) for finding in reading.findings] == [("FILE-15", ":3:6")]
    (finding,) = check(reading.plan, select="REF-02").findings
    assert "Kafé" in finding.text("en")
    assert "rencana.yaml:3" in str(finding.where)


@pytest.mark.parametrize("other", ["t 1", "T1", "t1 "], ids=["blank", "case", "outer-blank"])
def test_ids_that_differ_in_blanks_or_case(other: str, given: Callable[..., Reading]) -> None:
    """Two ids that differ in blanks or case only are found: REF-08, or REF-02 where mending made them one."""
    reading = given(f'tujuan:\n  - {{id: t1, uraian: Satu}}\n  - {{id: "{other}", uraian: Dua}}\n')
    (finding,) = check(reading.plan, select=["REF-02", "REF-08"]).findings
    assert finding.code == ("REF-02" if other == "t1 " else "REF-08")
    assert "rencana.yaml:3" in str(finding.where)


@pytest.mark.parametrize("written", ["", '""', '" "', "null", "~", '"\\u200b"', "/", "a/", "//"], ids=repr)
def test_id_that_is_none(written: str, given: Callable[..., Reading]) -> None:
    """A record whose id is empty, unknown or no id is dropped with an error at its place, never in silence."""
    reading = given(f"tujuan:\n  - uraian: Sehat\n    id: {written}\n")
    assert len(reading.plan) == 0
    assert not reading.is_whole
    assert "Sehat" in repr(reading.loss)


@pytest.mark.parametrize("key", ["x-a\\nb", "x-a ", " x-a", "X-a"])
def test_own_key_that_is_none(key: str, given: Callable[..., Reading]) -> None:
    """A key that is nearly one of the user's own is an error, and its value is in the loss."""
    reading = given(f'tujuan:\n  - id: T1\n    "{key}": isinya\n')
    assert [str(finding.where).rpartition("yaml")[2] for finding in reading.findings] == [":3:5"]
    assert "isinya" in repr(reading.loss)
    assert reading.plan.goals["T1"].extra is None


def test_own_fields_nested_too_deep(found: Callable[..., Finding]) -> None:
    """An own field nested deeper than is kept is FILE-08 at its place, with its value in the loss."""
    finding = found("FILE-08", "judul: a\nx-a: " + "[" * 30 + "isinya" + "]" * 30 + "\n", value="isinya")
    assert str(finding.where).endswith("rencana.yaml:2:1")


def money(reading: Reading) -> Allocation:
    """Return the one allocation of a plan."""
    (allocation,) = reading.plan.allocations
    return allocation
